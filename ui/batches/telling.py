"""What is told of a reply in one row: a text, or why there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from assistant.compliance import Finding, Severity
from assistant.drafting.model import DraftReply
from ui.batches.book import Filled
from ui.batches.model import REJECTED, WAITING, WITHHELD, Made

_NO_PAPER = "所依据的文件你现在无权查看，底稿没有给出。"
_OF_NO_PAPER = (WAITING, REJECTED)  # nothing was written from any
_TOLD = {Severity.BLOCK: "禁用", Severity.EVIDENCE: "须有凭证", Severity.WARN: "提醒"}


def made_of(reply: DraftReply, prints: Mapping[str, str]) -> Made:
    """One channel was asked for, so there is one draft or none. What is blocked leaves no text behind."""
    draft = next(iter(reply.drafts), None)
    findings = [*reply.findings, *(draft.findings if draft else ())]
    told = findings_told(findings)
    if draft is None or reply.status == "blocked":
        status = "blocked" if reply.status == "blocked" else "needs_evidence"
        return Made(status, findings="\n".join(filter(None, [told, *reply.notes])), prints=prints)
    return Made(reply.status, draft.title, draft.body, told, draft.score, draft.label, draft.mode, prints)


def told_to(one: Filled, may_read: Callable[[str], bool]) -> Filled:
    """A row as it is told to somebody: of a paper that they may not see now, neither text nor findings."""
    wanted = one.row.wanted
    papers = (wanted.product, wanted.campaign) if wanted and one.made.status not in _OF_NO_PAPER else ()
    if all(may_read(paper) for paper in papers if paper):
        return one
    return replace(one, made=Made(WITHHELD, findings=_NO_PAPER))


def findings_told(findings: Iterable[Finding]) -> str:
    """A line each, without what is only for information."""
    lines = (_line(finding) for finding in findings if finding.severity in _TOLD)
    return "\n".join(dict.fromkeys(lines))


def _line(finding: Finding) -> str:
    said = f"“{finding.text}”" if finding.text else ""
    advice = f"→{finding.suggestion}" if finding.suggestion else ""
    return f"[{_TOLD[finding.severity]}]{finding.rule_id} {said}{finding.why}{advice}"

"""What the rules of this moment say of a piece of copy, and which of their questions a proof answers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol

from assistant.compliance import Evidence, Finding, Severity, Verdict
from assistant.copies.model import Copy, Proof, Refused, Tick
from assistant.drafting.guard import tags

# An answer quotes one clause; the whole of a campaign's conditions stands elsewhere.
ANSWERS = frozenset({"faq", "dianping", "koc"})
CONDITIONS = frozenset({"K2", "K4", "K7", "K8"})
NUMBERS = "K17"


class Checker(Protocol):
    """The compliance checker, as far as approval needs it."""

    def check(
        self,
        text: str,
        channel: str | None = None,
        category: str | None = None,
        *,
        evidence: Sequence[Evidence] = (),
        sources: Sequence[str] | None = None,
        on: date | None = None,
    ) -> Verdict: ...


def checked(checker: Checker, copy: Copy, form: str, sources: Sequence[str], on: date) -> Verdict:
    """The verdict on a piece of copy in a shipped channel's `form`; in `sources` its numbers have to stand.

    A number that stands in none of them asks for a proof: a person wrote it in, and may know the paper.
    """
    place = None if form in ANSWERS else form
    found = checker.check(copy.text, place, copy.category, sources=sources, on=on).findings
    if place is None:
        found = tuple(finding for finding in found if finding.rule_id not in CONDITIONS)
    return Verdict.of(
        replace(each, severity=Severity.EVIDENCE) if each.rule_id == NUMBERS else each for each in found
    )


def blocked(verdict: Verdict) -> str:
    """Why a text may not go out at all; empty when nothing blocks it."""
    return _listed("不能发布", (f for f in verdict.findings if f.severity is Severity.BLOCK))


def unproven(verdict: Verdict, proofs: Iterable[Proof], on: date) -> tuple[Finding, ...]:
    """The findings that ask for a proof and have none that holds."""
    given = [proof for proof in proofs if proof.holds(on)]
    asking = (finding for finding in verdict.findings if finding.severity is Severity.EVIDENCE)
    return tuple(each for each in asking if not any(_answers(proof, each) for proof in given))


def lacking(findings: Sequence[Finding]) -> str:
    """Says which findings want a proof; empty for none."""
    return _listed("需要凭证", findings)


def answered(verdict: Verdict, ticks: Sequence[Tick]) -> list[tuple[Finding, Tick]]:
    """Each finding that asks for a proof with the tick that answers it.

    Raises Refused for a finding without a tick, and for a tick that answers nothing or several at once.
    """
    asking = [finding for finding in verdict.findings if finding.severity is Severity.EVIDENCE]
    pairs = [(finding, tick) for tick in ticks for finding in [_meant(tick, asking)]]
    done = [finding for finding, _ in pairs]
    if missing := lacking([finding for finding in asking if finding not in done]):
        raise Refused(f"{missing}请逐条勾选凭证(文件编号和有效期)。")
    return pairs


def _meant(tick: Tick, asking: Sequence[Finding]) -> Finding:
    of_rule = [finding for finding in asking if finding.rule_id == tick.rule_id]
    meant = [finding for finding in of_rule if tick.span in (None, finding.span)]
    if not meant:
        raise Refused(f"没有要凭证的问题与勾选的“{tick.rule_id}”对应,请刷新后重新勾选。")
    if len(meant) > 1:
        raise Refused(f"“{tick.rule_id}”有{len(meant)}处要凭证,请用span逐处勾选。")
    return meant[0]


def _answers(proof: Proof, finding: Finding) -> bool:
    overlaps = proof.span[0] < finding.span[1] and finding.span[0] < proof.span[1]
    return proof.rule_id == finding.rule_id and (overlaps or proof.text == finding.text)


def shown_tag(copy: Copy) -> str:
    """Why the audience's tag must not stand in the text; empty when it does not."""
    row = tags()["tags"].get(copy.tag or "", {})
    label = "" if row.get("public") else row.get("label", "")
    code = rf"(?<![A-Za-z0-9]){re.escape(copy.tag)}(?![A-Za-z0-9])" if copy.tag else "(?!)"
    found = label if label and label in copy.text else (copy.tag if re.search(code, copy.text) else "")
    return f"客群标签“{found}”不能出现在文案里,请删去。" if found else ""


def _listed(what: str, findings: Iterable[Finding]) -> str:
    said = dict.fromkeys(f"“{f.text[:20]}”({f.rule_id})" for f in findings)
    return f"按现行规则,{'、'.join(said)}{what}。" if said else ""

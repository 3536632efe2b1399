"""What an approver ticks becomes a proof, and how long an approval may rest on it. Pure but for the papers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from assistant.compliance import Finding
from assistant.copies.model import Copy, Person, Proof, Refused, Source, Tick
from assistant.copies.papers import Papers, last_day
from knowledge.model import Standing
from knowledge.writing.calendar import last_day as days_end


def proven(
    copy: Copy, finding: Finding, tick: Tick, papers: Papers, today: date, who: Person, at: datetime
) -> Proof:
    """The proof of a finding by a document that the approver may read, in force, until it ends at the latest.

    Raises Refused.
    """
    paper = papers.paper(tick.doc_id) if papers.may_read(tick.doc_id) else None
    if paper is None:
        raise Refused(f"没有找到编号为“{tick.doc_id[:40]}”的凭证文件,请检查编号。")
    if paper.standing is not Standing.IN_FORCE:
        raise Refused(f"《{paper.title}》现在不是现行文件,不能作凭证。")
    until = tick.valid_until or paper.ends_on
    if until and until < today:
        raise Refused(f"《{paper.title}》作为凭证的有效期已在{until}结束。")
    if until and paper.ends_on and until > paper.ends_on:
        raise Refused(f"《{paper.title}》在{paper.ends_on}失效,有效期不能晚于这一天。")
    about = (finding.rule_id, finding.span, finding.text)
    document = (paper.doc_id, paper.title, paper.version, paper.sha256)
    return Proof(*about, *document, until, copy.revision, who.name, at)


def as_source(proof: Proof) -> Source:
    """A proof counts among the sources: when its document changes, the copy is to be looked at again."""
    return Source(proof.title, proof.doc_id, proof.rule_id, is_proof=True)


def lasting(
    copy: Copy, wanted: date | None, given: Sequence[Proof], papers: Papers, today: date
) -> date | None:
    """An approval's last day: the one that is wanted, else the first on which something ends that it rests on,
    or the end of the dates that the text itself names (11/20–11/29).

    Raises Refused for a day that is over, or later than that on which a source or a proof ends.
    """
    ends = [(proof.valid_until, proof.title) for proof in given if proof.valid_until]
    first = min([*ends, *filter(None, [last_day(copy.sources, papers)])], default=None)
    if wanted and wanted < today:
        raise Refused(f"有效期{wanted}已经过去了。")
    if wanted and first and wanted > first[0]:
        raise Refused(f"《{first[1]}》在{first[0]}到期,文案的有效期不能晚于这一天。")
    named = days_end(copy.text, today)
    told = [named] if named and named >= today else []
    return wanted or min([*told, *([first[0]] if first else [])], default=None)

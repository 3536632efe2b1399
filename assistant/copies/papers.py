"""What approval needs to know of the mall's papers, and what of a cited one makes a copy out of date."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from assistant.copies.model import Source
from knowledge.model import Standing


@dataclass(frozen=True, slots=True)
class Paper:
    """One document as it stands at the moment asked about."""

    doc_id: str
    title: str
    version: str
    sha256: str
    standing: Standing
    ends_on: date | None  # its last day


class Papers(Protocol):
    """The house's papers at one moment, for one person."""

    def paper(self, doc_id: str) -> Paper | None:
        """A document whoever may read it; None when it was withdrawn or never was."""
        ...

    def may_read(self, doc_id: str) -> bool:
        """Whether the person who asks may know of it."""
        ...

    def texts(self, doc_id: str) -> Sequence[str]:
        """Its passages, to look a number up in; never shown."""
        ...


# What a cited paper must not be.
_OVER = {
    Standing.SUPERSEDED: "已被新版本取代",
    Standing.EXPIRED: "已失效",
    Standing.DRAFT: "还是草稿",
    Standing.EMBARGOED: "尚未到对外发布时间",
}
CHANGED = "内容已更新"
GONE = "已撤下"
AGAIN = "来源有变化,请重新核对:"


def why_changed(source: Source, paper: Paper | None) -> str:
    """What became of a cited document since it was looked at; empty when nothing did."""
    if not source.doc_id or not source.sha256:
        return ""
    if paper is None:
        return GONE
    if paper.standing in _OVER:
        return _OVER[paper.standing]
    return CHANGED if paper.sha256 != source.sha256 else ""


def is_current(source: Source, papers: Papers) -> bool:
    """Whether a source may still be built on, whatever it says by now."""
    if not source.doc_id or not source.sha256:
        return True
    paper = papers.paper(source.doc_id)
    return paper is not None and paper.standing not in _OVER


def changes(sources: Iterable[Source], papers: Papers) -> tuple[str, ...]:
    """A sentence for each cited document that changed; what the reader must not know of is not named."""
    said = []
    for source in sources:
        if why := why_changed(source, papers.paper(source.doc_id) if source.doc_id else None):
            name = f"《{source.name}》" if papers.may_read(source.doc_id) else "一份来源文件"
            said.append(f"{AGAIN}{name}{why}。")
    return tuple(dict.fromkeys(said))


def last_day(sources: Iterable[Source], papers: Papers) -> tuple[date, str] | None:
    """The first day on which a cited document ends, and its name; None when none has an end."""
    ends = [
        (paper.ends_on, source.name)
        for source in sources
        if source.doc_id and (paper := papers.paper(source.doc_id)) and paper.ends_on
    ]
    return min(ends) if ends else None

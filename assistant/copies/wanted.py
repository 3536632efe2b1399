"""Which pieces of copy a list asks for, as conditions of SQL."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, false, or_, select, tuple_

from assistant.copies.model import State
from assistant.copies.tables import copies, sources
from knowledge.text import fold

Pin = tuple[str, str]  # doc_id and sha256 of a cited document as it was looked at


@dataclass(frozen=True, slots=True)
class Wanted:
    """None means all. `q` are words that must all stand in the text, or in a name of its product or campaign.

    By a paper in `hidden`, of which the person who asks must not know, nothing is found and nothing counted; what is
    made of one is there only once it was approved, which releases its text.
    """

    state: State | None = None
    channel: str | None = None
    tag: str | None = None
    campaign: str | None = None
    product: str | None = None
    q: str = ""
    is_changed: bool = False  # only those with a source that changed
    hidden: frozenset[str] = frozenset()

    def conditions(self, today: date, changed: Collection[Pin] = ()) -> list[ColumnElement[bool]]:
        """`changed` are the pins of cited documents that are not any more what they were."""
        found: list[ColumnElement[bool]] = []
        if self.state:
            found.append(_in_state(self.state, today))
        for name in ("channel", "tag", "campaign", "product"):
            if (value := getattr(self, name)) is not None:
                found.append(copies.c[name] == value)
        if {self.campaign, self.product} & self.hidden:
            found.append(false())
        if self.hidden:
            found.append(or_(copies.c.approved_at.is_not(None), copies.c.id.not_in(made_of(self.hidden))))
        words = fold(self.q).split()
        found += [copies.c.searched.contains(word, autoescape=True) for word in words]
        told = [doc_id for doc_id in self.hidden if any(word in fold(doc_id) for word in words)]
        if told:  # a search would tell which pieces are made from them
            found += [
                or_(paper.is_(None), paper.not_in(told)) for paper in (copies.c.product, copies.c.campaign)
            ]
        if self.is_changed:
            pins = select(sources.c.copy_id).where(tuple_(sources.c.doc_id, sources.c.sha256).in_(changed))
            found.append(copies.c.id.in_(pins) if changed else false())
        return found


def made_of(papers: Collection[str]) -> Select[tuple[str]]:
    """The ids of the pieces whose text rests on one of some papers, an approver's proofs aside."""
    return select(sources.c.copy_id).where(sources.c.doc_id.in_(papers), ~sources.c.is_proof)


def _in_state(state: State, today: date) -> ColumnElement[bool]:
    """An approval ends by the calendar, so EXPIRED is told by the day."""
    is_over = copies.c.expires_on < today.isoformat()
    approved = copies.c.state == State.APPROVED.value
    if state is State.EXPIRED:
        return and_(approved, is_over)
    if state is State.APPROVED:
        return and_(approved, or_(copies.c.expires_on.is_(None), ~is_over))
    return copies.c.state == state.value

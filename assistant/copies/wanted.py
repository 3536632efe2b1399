"""Which pieces of copy a list asks for, as conditions of SQL."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, false, or_, select, tuple_

from assistant.copies.model import State
from assistant.copies.tables import copies, sources
from knowledge.text import fold

Pin = tuple[str, str]  # doc_id and sha256 of a cited document as it was looked at


@dataclass(frozen=True, slots=True)
class Wanted:
    """None means all. `q` are words that must all stand in the text, or in a name of its product or campaign."""

    state: State | None = None
    channel: str | None = None
    tag: str | None = None
    campaign: str | None = None
    product: str | None = None
    q: str = ""
    is_changed: bool = False  # only those with a source that changed

    def conditions(self, today: date, changed: Collection[Pin] = ()) -> list[ColumnElement[bool]]:
        """`changed` are the pins of cited documents that are not any more what they were."""
        found: list[ColumnElement[bool]] = []
        if self.state:
            found.append(_in_state(self.state, today))
        for name in ("channel", "tag", "campaign", "product"):
            if (value := getattr(self, name)) is not None:
                found.append(copies.c[name] == value)
        found += [copies.c.searched.contains(word, autoescape=True) for word in fold(self.q).split()]
        if self.is_changed:
            pins = select(sources.c.copy_id).where(tuple_(sources.c.doc_id, sources.c.sha256).in_(changed))
            found.append(copies.c.id.in_(pins) if changed else false())
        return found


def _in_state(state: State, today: date) -> ColumnElement[bool]:
    """An approval ends by the calendar, so EXPIRED is told by the day."""
    is_over = copies.c.expires_on < today.isoformat()
    approved = copies.c.state == State.APPROVED.value
    if state is State.EXPIRED:
        return and_(approved, is_over)
    if state is State.APPROVED:
        return and_(approved, or_(copies.c.expires_on.is_(None), ~is_over))
    return copies.c.state == state.value

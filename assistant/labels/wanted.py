"""Which conversations a list asks for, as conditions of SQL."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, or_, select

from assistant.labels.model import Kind
from assistant.labels.tables import given, labels
from knowledge.sqlite import stamp


@dataclass(frozen=True, slots=True)
class Place:
    """Where a list went on from: the conversation that it ended with."""

    as_of: str
    conversation_id: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """None and empty mean all. A conversation has all `labels`; `since` and `until` are of what its questions spoke of.

    `roles` are those whose conversations may be seen; `ids` those that hold the words that were searched.
    """

    labels: tuple[tuple[Kind, str], ...] = ()
    channel: str = ""
    language: str = ""
    mall: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    roles: frozenset[str] | None = None
    ids: frozenset[str] | None = None

    def conditions(self, after: Place | None = None) -> list[ColumnElement[bool]]:
        found: list[ColumnElement[bool]] = [_has(kind, value) for kind, value in self.labels]
        for name in ("channel", "language"):
            if value := getattr(self, name):
                found.append(labels.c[name] == value)
        if self.mall is not None:
            found.append(labels.c.mall == self.mall)
        if self.since:
            found.append(labels.c.as_of >= stamp(self.since))
        if self.until:
            found.append(labels.c.as_of < stamp(self.until))
        if self.roles is not None:
            found.append(labels.c.role.in_(self.roles))
        if after:
            same = and_(labels.c.as_of == after.as_of, labels.c.conversation_id < after.conversation_id)
            found.append(or_(labels.c.as_of < after.as_of, same))
        return found


def _has(kind: Kind, value: str) -> ColumnElement[bool]:
    one = select(given.c.value).where(
        given.c.conversation_id == labels.c.conversation_id,
        given.c.kind == kind.value,
        given.c.value == value,
    )
    return exists(one)

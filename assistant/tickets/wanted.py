"""Which tickets a list asks for, as conditions of SQL."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, exists, func, not_, or_, select
from sqlalchemy.sql import column

from assistant.tickets.clocks import Due
from assistant.tickets.model import State
from assistant.tickets.moves import OPEN
from assistant.tickets.tables import tickets
from knowledge.sqlite import stamp
from knowledge.text import fold


@dataclass(frozen=True, slots=True)
class Wanted:
    """None means all. `desks` are those that may be seen at all; `person` is the id of who took it;
    `q` are words that must all stand in a ticket."""

    desk: str | None = None
    state: State | None = None
    priority: str | None = None
    due: Due | None = None
    is_open: bool = False
    q: str = ""
    desks: frozenset[str] | None = None
    person: str | None = None

    def conditions(self, now: datetime, soon: Mapping[str, timedelta]) -> list[ColumnElement[bool]]:
        """`soon`: how long before it is due a ticket of a priority is due soon."""
        found: list[ColumnElement[bool]] = []
        if self.desks is not None:
            found.append(or_(tickets.c.desk.in_(self.desks), _seconds(self.desks)))
        for name in ("desk", "priority"):
            if (value := getattr(self, name)) is not None:
                found.append(tickets.c[name] == value)
        if self.person is not None:
            found.append(tickets.c.assignee_id == self.person)
        if self.state:
            found.append(tickets.c.state == self.state.value)
        if self.is_open:
            found.append(_IS_OPEN)
        if self.due:
            found.append(_standing(self.due, now, soon))
        found += [tickets.c.searched.contains(word, autoescape=True) for word in fold(self.q).split()]
        return found


_IS_OPEN = tickets.c.state.in_([state.value for state in OPEN])


def _seconds(desks: frozenset[str]) -> ColumnElement[bool]:
    each = func.json_each(tickets.c.second_desks).table_valued("value")
    return exists(select(column("value")).select_from(each).where(each.c.value.in_(desks)))


def _standing(due: Due, now: datetime, soon: Mapping[str, timedelta]) -> ColumnElement[bool]:
    """As Clocks.stand tells it of one ticket."""
    if due is Due.STOPPED:
        return not_(_IS_OPEN)
    overdue = _before(stamp(now))
    near = or_(
        *(and_(tickets.c.priority == level, _before(stamp(now + span))) for level, span in soon.items())
    )
    is_paused = and_(tickets.c.responded_at.is_not(None), tickets.c.paused_at.is_not(None))
    return and_(
        _IS_OPEN,
        {
            Due.OVERDUE: overdue,
            Due.SOON: and_(near, not_(overdue)),
            Due.RUNNING: and_(not_(near), not_(is_paused)),
            Due.PAUSED: is_paused,
        }[due],
    )


def _before(at: str) -> ColumnElement[bool]:
    """Whether one of the clocks that run ends before."""
    respond = and_(tickets.c.responded_at.is_(None), tickets.c.respond_by < at)
    resolve = and_(tickets.c.paused_at.is_(None), tickets.c.resolve_by < at)
    return or_(respond, resolve)

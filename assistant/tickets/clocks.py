"""The clocks of a ticket: until the first response and until it is resolved, and where they stand. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from assistant.desks import Desks
from assistant.language import ENGLISH, to_script
from assistant.tickets.hours import Hours
from assistant.tickets.model import Ticket
from assistant.tickets.moves import OPEN
from knowledge.writing.calendar import weekday_name
from knowledge.writing.spans import DAY, Span
from knowledge.yamlfile import read_yaml

DATA = Path(__file__).parent.parent / "data" / "tickets.yaml"


class Due(StrEnum):
    """Where a ticket's clocks stand: the worse of the two that still run."""

    OVERDUE = "overdue"
    SOON = "soon"
    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Rule:
    """The clock of one priority: `resolve` in minutes or days of work as `counted` says, `soon` in minutes."""

    level: str
    resolve: int
    counted: str
    soon: int
    response: str


class Clocks:
    """Counts in the hours of the desk that has the matter."""

    def __init__(self, desks: Desks, hours: Hours, rules: Iterable[Rule], in_workdays: str) -> None:
        self.desks = desks
        self.hours = hours
        self.rules = {rule.level: rule for rule in rules}
        self._in_workdays = in_workdays

    @classmethod
    def load(
        cls,
        desks: Desks,
        zone: Callable[[], ZoneInfo] = lambda: ZoneInfo("Asia/Shanghai"),
        mall: Callable[[date], Sequence[Span] | None] = lambda _day: None,
        path: Path = DATA,
    ) -> Clocks:
        """The clocks of a yaml file; the built-in ones by default."""
        raw: dict[str, Any] = read_yaml(path)
        rules = (Rule(**row) for row in raw["priorities"])
        return cls(desks, Hours(raw, zone, mall), rules, raw["in_workdays"])

    def respond_by(self, desk_id: str, priority: str, at: datetime) -> datetime:
        """By when somebody answers first. What is urgent waits for no opening hours."""
        desk, minutes = self.desks[desk_id], self.desks.first_response(desk_id, priority)
        if self.rules[priority].counted == "clock":
            return at + timedelta(minutes=minutes)
        if minutes % DAY == 0:
            if self._in_workdays in desk.promise:
                return self.hours.workdays(desk, at, minutes // DAY)
            return at + timedelta(minutes=minutes)
        return self.hours.add(desk, at, minutes)

    def resolve_by(self, desk_id: str, priority: str, at: datetime) -> datetime:
        desk, rule = self.desks[desk_id], self.rules[priority]
        if rule.counted == "workdays":
            return self.hours.workdays(desk, at, rule.resolve)
        if rule.counted == "open":
            return self.hours.add(desk, at, rule.resolve)
        return at + timedelta(minutes=rule.resolve)

    def resumed(self, ticket: Ticket, stood: datetime, at: datetime) -> datetime:
        """By when it is to be resolved, after its clock stood from one moment to another."""
        if self.rules[ticket.priority].counted == "clock":
            return ticket.resolve_by + (at - stood)
        desk = self.desks[ticket.desk]
        return self.hours.add(desk, at, self.hours.between(desk, stood, ticket.resolve_by))

    def is_answered_by_taking(self, priority: str) -> bool:
        """Whether it counts as a response that somebody is on the way."""
        return self.rules[priority].response == "taken"

    def due_at(self, ticket: Ticket) -> datetime | None:
        """The next moment that something is to be done by; None when nothing is."""
        if ticket.state not in OPEN:
            return None
        respond = None if ticket.responded_at else ticket.respond_by
        resolve = None if ticket.paused_at else ticket.resolve_by
        return min(filter(None, (respond, resolve)), default=None)

    def stand(self, ticket: Ticket, now: datetime) -> Due:
        if ticket.state not in OPEN:
            return Due.STOPPED
        due = self.due_at(ticket)
        if due is None:
            return Due.PAUSED
        if due < now:
            return Due.OVERDUE
        return Due.SOON if due < now + self.soon(ticket.priority) else Due.RUNNING

    def soon(self, priority: str) -> timedelta:
        return timedelta(minutes=self.rules[priority].soon)

    def promised(self, desk_id: str, priority: str, at: datetime, language: str) -> str:
        """By when a desk that is closed now answers first, as a moment in words; empty where it is open."""
        desk = self.desks[desk_id]
        if self.rules[priority].counted == "clock" or self.hours.is_open(desk, at):
            return ""
        by = self.respond_by(desk_id, priority, at).astimezone(self.hours.zone())
        if language == ENGLISH:
            return f"{by:%H:%M} on {by:%A} {by:%Y-%m-%d}"
        return to_script(f"{by.month}月{by.day}日（{weekday_name(by.date())}）{by:%H:%M}", language)


def late_response(ticket: Ticket, now: datetime) -> bool:
    """Whether the first response came, or is, later than promised. Who closed the matter unanswered is not asked."""
    if ticket.responded_at is None and ticket.state not in OPEN:
        return False
    return (ticket.responded_at or now) > ticket.respond_by


def late_resolution(ticket: Ticket, now: datetime) -> bool:
    if ticket.state not in OPEN and ticket.resolved_at is None:
        return False
    return (ticket.resolved_at or ticket.paused_at or now) > ticket.resolve_by

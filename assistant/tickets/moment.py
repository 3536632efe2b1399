"""One moment at the desk: which clocks run on from it and which stand still, and what is written down of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from assistant.masking import masked
from assistant.tickets.clocks import Clocks
from assistant.tickets.model import Act, Event, Person, Ticket


@dataclass(frozen=True)
class Moment:
    """Clocks are read at `at`; `now` is the real time, for the records. `known` are the numbers that the mall publishes."""

    clocks: Clocks
    at: datetime
    now: datetime
    known: Collection[str] = ()

    def running(self, ticket: Ticket) -> Ticket:
        """With its clock going on from now, where it stood."""
        if ticket.paused_at is None:
            return ticket
        by = self.clocks.resumed(ticket, ticket.paused_at, self.at)
        return replace(ticket, resolve_by=by, paused_at=None)

    def stopped(self, ticket: Ticket) -> Ticket:
        """With its clock standing still."""
        return replace(self.running(ticket), paused_at=self.at)

    def answered(self, ticket: Ticket) -> Ticket:
        """With its first answer given now, unless one was."""
        return ticket if ticket.responded_at else replace(ticket, responded_at=self.at)

    def masked(self, text: str) -> str:
        """Without what tells who somebody is."""
        return masked(text, self.known)

    def event(
        self, after: Ticket, act: Act, before: Ticket, who: Person, detail: dict[str, Any] | None = None
    ) -> Event:
        """What stands in the ticket's history of an act."""
        return Event(after.id, act, before.state, after.state, who, self.now, detail or {})

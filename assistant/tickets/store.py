"""The store of tickets: each with its comments, sealed contacts and history, in one SQLite file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Select, case, delete, func, insert, select, update

from assistant.tickets.model import Act, Comment, Event, NoSuchTicket, Overtaken, State, Ticket
from assistant.tickets.moves import OPEN
from assistant.tickets.rows import comment_of, comment_row, event_of, event_row, ticket_of, ticket_row
from assistant.tickets.tables import REVISIONS, comments, contacts, events, tickets
from assistant.tickets.wanted import Wanted
from knowledge.migrations import bring_up_to_date
from knowledge.sqlite import alone, empty_log, open_engine, stamp

NO_TICKET = "没有这张工单。"
OVERTAKEN = "刚才有人先处理了这张工单,请刷新后再看。"
_MANY = 500
Soon = Mapping[str, timedelta]


@dataclass(frozen=True, slots=True)
class Change:
    """One ticket before and after an act, the line of its history, and what was written with it."""

    before: Ticket
    after: Ticket
    event: Event
    comment: Comment | None = None
    sealed: bytes | None = None


class TicketStore:
    """Every change is one transaction: tickets, comments, contacts and the lines of their histories, or nothing."""

    def __init__(self, path: Path) -> None:
        """Raises NewerFile."""
        pragmas = ("synchronous=FULL", "foreign_keys=ON", "secure_delete=ON")
        self._engine = open_engine(path, *pragmas, private=True)
        bring_up_to_date(self._engine, REVISIONS)

    def close(self) -> None:
        self._engine.dispose()

    # -- writing ---------------------------------------------------------------------------------

    def add(
        self,
        ticket: Ticket,
        event: Event,
        sealed: bytes | None = None,
        same: Callable[[Ticket], Change | None] = lambda _ticket: None,
    ) -> Ticket:
        """A new ticket, unless one that is open in its conversation is the `same`: then that one's change instead."""
        with alone(self._engine) as connection:
            for other in self._open_in(connection, ticket):
                if change := same(other):
                    return self._write(connection, change)
            connection.execute(insert(tickets).values(ticket_row(ticket)))
            self._write_beside(connection, ticket.id, event, None, sealed)
        return ticket

    def add_missing(self, given: Sequence[tuple[Ticket, Event, bytes | None]]) -> int:
        """Those whose numbers are not there yet, all in one; how many they were."""
        with alone(self._engine) as connection:
            there = set(connection.execute(select(tickets.c.id)).scalars())
            new = [one for one in given if one[0].id not in there]
            for ticket, event, sealed in new:
                connection.execute(insert(tickets).values(ticket_row(ticket)))
                self._write_beside(connection, ticket.id, event, None, sealed)
        return len(new)

    def change(self, *changes: Change) -> Ticket:
        """Makes each `before` into its `after`, unless somebody acted on one meanwhile: then nothing happens.

        The first one as it stands then. Raises Overtaken.
        """
        with alone(self._engine) as connection:
            first, *_ = [self._write(connection, change) for change in changes]
            return first

    def note(self, event: Event) -> None:
        """A line of history for what changes nothing, such as a look."""
        with alone(self._engine) as connection:
            connection.execute(insert(events).values(event_row(event)))

    def erase(self, changes: Sequence[Change]) -> None:
        """Writes the changes and takes out of the file what was written about their tickets, for good."""
        with alone(self._engine) as connection:
            for change in changes:
                self._write(connection, change)
                for table in (comments, contacts):
                    connection.execute(delete(table).where(table.c.ticket_id == change.before.id))
        empty_log(self._engine)

    def _write(self, connection: Connection, change: Change) -> Ticket:
        after = replace(change.after, turn=change.before.turn + 1, changed_at=change.event.at)
        seen = (tickets.c.id == change.before.id, tickets.c.turn == change.before.turn)
        if not connection.execute(update(tickets).where(*seen).values(ticket_row(after))).rowcount:
            raise Overtaken(OVERTAKEN)
        self._write_beside(connection, after.id, change.event, change.comment, change.sealed)
        return after

    @staticmethod
    def _write_beside(
        connection: Connection, ticket_id: str, event: Event, comment: Comment | None, sealed: bytes | None
    ) -> None:
        if comment:
            connection.execute(insert(comments).values(comment_row(ticket_id, comment)))
        if sealed:
            connection.execute(insert(contacts).values(ticket_id=ticket_id, sealed=sealed))
        connection.execute(insert(events).values(event_row(event)))

    @staticmethod
    def _open_in(connection: Connection, ticket: Ticket) -> list[Ticket]:
        if not ticket.conversation_id:
            return []
        is_open = tickets.c.state.in_([state.value for state in OPEN])
        query = select(tickets).where(tickets.c.conversation_id == ticket.conversation_id, is_open)
        return [
            ticket_of(dict(row)) for row in connection.execute(query.order_by(tickets.c.number)).mappings()
        ]

    # -- reading ---------------------------------------------------------------------------------

    def find(self, ticket_id: str) -> Ticket:
        """Raises NoSuchTicket."""
        for row in self._rows(select(tickets).where(tickets.c.id == ticket_id)):
            return ticket_of(row)
        raise NoSuchTicket(NO_TICKET)

    def page(
        self, wanted: Wanted, now: datetime, soon: Soon, start: int = 0, most: int = 50
    ) -> tuple[list[Ticket], int]:
        """A stretch of those that are wanted, open ones first and among them the most urgent; how many there are."""
        conditions = wanted.conditions(now, soon)
        is_done = case((tickets.c.state.in_([state.value for state in OPEN]), 0), else_=1)
        due = case((tickets.c.responded_at.is_(None), tickets.c.respond_by), else_=tickets.c.resolve_by)
        running = case((is_done == 0, due), else_=None)
        query = select(tickets).where(*conditions)
        ordered = query.order_by(is_done, tickets.c.priority, running, tickets.c.number.desc())
        found = [ticket_of(row) for row in self._rows(ordered.offset(start).limit(most))]
        return found, self.count(wanted, now, soon)

    def count(self, wanted: Wanted, now: datetime, soon: Soon) -> int:
        query = select(func.count()).select_from(tickets).where(*wanted.conditions(now, soon))
        with self._engine.connect() as connection:
            return connection.execute(query).scalar() or 0

    def each(self, wanted: Wanted, now: datetime, soon: Soon) -> Iterator[Ticket]:
        """All that are wanted in the order in which they were opened."""
        conditions, last = wanted.conditions(now, soon), 0
        while rows := self._rows(
            select(tickets)
            .where(*conditions, tickets.c.number > last)
            .order_by(tickets.c.number)
            .limit(_MANY)
        ):
            last = rows[-1]["number"]
            yield from (ticket_of(row) for row in rows)

    def of_conversation(self, conversation_id: str) -> list[Ticket]:
        """Those of one conversation, the first one first; none for tickets without one."""
        query = select(tickets).where(
            tickets.c.conversation_id == conversation_id, tickets.c.conversation_id != ""
        )
        return [ticket_of(row) for row in self._rows(query.order_by(tickets.c.number))]

    def opened_since(self, moment: datetime, but_erased_by: str = "") -> list[Ticket]:
        """Those that came in from a moment on, the first one first; without those that somebody of this id erased."""
        theirs = select(events.c.ticket_id).where(
            events.c.act == Act.ERASED.value, events.c.who_id == but_erased_by
        )
        conditions = (tickets.c.opened_at >= stamp(moment), tickets.c.id.not_in(theirs))
        return [
            ticket_of(row)
            for row in self._rows(select(tickets).where(*conditions).order_by(tickets.c.number))
        ]

    def merged_into(self, ticket_id: str) -> list[Ticket]:
        query = select(tickets).where(tickets.c.merged_into == ticket_id)
        return [ticket_of(row) for row in self._rows(query.order_by(tickets.c.number))]

    def done_before(self, moment: datetime) -> list[Ticket]:
        """Those that have been done with since before a moment, and are not erased."""
        done = [state.value for state in State if state not in OPEN]
        conditions = (
            tickets.c.state.in_(done),
            tickets.c.erased_at.is_(None),
            tickets.c.changed_at < stamp(moment),
        )
        return [ticket_of(row) for row in self._rows(select(tickets).where(*conditions))]

    def comments(self, ticket_id: str) -> list[Comment]:
        query = select(comments).where(comments.c.ticket_id == ticket_id).order_by(comments.c.number)
        return [comment_of(row) for row in self._rows(query)]

    def contacts(self, ticket_id: str) -> list[bytes]:
        """What was sealed, the first one first."""
        query = select(contacts.c.sealed).where(contacts.c.ticket_id == ticket_id).order_by(contacts.c.number)
        return [row["sealed"] for row in self._rows(query)]

    def history(self, ticket_id: str) -> list[Event]:
        """What was done with it, the first act first."""
        query = select(events).where(events.c.ticket_id == ticket_id).order_by(events.c.number)
        return [event_of(row) for row in self._rows(query)]

    def last_event(self) -> int:
        """The number of the last line of all histories; 0 before the first."""
        with self._engine.connect() as connection:
            return connection.execute(select(func.max(events.c.number))).scalar() or 0

    def events_after(self, number: int, most: int) -> list[tuple[int, Event]]:
        """Lines of all histories after one, in order, with their numbers."""
        query = select(events).where(events.c.number > number).order_by(events.c.number).limit(most)
        return [(row["number"], event_of(row)) for row in self._rows(query)]

    def _rows(self, query: Select[Any]) -> Sequence[Any]:
        with self._engine.connect() as connection:
            return connection.execute(query).mappings().all()

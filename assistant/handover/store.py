"""The store of threads: each with its messages and history, and who is at a desk, in one SQLite file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Select, case, delete, func, insert, or_, select, update

from assistant.handover.bell import Bell
from assistant.handover.model import Act, Event, Message, Present, Sender, State, Thread
from assistant.handover.rows import (
    event_of,
    event_row,
    message_of,
    message_row,
    present_of,
    present_row,
    thread_of,
    thread_row,
)
from assistant.handover.tables import REVISIONS, events, messages, presence, threads
from knowledge.migrations import bring_up_to_date
from knowledge.sqlite import alone, empty_log, open_engine, stamp

_MANY = 500
_LIVE = (State.WAITING.value, State.WITH_PERSON.value)


@dataclass(frozen=True, slots=True)
class Change:
    """A thread after an act, the line of its history, and what was said with it."""

    after: Thread
    event: Event
    messages: tuple[Message, ...] = ()


Decide = Callable[[Thread | None], Change]


class ThreadStore:
    """Every act is one transaction: the thread, its messages and the line of its history, or nothing."""

    def __init__(self, path: Path) -> None:
        """Raises NewerFile."""
        pragmas = ("synchronous=FULL", "foreign_keys=ON", "secure_delete=ON")
        self._engine = open_engine(path, *pragmas, private=True)
        bring_up_to_date(self._engine, REVISIONS)
        self.bell = Bell()

    def close(self) -> None:
        self._engine.dispose()

    # -- writing ---------------------------------------------------------------------------------

    def act(
        self, conversation_id: str, decide: Decide, sender: Sender | None = None, key: str = ""
    ) -> tuple[Thread, list[Message]]:
        """What `decide` makes of the thread as it stands, while nobody else writes; what it raises leaves all as it was.

        The thread, and what was said as it was kept. Where this sender said something under this key before, that
        counts and nothing is decided.
        """
        with alone(self._engine) as connection:
            thread = self._thread(connection, conversation_id)
            if thread and key and sender and (said := self._said(connection, conversation_id, sender, key)):
                return thread, [said]
            change = decide(thread)
            written = self._write(connection, thread, change)
        self.bell.ring(conversation_id)
        return written

    def erase(self, conversation_id: str) -> bool:
        """Takes a thread out of the file for good, with all that was said in it; whether there was one."""
        with alone(self._engine) as connection:
            gone = connection.execute(delete(threads).where(threads.c.conversation_id == conversation_id))
        empty_log(self._engine)
        self.bell.ring(conversation_id)
        return bool(gone.rowcount)

    def arrive(self, present: Present) -> None:
        """Somebody is at a desk, or still is."""
        row = present_row(present)
        with alone(self._engine) as connection:
            connection.execute(delete(presence).where(presence.c.person_id == present.person.id))
            connection.execute(insert(presence).values(row))
        self.bell.ring()

    def leave(self, person_id: str) -> None:
        with alone(self._engine) as connection:
            connection.execute(delete(presence).where(presence.c.person_id == person_id))
        self.bell.ring()

    def _write(
        self, connection: Connection, before: Thread | None, change: Change
    ) -> tuple[Thread, list[Message]]:
        turn = before.turn + 1 if before else 1
        after = replace(change.after, turn=turn, changed_at=change.event.at)
        if before is None:
            connection.execute(insert(threads).values(thread_row(after)))
        else:
            mine = threads.c.conversation_id == after.conversation_id
            connection.execute(update(threads).where(mine).values(thread_row(after)))
        connection.execute(insert(events).values(event_row(change.event)))
        return after, [self._keep(connection, after.conversation_id, one) for one in change.messages]

    @staticmethod
    def _keep(connection: Connection, conversation_id: str, message: Message) -> Message:
        mine = messages.c.conversation_id == conversation_id
        last = connection.execute(select(func.max(messages.c.n)).where(mine)).scalar() or 0
        row = message_row(conversation_id, message) | {"n": last + 1}
        number = connection.execute(insert(messages).values(row)).lastrowid or 0
        return replace(message, n=last + 1, number=number, conversation_id=conversation_id)

    @staticmethod
    def _thread(connection: Connection, conversation_id: str) -> Thread | None:
        query = select(threads).where(threads.c.conversation_id == conversation_id)
        row = connection.execute(query).mappings().first()
        return thread_of(dict(row)) if row else None

    @staticmethod
    def _said(connection: Connection, conversation_id: str, sender: Sender, key: str) -> Message | None:
        under = (
            messages.c.conversation_id == conversation_id,
            messages.c.sender == sender.value,
            messages.c.key == key,
        )
        row = connection.execute(select(messages).where(*under)).mappings().first()
        return message_of(dict(row)) if row else None

    # -- reading ---------------------------------------------------------------------------------

    def find(self, conversation_id: str) -> Thread | None:
        """None for a conversation that nobody asked a person for."""
        with self._engine.connect() as connection:
            return self._thread(connection, conversation_id)

    def open(self, missed_since: datetime) -> list[Thread]:
        """Those that wait for a person, are with one, or whose shopper asked in vain since a moment, the most urgent and
        the oldest first."""
        missed = threads.c.is_wanted & (threads.c.since >= stamp(missed_since))
        wanted = or_(threads.c.state.in_(_LIVE), missed)
        query = select(threads).where(wanted).order_by(threads.c.priority, threads.c.since)
        return [thread_of(row) for row in self._rows(query)]

    def live_of(self, owner: str) -> Thread | None:
        """The latest of an owner's threads that waits for a person or is with one."""
        query = select(threads).where(threads.c.owner == owner, threads.c.state.in_(_LIVE))
        rows = self._rows(query.order_by(threads.c.changed_at.desc()).limit(1)) if owner else []
        return thread_of(rows[0]) if rows else None

    def position(self, thread: Thread) -> int:
        """The place of a waiting thread in the queue of its desk: 1 is the next."""
        queue = (threads.c.state == State.WAITING.value, threads.c.desk == thread.desk)
        since = stamp(thread.since) if thread.since else ""
        same = (threads.c.since == since) & (threads.c.conversation_id < thread.conversation_id)
        earlier = (threads.c.priority == thread.priority) & ((threads.c.since < since) | same)
        query = select(func.count()).select_from(threads)
        with self._engine.connect() as connection:
            found = connection.execute(
                query.where(*queue, or_(threads.c.priority < thread.priority, earlier))
            ).scalar()
            return (found or 0) + 1

    def messages(self, conversation_id: str, after: int = 0) -> list[Message]:
        """What was said in a thread after its `after`th message, the first one first."""
        mine = (messages.c.conversation_id == conversation_id, messages.c.n > after)
        return [message_of(row) for row in self._rows(select(messages).where(*mine).order_by(messages.c.n))]

    def said(self, conversation_id: str, sender: Sender, key: str) -> Message | None:
        """What a sender said under a key."""
        with self._engine.connect() as connection:
            return self._said(connection, conversation_id, sender, key)

    def last(self, conversation_id: str) -> Message | None:
        mine = messages.c.conversation_id == conversation_id
        rows = self._rows(select(messages).where(mine).order_by(messages.c.n.desc()).limit(1))
        return message_of(rows[0]) if rows else None

    def heads(self, conversation_ids: Sequence[str]) -> dict[str, tuple[Message, int]]:
        """By thread its latest message, and how many of the shopper's came after the last one of staff."""
        mine = messages.c.conversation_id.in_(conversation_ids)
        is_staff = case((messages.c.sender == Sender.STAFF.value, messages.c.n), else_=0)
        ends = (
            select(messages.c.conversation_id, func.max(messages.c.n).label("last"), func.max(is_staff).label("staff"))
            .where(mine)
            .group_by(messages.c.conversation_id)
            .subquery()
        )  # fmt: skip
        same = messages.c.conversation_id == ends.c.conversation_id
        since = (messages.c.n > ends.c.staff) & (messages.c.sender == Sender.SHOPPER.value)
        counted = select(messages.c.conversation_id, func.count()).join(ends, same).where(since)
        counts = {row[0]: row[1] for row in self._tuples(counted.group_by(messages.c.conversation_id))}
        latest = self._rows(select(messages).join(ends, same & (messages.c.n == ends.c.last)))
        return {
            row["conversation_id"]: (message_of(row), counts.get(row["conversation_id"], 0)) for row in latest
        }

    def said_since(self, number: int) -> list[Message]:
        """What was said in all threads after a number, the first one first; many at once, the rest the next time."""
        query = select(messages).where(messages.c.number > number).order_by(messages.c.number).limit(_MANY)
        return [message_of(row) for row in self._rows(query)]

    @property
    def latest(self) -> int:
        """The number of the latest message of all threads."""
        with self._engine.connect() as connection:
            return connection.execute(select(func.max(messages.c.number))).scalar() or 0

    def has_taken(self, conversation_id: str) -> bool:
        """Whether somebody of the staff took a conversation over."""
        return any(event.act is Act.TAKEN for event in self.history(conversation_id))

    def has_written(self, conversation_id: str) -> bool:
        """Whether somebody of the staff wrote to its shopper."""
        return any(message.sender is Sender.STAFF for message in self.messages(conversation_id))

    def history(self, conversation_id: str) -> list[Event]:
        """What was done with a thread, the first act first."""
        query = select(events).where(events.c.conversation_id == conversation_id).order_by(events.c.number)
        return [event_of(row) for row in self._rows(query)]

    def events(self, since: datetime | None = None, until: datetime | None = None) -> Iterator[Event]:
        """What was done with all threads by the moment that figures count by, from `since` on and before `until`."""
        query = select(events)
        if since is not None:
            query = query.where(events.c.as_of >= stamp(since))
        if until is not None:
            query = query.where(events.c.as_of < stamp(until))
        with self._engine.connect() as connection:
            for row in connection.execute(query.order_by(events.c.number)).mappings():
                yield event_of(dict(row))

    def present(self, now: datetime) -> list[Present]:
        """Who is at a desk at a moment of real time."""
        query = select(presence).where(presence.c.until >= stamp(now)).order_by(presence.c.person)
        return [present_of(row) for row in self._rows(query)]

    def _tuples(self, query: Select[Any]) -> Sequence[Any]:
        with self._engine.connect() as connection:
            return connection.execute(query).all()

    def _rows(self, query: Select[Any]) -> Sequence[Any]:
        with self._engine.connect() as connection:
            return connection.execute(query).mappings().all()

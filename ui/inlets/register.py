"""The register: which messages came in, how far each is, and which conversation a sender is in. One SQLite file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, and_, delete, or_, select, update
from sqlalchemy.dialects.sqlite import insert as insert_or

from assistant.tickets import Contact, Seal, Sealed
from knowledge.migrations import bring_up_to_date
from knowledge.sqlite import alone, open_engine
from ui.inlets.model import Word
from ui.inlets.tables import REVISIONS, marks, messages, senders

_WORDS = "words"
_KEPT = 3600.0  # seconds that a reply is kept for a platform that asks for it again
_KNOWN = (
    7 * 86_400.0
)  # seconds that a message's number is known; calls older than minutes are not believed anyway
_HELD = (
    172_800.0  # seconds that somebody may be written to after their last message (48 h, the platforms' rule)
)


class State(StrEnum):
    HEARD = "heard"  # and not answered yet
    ANSWERED = "answered"  # the reply is there, and may not have arrived
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Entry:
    """One message. `person` and `text` come from under the seal: the text of the sender, and once answered the reply's."""

    number: int
    inlet: str
    message_id: str
    sender: str
    state: State
    is_late: bool
    tries: int
    at: float
    person: str = field(repr=False)
    text: str = field(repr=False)


class Register:
    """Every change is one transaction."""

    def __init__(self, home: Path, seal: Seal) -> None:
        """Raises NewerFile."""
        pragmas = ("synchronous=FULL", "secure_delete=ON")
        self._engine = open_engine(home / "inlets.db", *pragmas, private=True)
        bring_up_to_date(self._engine, REVISIONS)
        self._seal = seal

    def close(self) -> None:
        self._engine.dispose()

    def take(
        self, inlet: str, message_id: str, sender: str, person: str, text: str, now: float
    ) -> tuple[Entry, bool]:
        """The message's entry, and whether it is new."""
        sealed = self._sealed(inlet, message_id, person, text)
        row = _row(inlet, message_id, sender, sealed, now)
        with alone(self._engine) as connection:
            is_new = (
                connection.execute(insert_or(messages).values(row).on_conflict_do_nothing()).rowcount == 1
            )
            this = and_(messages.c.inlet == inlet, messages.c.message_id == message_id)
            found = connection.execute(select(messages).where(this)).mappings().one()
        return self._entry(found), is_new

    def answered(self, entry: Entry, text: str, conversation_id: str, now: float) -> None:
        """The reply takes the place of what was written; the sender's conversation goes on there."""
        sealed = self._sealed(entry.inlet, entry.message_id, entry.person, text)
        told = {"conversation_id": conversation_id, "seen_at": now}
        own = self._sealed(entry.inlet, entry.sender, entry.person, "")
        row = {"inlet": entry.inlet, "sender": entry.sender, "sealed": own, **told}
        with alone(self._engine) as connection:
            change = {"state": State.ANSWERED.value, "sealed": sealed, "due_at": now}
            connection.execute(update(messages).where(messages.c.number == entry.number).values(**change))
            if conversation_id:
                statement = insert_or(senders).values(row)
                connection.execute(
                    statement.on_conflict_do_update(
                        index_elements=["inlet", "sender"], set_=told | {"sealed": own}
                    )
                )

    def begin_at(self, last: int) -> None:
        """Where no word was ever read, or a restored house has fewer than were read, reading begins at the end."""
        with alone(self._engine) as connection:
            read = connection.execute(select(marks.c.value).where(marks.c.name == _WORDS)).scalar()
            if read is None or read > last:
                _mark(connection, last)

    @property
    def read_to(self) -> int:
        with self._engine.connect() as connection:
            return connection.execute(select(marks.c.value).where(marks.c.name == _WORDS)).scalar() or 0

    def owe(self, words: Sequence[Word], now: float) -> None:
        """Words that are to be sent to whom their conversations are with, each once, and how far words were read."""
        with alone(self._engine) as connection:
            for word in words:
                row = self._sender_in(connection, word.conversation_id, now) if word.text else None
                if row is None:
                    continue
                message_id = f"word {word.number}"
                person = self._opened(row["inlet"], row["sender"], row["sealed"]).name
                sealed = self._sealed(row["inlet"], message_id, person, word.text)
                new = _row(row["inlet"], message_id, row["sender"], sealed, now)
                new |= {"state": State.ANSWERED.value, "is_late": True}
                connection.execute(insert_or(messages).values(new).on_conflict_do_nothing())
            _mark(connection, words[-1].number)

    @staticmethod
    def _sender_in(connection: Connection, conversation_id: str, now: float) -> Mapping[Any, Any] | None:
        this = (senders.c.conversation_id == conversation_id, senders.c.seen_at >= now - _HELD)
        return connection.execute(select(senders).where(*this)).mappings().first()

    def late(self, number: int) -> None:
        """Its reply goes by the platform's interface, since none went in the same breath."""
        self._set(number, is_late=True)

    def done(self, number: int) -> None:
        self._set(number, state=State.DONE.value)

    def dropped(self, number: int) -> None:
        self._set(number, state=State.DONE.value, sealed=None)

    def put_off(self, number: int, due_at: float) -> None:
        self._set(number, due_at=due_at, tries=messages.c.tries + 1)

    def unsent(self, now: float) -> list[Entry]:
        """Replies that are to go by the interface now."""
        return self._found(
            messages.c.state == State.ANSWERED.value, messages.c.is_late.is_(True), messages.c.due_at <= now
        )

    def left_over(self) -> list[Entry]:
        """What an end of the server left unanswered, or answered and not handed out."""
        return self._found(messages.c.state != State.DONE.value)

    def conversation(self, inlet: str, sender: str, since: float) -> str:
        """The conversation that a sender is in, if they wrote since a moment; empty for none."""
        this = (senders.c.inlet == inlet, senders.c.sender == sender, senders.c.seen_at >= since)
        with self._engine.connect() as connection:
            return connection.execute(select(senders.c.conversation_id).where(*this)).scalar() or ""

    def sweep(self, now: float) -> None:
        """Takes out what is not needed any more: replies, then numbers, then whom a conversation was with."""
        with alone(self._engine) as connection:
            old = or_(messages.c.state == State.DONE.value, messages.c.at < now - _HELD)
            wiped = and_(messages.c.at < now - _KEPT, old, messages.c.sealed.is_not(None))
            connection.execute(update(messages).where(wiped).values(sealed=None, state=State.DONE.value))
            connection.execute(delete(messages).where(messages.c.at < now - _KNOWN))
            connection.execute(delete(senders).where(senders.c.seen_at < now - _HELD))

    # -- the parts -------------------------------------------------------------------------------

    def _found(self, *conditions: Any) -> list[Entry]:
        query = select(messages).where(*conditions).order_by(messages.c.number).limit(500)
        with self._engine.connect() as connection:
            return [self._entry(row) for row in connection.execute(query).mappings()]

    def _entry(self, row: Mapping[Any, Any]) -> Entry:
        same = ("number", "inlet", "message_id", "sender", "is_late", "tries", "at")
        told = self._opened(row["inlet"], row["message_id"], row["sealed"])
        return Entry(
            **{name: row[name] for name in same}, state=State(row["state"]), person=told.name, text=told.words
        )

    def _sealed(self, inlet: str, which: str, person: str, text: str) -> bytes:
        return self._seal.close(f"{inlet} {which}", Contact(name=person, words=text))

    def _opened(self, inlet: str, which: str, sealed: bytes | None) -> Contact:
        """Empty for what was taken out, or was sealed with a key that is no longer there."""
        try:
            return self._seal.open(f"{inlet} {which}", sealed) if sealed else Contact()
        except Sealed:
            return Contact()

    def _set(self, number: int, **values: Any) -> None:
        with alone(self._engine) as connection:
            connection.execute(update(messages).where(messages.c.number == number).values(**values))


def _mark(connection: Connection, number: int) -> None:
    statement = insert_or(marks).values(name=_WORDS, value=number)
    connection.execute(statement.on_conflict_do_update(index_elements=["name"], set_={"value": number}))


def _row(inlet: str, message_id: str, sender: str, sealed: bytes, now: float) -> dict[str, Any]:
    state = {"state": State.HEARD.value, "is_late": False, "tries": 0, "at": now, "due_at": now}
    return {"inlet": inlet, "message_id": message_id, "sender": sender, "sealed": sealed, **state}

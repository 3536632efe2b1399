"""The journal's file: conversations, their turns, and opinions about them, in SQLite."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import CompoundSelect, Select, delete, func, insert, or_, select, union

from assistant.journal.model import Conversation, Opinion, Trace, Turn
from assistant.journal.tables import REVISIONS, conversations, feedback, tickets, turns
from assistant.masking import masked
from knowledge.migrations import bring_up_to_date
from knowledge.sqlite import empty_log, open_engine, stamp

_MANY = 500  # ids in one question
_TRACES = f"""
    SELECT {", ".join(f"t.{name}" for name in Trace._fields)} FROM turns t WHERE t.conversation_id IN (
        SELECT id FROM conversations WHERE began_at >= :since AND began_at < :until
        UNION ALL
        SELECT o.conversation_id FROM (
            SELECT DISTINCT conversation_id FROM turns WHERE conversation_id NOT IN (SELECT id FROM conversations)
        ) o JOIN turns f ON f.n = (SELECT min(n) FROM turns WHERE conversation_id = o.conversation_id)
        WHERE f.as_of >= :since AND f.as_of < :until
    ) ORDER BY t.n
"""
_KEPT = [column.name for column in turns.columns if column.name not in {"n", "at"}]  # those the file adds


class Journal:
    """Remembers what was asked and answered. Personal data is masked before it is written."""

    def __init__(self, path: Path, known: Callable[[], Collection[str]] = tuple) -> None:
        """`known` are numbers that the mall publishes, which stay readable. Raises NewerFile."""
        self._engine = open_engine(path, "secure_delete=ON")
        self._known = known
        bring_up_to_date(self._engine, REVISIONS)

    def close(self) -> None:
        self._engine.dispose()

    # -- writing ---------------------------------------------------------------------------------

    def begin(self) -> str:
        """A new conversation's id: 128 random bits, since holding it is the right to go on."""
        return secrets.token_urlsafe(16)

    def open(self, conversation: Conversation) -> None:
        """Writes down who began a conversation; the first who did stays its owner."""
        if self.owner(conversation.id) is None:
            row = {column.name: getattr(conversation, column.name) for column in conversations.columns}
            row["began_at"] = stamp(conversation.began_at)
            self._write(insert(conversations).prefix_with("OR IGNORE").values(row))

    def remember(self, conversation_id: str, turn: Turn) -> int:
        """Keeps a turn; its number."""
        row = {name: getattr(turn, name) for name in _KEPT}
        for name in ("message", "topic", "answer"):
            row[name] = masked(row[name], self._known())
        now = datetime.now(UTC)
        row |= {
            "conversation_id": conversation_id,
            "at": stamp(now),
            "as_of": stamp(turn.as_of or now),
            **{name: list(row[name]) for name in ("documents", "citations", "tickets")},
        }
        return self._write(insert(turns).values(row))

    def feedback(self, conversation_id: str, helpful: bool, reason: str = "", turn: int = 0) -> None:
        """An opinion on one turn, or on the conversation."""
        row = {
            "conversation_id": conversation_id,
            "at": stamp(datetime.now(UTC)),
            "helpful": int(helpful),
            "reason": masked(reason, self._known()),
            "turn": turn,
        }
        self._write(insert(feedback).values(row))

    def erase(self, *ids: str) -> int:
        """Takes conversations out of the file for good; how many turns they had."""
        gone = 0
        with self._engine.begin() as connection:
            for one in ids:
                gone += connection.execute(delete(turns).where(turns.c.conversation_id == one)).rowcount
                connection.execute(delete(feedback).where(feedback.c.conversation_id == one))
                connection.execute(delete(conversations).where(conversations.c.id == one))
        empty_log(self._engine)
        return gone

    # -- reading ---------------------------------------------------------------------------------

    def owner(self, conversation_id: str) -> str | None:
        """Who may go on with a conversation; None for one that never began."""
        with self._engine.connect() as connection:
            query = select(conversations.c.owner).where(conversations.c.id == conversation_id)
            return connection.execute(query).scalar()

    def has_turn(self, conversation_id: str, turn: int) -> bool:
        """Whether the turn of this number is one of the conversation's."""
        query = select(turns.c.n).where(turns.c.n == turn, turns.c.conversation_id == conversation_id)
        return bool(self._read(query))

    def conversation(self, conversation_id: str) -> Conversation | None:
        found = self._read(select(conversations).where(conversations.c.id == conversation_id))
        return _conversation(found[0]) if found else None

    def conversations(
        self, since: datetime | None = None, until: datetime | None = None
    ) -> list[Conversation]:
        """Those that began from `since` on and before `until`, oldest first."""
        query = _between(select(conversations), conversations.c.began_at, since, until)
        with self._engine.connect() as connection:
            rows: Sequence[Any] = connection.execute(query.order_by(conversations.c.began_at)).all()
        return [
            Conversation(name, owner, role, channel, mall, language, _moment(at))
            for name, owner, role, channel, mall, language, at in rows
        ]

    def turns(self, conversation_id: str, last: int = 6) -> list[Turn]:
        """The latest turns of a conversation, oldest first; empty for one that never began."""
        query = select(turns).where(turns.c.conversation_id == conversation_id)
        return [_turn(row) for row in reversed(self._read(query.order_by(turns.c.n.desc()).limit(last)))]

    def all_turns(self, conversation_id: str) -> list[Turn]:
        """Every turn of a conversation, oldest first."""
        query = select(turns).where(turns.c.conversation_id == conversation_id)
        return [_turn(row) for row in self._read(query.order_by(turns.c.n))]

    def every_turn(self, since: datetime | None = None, until: datetime | None = None) -> Iterator[Turn]:
        """Turns of all conversations by the moment that they speak of, from `since` on and before `until`."""
        query = _between(select(turns), turns.c.as_of, since, until).order_by(turns.c.n)
        with self._engine.connect() as connection:
            yield from (_turn(dict(row)) for row in connection.execute(query).mappings())

    def turns_after(self, at: str, most: int) -> list[Turn]:
        """The first turns of all conversations that were asked after a moment (ISO 8601 in UTC), oldest first."""
        query = select(turns).where(turns.c.at > at).order_by(turns.c.at, turns.c.n).limit(most)
        return [_turn(row) for row in self._read(query)]

    def turns_numbered(self, numbers: Sequence[int]) -> list[Turn]:
        """The turns with these numbers that are still there."""
        found: list[Turn] = []
        for start in range(0, len(numbers), _MANY):
            some = numbers[start : start + _MANY]
            found += [_turn(row) for row in self._read(select(turns).where(turns.c.n.in_(some)))]
        return found

    def traces(self, since: datetime, until: datetime) -> Iterator[Trace]:
        """The turns of the conversations that began from `since` on and before `until`, all of each, in order, without
        their words. One of an earlier release, which wrote no beginnings, began with its first turn."""
        span = {"since": stamp(since), "until": stamp(until)}
        with self._engine.connect() as connection:
            # The driver's own rows: there may be hundreds of thousands of them.
            yield from map(Trace._make, connection.connection.cursor().execute(_TRACES, span))

    def began(self, ids: Collection[str]) -> set[str]:
        """Those of these conversations that are in the file."""
        named, found = sorted(ids), set()
        with self._engine.connect() as connection:
            for start in range(0, len(named), _MANY):
                some = named[start : start + _MANY]
                for column in (conversations.c.id, turns.c.conversation_id):
                    found |= set(connection.execute(select(column).where(column.in_(some))).scalars())
        return found

    def of_owner(self, owner: str) -> list[str]:
        """The ids of somebody's conversations, oldest first."""
        query = select(conversations.c.id).where(conversations.c.owner == owner)
        with self._engine.connect() as connection:
            return list(connection.execute(query.order_by(conversations.c.began_at)).scalars())

    def latest(self) -> tuple[int, int]:
        """The numbers of the last turn and of the last opinion; 0 where there is none."""
        with self._engine.connect() as connection:
            numbers = [
                connection.execute(select(func.max(table.c.n))).scalar() for table in (turns, feedback)
            ]
        return numbers[0] or 0, numbers[1] or 0

    def changed(self, turn: int = 0, opinion: int = 0) -> list[str]:
        """Conversations that a turn or an opinion with a higher number belongs to, each once."""
        after = [select(turns.c.conversation_id).where(turns.c.n > turn)]
        after.append(select(feedback.c.conversation_id).where(feedback.c.n > opinion))
        return [row["conversation_id"] for row in self._read(union(*after))]

    def saying(self, words: str) -> set[str]:
        """Conversations in one of whose turns all these words stand, in the question or in the answer."""
        each = [
            or_(
                turns.c.message.contains(word, autoescape=True),
                turns.c.answer.contains(word, autoescape=True),
            )
            for word in words.split()
        ]
        return {row["conversation_id"] for row in self._read(select(turns.c.conversation_id).where(*each))}

    def ended_before(self, moment: datetime) -> list[str]:
        """Conversations in which nothing was asked since a moment."""
        query = select(turns.c.conversation_id).group_by(turns.c.conversation_id)
        return [
            row["conversation_id"] for row in self._read(query.having(func.max(turns.c.at) < stamp(moment)))
        ]

    def opinions(self, conversation_id: str | None = None) -> list[Opinion]:
        """What people thought, of one conversation or of all, oldest first."""
        query = select(feedback).order_by(feedback.c.n)
        if conversation_id is not None:
            query = query.where(feedback.c.conversation_id == conversation_id)
        return [
            Opinion(
                row["conversation_id"], row["turn"], bool(row["helpful"]), row["reason"], _moment(row["at"])
            )
            for row in self._read(query)
        ]

    def hand_over_tickets(self, take: Callable[[Sequence[dict[str, Any]]], None]) -> None:
        """Gives the tickets that an earlier release filed here to whoever keeps them now, and forgets them once they are kept.

        Killed between the two, it gives them again at the next start.
        """
        rows = self._read(select(tickets))
        if not rows:
            return
        take(rows)
        with self._engine.begin() as connection:
            for row in rows:
                connection.execute(delete(tickets).where(tickets.c.id == row["id"]))

    def _write(self, statement: Any) -> int:
        """The number of the row that was written."""
        with self._engine.begin() as connection:
            return connection.execute(statement).lastrowid or 0

    def _read(self, query: Select | CompoundSelect) -> list[dict[str, Any]]:
        with self._engine.connect() as connection:
            return [dict(row) for row in connection.execute(query).mappings()]


def _between(query: Select, column: Any, since: datetime | None, until: datetime | None) -> Select:
    if since is not None:
        query = query.where(column >= stamp(since))
    return query.where(column < stamp(until)) if until is not None else query


def _turn(row: dict[str, Any]) -> Turn:
    sets = {name: tuple(row[name]) for name in ("documents", "citations", "tickets")}
    return replace(Turn(**(row | sets)), at=_moment(row["at"]), as_of=_moment(row["as_of"]))


def _conversation(row: dict[str, Any]) -> Conversation:
    return Conversation(**(row | {"began_at": _moment(row["began_at"])}))


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)

"""The journal: conversations with their turns and feedback, in one SQLite file."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    delete,
    insert,
    select,
)

from knowledge.sqlite import open_engine

metadata = MetaData()

turns = Table(
    "turns",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("conversation_id", String, nullable=False, index=True),
    Column("at", String, nullable=False),
    Column("role", String, nullable=False),
    Column("message", Text, nullable=False),
    Column("topic", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("handling", String, nullable=False),
    Column("documents", JSON, nullable=False),
)

feedback = Table(
    "feedback",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("conversation_id", String, nullable=False, index=True),
    Column("at", String, nullable=False),
    Column("helpful", Integer, nullable=False),
    Column("reason", Text, nullable=False),
)

tickets = Table(  # of earlier releases; they are handed over at the next start
    "tickets",
    metadata,
    Column("id", String, primary_key=True),
    Column("conversation_id", String, nullable=False, index=True),
    Column("at", String, nullable=False),
    Column("desk", String, nullable=False),
    Column("priority", String, nullable=False),
    Column("message", Text, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and what was answered. `topic` is the full question that a follow-up leans on."""

    message: str
    topic: str
    answer: str
    handling: str
    documents: tuple[str, ...] = ()


class Journal:
    """Remembers what was asked and answered; holds nothing that an index is built from."""

    def __init__(self, path: Path) -> None:
        self._engine = open_engine(path, "secure_delete=ON")
        metadata.create_all(self._engine)

    def close(self) -> None:
        self._engine.dispose()

    def begin(self) -> str:
        """A new conversation's id: 128 random bits, since holding it is the right to go on."""
        return secrets.token_urlsafe(16)

    def remember(self, conversation_id: str, role: str, turn: Turn) -> None:
        self._write(
            turns,
            conversation_id=conversation_id,
            role=role,
            message=turn.message,
            topic=turn.topic,
            answer=turn.answer,
            handling=turn.handling,
            documents=list(turn.documents),
        )

    def turns(self, conversation_id: str, last: int = 6) -> list[Turn]:
        """The latest turns of a conversation, oldest first; empty for one that never began."""
        query = (
            select(turns)
            .where(turns.c.conversation_id == conversation_id)
            .order_by(turns.c.n.desc())
            .limit(last)
        )
        with self._engine.connect() as connection:
            rows = connection.execute(query).mappings().all()
        return [
            Turn(row["message"], row["topic"], row["answer"], row["handling"], tuple(row["documents"]))
            for row in reversed(rows)
        ]

    def feedback(self, conversation_id: str, helpful: bool, reason: str = "") -> None:
        self._write(feedback, conversation_id=conversation_id, helpful=int(helpful), reason=reason)

    def hand_over_tickets(self, take: Callable[[Sequence[dict[str, Any]]], None]) -> None:
        """Gives the tickets that an earlier release filed here to whoever keeps them now, and forgets them once they are kept.

        Killed between the two, it gives them again at the next start.
        """
        with self._engine.connect() as connection:
            rows = [dict(row) for row in connection.execute(select(tickets)).mappings()]
        if not rows:
            return
        take(rows)
        with self._engine.begin() as connection:
            for row in rows:
                connection.execute(delete(tickets).where(tickets.c.id == row["id"]))

    def _write(self, table: Table, **values: Any) -> None:
        with self._engine.begin() as connection:
            connection.execute(insert(table).values(at=datetime.now(UTC).isoformat(), **values))

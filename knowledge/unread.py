"""Files that could not be taken in, so that an unchanged one is not read again at each run."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Column, Connection, String, Table, Text, delete, insert, select

from knowledge.tables import metadata

unread = Table(
    "unread",
    metadata,
    Column("source", String, primary_key=True),
    Column("fingerprint", String, nullable=False),  # of bytes, description and pipeline version
    Column("reason", Text, nullable=False),
    Column("text_hash", String, nullable=False),  # of the words, where another document has the same
)


@dataclass(frozen=True, slots=True)
class Unread:
    """Why a file was left out: a sentence, or the words that another document has too."""

    reason: str = ""
    text_hash: str = ""


def note(connection: Connection, source: str, fingerprint: str, why: Unread) -> None:
    connection.execute(delete(unread).where(unread.c.source == source))
    row = {"source": source, "fingerprint": fingerprint, "reason": why.reason, "text_hash": why.text_hash}
    connection.execute(insert(unread).values(row))


def find(connection: Connection, source: str, fingerprint: str) -> Unread | None:
    """What was noted of this file as it is now."""
    query = select(unread.c.reason, unread.c.text_hash)
    query = query.where(unread.c.source == source, unread.c.fingerprint == fingerprint)
    row = connection.execute(query).first()
    return Unread(row.reason, row.text_hash) if row else None

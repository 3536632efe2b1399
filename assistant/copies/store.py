"""The store of copy: pieces with their revisions, proofs and history, in one SQLite file."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Select, delete, func, insert, select, update
from sqlalchemy.exc import OperationalError

from assistant.copies.model import Copy, Event, NoSuchCopy, Overtaken, Proof, Revision, Source, State
from assistant.copies.rows import (
    copy_of,
    copy_row,
    event_of,
    event_row,
    proof_of,
    proof_row,
    revision_of,
    source_of,
    source_rows,
)
from assistant.copies.tables import REVISIONS, copies, events, proofs, revisions, sources
from assistant.copies.wanted import Pin, Wanted, made_of
from knowledge.migrations import bring_up_to_date
from knowledge.sqlite import open_engine

log = logging.getLogger(__name__)

RECENT = 50  # approved texts that a new draft is compared with
NO_COPY = "没有这份文案。"
OVERTAKEN = "刚才有人先处理了这份文案,请刷新后再看。"
_MANY = 500  # ids in one IN clause


class CopyStore:
    """Every change is one transaction: the piece, its new text, proofs and the line of its history, or nothing."""

    def __init__(self, path: Path) -> None:
        """Raises NewerFile."""
        self._engine = open_engine(path, "synchronous=FULL", "foreign_keys=ON", private=True)
        bring_up_to_date(self._engine, REVISIONS)

    def close(self) -> None:
        self._engine.dispose()

    # -- writing ---------------------------------------------------------------------------------

    def add(self, copy: Copy, event: Event) -> None:
        """A new piece with its first text."""
        with self._engine.begin() as connection:
            connection.execute(insert(copies).values(copy_row(copy)))
            self._write_sources(connection, copy)
            self._write_revision(connection, copy, event)
            connection.execute(insert(events).values(event_row(event)))

    def change(self, before: Copy, after: Copy, event: Event, given: Sequence[Proof] = ()) -> Copy:
        """Makes `before` into `after`, unless somebody acted on it meanwhile: then nothing happens.

        Raises Overtaken.
        """
        after = replace(after, turn=before.turn + 1, changed_at=event.at)
        seen = (copies.c.id == before.id, copies.c.turn == before.turn)
        with self._engine.begin() as connection:
            if not connection.execute(update(copies).where(*seen).values(copy_row(after))).rowcount:
                raise Overtaken(OVERTAKEN)
            if after.sources != before.sources:
                connection.execute(delete(sources).where(sources.c.copy_id == before.id))
                self._write_sources(connection, after)
            if after.revision != before.revision:
                self._write_revision(connection, after, event)
            if given:
                connection.execute(insert(proofs), [proof_row(after.id, proof) for proof in given])
            connection.execute(insert(events).values(event_row(event)))
        return after

    def note_checks(self, judged: Sequence[Copy]) -> None:
        """Remembers what the rules say of pieces that nobody acted on meanwhile. On a disk that is full, nothing."""
        try:
            with self._engine.begin() as connection:
                for copy in judged:
                    seen = (copies.c.id == copy.id, copies.c.turn == copy.turn)
                    noted = {"checked_with": copy.checked_with, "checked_as": copy.checked_as}
                    connection.execute(update(copies).where(*seen).values(noted))
        except OperationalError:
            log.warning(
                "What the rules say of %s pieces of copy could not be noted.", len(judged), exc_info=True
            )

    @staticmethod
    def _write_sources(connection: Connection, copy: Copy) -> None:
        if rows := source_rows(copy):
            connection.execute(insert(sources), rows)

    @staticmethod
    def _write_revision(connection: Connection, copy: Copy, event: Event) -> None:
        row = {
            "copy_id": copy.id,
            "revision": copy.revision,
            "title": copy.title,
            "body": copy.body,
            "who_id": event.who.id,
            "who": event.who.name,
            "at": event.at.isoformat(),
        }
        connection.execute(insert(revisions).values(row))

    # -- reading ---------------------------------------------------------------------------------

    def find(self, copy_id: str) -> Copy:
        """Raises NoSuchCopy."""
        found = self._copies(select(copies).where(copies.c.id == copy_id))
        if not found:
            raise NoSuchCopy(NO_COPY)
        return found[0]

    def page(
        self, wanted: Wanted, today: date, changed: Collection[Pin] = (), start: int = 0, most: int = 50
    ) -> tuple[list[Copy], int]:
        """A stretch of the pieces that are wanted, the last changed first, and how many there are."""
        conditions = wanted.conditions(today, changed)
        newest = (
            select(copies).where(*conditions).order_by(copies.c.changed_at.desc(), copies.c.number.desc())
        )
        count = select(func.count()).select_from(copies).where(*conditions)
        found = self._copies(newest.offset(start).limit(most))
        with self._engine.connect() as connection:
            return found, connection.execute(count).scalar() or 0

    def each(self, wanted: Wanted, today: date, changed: Collection[Pin] = ()) -> Iterator[list[Copy]]:
        """All that are wanted in the order in which they were saved, some at a time."""
        conditions, last = wanted.conditions(today, changed), 0
        while True:
            query = select(copies).where(*conditions, copies.c.number > last).order_by(copies.c.number)
            with self._engine.connect() as connection:
                rows = [dict(row) for row in connection.execute(query.limit(_MANY)).mappings()]
            if not rows:
                return
            last = rows[-1]["number"]
            yield self._with_sources(rows)

    def counts(self, wanted: Wanted, today: date) -> list[tuple[str, str | None, int]]:
        """How many there are by channel and tag."""
        query = (
            select(copies.c.channel, copies.c.tag, func.count())
            .where(*wanted.conditions(today))
            .group_by(copies.c.channel, copies.c.tag)
        )
        with self._engine.connect() as connection:
            return [(row[0], row[1], row[2]) for row in connection.execute(query)]

    def pins(self) -> list[Pin]:
        """The documents that approved pieces cite, as they were looked at."""
        query = (
            select(sources.c.doc_id, sources.c.sha256)
            .join(copies, copies.c.id == sources.c.copy_id)
            .where(copies.c.state == State.APPROVED.value, sources.c.sha256 != "")
            .distinct()
        )
        with self._engine.connect() as connection:
            return [(row[0], row[1]) for row in connection.execute(query)]

    def revisions(self, copy_id: str) -> list[Revision]:
        """The texts that it had, the first one first."""
        query = select(revisions).where(revisions.c.copy_id == copy_id).order_by(revisions.c.revision)
        return [revision_of(row) for row in self._rows(query)]

    def proofs(self, copy_ids: Collection[str]) -> dict[str, list[Proof]]:
        """The proofs by piece, in the order in which they were given."""
        found: dict[str, list[Proof]] = defaultdict(list)
        for some in _portions(copy_ids):
            query = select(proofs).where(proofs.c.copy_id.in_(some)).order_by(proofs.c.number)
            for row in self._rows(query):
                found[row["copy_id"]].append(proof_of(row))
        return found

    def history(self, copy_id: str) -> list[Event]:
        """What was done with it, the first act first."""
        query = select(events).where(events.c.copy_id == copy_id).order_by(events.c.number)
        return [event_of(row) for row in self._rows(query)]

    def trail(self, start: int = 0, most: int = 100, hidden: Collection[str] = ()) -> list[Event]:
        """What was done with all of them but those made of a `hidden` paper, the last act first."""
        query = select(events).order_by(events.c.number.desc())
        if hidden:
            query = query.where(events.c.copy_id.not_in(made_of(hidden)))
        return [event_of(row) for row in self._rows(query.offset(start).limit(most))]

    def outcomes(self) -> list[dict[str, Any]]:
        """Of each piece what the figures need."""
        names = ("channel", "tag", "mode", "created_at", "approved_at", "distance")
        return [dict(row) for row in self._rows(select(*(copies.c[name] for name in names)))]

    def texts(self, tag: str | None, channel: str) -> Sequence[str]:
        """The texts approved last for a channel and a tag (None: whatever the tag), the last one first."""
        query = select(copies.c.title, copies.c.body).where(
            copies.c.state == State.APPROVED.value, copies.c.channel == channel
        )
        if tag is not None:
            query = query.where(copies.c.tag == tag)
        rows = self._rows(query.order_by(copies.c.approved_at.desc(), copies.c.number.desc()).limit(RECENT))
        return [f"{row['title']}\n{row['body']}" if row["title"] else row["body"] for row in rows]

    # -- the parts -------------------------------------------------------------------------------

    def _copies(self, query: Select[Any]) -> list[Copy]:
        return self._with_sources([dict(row) for row in self._rows(query)])

    def _with_sources(self, rows: Sequence[Mapping[str, Any]]) -> list[Copy]:
        cited: dict[str, list[Source]] = defaultdict(list)
        for some in _portions([row["id"] for row in rows]):
            query = select(sources).where(sources.c.copy_id.in_(some))
            for row in self._rows(query.order_by(sources.c.copy_id, sources.c.ordinal)):
                cited[row["copy_id"]].append(source_of(row))
        return [copy_of(row, cited[row["id"]]) for row in rows]

    def _rows(self, query: Select[Any]) -> Sequence[Any]:
        with self._engine.connect() as connection:
            return connection.execute(query).mappings().all()


def _portions(ids: Iterable[str]) -> Iterator[list[str]]:
    every = list(ids)
    for start in range(0, len(every), _MANY):
        yield every[start : start + _MANY]

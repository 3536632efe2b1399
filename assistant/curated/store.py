"""The store of curated answers: entries with their revisions and history, in one SQLite file."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import ColumnElement, Select, and_, func, insert, or_, select, update

from assistant.curated.model import Entry, Event, NoSuchEntry, Overtaken, Revision, State
from assistant.curated.rows import entry_of, entry_row, event_of, event_row, revision_of
from assistant.curated.tables import REVISIONS, entries, events, revisions, vectors
from knowledge.migrations import bring_up_to_date
from knowledge.model import Visibility
from knowledge.sqlite import open_engine
from knowledge.text import fold

NO_ENTRY = "没有这条馆方答复。"
OVERTAKEN = "刚才有人先处理了这条答复,请刷新后再看。"
_MANY = 500  # in one statement


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries a list asks for; None means all. `q` are words that must all stand in it."""

    state: State | None = None
    visibility: Visibility | None = None
    owner: str | None = None
    is_best: bool | None = None
    q: str = ""
    hidden: frozenset[str] = frozenset()  # papers that the one who asks must not know of

    def conditions(self, today: date) -> list[ColumnElement[bool]]:
        found: list[ColumnElement[bool]] = []
        if self.state:
            found.append(_in_state(self.state, today))
        if self.visibility:
            found.append(entries.c.visibility == self.visibility.value)
        if self.owner is not None:
            found.append(entries.c.owner == self.owner)
        if self.is_best is not None:
            found.append(entries.c.is_best == self.is_best)
        if self.hidden:
            kept_from = and_(
                entries.c.doc_id.in_(self.hidden), entries.c.visibility != Visibility.PUBLIC.value
            )
            found.append(~kept_from)
        return found + [entries.c.searched.contains(word, autoescape=True) for word in fold(self.q).split()]


def _in_state(state: State, today: date) -> ColumnElement[bool]:
    """What is published ends by the calendar, so EXPIRED is told by the day."""
    is_over = entries.c.valid_until < today.isoformat()
    published = entries.c.state == State.PUBLISHED.value
    if state is State.EXPIRED:
        return and_(published, is_over)
    if state is State.PUBLISHED:
        return and_(published, or_(entries.c.valid_until.is_(None), ~is_over))
    return entries.c.state == state.value


class CuratedStore:
    """Every change is one transaction: the entry, its new text and the line of its history, or nothing."""

    def __init__(self, path: Path) -> None:
        """Raises NewerFile."""
        self._engine = open_engine(path, "synchronous=FULL", "foreign_keys=ON", private=True)
        bring_up_to_date(self._engine, REVISIONS)
        self._changes = 0
        self._lock = threading.Lock()

    def close(self) -> None:
        self._engine.dispose()

    @property
    def changes(self) -> int:
        """Grows with every commit: what is read from here may be kept as long as it stays the same."""
        return self._changes

    # -- writing ---------------------------------------------------------------------------------

    def add(self, entry: Entry, event: Event) -> None:
        """A new entry with its first text."""
        with self._engine.begin() as connection:
            connection.execute(insert(entries).values(entry_row(entry)))
            connection.execute(insert(revisions).values(_revision_row(entry, event)))
            connection.execute(insert(events).values(event_row(event)))
        self._changed()

    def change(self, before: Entry, after: Entry, event: Event) -> Entry:
        """Makes `before` into `after`, unless somebody acted on it meanwhile: then nothing happens.

        Raises Overtaken.
        """
        after = replace(after, turn=before.turn + 1, changed_at=event.at)
        seen = (entries.c.id == before.id, entries.c.turn == before.turn)
        with self._engine.begin() as connection:
            if not connection.execute(update(entries).where(*seen).values(entry_row(after))).rowcount:
                raise Overtaken(OVERTAKEN)
            if after.revision != before.revision:
                connection.execute(insert(revisions).values(_revision_row(after, event)))
            connection.execute(insert(events).values(event_row(event)))
        self._changed()
        return after

    def _changed(self) -> None:
        with self._lock:
            self._changes += 1

    def keep_vectors(self, embedder: str, made: Mapping[str, np.ndarray]) -> None:
        """Keeps what wordings were embedded to, for the next start."""
        rows = [
            {"text": text, "embedder": embedder, "vector": np.asarray(vector, np.float32).tobytes()}
            for text, vector in made.items()
        ]
        if rows:
            with self._engine.begin() as connection:
                connection.execute(insert(vectors).prefix_with("OR REPLACE"), rows)

    # -- reading ---------------------------------------------------------------------------------

    def find(self, entry_id: str) -> Entry:
        """Raises NoSuchEntry."""
        found = self._rows(select(entries).where(entries.c.id == entry_id))
        if not found:
            raise NoSuchEntry(NO_ENTRY)
        return entry_of(found[0])

    def page(
        self, wanted: Wanted, today: date, start: int = 0, most: int | None = 50
    ) -> tuple[list[Entry], int]:
        """A stretch of the entries that are wanted, the last changed first, and how many there are."""
        conditions = wanted.conditions(today)
        newest = select(entries).where(*conditions)
        newest = newest.order_by(entries.c.changed_at.desc(), entries.c.number.desc()).offset(start)
        count = select(func.count()).select_from(entries).where(*conditions)
        found = [entry_of(row) for row in self._rows(newest.limit(-1 if most is None else most))]
        with self._engine.connect() as connection:
            return found, connection.execute(count).scalar() or 0

    def published(self) -> list[Entry]:
        """Every published entry in the order in which it was written, whether or not its last day is over."""
        query = select(entries).where(entries.c.state == State.PUBLISHED.value).order_by(entries.c.number)
        return [entry_of(row) for row in self._rows(query)]

    def revisions(self, entry_id: str) -> list[Revision]:
        """The texts that it had, the first one first."""
        query = select(revisions).where(revisions.c.entry_id == entry_id).order_by(revisions.c.revision)
        return [revision_of(row) for row in self._rows(query)]

    def history(self, entry_id: str) -> list[Event]:
        """What was done with it, the first act first."""
        query = select(events).where(events.c.entry_id == entry_id).order_by(events.c.number)
        return [event_of(row) for row in self._rows(query)]

    def vectors(self, embedder: str, texts: Sequence[str]) -> dict[str, np.ndarray]:
        """The kept vectors of these texts."""
        found: dict[str, np.ndarray] = {}
        for some in _portions(texts):
            query = select(vectors.c.text, vectors.c.vector).where(
                vectors.c.embedder == embedder, vectors.c.text.in_(some)
            )
            for row in self._rows(query):
                found[row["text"]] = np.frombuffer(row["vector"], np.float32)
        return found

    def _rows(self, query: Select[Any]) -> Sequence[Any]:
        with self._engine.connect() as connection:
            return connection.execute(query).mappings().all()


def _revision_row(entry: Entry, event: Event) -> dict[str, Any]:
    return {
        "entry_id": entry.id,
        "revision": entry.revision,
        "wording": asdict(entry.wording),
        "who_id": event.who.id,
        "who": event.who.name,
        "at": event.at.isoformat(),
    }


def _portions(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(texts), _MANY):
        yield texts[start : start + _MANY]

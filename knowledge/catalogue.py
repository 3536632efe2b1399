"""The SQL catalogue: the truth about documents, passages, shops and the mall's profile.

A document is visible from the commit that publishes it, whole or not at all; indexes are derived
from here and can be rebuilt at any time.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, delete, func, insert, or_, select

from knowledge import minutes, unread, versions
from knowledge.amended import AsAmended
from knowledge.amendments import Amendments, amendments
from knowledge.decisions import Decision
from knowledge.migrations import bring_up_to_date
from knowledge.model import Document, Passage, Publication, Shelf, Shop, Standing, Viewer
from knowledge.sqlite import open_engine
from knowledge.standing import standing
from knowledge.succession import Succession, succession
from knowledge.tables import (
    REVISIONS,
    document_of,
    document_row,
    documents,
    facts,
    passage_of,
    passage_read,
    passage_row,
    passages,
    shop_of,
    shop_row,
    shops,
)
from knowledge.unread import Unread
from knowledge.versions import Why

_MANY = 500  # ids in one IN clause; SQLite's default limit of variables is far above


@dataclass(frozen=True, slots=True)
class Occasion:
    """What goes into the same transaction as the change of a document."""

    why: Why | None = Why.REPLACED  # what is replaced is kept under this; None: it is the same content
    who: str = ""  # empty for an ingest
    at: datetime = field(default_factory=lambda: datetime.now(UTC))
    decisions: tuple[Decision, ...] = ()
    used: int | None = None  # the version that becomes current, and is none any more
    ends_waiting: bool = False  # what waited to be published is out of date


class Catalogue:
    """Documents, passages, shops and profile in one SQLite file."""

    def __init__(self, path: Path) -> None:
        self._engine = open_engine(path, "synchronous=FULL", "foreign_keys=ON")
        self._lock = threading.Lock()
        self._snapshot: dict[str, Document] | None = None
        self._newer: tuple[dict[str, Document], Succession] | None = None
        self._amended: tuple[dict[str, Document], Amendments] | None = None
        bring_up_to_date(self._engine, REVISIONS)

    def close(self) -> None:
        self._engine.dispose()

    # -- writing ---------------------------------------------------------------------------------

    def publish(
        self,
        document: Document,
        contents: Sequence[Passage],
        directory: Sequence[Shop] = (),
        occasion: Occasion | None = None,
    ) -> dict[str, Shelf]:
        """Makes a document current in one transaction; returns the passages it replaced and where they lay."""
        occasion = occasion or Occasion()
        with self._lock:
            with self._engine.begin() as connection:
                before = versions.current(connection, document.doc_id)
                connection.execute(delete(documents).where(documents.c.doc_id == document.doc_id))
                connection.execute(insert(documents).values(document_row(document)))
                if contents:
                    connection.execute(insert(passages), [passage_row(passage) for passage in contents])
                rows = [shop_row(document.doc_id, number, shop) for number, shop in enumerate(directory)]
                if rows:
                    connection.execute(insert(shops), rows)
                after = Publication(document, tuple(contents), tuple(directory))
                _set_aside(connection, before, after, occasion)
            self._snapshot = None
        return _shelves_of(before)

    def withdraw(self, doc_id: str, occasion: Occasion | None = None) -> dict[str, Shelf]:
        """Removes a document; returns its passages and where they lay. Unknown ids remove nothing."""
        occasion = occasion or Occasion(Why.WITHDRAWN)
        with self._lock:
            with self._engine.begin() as connection:
                before = versions.current(connection, doc_id)
                versions.withdraw_waiting(connection, doc_id)
                connection.execute(delete(documents).where(documents.c.doc_id == doc_id))
                _set_aside(connection, before, None, occasion)
            self._snapshot = None
        return _shelves_of(before)

    def set_aside(self, content: Publication, who: str, at: datetime) -> None:
        """Keeps a content that waits until somebody publishes it."""
        with self._engine.begin() as connection:
            versions.keep(connection, content, Why.WAITING, who, at)

    def note(self, *made: Decision) -> None:
        """Writes down decisions that change no content."""
        with self._engine.begin() as connection:
            for decision in made:
                minutes.record(connection, decision)

    def note_unread(self, source: str, fingerprint: str, why: Unread) -> None:
        with self._engine.begin() as connection:
            unread.note(connection, source, fingerprint, why)

    def set_profile(self, profile: Mapping[str, object]) -> None:
        with self._engine.begin() as connection:
            connection.execute(delete(facts).where(facts.c.key == "profile"))
            connection.execute(insert(facts).values(key="profile", value=dict(profile)))

    # -- reading ---------------------------------------------------------------------------------

    def connect(self) -> Connection:
        """A connection to read versions and minutes with; close it, best by `with`."""
        return self._engine.connect()

    def profile(self) -> dict[str, Any]:
        with self._engine.connect() as connection:
            return connection.execute(select(facts.c.value).where(facts.c.key == "profile")).scalar() or {}

    def documents(self) -> dict[str, Document]:
        """All documents by id, of whatever standing. Read once per change."""
        snapshot = self._snapshot
        if snapshot is None:
            with self._lock, self._engine.connect() as connection:
                rows = connection.execute(select(documents)).mappings()
                snapshot = self._snapshot = {row["doc_id"]: document_of(dict(row)) for row in rows}
        return snapshot

    def from_source(self, source: str) -> Document | None:
        """The document that a file is now. One look-up, where `documents` reads all of them after each change."""
        query = select(documents).where(documents.c.source == source)
        with self._engine.connect() as connection:
            row = connection.execute(query).mappings().first()
        return document_of(dict(row)) if row else None

    def standing(self, document: Document, as_of: datetime) -> Standing:
        extended = self.amendments().extended(document, as_of)
        return standing(extended, as_of, self.successors(document.doc_id))

    def successors(self, doc_id: str) -> list[Document]:
        """The documents that replace this one, declared or by a guess, and are not drafts themselves."""
        return [successor.document for successor in self.succession().of(doc_id)]

    def succession(self) -> Succession:
        """Who replaces whom, and what a person should look at in it. Derived once per change."""
        known = self.documents()
        if self._newer is None or self._newer[0] is not known:
            self._newer = known, succession(known)
        return self._newer[1]

    def amendments(self) -> Amendments:
        """Which papers change clauses of which others, and what a person should look at in it. Derived once per change."""
        known = self.documents()
        if self._amended is None or self._amended[0] is not known:
            self._amended = known, amendments(known, self.passages_of, self.succession().older)
        return self._amended[1]

    def as_amended(self, viewer: Viewer, as_of: datetime) -> AsAmended:
        """The changes of clauses that a viewer may know of at a moment."""
        return AsAmended(
            self.amendments().all, viewer, as_of, lambda document: self.standing(document, as_of)
        )

    def passages_of(self, doc_id: str) -> list[Passage]:
        query = select(passages).where(passages.c.doc_id == doc_id).order_by(passages.c.ordinal)
        with self._engine.connect() as connection:
            return [passage_of(dict(row)) for row in connection.execute(query).mappings()]

    def passages(self, passage_ids: Sequence[str]) -> dict[str, Passage]:
        found: dict[str, Passage] = {}
        with self._engine.connect() as connection:
            for start in range(0, len(passage_ids), _MANY):
                some = passage_ids[start : start + _MANY]
                query = select(passages).where(passages.c.passage_id.in_(some))
                found |= {row[0]: passage_read(row) for row in connection.execute(query).all()}
        return found

    def passage_ids(self, shelf: Shelf) -> set[str]:
        query = select(passages.c.passage_id).where(passages.c.shelf == shelf.value)
        with self._engine.connect() as connection:
            return set(connection.execute(query).scalars())

    def passages_saying(self, shelf: Shelf, strings: Sequence[str]) -> list[Passage]:
        """The passages of a shelf that hold one of these strings; Latin letters of either case."""
        said = or_(*(passages.c.text.contains(one, autoescape=True) for one in strings))
        query = select(passages).where(passages.c.shelf == shelf.value, said).order_by(passages.c.doc_id)
        with self._engine.connect() as connection:
            return [passage_of(dict(row)) for row in connection.execute(query).mappings()]

    def documents_on(self, shelf: Shelf) -> set[str]:
        """The ids of documents that have a passage on this shelf."""
        query = select(passages.c.doc_id).where(passages.c.shelf == shelf.value).distinct()
        with self._engine.connect() as connection:
            return set(connection.execute(query).scalars())

    def passages_by_document(self) -> dict[str, int]:
        """How many passages each document has."""
        query = select(passages.c.doc_id, func.count()).group_by(passages.c.doc_id)
        with self._engine.connect() as connection:
            return dict(connection.execute(query).tuples().all())

    def count_passages(self) -> int:
        with self._engine.connect() as connection:
            return connection.execute(select(func.count()).select_from(passages)).scalar() or 0

    def shops(self) -> list[Shop]:
        """Every shop of every directory document, in the order of the file."""
        query = select(shops.c.fields, shops.c.doc_id).order_by(shops.c.doc_id, shops.c.ordinal)
        with self._engine.connect() as connection:
            return [shop_of(row.fields, row.doc_id) for row in connection.execute(query)]


def _set_aside(
    connection: Connection, before: Publication | None, after: Publication | None, occasion: Occasion
) -> None:
    """What goes with a change: the decisions, and the content that was there as a version of it."""
    for decision in occasion.decisions:
        minutes.record(connection, decision)
    if occasion.used is not None:
        versions.drop(connection, occasion.used)
    if after and occasion.ends_waiting:
        versions.drop_waiting(connection, after.document.doc_id)
    if before and occasion.why and not (after and versions.say_the_same(before, after)):
        versions.keep(connection, before, occasion.why, occasion.who, occasion.at)


def _shelves_of(content: Publication | None) -> dict[str, Shelf]:
    return {one.passage_id: one.shelf for one in content.passages} if content else {}

"""The SQL catalogue: the truth about documents, passages, shops and the mall's profile.

A document is visible from the commit that publishes it, whole or not at all; indexes are derived
from here and can be rebuilt at any time.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    Date,
    Engine,
    Float,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    delete,
    event,
    func,
    insert,
    inspect,
    select,
    text,
)
from sqlalchemy.schema import CreateColumn

from knowledge.model import Document, Passage, Shelf, Shop, Standing, Viewer, Visibility
from knowledge.succession import Succession, succession

_MANY = 500  # ids in one IN clause; SQLite's default limit of variables is far above

metadata = MetaData()

documents = Table(
    "documents",
    metadata,
    Column("doc_id", String, primary_key=True),
    Column("title", String, nullable=False),
    Column("source", String, nullable=False, index=True),
    Column("sha256", String, nullable=False, index=True),
    Column("visibility", String, nullable=False),
    Column("doc_type", String, nullable=False),
    Column("version", String, nullable=False),
    Column("declared_status", String, nullable=False),
    Column("issued_on", Date),
    Column("effective_from", Date),
    Column("effective_to", Date),
    Column("publish_from", String),  # ISO 8601 with offset: SQLite would drop the time zone
    Column("supersedes", JSON, nullable=False),
    Column("audience", JSON, nullable=False),
    Column("owner_desk", String, nullable=False),
    Column("review_by", Date),
    Column("language", String, nullable=False),
    Column("fingerprint", String, nullable=False),
    Column("extra", JSON, nullable=False),
    Column("said_by", JSON, nullable=False, server_default="{}"),
    Column("warnings", JSON, nullable=False, server_default="[]"),
)

passages = Table(
    "passages",
    metadata,
    Column("passage_id", String, primary_key=True),
    Column("doc_id", ForeignKey("documents.doc_id", ondelete="CASCADE"), nullable=False, index=True),
    Column("ordinal", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("shelf", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("section", JSON, nullable=False),
    Column("page", Integer),
    Column("row", String, nullable=False),
    Column("language", String, nullable=False),
    Column("confidence", Float),
)

shops = Table(
    "shops",
    metadata,
    Column("unit", String, primary_key=True),
    Column("doc_id", ForeignKey("documents.doc_id", ondelete="CASCADE"), primary_key=True),
    Column("ordinal", Integer, nullable=False),
    Column("fields", JSON, nullable=False),
)

facts = Table(  # profile of the mall and bookkeeping, by key
    "facts",
    metadata,
    Column("key", String, primary_key=True),
    Column("value", JSON, nullable=False),
)


def standing(document: Document, as_of: datetime, successors: Iterable[Document] = ()) -> Standing:
    """Where a document stands at a moment.

    A successor counts from its own effective date (or its date of issue), and not while it is
    under embargo, so that the old rule still holds until the new one starts and may be told.
    """
    today = as_of.date()
    if document.visibility is Visibility.DRAFT or document.declared_status == "draft":
        return Standing.DRAFT
    if document.publish_from and as_of < document.publish_from:
        return Standing.EMBARGOED
    if any(_has_started(newer, as_of) for newer in successors):
        return Standing.SUPERSEDED
    if document.effective_to and document.effective_to < today:
        return Standing.EXPIRED
    declared = {
        "superseded": Standing.SUPERSEDED,
        "archived": Standing.SUPERSEDED,
        "expired": Standing.EXPIRED,
    }
    if document.declared_status in declared:
        return declared[document.declared_status]
    if document.effective_from and document.effective_from > today:
        return Standing.UPCOMING
    return Standing.IN_FORCE


def _has_started(document: Document, as_of: datetime) -> bool:
    is_out = document.publish_from is None or document.publish_from <= as_of
    started_on = document.effective_from or document.issued_on
    return is_out and (started_on is None or started_on <= as_of.date())


# What has ended was public and may be said to have ended; archived papers lie on the internal shelf.
_PUBLIC_STANDINGS = (Standing.IN_FORCE, Standing.UPCOMING, Standing.EXPIRED)


def may_read(viewer: Viewer, document: Document, passage: Passage, at: Standing) -> bool:
    """Whether a viewer may know that this passage exists. The one place that decides it."""
    if not viewer.is_staff:
        scheduled = document.visibility is Visibility.INTERNAL and document.publish_from is not None
        released = document.visibility is Visibility.PUBLIC or scheduled
        return passage.shelf is Shelf.PUBLIC and released and at in _PUBLIC_STANDINGS
    if document.visibility is Visibility.RESTRICTED:
        return bool(viewer.groups & set(document.audience))
    return True


class Catalogue:
    """Documents, passages, shops and profile in one SQLite file."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._engine = _open(path)
        self._lock = threading.Lock()
        self._snapshot: dict[str, Document] | None = None
        self._newer: tuple[dict[str, Document], Succession] | None = None
        metadata.create_all(self._engine)
        _add_missing_columns(self._engine)

    def close(self) -> None:
        self._engine.dispose()

    # -- writing ---------------------------------------------------------------------------------

    def publish(
        self, document: Document, contents: Sequence[Passage], directory: Sequence[Shop] = ()
    ) -> list[str]:
        """Makes a document current in one transaction; returns the ids of the passages it replaced."""
        with self._lock:
            with self._engine.begin() as connection:
                old = _passage_ids(connection, document.doc_id)
                connection.execute(delete(documents).where(documents.c.doc_id == document.doc_id))
                connection.execute(insert(documents).values(_document_row(document)))
                if contents:
                    connection.execute(insert(passages), [_passage_row(passage) for passage in contents])
                rows = [_shop_row(document.doc_id, number, shop) for number, shop in enumerate(directory)]
                if rows:
                    connection.execute(insert(shops), rows)
            self._snapshot = None
        new = {passage.passage_id for passage in contents}
        return [passage_id for passage_id in old if passage_id not in new]

    def withdraw(self, doc_id: str) -> list[str]:
        """Removes a document; returns the ids of its passages. Unknown ids remove nothing."""
        with self._lock:
            with self._engine.begin() as connection:
                old = _passage_ids(connection, doc_id)
                connection.execute(delete(documents).where(documents.c.doc_id == doc_id))
            self._snapshot = None
        return old

    def set_profile(self, profile: Mapping[str, object]) -> None:
        with self._engine.begin() as connection:
            connection.execute(delete(facts).where(facts.c.key == "profile"))
            connection.execute(insert(facts).values(key="profile", value=dict(profile)))

    # -- reading ---------------------------------------------------------------------------------

    def profile(self) -> dict[str, Any]:
        with self._engine.connect() as connection:
            return connection.execute(select(facts.c.value).where(facts.c.key == "profile")).scalar() or {}

    def documents(self) -> dict[str, Document]:
        """All documents by id, of whatever standing. Read once per change."""
        snapshot = self._snapshot
        if snapshot is None:
            with self._lock, self._engine.connect() as connection:
                rows = connection.execute(select(documents)).mappings()
                snapshot = self._snapshot = {row["doc_id"]: _document(dict(row)) for row in rows}
        return snapshot

    def standing(self, document: Document, as_of: datetime) -> Standing:
        return standing(document, as_of, self.successors(document.doc_id))

    def successors(self, doc_id: str) -> list[Document]:
        """The documents that replace this one, declared or by a guess, and are not drafts themselves."""
        return [successor.document for successor in self.succession().of(doc_id)]

    def succession(self) -> Succession:
        """Who replaces whom, and what a person should look at in it. Derived once per change."""
        known = self.documents()
        if self._newer is None or self._newer[0] is not known:
            self._newer = known, succession(known)
        return self._newer[1]

    def passages_of(self, doc_id: str) -> list[Passage]:
        query = select(passages).where(passages.c.doc_id == doc_id).order_by(passages.c.ordinal)
        with self._engine.connect() as connection:
            return [_passage(dict(row)) for row in connection.execute(query).mappings()]

    def passages(self, passage_ids: Sequence[str]) -> dict[str, Passage]:
        found: dict[str, Passage] = {}
        with self._engine.connect() as connection:
            for start in range(0, len(passage_ids), _MANY):
                some = passage_ids[start : start + _MANY]
                query = select(passages).where(passages.c.passage_id.in_(some))
                found |= {
                    row["passage_id"]: _passage(dict(row)) for row in connection.execute(query).mappings()
                }
        return found

    def passage_ids(self, shelf: Shelf) -> set[str]:
        query = select(passages.c.passage_id).where(passages.c.shelf == shelf.value)
        with self._engine.connect() as connection:
            return set(connection.execute(query).scalars())

    def documents_on(self, shelf: Shelf) -> set[str]:
        """The ids of documents that have a passage on this shelf."""
        query = select(passages.c.doc_id).where(passages.c.shelf == shelf.value).distinct()
        with self._engine.connect() as connection:
            return set(connection.execute(query).scalars())

    def count_passages(self) -> int:
        with self._engine.connect() as connection:
            return connection.execute(select(func.count()).select_from(passages)).scalar() or 0

    def shops(self) -> list[Shop]:
        """Every shop of every directory document, in the order of the file."""
        query = select(shops.c.fields, shops.c.doc_id).order_by(shops.c.doc_id, shops.c.ordinal)
        with self._engine.connect() as connection:
            return [_shop(row.fields, row.doc_id) for row in connection.execute(query)]


def _open(path: Path) -> Engine:
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": 30})

    @event.listens_for(engine, "connect")
    def _pragmas(connection: Any, _record: Any) -> None:
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    return engine


def _add_missing_columns(engine: Engine) -> None:
    """Brings a catalogue of an earlier release up to these tables: columns are only ever added."""
    with engine.begin() as connection:
        for table in metadata.sorted_tables:
            present = {column["name"] for column in inspect(connection).get_columns(table.name)}
            for column in table.columns:
                if column.name not in present:
                    kind = CreateColumn(column).compile(engine)
                    connection.execute(text(f"ALTER TABLE {table.name} ADD COLUMN {kind}"))


def _passage_ids(connection: Any, doc_id: str) -> list[str]:
    return list(
        connection.execute(select(passages.c.passage_id).where(passages.c.doc_id == doc_id)).scalars()
    )


def _document_row(document: Document) -> dict[str, Any]:
    moment = document.publish_from.astimezone(UTC).isoformat() if document.publish_from else None
    return asdict(document) | {
        "visibility": document.visibility.value,
        "publish_from": moment,
        "supersedes": list(document.supersedes),
        "audience": list(document.audience),
        "warnings": list(document.warnings),
    }


def _document(row: dict[str, Any]) -> Document:
    moment = datetime.fromisoformat(row["publish_from"]) if row["publish_from"] else None
    return Document(
        **row
        | {
            "visibility": Visibility.parse(row["visibility"]),
            "publish_from": moment,
            "supersedes": tuple(row["supersedes"]),
            "audience": tuple(row["audience"]),
            "warnings": tuple(row["warnings"]),
        }
    )


def _passage_row(passage: Passage) -> dict[str, Any]:
    return asdict(passage) | {"shelf": passage.shelf.value, "section": list(passage.section)}


def _passage(row: dict[str, Any]) -> Passage:
    return Passage(**row | {"shelf": Shelf(row["shelf"]), "section": tuple(row["section"])})


_SHOP_DATES = ("status_from", "status_to", "updated_on")


def _shop_row(doc_id: str, ordinal: int, shop: Shop) -> dict[str, Any]:
    fields = asdict(shop) | {"aliases": list(shop.aliases), "tags": list(shop.tags)}
    fields |= {name: fields[name].isoformat() if fields[name] else None for name in _SHOP_DATES}
    return {"unit": shop.unit, "doc_id": doc_id, "ordinal": ordinal, "fields": fields}


def _shop(fields: dict[str, Any], doc_id: str) -> Shop:
    dates = {name: date.fromisoformat(fields[name]) if fields[name] else None for name in _SHOP_DATES}
    shop = Shop(**fields | dates | {"aliases": tuple(fields["aliases"]), "tags": tuple(fields["tags"])})
    return replace(shop, doc_id=doc_id)

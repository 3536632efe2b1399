"""What documents were before: the replaced and the withdrawn, whole, in no index, ready to be restored."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from pydantic import TypeAdapter
from sqlalchemy import (
    JSON,
    Column,
    Connection,
    Integer,
    RowMapping,
    String,
    Table,
    delete,
    insert,
    select,
    update,
)

from knowledge import tables
from knowledge.model import Document, Passage, Publication, Shop, Visibility
from knowledge.tables import metadata

KEPT = 10  # versions of each document

versions = Table(
    "versions",
    metadata,
    Column("version_id", Integer, primary_key=True, autoincrement=True),
    Column("doc_id", String, nullable=False, index=True),
    Column("why", String, nullable=False),
    Column("at", String, nullable=False),  # ISO 8601 with offset
    Column("who", String, nullable=False, server_default=""),
    Column("document", JSON, nullable=False),
    Column("passages", JSON, nullable=False),
    Column("shops", JSON, nullable=False),
)


class Why(StrEnum):
    """Why a content was set aside."""

    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"
    RESTORED_OVER = "restored over"
    WAITING = "waiting"  # newer than the current one, for somebody to publish


@dataclass(frozen=True, slots=True)
class Version:
    """One content that a document had, or is to have. Its passages are read when they are needed."""

    version_id: int
    doc_id: str
    why: Why
    at: datetime
    who: str  # empty when an ingest did it
    document: Document


def say_the_same(one: Publication, other: Publication) -> bool:
    """Whether a reader would find no difference; how they were read does not count."""
    return _visible(one) == _visible(other)


def _visible(content: Publication) -> tuple[object, ...]:
    plain = replace(content.document, fingerprint="", extra={}, said_by={}, warnings=())
    return plain, [(one.text, one.shelf, one.section, one.page) for one in content.passages]


_DOCUMENT = TypeAdapter(Document)
_PASSAGES = TypeAdapter(tuple[Passage, ...])
_SHOPS = TypeAdapter(tuple[Shop, ...])


def current(connection: Connection, doc_id: str) -> Publication | None:
    """What a document is now."""
    row = connection.execute(select(tables.documents).where(tables.documents.c.doc_id == doc_id)).mappings()
    found = row.first()
    if found is None:
        return None
    lines = select(tables.passages).where(tables.passages.c.doc_id == doc_id)
    lines = lines.order_by(tables.passages.c.ordinal)
    shops = select(tables.shops.c.fields).where(tables.shops.c.doc_id == doc_id)
    shops = shops.order_by(tables.shops.c.ordinal)
    return Publication(
        tables.document_of(dict(found)),
        tuple(tables.passage_of(dict(line)) for line in connection.execute(lines).mappings()),
        tuple(tables.shop_of(fields, doc_id) for fields in connection.execute(shops).scalars()),
    )


def keep(connection: Connection, content: Publication, why: Why, who: str, at: datetime) -> None:
    """Sets a content aside; of each document the last ones are kept, and one that waits."""
    doc_id = content.document.doc_id
    if why is Why.WAITING:
        drop_waiting(connection, doc_id)
    row = {
        "doc_id": doc_id,
        "why": why.value,
        "at": at.isoformat(),
        "who": who,
        "document": _DOCUMENT.dump_python(content.document, mode="json"),
        "passages": _PASSAGES.dump_python(content.passages, mode="json"),
        "shops": _SHOPS.dump_python(content.shops, mode="json"),
    }
    connection.execute(insert(versions).values(row))
    kept = (
        select(versions.c.version_id)
        .where(versions.c.doc_id == doc_id, versions.c.why != Why.WAITING.value)
        .order_by(versions.c.version_id.desc())
    )
    for version_id in list(connection.execute(kept).scalars())[KEPT:]:
        drop(connection, version_id)


def drop(connection: Connection, version_id: int) -> None:
    connection.execute(delete(versions).where(versions.c.version_id == version_id))


def drop_waiting(connection: Connection, doc_id: str) -> None:
    """Forgets the content that waited: the file has changed again, or says something else of itself."""
    connection.execute(
        delete(versions).where(versions.c.doc_id == doc_id, versions.c.why == Why.WAITING.value)
    )


def withdraw_waiting(connection: Connection, doc_id: str) -> None:
    """What waited goes out together with its document, and may be restored like it."""
    waiting = (versions.c.doc_id == doc_id, versions.c.why == Why.WAITING.value)
    connection.execute(update(versions).where(*waiting).values(why=Why.WITHDRAWN.value))


_LISTED = (
    versions.c.version_id,
    versions.c.doc_id,
    versions.c.why,
    versions.c.at,
    versions.c.who,
    versions.c.document,
)


def of(connection: Connection, doc_id: str) -> list[Version]:
    """What a document was before, newest first; what waits is not among it."""
    query = select(*_LISTED).where(versions.c.doc_id == doc_id, versions.c.why != Why.WAITING.value)
    rows = connection.execute(query.order_by(versions.c.version_id.desc())).mappings()
    return [_version(row) for row in rows]


def waiting(connection: Connection, doc_id: str = "") -> dict[str, Version]:
    """The changed contents that wait, by document; of all documents or of one."""
    query = select(*_LISTED).where(versions.c.why == Why.WAITING.value)
    query = query.where(versions.c.doc_id == doc_id) if doc_id else query
    return {row["doc_id"]: _version(row) for row in connection.execute(query).mappings()}


def withdrawn(connection: Connection) -> list[Version]:
    """The last content of each document that is not there any more, newest first."""
    there = select(tables.documents.c.doc_id)
    query = select(*_LISTED).where(versions.c.doc_id.not_in(there)).order_by(versions.c.version_id.desc())
    found: dict[str, Version] = {}
    for row in connection.execute(query).mappings():
        found.setdefault(row["doc_id"], _version(row))
    return list(found.values())


def restricted(connection: Connection) -> list[Document]:
    """What restricted documents were called in any content that is kept: of these, too, not everybody is told."""
    query = select(versions.c.document).where(
        versions.c.document["visibility"].as_string() == Visibility.RESTRICTED.value
    )
    return [_DOCUMENT.validate_python(row) for row in connection.execute(query).scalars()]


def find(connection: Connection, version_id: int) -> tuple[Version, Publication] | None:
    """One version with its whole content."""
    row = connection.execute(select(versions).where(versions.c.version_id == version_id)).mappings().first()
    if row is None:
        return None
    version = _version(row)
    passages = _PASSAGES.validate_python(row["passages"])
    shops = _SHOPS.validate_python(row["shops"])
    return version, Publication(version.document, passages, shops)


def _version(row: RowMapping) -> Version:
    return Version(
        version_id=row["version_id"],
        doc_id=row["doc_id"],
        why=Why(row["why"]),
        at=datetime.fromisoformat(row["at"]),
        who=row["who"],
        document=_DOCUMENT.validate_python(row["document"]),
    )

"""The tables of the catalogue, and how a record becomes a row and back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, Column, Date, Float, ForeignKey, Integer, MetaData, String, Table, Text

from knowledge.model import Document, Passage, Shelf, Shop, Visibility

REVISIONS = Path(__file__).parent / "revisions"
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
    Column("unit", String, primary_key=True),  # with the ordinal: two shops may share a unit, or have none
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


def document_row(document: Document) -> dict[str, Any]:
    moment = document.publish_from.astimezone(UTC).isoformat() if document.publish_from else None
    return asdict(document) | {
        "visibility": document.visibility.value,
        "publish_from": moment,
        "supersedes": list(document.supersedes),
        "audience": list(document.audience),
        "warnings": list(document.warnings),
    }


def document_of(row: dict[str, Any]) -> Document:
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


def passage_row(passage: Passage) -> dict[str, Any]:
    return asdict(passage) | {"shelf": passage.shelf.value, "section": list(passage.section)}


def passage_of(row: dict[str, Any]) -> Passage:
    return Passage(**row | {"shelf": Shelf(row["shelf"]), "section": tuple(row["section"])})


_SHELVES = {shelf.value: shelf for shelf in Shelf}


def passage_read(row: Sequence[Any]) -> Passage:
    """The same out of a row of all columns, which stand in the order of the fields: a search reads many."""
    identity, doc_id, ordinal, text, shelf, kind, section, *rest = row
    return Passage(identity, doc_id, ordinal, text, _SHELVES[shelf], kind, tuple(section), *rest)


_SHOP_DATES = ("status_from", "status_to", "updated_on")


def shop_row(doc_id: str, ordinal: int, shop: Shop) -> dict[str, Any]:
    fields = asdict(shop) | {"aliases": list(shop.aliases), "tags": list(shop.tags)}
    fields |= {name: fields[name].isoformat() if fields[name] else None for name in _SHOP_DATES}
    for name in ("beside", "hours_row", "hours_of", "on_days", "hours_terms", "told", "told_row"):
        del fields[name]
    return {"unit": f"{shop.unit}#{ordinal}", "doc_id": doc_id, "ordinal": ordinal, "fields": fields}


def shop_of(fields: dict[str, Any], doc_id: str) -> Shop:
    dates = {name: date.fromisoformat(fields[name]) if fields[name] else None for name in _SHOP_DATES}
    shop = Shop(**fields | dates | {"aliases": tuple(fields["aliases"]), "tags": tuple(fields["tags"])})
    return replace(shop, doc_id=doc_id)

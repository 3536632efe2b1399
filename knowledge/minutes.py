"""The minutes: every decision in the catalogue's database, never changed once it is written."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    Integer,
    RowMapping,
    String,
    Table,
    Text,
    func,
    insert,
    or_,
    select,
)

from knowledge.decisions import Decision, What
from knowledge.model import Visibility
from knowledge.tables import metadata

decisions = Table(
    "decisions",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("doc_id", String, nullable=False, index=True),
    Column("source", String, nullable=False, index=True),
    Column("sha256", String, nullable=False, index=True),
    Column("what", String, nullable=False),
    Column("who", String, nullable=False),
    Column("at", String, nullable=False),  # ISO 8601 with offset
    Column("visibility", String, nullable=False, server_default=""),
    Column("comment", Text, nullable=False, server_default=""),
    Column("fields", JSON, nullable=False, server_default="{}"),
)


def record(connection: Connection, decision: Decision) -> None:
    row = {
        "doc_id": decision.doc_id,
        "source": decision.source,
        "sha256": decision.sha256,
        "what": decision.what.value,
        "who": decision.who,
        "at": decision.at.isoformat(),
        "visibility": decision.visibility.value if decision.visibility else "",
        "comment": decision.comment,
        "fields": dict(decision.fields),
    }
    connection.execute(insert(decisions).values(row))


def made_about(connection: Connection, doc_id: str) -> list[Decision]:
    """Every decision about a document, newest first."""
    query = select(decisions).where(decisions.c.doc_id == doc_id).order_by(decisions.c.number.desc())
    return [_decision(row) for row in connection.execute(query).mappings()]


def latest(connection: Connection) -> dict[tuple[str, str], Decision]:
    """The last decision but edits about each document and its bytes: (doc_id, sha256) -> decision."""
    newest = (
        select(func.max(decisions.c.number))
        .where(decisions.c.what != What.EDITED.value)
        .group_by(decisions.c.doc_id, decisions.c.sha256)
    )
    rows = connection.execute(select(decisions).where(decisions.c.number.in_(newest))).mappings()
    return {(row["doc_id"], row["sha256"]): _decision(row) for row in rows}


def names_used(connection: Connection) -> set[str]:
    """The doc_ids of every decision, also of documents that are gone."""
    return set(connection.execute(select(decisions.c.doc_id).distinct()).scalars())


def about_file(connection: Connection, source: str, sha256: str) -> list[Decision]:
    """What was decided about a file or about its bytes under another name, oldest first."""
    query = (
        select(decisions)
        .where(or_(decisions.c.source == source, decisions.c.sha256 == sha256))
        .order_by(decisions.c.number)
    )
    return [_decision(row) for row in connection.execute(query).mappings()]


def _decision(row: RowMapping) -> Decision:
    return Decision(
        doc_id=row["doc_id"],
        source=row["source"],
        sha256=row["sha256"],
        what=What(row["what"]),
        who=row["who"],
        at=datetime.fromisoformat(row["at"]),
        visibility=Visibility.parse(row["visibility"]) if row["visibility"] else None,
        comment=row["comment"],
        fields=row["fields"],
    )

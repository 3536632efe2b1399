"""The ledger of jobs under the home: what was asked, how far it came, what became of it."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Engine, Integer, MetaData, String, Table, delete, select
from sqlalchemy import update as update_rows
from sqlalchemy.engine import Row
from sqlalchemy.exc import DatabaseError, OperationalError

from knowledge.migrations import bring_up_to_date
from knowledge.sqlite import open_engine

log = logging.getLogger(__name__)

KEPT = 200  # jobs; older ones that have ended are forgotten


class Status(StrEnum):
    """Where a job stands."""

    WAITING = "waiting"
    RUNNING = "running"
    INTERRUPTED = "interrupted"  # its process ended; a server takes it up again when it starts
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


ENDED = frozenset((Status.DONE, Status.FAILED, Status.CANCELLED))


@dataclass
class Entry:
    """One job as the ledger keeps it. `arguments` and `report` are plain data."""

    id: str
    kind: str
    arguments: dict[str, Any]
    asked_by: str = ""
    retry_of: str = ""
    status: Status = Status.WAITING
    stage: str = ""
    done: int = 0
    total: int = 0
    current: str = ""
    created_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    started_at: datetime | None = None
    ended_at: datetime | None = None
    interruptions: int = 0
    report: dict[str, Any] | None = None
    error: str = ""

    @property
    def has_ended(self) -> bool:
        return self.status in ENDED


REVISIONS = Path(__file__).parent / "revisions"
metadata = MetaData()
_table = Table(
    "jobs",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("id", String, nullable=False, unique=True),
    Column("kind", String, nullable=False),
    Column("arguments", String, nullable=False),  # JSON
    Column("asked_by", String, nullable=False),
    Column("retry_of", String, nullable=False),
    Column("status", String, nullable=False),
    Column("stage", String, nullable=False),
    Column("done", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    Column("current", String, nullable=False),
    Column("created_at", String, nullable=False),
    Column("started_at", String),
    Column("ended_at", String),
    Column("interruptions", Integer, nullable=False),
    Column("report", String),  # JSON
    Column("error", String, nullable=False),
)
_JSON = ("arguments", "report")
_MOMENTS = ("created_at", "started_at", "ended_at")
_PROGRESS = ("stage", "done", "total", "current")


class Ledger:
    """Keeps jobs over the end of the process. Safe to use from several threads."""

    def __init__(self, home: Path) -> None:
        """`home` is the folder; the file is private, since it names paths of this machine."""
        self._engine = _open(home / "jobs.db")

    def add(self, entry: Entry) -> None:
        """Writes a new job, and forgets the oldest ones that have ended."""
        with self._engine.begin() as connection:
            connection.execute(_table.insert().values(_row_of(entry)))
            newest = select(_table.c.number).order_by(_table.c.number.desc()).limit(KEPT)
            old = delete(_table).where(_table.c.status.in_(ENDED), _table.c.number.not_in(newest))
            connection.execute(old)

    def save(self, entry: Entry) -> None:
        """Writes a job as it stands now."""
        self._write(entry.id, _row_of(entry))

    def save_progress(self, entry: Entry) -> None:
        self._write(entry.id, {name: getattr(entry, name) for name in _PROGRESS})

    def find(self, job_id: str) -> Entry | None:
        found = self._select(select(_table).where(_table.c.id == job_id))
        return found[0] if found else None

    def recent(self, limit: int) -> list[Entry]:
        """Newest first."""
        return self._select(select(_table).order_by(_table.c.number.desc()).limit(limit))

    def unfinished(self) -> list[Entry]:
        """Oldest first."""
        open_ones = select(_table).where(_table.c.status.not_in(ENDED)).order_by(_table.c.number)
        return self._select(open_ones)

    def close(self) -> None:
        self._engine.dispose()

    def _write(self, job_id: str, values: dict[str, Any]) -> None:
        with self._engine.begin() as connection:
            connection.execute(update_rows(_table).where(_table.c.id == job_id).values(values))

    def _select(self, statement: Any) -> list[Entry]:
        with self._engine.connect() as connection:
            return _entries(connection.execute(statement).all())


def _open(path: Path) -> Engine:
    try:
        return _opened(path)
    except OperationalError:  # locked, or a disk that takes no writing: the file itself may be whole
        raise
    except DatabaseError:
        log.exception("%s is damaged and was put aside; jobs are counted anew", path)
        for each in (path, path.with_name("jobs.db-wal"), path.with_name("jobs.db-shm")):
            if each.exists():
                each.replace(each.with_name(f"{each.name}.damaged"))
        return _opened(path)


def _opened(path: Path) -> Engine:
    engine = open_engine(path, "synchronous=NORMAL", private=True)
    bring_up_to_date(engine, REVISIONS)
    return engine


def _row_of(entry: Entry) -> dict[str, Any]:
    names = [column.name for column in _table.columns if column.name != "number"]
    row = {name: getattr(entry, name) for name in names}
    for name in _JSON:
        row[name] = None if row[name] is None else json.dumps(row[name])
    for name in _MOMENTS:
        row[name] = row[name].isoformat() if row[name] else None
    return row


def _entries(rows: Sequence[Row[Any]]) -> list[Entry]:
    return [_entry(dict(row._mapping)) for row in rows]


def _entry(row: dict[str, Any]) -> Entry:
    del row["number"]
    for name in _JSON:
        row[name] = None if row[name] is None else json.loads(row[name])
    for name in _MOMENTS:
        row[name] = datetime.fromisoformat(row[name]) if row[name] else None
    return Entry(**{**row, "status": Status(row["status"])})

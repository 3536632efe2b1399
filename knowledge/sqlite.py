"""The house's small databases: SQLite files that a reader and a writer may have open at once."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event

_PATIENCE = 30  # seconds that a writer waits for another
_LOOK = 0.01  # seconds between two tries


def open_engine(path: Path, *pragmas: str, private: bool = False) -> Engine:
    """The database at `path`, its folder made when missing, in WAL mode; `pragmas` ("synchronous=FULL") hold besides.

    A `private` file is made so that only this process's user may read it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if private:
        path.touch(mode=0o600)
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": _PATIENCE})

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        _begin_log(connection)
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")

    return engine


def _begin_log(connection: sqlite3.Connection) -> None:
    """WAL mode, waited for: SQLite does not wait by itself while another connection is just taking a new file to it."""
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if not error.sqlite_errorname.startswith("SQLITE_BUSY") or time.monotonic() > until:
                raise
        time.sleep(_LOOK)


def stamp(at: datetime) -> str:
    """An aware moment as it is kept: of UTC and of one length, so that texts sort as moments do."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def kept(*tables: str) -> tuple[str, ...]:
    """Statements after which rows of these tables can be added, but neither changed nor taken out."""
    return tuple(
        f"CREATE TRIGGER {table}_{what} BEFORE {act} ON {table} BEGIN SELECT RAISE(ABORT, '{table} are kept as written'); END"
        for table in tables
        for what, act in (("stay", "DELETE"), ("hold", "UPDATE"))
    )


@contextmanager
def alone(engine: Engine) -> Iterator[Connection]:
    """A transaction in which nobody else writes from the first look on; undone when it is left by an error."""
    with engine.connect() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        yield connection
        connection.commit()


def empty_log(engine: Engine) -> None:
    """Takes what was deleted out of the log too, which holds the pages as they were."""
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

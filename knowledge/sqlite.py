"""The house's small databases: SQLite files that a reader and a writer may have open at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event

_PATIENCE = 30  # seconds that a writer waits for another


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
        for pragma in ("journal_mode=WAL", *pragmas):
            connection.execute(f"PRAGMA {pragma}")

    return engine

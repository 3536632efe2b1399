"""The house's small databases: SQLite files that a reader and a writer may have open at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, MetaData, create_engine, event, inspect, text
from sqlalchemy.schema import CreateColumn

from knowledge.errors import AtriumError

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


class NewerFile(AtriumError):
    """The file was written by a later Atrium."""


def bring_up_to_date(engine: Engine, steps: Sequence[Sequence[str]]) -> None:
    """Takes every step that the file has not taken, each whole or not at all; the file counts them in `user_version`.

    A released step is never changed, only followed by another. Raises NewerFile when a later release wrote the file.
    """
    with engine.connect() as connection:
        if (connection.exec_driver_sql("PRAGMA user_version").scalar() or 0) == len(steps):
            return
        # From the first look on nobody else may write: two processes could take the same step.
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        version = connection.exec_driver_sql("PRAGMA user_version").scalar() or 0
        if version > len(steps):
            raise NewerFile(_newer(engine, version, len(steps)))
        for statements in steps[version:]:
            for statement in statements:
                connection.exec_driver_sql(statement)
        connection.exec_driver_sql(f"PRAGMA user_version = {len(steps)}")
        connection.commit()


def grow(engine: Engine, metadata: MetaData, edition: int) -> None:
    """The other way to bring a file up to date, for tables that only ever gain: what they lack of `metadata` is added.

    The file keeps `edition`, which goes up with each change of the tables. Raises NewerFile when a later release
    wrote it.
    """
    with engine.begin() as connection:
        version = connection.exec_driver_sql("PRAGMA user_version").scalar() or 0
        if version > edition:
            raise NewerFile(_newer(engine, version, edition))
    metadata.create_all(engine)
    with engine.begin() as connection:
        for table in metadata.sorted_tables:
            present = {column["name"] for column in inspect(connection).get_columns(table.name)}
            for column in table.columns:
                if column.name not in present:
                    kind = CreateColumn(column).compile(engine)
                    connection.execute(text(f"ALTER TABLE {table.name} ADD COLUMN {kind}"))
        if version != edition:
            connection.exec_driver_sql(f"PRAGMA user_version = {edition}")


def _newer(engine: Engine, version: int, known: int) -> str:
    return (
        f"{engine.url.database} was written by a later Atrium (version {version}; this one knows {known})."
        " Start that release, or restore an earlier backup."
    )


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

"""A database is brought up to date by whoever opens it, in revisions that Alembic takes.

Beside the tables of each database lies its folder of revisions: 0001_first.py, 0002_accounts.py and so on, each after
the one before it. A file's name is its revision, so that a look tells what is to be done, without Alembic.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine

from knowledge.errors import AtriumError
from knowledge.sqlite import alone

if TYPE_CHECKING:  # it takes a tenth of a second to import, and most starts have nothing to bring up
    from alembic.script import ScriptDirectory

log = logging.getLogger(__name__)

Execute = Callable[[str], Any]  # of SQLAlchemy's connection, or of sqlite3's
_COUNTS_NO_MORE = (
    1_000  # in `user_version`: releases before Alembic refuse the file as one of a later release
)
_one_at_a_time = threading.Lock()  # `alembic.op`, which the revisions speak to, is one for all threads


class NewerFile(AtriumError):
    """The file was written by a later Atrium."""


def bring_up_to_date(engine: Engine, revisions: Path) -> None:
    """Takes every revision of the folder that the file has not taken, all of them or none.

    A released revision is never changed, only followed by another. Raises NewerFile when a later release wrote the file.
    """
    known = names(revisions)
    with engine.connect() as connection:
        if _noted(connection.exec_driver_sql) == known[-1]:
            return
    with alone(engine) as connection:  # before this look: two processes could take the same revision
        taken = last_taken(connection.exec_driver_sql, known)
        if is_later(taken, known):
            raise NewerFile(
                f"{engine.url.database} was written by a later Atrium (version {taken}; this one knows {known[-1]})."
                " Start that release, or restore an earlier backup."
            )
        _take(connection, revisions, taken)
    if taken and taken != known[-1]:
        log.info("%s was brought from %s to %s", engine.url.database, taken, known[-1])


@cache
def names(revisions: Path) -> Sequence[str]:
    """The revisions of a folder, in the order in which they are taken."""
    return sorted(path.stem for path in revisions.glob("[0-9]*.py"))


def last_taken(execute: Execute, known: Sequence[str]) -> str:
    """The last revision that a file has taken; empty when it has taken none."""
    if noted := _noted(execute):
        return noted
    # Releases before Alembic counted these same revisions.
    count: int = execute("PRAGMA user_version").fetchone()[0]
    return ("", *known)[count] if count <= len(known) else f"{count:04}"


def is_later(taken: str, known: Sequence[str]) -> bool:
    """Whether only a later release can have taken it."""
    return taken not in ("", *known)


def _noted(execute: Execute) -> str:
    if not execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone():
        return ""
    return str(execute("SELECT version_num FROM alembic_version").fetchone()[0])


def _take(connection: Connection, revisions: Path, taken: str) -> None:
    from alembic.migration import MigrationContext
    from alembic.operations import Operations

    script, context = _script(revisions), MigrationContext.configure(connection)
    ahead = list(script.iterate_revisions("head", taken or "base"))
    with _one_at_a_time, Operations.context(context):
        for revision in reversed(ahead):
            revision.module.upgrade()
    context.stamp(script, "head")
    connection.exec_driver_sql(f"PRAGMA user_version = {_COUNTS_NO_MORE}")


@cache
def _script(revisions: Path) -> ScriptDirectory:
    from alembic.script import ScriptDirectory

    return ScriptDirectory(revisions, version_locations=[revisions])

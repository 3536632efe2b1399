"""Every database of a home is brought up to date with nothing lost, also by a start that is killed in the middle."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata, produce_migrations, render_python_code
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import MetaData

from assistant.copies import tables as copies
from assistant.curated import tables as curated
from assistant.gaps import tables as gaps
from assistant.handover import tables as handover
from assistant.journal import tables as journal
from assistant.labels import tables as labels
from assistant.llms import purse
from assistant.tickets import tables as tickets
from knowledge.migrations import bring_up_to_date, last_taken, names
from knowledge.sqlite import open_engine
from knowledge.tables import metadata as papers
from tests.homes.dumping import undump
from tests.ui.killed_start import killed
from ui.audit import record
from ui.background import ledger
from ui.batches import tables as batches
from ui.deliveries import tables as deliveries
from ui.entry import doors
from ui.inlets import tables as inlets
from ui.operating.databases import KNOWN

HOMES = Path(__file__).parents[1] / "homes"
TABLES = {
    "catalogue.db": papers,
    "journal.db": journal.metadata,
    "copies.db": copies.metadata,
    "tickets.db": tickets.metadata,
    "threads.db": handover.metadata,
    "curated.db": curated.metadata,
    "gaps.db": gaps.metadata,
    "labels.db": labels.metadata,
    "deliveries.db": deliveries.metadata,
    "inlets.db": inlets.metadata,
    "doors.sqlite": doors.metadata,
    "audit.db": record.metadata,
    "spent.db": purse.metadata,
    "jobs.db": ledger.metadata,
    "batch.db": batches.metadata,
}
FOLDERS = {**KNOWN, "batch.db": batches.REVISIONS}
VERSIONS = [(name, version) for name, folder in FOLDERS.items() for version in range(len(names(folder)))]
VALUES = {"INTEGER": 1, "REAL": 0.5, "FLOAT": 0.5, "JSON": "[]", "BLOB": b"x", "BOOLEAN": 1}


def made(path: Path, folder: Path, count: int, counts: bool = False) -> Path:
    """A file that has taken so many revisions, one row in each table; `counts`: as releases before Alembic left it."""
    release = path.parent / "release"
    release.mkdir()
    for name in names(folder)[:count]:
        shutil.copy(folder / f"{name}.py", release)
    if count:
        engine = open_engine(path)
        bring_up_to_date(engine, release)
        engine.dispose()
        if counts:
            with closing(sqlite3.connect(path)) as database:
                database.executescript(f"DROP TABLE alembic_version; PRAGMA user_version = {count}")
        filled(path)
    return path


def filled(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        for table in tables(database):
            columns = list(database.execute(f'PRAGMA table_info("{table}")'))
            row = {
                name: VALUES.get(kind.upper().partition("(")[0], "一") for _n, name, kind, *_more in columns
            }
            marks = ", ".join("?" for _ in row)
            database.execute(f'INSERT INTO "{table}" VALUES ({marks})', list(row.values()))
        database.commit()


def tables(database: sqlite3.Connection) -> list[str]:
    found = database.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name != 'alembic_version'"
    )
    return [name for (name,) in found]


def rows(path: Path) -> dict[str, dict[str, object]]:
    """The first row of each table, by column."""
    with closing(sqlite3.connect(path)) as database:
        database.row_factory = sqlite3.Row
        return {
            table: dict(row)
            for table in tables(database)
            if (row := database.execute(f'SELECT * FROM "{table}"').fetchone())
        }


def schema(path: Path) -> dict[str, set[str]]:
    """The columns of each table."""
    with closing(sqlite3.connect(path)) as database:
        return {
            table: {row[1] for row in database.execute(f'PRAGMA table_info("{table}")')}
            for table in tables(database)
        }


def version(path: Path, known: Sequence[str]) -> str:
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        return last_taken(database.execute, known)


def keeps(before: dict[str, dict[str, object]], path: Path) -> None:
    """Whatever stood in the file stands in it as it was."""
    after = rows(path)
    for table, row in before.items():
        assert {name: after[table][name] for name in row} == row, table


def differs(_context: object, _found: object, _told: object, found: Any, told: Any) -> bool:
    """Whether SQLite keeps two kinds of column in another way: it tells no Text from a String."""
    found, told = found.as_generic(), told.as_generic()
    return not (isinstance(found, type(told)) or isinstance(told, type(found)))


def is_told(diff: Any, metadata: MetaData) -> bool:
    """Whether a difference is none: a key, which SQLite reports as one that may be empty."""
    (what, _schema, table, column, *_more), *others = diff if isinstance(diff, list) else [("", *[""] * 3)]
    return what == "modify_nullable" and metadata.tables[table].c[column].primary_key and not others


def test_every_database_that_is_known_is_brought_up_here():
    assert set(TABLES) == set(FOLDERS)


@pytest.mark.parametrize("name", TABLES)
def test_the_revisions_give_the_tables_that_the_code_declares(tmp_path, name):
    """Where they do not, this prints what the next revision has to do."""
    engine = open_engine(tmp_path / name)
    bring_up_to_date(engine, FOLDERS[name])
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": differs})
        if [diff for diff in compare_metadata(context, TABLES[name]) if not is_told(diff, TABLES[name])]:
            ops = produce_migrations(context, TABLES[name]).upgrade_ops
            pytest.fail(f"{FOLDERS[name]} needs a revision:\n{render_python_code(ops)}")


@pytest.mark.parametrize("name", TABLES)
def test_revisions_are_numbered_and_called_as_their_files(name):
    known = names(FOLDERS[name])
    assert [int(each.partition("_")[0]) for each in known] == [*range(1, len(known) + 1)]
    chain = ScriptDirectory(FOLDERS[name], version_locations=[str(FOLDERS[name])]).walk_revisions()
    assert [each.revision for each in chain] == known[::-1]


@pytest.mark.parametrize("counts", [False, True])
@pytest.mark.parametrize(("name", "before"), [pair for pair in VERSIONS if pair[1]])
def test_a_file_of_each_earlier_version_keeps_its_rows_and_gets_the_tables_of_today(
    tmp_path, name, before, counts
):
    folder = FOLDERS[name]
    path = made(tmp_path / name, folder, before, counts)
    stood = rows(path)
    assert stood
    bring_up_to_date(open_engine(path), folder)
    keeps(stood, path)
    new = tmp_path / "new.db"
    bring_up_to_date(open_engine(new), folder)
    assert schema(path) == schema(new)
    assert version(path, names(folder)) == names(folder)[-1]


@pytest.mark.parametrize(("name", "before"), VERSIONS)
def test_a_start_that_is_killed_at_any_statement_leaves_the_file_whole_and_the_next_one_ends_it(
    tmp_path, name, before
):
    folder, known = FOLDERS[name], names(FOLDERS[name])
    path = made(tmp_path / name, folder, before, counts=True)
    stood, at = rows(path) if before else {}, 0
    while killed(path, at, folder):
        assert version(path, known) == ("", *known)[before]  # all of it or nothing
        assert rows(path) == stood
        at += 1
    assert at > len(schema(path))  # each statement was tried
    assert version(path, known) == known[-1]
    keeps(stood, path)


@pytest.mark.parametrize("era", ["first-answers", "jobs", "copies", "tickets"])
@pytest.mark.parametrize("name", ["catalogue.db", "jobs.db"])
def test_files_of_releases_that_counted_nothing_are_brought_up_by_the_start_after_one_that_was_killed(
    tmp_path, name, era
):
    folder, known, home = FOLDERS[name], names(FOLDERS[name]), tmp_path / era
    undump(HOMES / era, home)
    path = home / name
    stood, at = rows(path) if path.exists() else {}, 0
    while killed(path, at, folder):
        assert version(path, known) == ""
        assert rows(path) == stood
        at += 1
    keeps(stood, path)
    assert version(path, known) == known[-1]
    assert schema(path) == {
        table.name: {column.name for column in table.columns} for table in TABLES[name].sorted_tables
    }

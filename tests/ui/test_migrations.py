"""Every database of a home is brought up to date with nothing lost, also by a start that is killed in the middle."""

from __future__ import annotations

import os
import signal
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from assistant.copies import tables as copies
from assistant.curated import tables as curated
from assistant.gaps import tables as gaps
from assistant.handover import tables as handover
from assistant.journal import tables as journal
from assistant.labels import tables as labels
from assistant.llms import purse
from assistant.tickets import tables as tickets
from knowledge import catalogue
from knowledge.sqlite import bring_up_to_date, grow, open_engine
from knowledge.tables import metadata as papers
from tests.homes.dumping import undump
from ui.audit import record
from ui.background import ledger
from ui.deliveries import tables as deliveries
from ui.entry import doors
from ui.inlets import tables as inlets
from ui.operating.databases import KNOWN

HOMES = Path(__file__).parents[1] / "homes"
STEPS = {
    "journal.db": journal.STEPS,
    "copies.db": copies.STEPS,
    "tickets.db": tickets.STEPS,
    "threads.db": handover.STEPS,
    "curated.db": curated.STEPS,
    "gaps.db": gaps.STEPS,
    "labels.db": labels.STEPS,
    "deliveries.db": deliveries.STEPS,
    "inlets.db": inlets.STEPS,
    "doors.sqlite": doors.STEPS,
    "audit.db": record.STEPS,
    "spent.db": purse.STEPS,
}
GROWN = {
    "catalogue.db": (papers, catalogue.EDITION),
    "jobs.db": (ledger._metadata, ledger.EDITION),
}
VERSIONS = [(name, version) for name, steps in STEPS.items() for version in range(len(steps))]
VALUES = {"INTEGER": 1, "REAL": 0.5, "FLOAT": 0.5, "JSON": "[]", "BLOB": b"x", "BOOLEAN": 1}


def made(path: Path, steps: Sequence[Sequence[str]]) -> Path:
    """A file as the release with these steps left it, one row in each table."""
    engine = open_engine(path)
    bring_up_to_date(engine, steps)
    engine.dispose()
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
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%' AND name NOT LIKE 'sqlite_%'"
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


def version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        return database.execute("PRAGMA user_version").fetchone()[0]


def keeps(before: dict[str, dict[str, object]], path: Path) -> None:
    """Whatever stood in the file stands in it as it was."""
    after = rows(path)
    for table, row in before.items():
        assert {name: after[table][name] for name in row} == row, table


def killed(path: Path, at: int, begin: Callable[[Engine], None]) -> bool:
    """A start in a process of its own that is killed before its statement number `at`; False when it ended before that."""
    child = os.fork()
    if child == 0:  # nothing of the tests' own process may run here any more
        try:
            engine, count = open_engine(path), [0]

            @event.listens_for(engine, "before_cursor_execute")
            def _count(*_: object) -> None:
                if count[0] == at:
                    os.kill(os.getpid(), signal.SIGKILL)
                count[0] += 1

            begin(engine)
        finally:
            os._exit(0)
    _pid, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def test_every_database_that_is_known_is_brought_up_here():
    assert {*STEPS, *GROWN} == set(KNOWN)


@pytest.mark.parametrize(("name", "before"), [pair for pair in VERSIONS if pair[1]])
def test_a_file_of_each_earlier_version_keeps_its_rows_and_gets_the_tables_of_today(tmp_path, name, before):
    steps = STEPS[name]
    path = made(tmp_path / name, steps[:before])
    stood = rows(path)
    assert stood
    engine = open_engine(path)
    bring_up_to_date(engine, steps)
    keeps(stood, path)
    new = tmp_path / "new.db"
    bring_up_to_date(open_engine(new), steps)
    assert schema(path) == schema(new)
    assert version(path) == len(steps)


@pytest.mark.parametrize(("name", "before"), VERSIONS)
def test_a_start_that_is_killed_at_any_statement_leaves_the_file_whole_and_the_next_one_ends_it(
    tmp_path, name, before
):
    steps = STEPS[name]
    path = made(tmp_path / name, steps[:before])
    stood, at = rows(path), 0
    while killed(path, at, lambda engine: bring_up_to_date(engine, steps)):
        assert version(path) == before  # all of it or nothing
        assert rows(path) == stood
        at += 1
    assert at >= sum(map(len, steps[before:]))  # each statement was tried
    assert version(path) == len(steps)
    keeps(stood, path)


@pytest.mark.parametrize("era", ["first-answers", "jobs", "copies", "tickets"])
@pytest.mark.parametrize("name", GROWN)
def test_tables_that_only_gain_are_brought_up_by_the_start_after_one_that_was_killed(tmp_path, name, era):
    metadata, edition = GROWN[name]
    home = tmp_path / era
    undump(HOMES / era, home)
    path = home / name
    stood, at = rows(path) if path.exists() else {}, 0
    while killed(path, at, lambda engine: grow(engine, metadata, edition)):
        keeps(stood, path)
        assert version(path) in {0, edition}
        at += 1
    keeps(stood, path)
    assert version(path) == edition
    assert {table.name for table in metadata.sorted_tables} <= set(schema(path))
    for table in metadata.sorted_tables:
        assert {column.name for column in table.columns} <= schema(path)[table.name], table.name

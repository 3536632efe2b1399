"""Small databases: a file is brought up to date step by step, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from knowledge.sqlite import NewerFile, bring_up_to_date, kept, open_engine

FIRST = ("CREATE TABLE notes (n INTEGER PRIMARY KEY, text TEXT NOT NULL)",)
SECOND = ("ALTER TABLE notes ADD COLUMN season TEXT",)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "notes.db"


def columns(path: Path) -> list[str]:
    with open_engine(path).connect() as connection:
        return [row[1] for row in connection.exec_driver_sql("PRAGMA table_info(notes)")]


def test_each_step_is_taken_once(path):
    for _ in range(2):
        bring_up_to_date(open_engine(path), [FIRST])
    for _ in range(2):
        bring_up_to_date(open_engine(path), [FIRST, SECOND])
    assert columns(path) == ["n", "text", "season"]


def test_a_step_that_fails_leaves_the_file_as_it_was(path):
    bring_up_to_date(open_engine(path), [FIRST])
    with pytest.raises(DBAPIError):
        bring_up_to_date(open_engine(path), [FIRST, (*SECOND, "NO SQL")])
    assert columns(path) == ["n", "text"]
    bring_up_to_date(open_engine(path), [FIRST, SECOND])
    assert columns(path) == ["n", "text", "season"]


def test_a_file_of_a_later_release_is_refused_and_left_alone(path):
    bring_up_to_date(open_engine(path), [FIRST, SECOND])
    with pytest.raises(NewerFile, match="later Atrium"):
        bring_up_to_date(open_engine(path), [FIRST])
    assert columns(path) == ["n", "text", "season"]


@pytest.mark.parametrize("act", ["UPDATE notes SET text = 'other'", "DELETE FROM notes"])
def test_kept_rows_are_neither_changed_nor_taken_out(path, act):
    engine = open_engine(path)
    bring_up_to_date(engine, [(*FIRST, *kept("notes"))])
    with engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO notes (text) VALUES ('as it was')")
    with pytest.raises(DBAPIError, match="kept as written"), engine.begin() as connection:
        connection.exec_driver_sql(act)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT text FROM notes").scalar() == "as it was"

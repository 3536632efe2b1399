"""Small databases: rows that are to stay do stay, and several may open a new file at once."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from threading import Timer

import pytest
from sqlalchemy.exc import DBAPIError

from knowledge.sqlite import kept, open_engine


@pytest.mark.parametrize("act", ["UPDATE notes SET text = 'other'", "DELETE FROM notes"])
def test_kept_rows_are_neither_changed_nor_taken_out(tmp_path: Path, act):
    engine = open_engine(tmp_path / "notes.db")
    with engine.begin() as connection:
        for statement in ("CREATE TABLE notes (text TEXT NOT NULL)", *kept("notes")):
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql("INSERT INTO notes (text) VALUES ('as it was')")
    with pytest.raises(DBAPIError, match="kept as written"), engine.begin() as connection:
        connection.exec_driver_sql(act)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT text FROM notes").scalar() == "as it was"


def test_who_opens_a_new_file_waits_for_another_that_is_just_making_it(tmp_path: Path):
    path = tmp_path / "notes.db"
    making = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    making.execute("BEGIN IMMEDIATE")  # SQLite by itself waits for a writer, but not with the mode of a file
    done = Timer(0.3, making.close)
    done.start()
    with open_engine(path).connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
    done.join()

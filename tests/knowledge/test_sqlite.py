"""Small databases: rows that are to stay do stay."""

from __future__ import annotations

from pathlib import Path

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

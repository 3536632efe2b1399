"""A file is brought up to date revision by revision, all of them or none."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy.exc import DBAPIError

from knowledge.migrations import NewerFile, bring_up_to_date, is_later, last_taken, names
from knowledge.sqlite import open_engine

FIRST = "CREATE TABLE notes (n INTEGER PRIMARY KEY, text TEXT NOT NULL)"
SEASON = "ALTER TABLE notes ADD COLUMN season TEXT"
TOLD = "ALTER TABLE notes ADD COLUMN told TEXT"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "notes.db"


@pytest.fixture
def release(tmp_path: Path):
    """The revisions of one release: a folder with a revision for each statement."""

    def written(*statements: str) -> Path:
        folder = tmp_path / f"release{len(list(tmp_path.glob('release*')))}"
        folder.mkdir()
        before = None
        for number, statement in enumerate(statements, 1):
            name = f"{number:04}_step"
            text = f"from alembic import op\nrevision = {name!r}\ndown_revision = {before!r}\n"
            (folder / f"{name}.py").write_text(
                f"{text}def upgrade() -> None:\n    op.execute({statement!r})\n"
            )
            before = name
        return folder

    return written


def columns(path: Path) -> list[str]:
    with open_engine(path).connect() as connection:
        return [row[1] for row in connection.exec_driver_sql("PRAGMA table_info(notes)")]


def counted(path: Path, count: int, *statements: str) -> None:
    """A file of a release before Alembic, which counted its steps."""
    with open_engine(path).begin() as connection:
        for statement in (*statements, f"PRAGMA user_version = {count}"):
            connection.exec_driver_sql(statement)


def taken(path: Path, folder: Path) -> str:
    with open_engine(path).connect() as connection:
        return last_taken(connection.exec_driver_sql, names(folder))


def test_each_revision_is_taken_once(path, release):
    first, second = release(FIRST), release(FIRST, SEASON)
    for _ in range(2):
        bring_up_to_date(open_engine(path), first)
    for _ in range(2):
        bring_up_to_date(open_engine(path), second)
    assert columns(path) == ["n", "text", "season"]
    assert taken(path, second) == "0002_step"


def test_a_revision_that_fails_takes_back_those_before_it_too(path, release):
    bring_up_to_date(open_engine(path), release(FIRST))
    with pytest.raises(DBAPIError):
        bring_up_to_date(open_engine(path), release(FIRST, SEASON, "NO SQL"))
    assert columns(path) == ["n", "text"]
    bring_up_to_date(open_engine(path), release(FIRST, SEASON, TOLD))
    assert columns(path) == ["n", "text", "season", "told"]


def test_a_file_of_a_later_release_is_refused_and_left_alone(path, release):
    first = release(FIRST)
    bring_up_to_date(open_engine(path), release(FIRST, SEASON))
    with pytest.raises(NewerFile, match=r"later Atrium \(version 0002_step; this one knows 0001_step\)"):
        bring_up_to_date(open_engine(path), first)
    assert columns(path) == ["n", "text", "season"]
    assert is_later(taken(path, first), names(first))


def test_what_was_counted_before_alembic_is_taken_over_and_only_the_rest_is_taken(path, release):
    folder = release(FIRST, SEASON)
    counted(path, 1, FIRST)
    bring_up_to_date(open_engine(path), folder)
    assert columns(path) == ["n", "text", "season"]
    assert taken(path, folder) == "0002_step"


def test_a_file_that_had_counted_them_all_is_only_taken_over(path, release):
    folder = release(FIRST, SEASON)
    counted(path, 2, FIRST, SEASON)
    bring_up_to_date(open_engine(path), folder)
    with open_engine(path).connect() as connection:
        assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").all() == [("0002_step",)]


def test_a_count_that_nobody_here_knows_is_of_a_later_release(path, release):
    counted(path, 3, FIRST)
    with pytest.raises(NewerFile, match="version 0003; this one knows 0001_step"):
        bring_up_to_date(open_engine(path), release(FIRST))


def test_releases_that_counted_refuse_what_was_brought_up_since(path, release):
    bring_up_to_date(open_engine(path), release(FIRST))
    with open_engine(path).connect() as connection:  # they refuse a count above their own
        assert connection.exec_driver_sql("PRAGMA user_version").scalar() > 100


def test_two_that_open_a_file_at_once_take_each_revision_once(tmp_path, release):
    folders = [release(FIRST, SEASON, f"CREATE TABLE of{n} (n INTEGER)") for n in range(4)]
    failed = []

    def opens(path: Path, folder: Path) -> None:
        try:
            bring_up_to_date(open_engine(path), folder)
        except Exception as error:
            failed.append(error)

    threads = [
        Thread(target=opens, args=(tmp_path / f"{n}.db", folders[n])) for n in range(4) for _twice in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    for n in range(4):
        assert columns(tmp_path / f"{n}.db") == ["n", "text", "season"]
        with open_engine(tmp_path / f"{n}.db").connect() as connection:
            made = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE name LIKE 'of%'").all()
        assert made == [(f"of{n}",)]


def test_a_file_that_is_up_to_date_is_opened_without_alembic(path, release):
    folder = release(FIRST)
    bring_up_to_date(open_engine(path), folder)
    code = (
        "import sys; from pathlib import Path; from knowledge.sqlite import open_engine;"
        " from knowledge.migrations import bring_up_to_date;"
        f" bring_up_to_date(open_engine(Path({str(path)!r})), Path({str(folder)!r}));"
        " assert 'alembic' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)

"""The demo mall stays apart from a mall's own papers."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from knowledge.errors import InvalidSetting
from ui.cli import app
from ui.demo import demo_folder, keep_apart


def home_with(tmp_path: Path, *sources: str) -> Path:
    home = tmp_path / "home"
    home.mkdir()
    with closing(sqlite3.connect(home / "catalogue.db")) as database:
        database.execute("CREATE TABLE documents (doc_id TEXT, source TEXT)")
        database.executemany("INSERT INTO documents VALUES ('D', ?)", [(one,) for one in sources])
        database.commit()
    return home


def a_paper_of_the_demo() -> str:
    folder = demo_folder()
    return next(path for path in sorted(folder.rglob("*.docx"))).relative_to(folder).as_posix()


def test_the_demo_is_not_read_into_a_home_of_somebodys_own_papers(tmp_path, monkeypatch):
    home = home_with(tmp_path, "internal/本店值班表.docx")
    with pytest.raises(InvalidSetting, match="home of its own") as refused:
        keep_apart(home)
    assert "本店值班表" in str(refused.value)
    monkeypatch.setenv("ATRIUM_HOME", str(home))
    told = CliRunner().invoke(app, ["serve", "--demo", "--port", "0"])
    assert told.exit_code != 0
    assert [path.name for path in home.iterdir()] == ["catalogue.db"]  # no key was made, nothing written


def test_a_home_of_the_demo_is_its_own_also_from_another_checkout_and_with_more_papers(tmp_path):
    keep_apart(home_with(tmp_path, a_paper_of_the_demo(), "internal/本店值班表.docx"))


@pytest.mark.parametrize("made", ["nothing", "empty", "damaged"])
def test_a_home_without_papers_may_become_the_demos(tmp_path, made):
    home = tmp_path / "home"
    if made == "empty":
        home = home_with(tmp_path)
    if made == "damaged":
        home.mkdir()
        (home / "catalogue.db").write_bytes(b"no database at all")
    keep_apart(home)
    assert made != "nothing" or not home.exists()

"""A home of an earlier release opens with all that is in it; one of a later release is refused with a sentence.

tests/homes holds four homes as SQL, as the releases of their day wrote them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from knowledge.model import Role
from knowledge.sqlite import NewerFile
from tests.homes.dumping import undump
from ui.app import app_for
from ui.checkup import Verdict, check_up
from ui.databases import KNOWN, look
from ui.lobby import Lobby
from ui.settings import Settings
from ui.wiring import build

HOMES = sorted(path for path in (Path(__file__).parents[1] / "homes").iterdir() if list(path.glob("*.sql")))
ERAS = ["first-answers", "jobs", "copies", "tickets"]


@pytest.fixture(params=ERAS)
def home(request, tmp_path) -> Path:
    undump(Path(__file__).parents[1] / "homes" / request.param, tmp_path / request.param)
    return tmp_path / request.param


def rows(home: Path) -> dict[str, int]:
    """How many rows each table of each database has."""
    found = {}
    for path in (*home.glob("*.db"), *home.glob("*.sqlite")):
        with closing(sqlite3.connect(path)) as database:
            names = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            for (name,) in names:
                count = database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
                found[f"{path.name} {name}"] = count
    return found


@contextmanager
def served(home: Path) -> Iterator[tuple[Lobby, TestClient]]:
    lobby = Lobby(Settings(home=home))
    lobby.let_in(build(lobby.settings))
    try:
        yield lobby, TestClient(app_for(lobby, pages=False), client=("127.0.0.1", 5000))
    finally:
        lobby.close()


def test_every_home_that_is_kept_is_opened():
    assert [path.name for path in HOMES] == sorted(ERAS)


def test_a_home_of_an_earlier_release_opens_with_every_row_and_answers(home):
    before = rows(home)
    assert before["catalogue.db documents"] == 2
    with served(home) as (lobby, client):
        admin = {"Authorization": f"Bearer {lobby.keys.create(Role.ADMIN, 'Ada')[1]}"}
        reply = client.post("/api/chat", json={"message": "停车怎么收费?"}).json()
        assert "每小时5元" in reply["answer"]
        assert reply["citations"][0]["doc_id"] == "PARK"
        assert {each["doc_id"] for each in client.get("/api/documents", headers=admin).json()} == {
            "PARK",
            "SOP",
        }
        told = client.get("/api/tickets?q=&limit=50", headers=admin).json()
        assert told["total"] >= 1  # the first releases filed them in the journal
        if home.name in ("copies", "tickets"):
            assert client.get("/api/copies", headers=admin).json()["total"] == 1
        if home.name != "first-answers":
            assert len(client.get("/api/jobs", headers=admin).json()) == 1
    after = rows(home)
    # Tickets of the journal are handed over to the desk; everything else stays where it was.
    lost = {
        name: (count, after.get(name)) for name, count in before.items() if (after.get(name) or 0) < count
    }
    assert set(lost) <= {"journal.db tickets"}
    assert {each.version for each in look(home)} == set(KNOWN.values()) or all(
        each.version == each.known for each in look(home)
    )


def test_it_opens_a_second_time_as_well(home):
    for _ in range(2):
        with served(home) as (_lobby, client):
            assert client.post("/api/chat", json={"message": "停车怎么收费?"}).status_code == 200


@pytest.mark.parametrize("name", KNOWN)
def test_a_home_of_a_later_release_is_refused_with_a_sentence_and_left_as_it_was(tmp_path, name):
    home = tmp_path / "home"
    undump(Path(__file__).parents[1] / "homes" / "tickets", home)
    with closing(sqlite3.connect(home / name)) as database:
        database.execute("PRAGMA user_version = 99")
        database.commit()
    with pytest.raises(NewerFile, match="was written by a later Atrium") as refused, served(home):
        pass
    assert name in str(refused.value)
    with closing(sqlite3.connect(home / name)) as database:
        assert database.execute("PRAGMA user_version").fetchone()[0] == 99
    told = {finding.name: finding for finding in check_up(Settings(home=home, port=0))}["databases"]
    assert told.verdict is Verdict.FAILED
    assert name in told.detail
    assert told.remedy

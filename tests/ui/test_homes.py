"""A home of an earlier release opens with all that is in it; one of a later release is refused with a sentence.

tests/homes holds four homes as SQL, as the releases of their day wrote them.
"""

from __future__ import annotations

import sqlite3
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from assistant.copies import CopyStore
from assistant.curated import CuratedStore
from assistant.desks import Desks
from assistant.gaps import GapStore
from assistant.handover import ThreadStore
from assistant.journal import Journal
from assistant.labels import LabelStore
from assistant.llms.purse import Purse
from assistant.tickets import Seal, Wanted
from knowledge.library import Library
from knowledge.migrations import NewerFile
from knowledge.model import Role, Viewer
from tests.fakes import HashingEmbedder
from tests.homes.dumping import undump
from tests.house import House, opened
from ui.audit.record import Audit
from ui.background.ledger import Ledger
from ui.checks import Verdict, check_up
from ui.deliveries import Outbox
from ui.inlets.register import Register
from ui.operating.databases import KNOWN, look
from ui.operating.kept import DATABASES
from ui.settings import Settings
from ui.wiring import _service_desk, open_keys

HOMES = Path(__file__).parents[1] / "homes"
ERAS = ["first-answers", "jobs", "copies", "tickets"]
NOW = datetime.now(UTC)


@pytest.fixture(params=ERAS)
def home(request, tmp_path) -> Path:
    undump(HOMES / request.param, tmp_path / request.param)
    return tmp_path / request.param


STORES = {
    "threads.db": ThreadStore,
    "curated.db": CuratedStore,
    "gaps.db": GapStore,
    "labels.db": LabelStore,
    "deliveries.db": Outbox,
    "spent.db": Purse,
}


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


def opened_whole(home: Path, stack: ExitStack) -> SimpleNamespace:
    """Every database of a home by whoever reads it, in the order of a start."""
    settings = Settings(home=home)
    library = Library(home, HashingEmbedder())
    stack.callback(library.close)
    journal = Journal(home / "journal.db")
    stack.callback(journal.close)
    tickets = _service_desk(library, Desks.load(), settings)
    stack.callback(tickets.close)
    journal.hand_over_tickets(tickets.adopt)
    copies = CopyStore(home / "copies.db")
    stack.callback(copies.close)
    ledger = Ledger(home)
    stack.callback(ledger.close)
    for file, store in STORES.items():
        stack.callback(store(home / file).close)
    stack.callback(Register(home, Seal.at(home)).close)
    stack.callback(Audit(home).close)
    return SimpleNamespace(
        library=library,
        journal=journal,
        tickets=tickets,
        copies=copies,
        ledger=ledger,
        keys=open_keys(settings),
    )


def test_every_home_that_is_kept_is_opened():
    assert sorted(path.parent.name for path in HOMES.glob("*/catalogue.db.sql")) == sorted(ERAS)


def test_a_home_of_an_earlier_release_opens_with_every_row(home):
    before = rows(home)
    with ExitStack() as stack:
        house = opened_whole(home, stack)
        staff = Viewer(Role.STAFF)
        assert {each.doc_id for each in house.library.documents(staff, NOW)} == {"PARK", "SOP"}
        assert [each.doc_id for each in house.library.documents(Viewer(), NOW)] == ["PARK"]
        [passage] = house.library.passages("PARK", Viewer(), NOW)
        assert "每小时5元" in passage.text
        assert {key.role for key in house.keys.all()} == {Role.STAFF, Role.CONTENT, Role.ADMIN}
        turns = house.journal.every_turn(datetime(2020, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC))
        assert next(turn.message for turn in turns) == "停车怎么收费?"
        found, count = house.tickets.store.page(Wanted(), NOW, {})
        assert count == {"tickets": 2}.get(home.name, 1)  # the first releases filed them in the journal
        assert "电梯" in found[-1].summary or "电梯" in found[0].summary
        assert len(house.ledger.recent(5)) == (home.name != "first-answers")
    after = rows(home)
    lost = {name for name, count in before.items() if after.get(name, 0) < count}
    assert lost <= {"journal.db tickets"}  # handed over to the desk
    assert all(each.version == each.known[-1] and not each.damage for each in look(home))


def test_it_opens_a_second_time_as_it_was_left(home):
    with ExitStack() as stack:
        opened_whole(home, stack)
    before = rows(home)
    with ExitStack() as stack:
        opened_whole(home, stack)
    assert rows(home) == before


def test_tickets_move_to_the_desk_once_also_when_the_start_ends_right_after_they_were_taken_over(tmp_path):
    home = tmp_path / "jobs"
    undump(HOMES / "jobs", home)
    journal = Journal(home / "journal.db")
    desk = _service_desk(Library(home, HashingEmbedder()), Desks.load(), Settings(home=home))

    def ended(rows) -> None:
        desk.adopt(rows)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        journal.hand_over_tickets(ended)
    for _ in range(2):
        journal.hand_over_tickets(desk.adopt)
        found, _counts = desk.store.page(Wanted(), NOW, {})
        assert len(found) == 1
        assert "电梯" in found[0].summary


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_the_whole_house_answers_from_it(home):
    with opened(home) as house:
        assert isinstance(house, House)
        assert "每小时5元" in house.ask("停车怎么收费?").answer


LATER = {
    "counted": "PRAGMA user_version = 99",
    "by Alembic": "CREATE TABLE alembic_version (version_num); INSERT INTO alembic_version VALUES ('0099_later')",
}


@pytest.mark.parametrize(
    ("name", "how"),
    [*((name, "by Alembic") for name in KNOWN), ("catalogue.db", "counted"), ("tickets.db", "counted")],
)
def test_a_home_of_a_later_release_is_refused_with_a_sentence_and_left_as_it_was(tmp_path, name, how):
    home = tmp_path / "home"
    undump(HOMES / "tickets", home)
    with closing(sqlite3.connect(home / name)) as database:
        database.executescript(LATER[how])
        before = list(database.iterdump())
    with pytest.raises(NewerFile, match="was written by a later Atrium") as refused, ExitStack() as stack:
        opened_whole(home, stack)
    assert name in str(refused.value)
    with closing(sqlite3.connect(home / name)) as database:
        assert list(database.iterdump()) == before
    told = {finding.name: finding for finding in check_up(Settings(home=home, port=0))}["databases"]
    assert told.verdict is Verdict.FAILED
    assert name in told.detail
    assert "0099" in told.detail
    assert told.remedy


def test_the_check_up_knows_every_database_that_is_backed_up():
    # Vectors are made again whatever their file holds.
    assert set(DATABASES) - {"vectors.db"} <= set(KNOWN), "ui/operating/databases.py lacks a row"

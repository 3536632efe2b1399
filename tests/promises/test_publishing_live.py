"""Publishing while people ask, while files are read, and when power fails."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from ingest.model import Reading
from ingest.pipeline import Ingest
from ingest.report import Entry, Outcome
from knowledge.model import Shelf
from tests.knowledge.shelf_life import NOW
from tests.publishing import ADA, LIN, SHOPPER, STAFF, DirectReader, Mall, finished, opened, sent

ROOT = Path(__file__).resolve().parents[2]
FRONT = "---\ndoc_id: M{}\n---\n"


def paper(number: int, price: str = "三十") -> str:
    return (
        f"# 旋转木马{number}\n\n旋转木马收费: {number}号每次{price}元, 每日十点至二十二点开放, 雨天照常。\n"
    )


@pytest.fixture
def mall(tmp_path):
    with opened(tmp_path) as made:
        yield made


# -- while people ask --------------------------------------------------------------------------------


@dataclass
class Shoppers:
    """Ask in a loop; `secret` says since when nobody may be told of a document."""

    mall: Mall
    secret: dict[str, float] = field(default_factory=dict)
    late: list[str] = field(default_factory=list)
    errors: list[Exception] = field(default_factory=list)
    rounds: int = 0

    def __enter__(self) -> Shoppers:
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._ask)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _ask(self) -> None:
        while not self._stop.is_set():
            secret = dict(self.secret)
            try:
                seen = set(self.mall.told(SHOPPER))
            except Exception as error:
                self.errors.append(error)
                continue
            told = [one for one in seen if one in secret]
            # what was let out meanwhile is no longer in `self.secret`, or is there again since later
            self.late += [one for one in told if self.secret.get(one) == secret[one]]
            self.rounds += 1


def test_a_shopper_hears_of_nothing_before_it_is_published_nor_after_it_is_withdrawn(mall):
    ids = [f"M{number}" for number in range(12)]
    for number, _ in enumerate(ids):
        mall.write(f"internal/木马{number}.md", FRONT.format(number) + paper(number))
    mall.ingest()
    with Shoppers(mall, dict.fromkeys(ids, 0.0)) as shoppers:

        def let_out(doc_id: str, act: Callable[[], object]) -> None:
            shoppers.secret.pop(doc_id)
            act()
            assert doc_id in mall.told(SHOPPER)

        def take_in(doc_id: str, act: Callable[[], object]) -> None:
            act()
            shoppers.secret[doc_id] = time.monotonic()
            assert doc_id not in mall.told(SHOPPER)

        for doc_id in ids:
            let_out(doc_id, lambda one=doc_id: mall.office.publish(one, ADA))
            take_in(doc_id, lambda one=doc_id: mall.office.withdraw(one, LIN))
            version = version_of(mall, doc_id)
            let_out(doc_id, lambda one=version: mall.office.restore(one, ADA))
            take_in(doc_id, lambda one=doc_id: mall.office.withdraw(one, LIN))
            version = version_of(mall, doc_id)
            take_in(doc_id, lambda one=version: mall.office.restore(one, LIN))
            let_out(doc_id, lambda one=doc_id: mall.office.publish(one, ADA))
            take_in(doc_id, lambda one=doc_id: mall.office.withdraw(one, ADA))
    assert shoppers.errors == []
    assert shoppers.late == []
    assert shoppers.rounds > 3


def version_of(mall: Mall, doc_id: str) -> int:
    return next(one.version_id for one in mall.office.withdrawn(STAFF) if one.doc_id == doc_id)


# -- while files are read ----------------------------------------------------------------------------


class Interrupted(DirectReader):
    """Something happens between the reading of a file and its being taken in."""

    def __init__(self, meanwhile: Callable[[], object]) -> None:
        self._meanwhile = meanwhile

    def read(self, path: Path, progress: object = None) -> Reading:
        reading = super().read(path)
        self._meanwhile()
        return reading


def ingested(mall: Mall, meanwhile: Callable[[], object]) -> Entry:
    """Takes in the only file; `meanwhile` comes once it was let through, and before its reading is there."""
    stages: list[str] = []
    is_let_through = threading.Event()

    def told(_done: int, _total: int, _path: str, stage: str) -> None:
        """A file is told of before it is judged, and again while its reading is waited for."""
        stages.append(stage)
        if stages.count("reading") == 2:
            is_let_through.set()

    def then() -> None:
        assert is_let_through.wait(10)
        meanwhile()

    [entry] = Ingest(mall.library, Interrupted(then)).run([mall.papers], progress=told).entries
    return entry


def test_what_is_withdrawn_while_its_file_is_read_stays_out(mall, monkeypatch):
    mall.write("public/木马.md", FRONT.format(1) + paper(1))
    mall.ingest()
    monkeypatch.setattr("ingest.admission.PIPELINE_VERSION", "another")
    entry = ingested(mall, lambda: mall.office.withdraw("M1", LIN))
    assert entry.outcome is Outcome.FAILED
    assert "withdrawn by 林" in entry.reason
    assert mall.told(STAFF) == {}


def test_what_is_published_while_its_file_is_read_stays_public(mall, monkeypatch):
    mall.write("internal/木马.md", FRONT.format(1) + paper(1))
    mall.ingest()
    monkeypatch.setattr("ingest.admission.PIPELINE_VERSION", "another")
    ingested(mall, lambda: mall.office.publish("M1", ADA))
    assert list(mall.told()) == ["M1"]
    mall.ingest()
    assert list(mall.told()) == ["M1"]


def test_a_changed_file_that_is_being_read_when_the_old_one_is_published_waits(mall):
    mall.write("internal/木马.md", FRONT.format(1) + paper(1))
    mall.ingest()
    mall.write("internal/木马.md", FRONT.format(1) + paper(1, "四十"))
    ingested(mall, lambda: mall.office.publish("M1", ADA))
    assert ["三十" in one.text for one in mall.found("旋转木马收费")] == [True]
    assert mall.office.detail("M1", STAFF, NOW).row.changed is not None


def test_an_upload_in_the_middle_of_a_job_is_read_after_it(mall):
    started, go_on = threading.Event(), threading.Event()
    reader = Interrupted(lambda: (started.set(), go_on.wait(10)))
    mall.lobby.atrium.ingest = Ingest(mall.library, reader)
    first = mall.office.upload([sent("木马1.md", paper(1))], LIN)
    assert started.wait(10)
    second = mall.office.upload([sent("木马2.md", paper(2))], LIN)
    assert not second.ended.is_set()
    go_on.set()
    assert finished(first)["counts"]["added"] == finished(second)["counts"]["added"] == 1
    assert sorted(mall.told(STAFF)) == ["木马1", "木马2"]


# -- when power fails --------------------------------------------------------------------------------


def killed(home: Path, act: str, point: str, number: str) -> None:
    command = [sys.executable, "-m", "tests.promises.publishing_child", str(home), act, point, number]
    assert subprocess.run(command, cwd=ROOT, timeout=120).returncode == -signal.SIGKILL


def prepared(folder: Path) -> tuple[dict[str, list[str]], int]:
    """M1 internal, M2 public in its second version; what shoppers are told, and the first version's number."""
    with opened(folder) as mall:
        mall.write("internal/木马1.md", FRONT.format(1) + paper(1))
        for price in ("三十", "四十"):
            mall.write("public/木马2.md", FRONT.format(2) + paper(2, price))
            mall.ingest()
        [version] = mall.office.detail("M2", STAFF, NOW).versions
        return mall.told(), version.version_id


@pytest.mark.parametrize("point", ["indexed", "committed"])
@pytest.mark.parametrize("act", ["publish", "restore", "withdraw"])
def test_a_kill_inside_an_act_leaves_it_undone_or_done_whole(tmp_path, act, point):
    before, version = prepared(tmp_path)
    assert list(before) == ["M2"]
    number = {"publish": "M1", "restore": str(version), "withdraw": "M2"}[act]
    killed(tmp_path / "home", act, point, number)
    with opened(tmp_path) as mall:
        for shelf in Shelf:
            index = mall.library._shelves.by_name[shelf]
            assert index.vectors.ids() == index.keywords.ids() == mall.library.catalogue.passage_ids(shelf)
        if point == "indexed":
            assert mall.told() == before
            return
        mall.ingest()  # the files are unchanged: nothing is undone
        told = {doc_id: "".join(texts) for doc_id, texts in mall.told().items()}
        if act == "publish":
            assert sorted(told) == ["M1", "M2"]
        elif act == "restore":
            assert "三十" in told["M2"]
            assert "四十" not in told["M2"]
        else:
            assert told == {}
            assert [one.doc_id for one in mall.office.withdrawn(STAFF)] == ["M2"]


# -- a catalogue of an earlier release ---------------------------------------------------------------


def test_a_catalogue_of_an_earlier_release_learns_to_publish(tmp_path, monkeypatch):
    with opened(tmp_path) as mall:
        mall.write("internal/木马.md", FRONT.format(1) + paper(1))
        mall.ingest()
    with sqlite3.connect(tmp_path / "home" / "catalogue.db") as database:
        for table in ("decisions", "versions", "alembic_version"):
            database.execute(f"DROP TABLE {table}")
        database.execute("PRAGMA user_version = 0")
        database.execute("ALTER TABLE documents DROP COLUMN said_by")
        database.execute("""UPDATE documents SET extra = json_remove(extra, '$.open_passages')""")
    with opened(tmp_path) as mall:
        assert [one.doc_id for one in mall.office.rows(STAFF, NOW)] == ["M1"]
        with pytest.raises(Exception, match="earlier release"):
            mall.office.publish("M1", ADA)
        monkeypatch.setattr("ingest.admission.PIPELINE_VERSION", "another")
        mall.ingest()
        mall.office.publish("M1", ADA)
        assert list(mall.told()) == ["M1"]

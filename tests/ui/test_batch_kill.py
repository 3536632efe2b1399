"""A batch whose server was killed in the middle: the next one goes on, and nothing is lost or written twice."""

from __future__ import annotations

import csv
import io
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.batching import NOON, furnish, opened_library
from ui.background.ledger import Status
from ui.batches.office import BatchOffice
from ui.batches.shelf import Owner
from ui.settings import Settings

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]
ROOT = Path(__file__).resolve().parents[2]
CHANNELS = ("sms", "faq", "koc", "wechat_group", "wechat_moments")
ROWS = [[f"{n}群", f"T{n % 8 + 1}", CHANNELS[n % 5], "P1" if n % 3 else "P3"] for n in range(600)]
OWNER = Owner("key:1", "林", "content")


class Noting:
    """The real drafter, a little later, which notes each text that it writes in a file."""

    def __init__(self, drafter: object, notes: Path) -> None:
        self._drafter, self._notes = drafter, notes

    def draft(self, request):
        time.sleep(0.02)
        reply = self._drafter.draft(request)
        with self._notes.open("a") as file:
            file.write(f"{request.tag} {request.channels[0]} {request.product}\n")
        return reply


def opened(home: Path) -> tuple[BatchOffice, SimpleNamespace]:
    """An office at work in a home, as a server has it."""
    settings = Settings(home=home / "home", clock=NOON)
    settings.home.mkdir(exist_ok=True)
    house = furnish(SimpleNamespace(), settings, opened_library(home / "papers"))
    prompt = house.drafter
    house.drafter = lambda viewer, as_of: Noting(prompt(viewer, as_of), home / "notes")
    office = BatchOffice(settings)
    office.jobs.resume()
    office.begin(house)
    return office, house


def serve(home: Path) -> None:
    """What the process does that is killed."""
    office, house = opened(home)
    table = io.StringIO()
    csv.writer(table).writerows([["社群", "客群标签", "渠道", "产品"], *ROWS])
    office.take(house, table.getvalue().encode(), "社群.csv", OWNER, None)
    time.sleep(300)


def written(home: Path) -> dict[int, str]:
    """The texts in the batch's file, by their numbers."""
    for path in (home / "home" / "batches").glob("B*.db"):
        with suppress(sqlite3.OperationalError), closing(sqlite3.connect(path)) as book:
            return dict(book.execute("SELECT id, body FROM drafts WHERE status != 'waiting'").fetchall())
    return {}


def test_a_killed_batch_goes_on_and_loses_and_doubles_nothing(tmp_path):
    script = f"from pathlib import Path; from tests.ui.test_batch_kill import serve; serve(Path({str(tmp_path)!r}))"
    with subprocess.Popen([sys.executable, "-c", script], cwd=ROOT) as child:
        while not written(tmp_path):
            assert child.poll() is None
            time.sleep(0.02)
        child.send_signal(signal.SIGKILL)
    before, noted = written(tmp_path), (tmp_path / "notes").read_text().splitlines()
    combinations = {tuple(row[1:]) for row in ROWS}
    assert 0 < len(before) < len(combinations)

    office, house = opened(tmp_path)
    try:
        [batch] = office.recent(None, 5)
        while batch.is_under_way or batch.status is Status.INTERRUPTED:
            time.sleep(0.05)
            [batch] = office.recent(None, 5)
        assert (batch.status, batch.written, batch.drafts) == (
            Status.DONE,
            len(combinations),
            len(combinations),
        )
        with office.opened(batch.id) as book:
            filled = list(book.filled())
    finally:
        office.close()
        house.library.close()
    assert [one.row.community for one in filled] == [row[0] for row in ROWS]
    assert all(one.made.body for one in filled)
    assert before.items() <= written(tmp_path).items()
    again = (tmp_path / "notes").read_text().splitlines()[len(noted) :]
    assert len(again) == len(combinations) - len(before)  # what was kept was not written again

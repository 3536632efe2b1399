"""Power may fail at any moment of a batch: no row is lost, none doubled, and what was written stays."""

from __future__ import annotations

import csv
import random
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.promises.test_kill import ROOT

TAGS = [f"T{n}" for n in range(1, 9)]
CHANNELS = ["sms", "wechat_moments", "wechat_group", "xiaohongshu", "douyin", "miniprogram", "faq", "koc"]
ABOUT = [("P1", ""), ("P1", "C1"), ("P3", ""), ("P3", "C1")]
ROWS = [
    [f"{tag}{channel}{product}{campaign}{n}群", tag, channel, product, campaign]
    for n in range(2)
    for tag in TAGS
    for channel in CHANNELS
    for product, campaign in ABOUT
]
TEXTS = len(TAGS) * len(CHANNELS) * len(ABOUT)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "in.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["community", "tag", "channel", "product", "campaign"], *ROWS])
    return path


def child(home: Path, *table: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.promises.batch_child", str(home), *map(str, table)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def said(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    return process.stdout.readline().strip()


def held(home: Path) -> tuple[list[str], dict[int, tuple[str, str]]]:
    """The communities in the order of the file, and the texts by number, as they lie on disk."""
    [path] = (home / "batches").glob("B*.db")
    with sqlite3.connect(path) as connection:
        communities = [name for (name,) in connection.execute("SELECT community FROM rows ORDER BY number")]
        drafts = connection.execute(
            "SELECT id, status, body FROM drafts WHERE status != 'waiting'"
        ).fetchall()
    connection.close()
    return communities, {number: (status, body) for number, status, body in drafts}


@pytest.mark.timeout(180)
def test_a_batch_that_is_killed_goes_on_and_no_row_is_lost_or_doubled(table, tmp_path):
    seed = random.randrange(10**6)
    print(f"seed {seed}")
    home, most = tmp_path / "home", random.Random(seed).randrange(1, TEXTS // 2)
    with child(home, table) as process:
        assert said(process).startswith("B")
        while int(said(process)) < most:
            pass
        process.send_signal(signal.SIGKILL)
    communities, before = held(home)
    assert communities == [row[0] for row in ROWS]
    assert most <= len(before) < TEXTS
    with child(home) as process:
        assert process.stdout
        assert process.stdout.read().strip().split("\n")[-1] == "done"
    communities, after = held(home)
    assert communities == [row[0] for row in ROWS]
    assert len(after) == TEXTS
    assert before.items() <= after.items()
    assert all(body for _, body in after.values())


def test_a_table_that_was_not_taken_whole_leaves_no_batch(table, tmp_path):
    from ui.batches.book import Book
    from ui.batches.model import Row

    path = tmp_path / "batches" / "B0.db"

    def broken():
        yield Row(2, ("x",), "x")
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"):
        Book.begun(path, broken(), {})
    assert list(path.parent.iterdir()) == []

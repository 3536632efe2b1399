"""atrium draft --batch, beside a real server of a small mall."""

from __future__ import annotations

import csv
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from assistant.drafting.house_channels import HouseChannels
from tests.batching import NOON, furnish, opened_library, unhurried
from tests.ui.listening import listening
from ui.app import app_for
from ui.cli import app
from ui.home import Home
from ui.lobby import Lobby
from ui.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
CHANNELS = ("sms", "faq", "koc", "douyin", "miniprogram", "xiaohongshu", "wechat_group", "wechat_moments")
ROWS = [
    [f"{tag}{channel}群", f"T{tag}", channel, "P1"]
    for tag in range(1, 9)
    for channel in ("sms", "faq", "koc")
]


@pytest.fixture
def home(tmp_path, house):
    """A home that a server owns."""
    settings = Settings(home=tmp_path / "home", clock=NOON)
    library = opened_library(tmp_path / "papers")
    furnish(house, settings, library)
    unhurried(house)
    with Home(settings.home) as owned:
        lobby = Lobby(settings, owned.local_key)
        lobby.let_in(house)
        with listening(app_for(lobby, pages=False)) as port:
            owned.announce(f"http://127.0.0.1:{port}")
            yield settings.home
        lobby.close()
    library.close()


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "社群.csv"
    with path.open("w", encoding="gbk", newline="") as file:
        csv.writer(file).writerows([["社群", "客群标签", "渠道", "产品"], *ROWS])
    return path


@pytest.fixture
def atrium(home):
    def atrium(*arguments):
        return CliRunner().invoke(app, ["draft", *map(str, arguments)], env={"ATRIUM_HOME": str(home)})

    return atrium


def rows_of(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_table_comes_back_with_its_drafts(atrium, table, tmp_path):
    told = atrium("--batch", table, "--out", tmp_path / "out.csv")
    assert told.exit_code == 0, told.output
    assert "24 rows" in told.output
    assert [row["社群"] for row in rows_of(tmp_path / "out.csv")] == [row[0] for row in ROWS]
    assert all(row["body"] for row in rows_of(tmp_path / "out.csv"))
    as_book = atrium("--batch", table, "--out", tmp_path / "out.xlsx", "--resume", "--json")
    assert json.loads(as_book.stdout)["batch"]["done"] == 24
    assert openpyxl.load_workbook(tmp_path / "out.xlsx").active.max_row == 25


@pytest.mark.timeout(120)
def test_ctrl_c_keeps_what_is_written_and_resume_goes_on(home, atrium, table, tmp_path):
    out = tmp_path / "out.csv"
    many = [[f"{n}群", f"T{n % 8 + 1}", channel, "P1"] for n in range(1, 301) for channel in CHANNELS]
    with table.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["社群", "客群标签", "渠道", "产品"], *many])
    command = [
        sys.executable,
        "-c",
        "from ui.cli import main; main()",
        "draft",
        "--batch",
        table,
        "--out",
        out,
    ]
    environment = {**os.environ, "ATRIUM_HOME": str(home)}
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True, preexec_fn=_heeds_ctrl_c
    ) as child:
        while child.poll() is None and not any(_written(path) for path in (home / "batches").glob("B*.db")):
            time.sleep(0.002)
        child.send_signal(signal.SIGINT)
        _, said = child.communicate()
    assert child.returncode == 130
    assert "--resume" in said
    statuses = [row["status"] for row in rows_of(out)]
    assert len(statuses) == len(many)
    assert 0 < statuses.count("waiting") < len(many)
    before = rows_of(out)
    told = atrium("--batch", table, "--out", out, "--resume")
    assert told.exit_code == 0, told.output
    after = rows_of(out)
    assert all(row["body"] for row in after)
    assert [new for new, old in zip(after, before, strict=True) if old["body"]] == [
        o for o in before if o["body"]
    ]
    assert len(list((home / "batches").glob("B*.db"))) == 1


def _heeds_ctrl_c():
    """A run of the tests in a shell's background has its children deaf to Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _written(path):

    connection = sqlite3.connect(path, timeout=0)  # who waits for the writer comes too late
    try:
        return connection.execute("SELECT count(*) FROM drafts WHERE status != 'waiting'").fetchone()[0]
    except sqlite3.OperationalError:
        return 0
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("arguments", "code", "word"),
    [
        (["--batch", "IN"], 2, "--out"),
        (["--batch", "IN", "--out", "o.pdf"], 2, ".xlsx"),
        (["--batch", "IN", "--out", "o.csv", "--tag", "T1"], 2, "rows"),
        (["--resume"], 2, "--batch"),
    ],
)
def test_what_does_not_fit_together_is_said(table, arguments, code, word):
    told = CliRunner().invoke(app, ["draft", *(str(table) if one == "IN" else one for one in arguments)])
    assert told.exit_code == code
    assert word in told.output


def test_a_channel_that_got_no_draft_is_told_by_the_exit_code(home, house, atrium):
    silent = "channels:\n  board: {name: 公告牌, like: wechat_group, wording: {lines: [{say: ['{coupon}'], rank: 0}]}}\n"
    (home / "channels.yaml").write_text(silent, encoding="utf-8")
    house.channels = HouseChannels.read(home / "channels.yaml")
    assert atrium("P1", "-c", "sms").exit_code == 0
    for channels in (["-c", "board"], ["-c", "sms", "-c", "board"]):
        told = atrium("P1", *channels)
        assert (told.exit_code, "board" in told.output) == (1, True)
    assert atrium("P1", "-c", "board", "--json").exit_code == 1


def test_nothing_to_go_on_with_and_no_folder_to_write_to_are_said(atrium, table, tmp_path):
    assert "leave --resume out" in str(
        atrium("--batch", table, "--out", tmp_path / "o.csv", "--resume").exception
    )
    nowhere = atrium("--batch", table, "--out", tmp_path / "none" / "o.csv")
    assert "make it first" in str(nowhere.exception)
    empty = tmp_path / "empty.csv"
    empty.touch()
    assert "空" in str(atrium("--batch", empty, "--out", tmp_path / "o.csv").exception)
    assert not (tmp_path / "o.csv").exists()

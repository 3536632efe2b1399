"""The journal: what was asked and answered, whose it is, and what of it is never written down."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.journal import Conversation, Journal, Turn

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
PHONE = "13812345678"
HOTLINE = "0512-8888-0000"


@pytest.fixture
def journal(tmp_path: Path):
    opened = Journal(tmp_path / "journal.db", lambda: [HOTLINE])
    yield opened
    opened.close()


def conversation(name: str, hours: int = 0, owner: str = "shopper a") -> Conversation:
    return Conversation(name, owner, "shopper", "web", "", "zh-Hans", NOON + timedelta(hours=hours))


def turn(message: str = "几点关门", **given) -> Turn:
    return Turn(message, message, "22:00", "answer", **given)


def test_a_turn_comes_back_as_it_was_kept(journal):
    kept = turn(
        documents=("K01",), as_of=NOON, intent="咨询", subject="营业时间", priority="P3", desk="cs_store", language="zh-Hans",
        mode="extractive", confidence=0.9, seconds=0.04, citations=({"doc_id": "K01", "passage_id": "K01-1"},), tickets=("T1",),
    )  # fmt: skip
    n = journal.remember("c", kept)
    (found,) = journal.all_turns("c")
    assert (found.n, found.conversation_id) == (n, "c")
    assert {name: getattr(found, name) for name in ("message", "documents", "as_of", "intent", "citations", "tickets")} == {
        name: getattr(kept, name) for name in ("message", "documents", "as_of", "intent", "citations", "tickets")
    }  # fmt: skip


def test_a_conversation_stays_whose_it_was_and_outlives_the_server(tmp_path):
    first = Journal(tmp_path / "journal.db")
    first.open(conversation("c", owner="shopper a"))
    first.open(conversation("c", owner="shopper b"))
    first.close()
    again = Journal(tmp_path / "journal.db")
    assert again.owner("c") == "shopper a"
    assert again.owner("never began") is None
    again.close()


def test_personal_numbers_are_in_no_byte_of_the_file_and_the_hotline_stays(journal, tmp_path):
    journal.remember("c", turn(f"我手机{PHONE}，打{HOTLINE}没人接"))
    journal.feedback("c", False, f"给我回电{PHONE}")
    journal.close()
    written = b"".join(path.read_bytes() for path in tmp_path.glob("journal.db*"))
    assert PHONE.encode() not in written
    assert HOTLINE.encode() in written


def test_turns_count_by_the_moment_that_they_speak_of(journal):
    for hours in (0, 1, 2):
        journal.remember("c", turn(str(hours), as_of=NOON + timedelta(hours=hours)))
    found = journal.every_turn(NOON + timedelta(hours=1), NOON + timedelta(hours=2))
    assert [one.message for one in found] == ["1"]


def test_conversations_are_told_by_when_they_began(journal):
    for hours in (2, 0):
        journal.open(conversation(f"c{hours}", hours))
    assert [one.id for one in journal.conversations()] == ["c0", "c2"]
    assert [one.id for one in journal.conversations(since=NOON + timedelta(hours=1))] == ["c2"]


def test_an_erased_conversation_is_in_no_byte_of_the_file(journal, tmp_path):
    for name, words in (("gone", "蓝色的雨伞"), ("stays", "红色的雨伞")):
        journal.open(conversation(name))
        journal.remember(name, turn(words))
        journal.feedback(name, False, words)
    assert journal.erase("gone") == 1
    written = b"".join(path.read_bytes() for path in tmp_path.glob("journal.db*"))
    assert "蓝色的雨伞".encode() not in written
    assert [one.message for one in journal.all_turns("stays")] == ["红色的雨伞"]


def test_a_journal_of_an_earlier_release_is_opened_with_all_that_it_held(tmp_path):
    with sqlite3.connect(tmp_path / "journal.db") as old:
        old.execute(
            "CREATE TABLE turns (n INTEGER PRIMARY KEY, conversation_id VARCHAR NOT NULL, at VARCHAR NOT NULL, role VARCHAR"
            " NOT NULL, message TEXT NOT NULL, topic TEXT NOT NULL, answer TEXT NOT NULL, handling VARCHAR NOT NULL,"
            " documents JSON NOT NULL)"
        )
        old.execute(
            "INSERT INTO turns VALUES (1, 'c', ?, 'shopper', '几点关门', '几点关门', '22:00', 'answer', '[\"K01\"]')",
            (NOON.isoformat(),),
        )
    journal = Journal(tmp_path / "journal.db")
    (found,) = journal.all_turns("c")
    assert (found.message, found.documents, found.as_of) == ("几点关门", ("K01",), NOON)
    journal.close()

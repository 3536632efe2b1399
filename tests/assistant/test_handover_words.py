"""What staff read and may send: moods with their guards, the desk's sentences, one transcript, short suggestions."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import yaml

from assistant.handover import Message, Sender
from assistant.handover.deskwords import DATA, moods_in, sayings
from assistant.handover.suggestions import _LENGTH, _short
from assistant.handover.summary import last_question, summarise, transcript
from assistant.handover.telling import PHRASES
from assistant.journal import Turn
from assistant.phrases import Phrases
from tests.handover import MALL

BEGAN = datetime(2026, 3, 2, 4, tzinfo=UTC)
WORDS = Phrases.load(lambda: MALL)


@pytest.mark.parametrize(
    ("message", "moods"),
    [
        ("气死我了,态度太差", ["生气"]),
        ("態度真差", ["生气"]),
        ("我不生气,就问问", []),
        ("怎么办啊,急死了", ["着急"]),
        ("不着急,慢慢来", []),
        ("等了半天没人理", ["不耐烦"]),
        ("谢谢,辛苦了", ["感谢"]),
        ("This is unacceptable, still waiting!", ["生气", "不耐烦"]),
        ("no hurry", []),
        ("停车怎么收费?", []),
        ("骗人的吧,到底能不能用", ["生气", "困惑"]),
    ],
)
def test_a_mood_is_shown_by_words_unless_they_deny_it(message, moods):
    assert [one.mood for one in moods_in([message])] == moods


def test_a_mood_comes_with_the_words_that_show_it():
    [one] = moods_in(["气死了", "真的气死我了,太过分"])
    assert one.words == ("气死", "太过分")


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
def test_every_sentence_of_the_desk_can_be_said_and_promises_nothing(language):
    for one in sayings(WORDS, language, "Lin"):
        assert one.text
        assert "{" not in one.text
        assert not any(
            word in one.text for word in ("马上", "立即", "一定", "保证", "at once", "immediately")
        )
        assert (language == "en") <= one.text.replace(MALL.service_desk, "").isascii()


def test_the_names_of_sentences_and_lines_are_not_those_of_the_assistants_phrases():
    rows = yaml.safe_load(DATA.read_text("utf-8"))["phrases"]
    assert len({row["id"] for row in rows}) == len(rows)
    for row in yaml.safe_load(PHRASES.read_text("utf-8")).values():
        assert set(row) == {"zh", "en"}
        assert not any(word in row["zh"] for word in ("马上", "立即", "已通知"))


def turn(n: int, message: str, handling: str = "answer", **more) -> Turn:
    at = BEGAN + timedelta(minutes=n)
    return Turn(message, message, f"答{n}", handling, n=n, at=at, **more)


def message(n: int, sender: Sender, text: str, turn: int = 0) -> Message:
    return Message(sender, text, BEGAN + timedelta(minutes=n), n=n, turn=turn)


def test_a_transcript_tells_each_thing_once_by_time():
    turns = [turn(1, "甲"), turn(4, "着火了", "emergency"), turn(6, "丙")]
    said = [
        message(2, Sender.SHOPPER, "乙"),
        message(3, Sender.STAFF, "您好"),
        message(4, Sender.SHOPPER, "着火了"),
        message(5, Sender.ASSISTANT, "快走", turn=4),
    ]
    told = [entry.text for entry in transcript(turns, said)]
    assert told == ["甲", "答1", "乙", "您好", "着火了", "快走", "丙", "答6"]


def test_a_mere_wish_for_a_person_is_no_question():
    turns = [turn(1, "停车怎么收费?"), turn(2, "转人工", "handoff", subject="人工")]
    told = summarise(turns, [], [], [], "zh-Hans")
    assert told.asked == ("停车怎么收费?",)
    assert told.open == ()
    assert last_question(turns, []) == "停车怎么收费?"
    assert last_question([], []) == ""


def test_what_staff_answered_is_no_longer_open():
    said = [
        message(1, Sender.SHOPPER, "在吗"),
        message(2, Sender.STAFF, "在"),
        message(3, Sender.SHOPPER, "退货"),
    ]
    assert summarise([], said, [], [], "en").open == ("退货",)
    assert last_question([], said) == "退货"
    assert last_question([], said[:2]) == "在吗"


def test_a_long_passage_is_offered_in_whole_sentences():
    text = "会员可以免费停车两小时。" * 60
    short = _short(text)
    assert len(short) <= _LENGTH
    assert short.endswith("。")
    assert _short("短。") == "短。"
    assert len(_short("字" * 900)) == _LENGTH + 1

"""A time that is asked about against the hours that a paper gives."""

from datetime import datetime

import pytest

from assistant.quoted.excerpts import Excerpt
from assistant.quoted.within import within
from knowledge.model import Document, Hit, Passage, Standing

NOW = datetime.fromisoformat("2026-11-21T15:00:00+08:00")
PAPER = Document("D1", "设施指南", "d1.docx", "x")


def said(question, text, english=False):
    hit = Hit(Passage("p1", "D1", 1, text, kind="clause"), PAPER, Standing.IN_FORCE, 5.0, {})
    found = within(question, [Excerpt(hit, text)], NOW, english)
    return found.words if found else ""


@pytest.mark.parametrize(
    ("question", "text", "words"),
    [
        ("天桥晚上11点半还开吗", "天桥的开放时间为06:30–23:00。", "23:30不在06:30–23:00之内。"),
        ("天桥22:15还能走吗", "天桥的开放时间为06:30–23:00。", "22:15在06:30–23:00之内。"),
        ("天桥凌晨1点还能走吗", "天桥的开放时间为06:30–次日02:00。", "01:00在06:30–次日02:00之内。"),
    ],
)
def test_whether_it_is_open_then_is_said_first(question, text, words):
    assert said(question, text) == words


def test_an_english_question_is_told_in_english():
    text = "The metro passage is open 06:30–23:00."
    assert said("is the metro passage open at 11:30pm", text, english=True).startswith("No, 23:30")


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("天桥几点开", "天桥的开放时间为06:30–23:00。"),  # no time is asked about
        ("天桥晚上11点半还开吗", "一号天桥06:30–23:00，二号天桥06:30–22:00。"),  # two spans
        ("泳池晚上11点半还开吗", "天桥的开放时间为06:30–23:00。"),  # of another thing
        ("天桥晚上还开吗", "天桥的开放时间为06:30–23:00。"),  # no clock
    ],
)
def test_nothing_is_said_where_that_is_not_clear(question, text):
    assert said(question, text) == ""


def test_whether_a_thing_can_be_used_then_asks_for_its_hours_too():
    text = "The metro passage is open 06:30–23:00."
    assert said("can I still use that passage at 11:30pm?", text, english=True).startswith("No, 23:30")
    assert said("can we still take the passage at 10pm?", text, english=True).startswith("Yes, 22:00")

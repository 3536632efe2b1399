from datetime import date

import pytest

from assistant.need import read
from assistant.opening import asks_opening, opening_reply
from knowledge.hours import rules_in
from knowledge.model import Passage
from tests.knowledge.test_hours import ROWS

TODAY = date(2026, 11, 21)
RULES = rules_in(
    (Passage(str(n), doc.doc_id, n, text, kind="row"), doc) for n, (doc, text) in enumerate(ROWS)
)


def said(question, english=False):
    reply = opening_reply(read(question, TODAY), TODAY, RULES, english)
    return [line.text for line in reply.lines]


@pytest.mark.parametrize(
    "question", ["今天几点关门", "周五营业到几点", "27号延时吗", "what time do you close", "國慶幾點開門"]
)
def test_questions_about_the_malls_own_hours(question):
    assert asks_opening(question)


@pytest.mark.parametrize(
    "question", ["停车场几点关", "闭店广播几点开始", "亲子活动几点开始", "地铁口几点关门", "积分什么时候过期"]
)
def test_questions_about_the_hours_of_something_else(question):
    assert not asks_opening(question)


def test_the_exception_is_told_first_and_the_rule_beside_it():
    lines = said("今天几点关门")
    assert "10:00–23:00" in lines[0]
    assert lines[1].startswith("平时周日至周四")


def test_a_holiday_by_name_is_its_next_date():
    assert said("国庆几点关门")[0].startswith("10月1日")


def test_a_weekend_is_both_its_days():
    assert [line[:2] for line in said("周末几点关门")[:2]] == ["今天", "明天"]


def test_english_questions_are_told_in_english():
    assert said("what time do you close tomorrow", english=True)[0] == (
        "On Sunday 2026-11-22 the mall is open from 10:00 to 22:30."
    )


def test_without_rules_nothing_is_claimed():
    assert opening_reply(read("今天几点关门", TODAY), TODAY, [], False) is None

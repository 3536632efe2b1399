"""What a report is about, and how people call it."""

import pytest

from assistant.quoted.events import event_of, in_their_names, is_about, names_event
from knowledge.model import Document


def paper(title: str) -> Document:
    return Document("R", title, "R.md", "R")


@pytest.mark.parametrize(
    ("title", "event"),
    [
        ("2026五一黄金周活动总结", "五一黄金周"),
        ("2026年中庆活动总结（终版）", "年中庆"),
        ("双11复盘终版", "双11"),
        ("2026年8月会员日活动总结", "会员日"),
        ("2025周年庆复盘", "周年庆"),
    ],
)
def test_a_title_without_its_kind_and_year_is_the_event(title, event):
    assert event_of(paper(title)) == event


@pytest.mark.parametrize(
    ("title", "question"),
    [
        ("2026五一黄金周活动总结", "五一卖了多少"),
        ("2026五一黄金周活动总结", "劳动节来了多少人"),
        ("2025周年庆复盘", "店庆客流"),
        ("2026中秋国庆双节战报", "国庆的营业额"),
        ("2026秋日美食季总结", "美食季拉了多少会员"),
        ("2026年8月会员日活动总结", "会员日的券"),
    ],
)
def test_an_event_is_named_by_what_people_call_it(title, question):
    assert names_event(paper(title), question)


@pytest.mark.parametrize(
    ("title", "question"),
    [
        ("2026五一黄金周活动总结", "六一卖了多少"),
        ("双11复盘终版", "双12卖了多少"),
        ("活动总结", "五一卖了多少"),
    ],
)
def test_another_event_is_not(title, question):
    assert not names_event(paper(title), question)


def test_a_question_is_put_in_the_names_of_the_reports():
    assert in_their_names("五一和年中庆哪个高", ["五一黄金周", "年中庆"]) == "五一黄金周和年中庆哪个高"
    assert in_their_names("双11卖了多少", ["双11"]) == "双11卖了多少"


def test_a_plan_is_about_its_occasion():
    assert is_about(paper("新春庙会企划"), "庙会哪天开")
    assert not is_about(paper("新春庙会企划"), "会员日哪天")

"""A difference or a sum that is asked for after the figures of two reports is of those two."""

import pytest

from assistant.model import Handling
from tests.house import STAFF


@pytest.mark.parametrize(
    ("turns", "says"),
    [
        (("双11核销率多少", "国庆呢", "两个差多少"), "5.0个百分点"),
        (("双11客流多少", "国庆客流呢", "加起来呢"), "50.8万人次"),
        (("国庆新会员多少", "双11新会员多少", "一共多少"), "10,332人"),
        (("国庆核销了多少张", "双11呢", "哪个多,多多少"), "721张"),
        (("国庆拉了多少新会员", "那双十一呢", "谁多多少"), "1,708人"),
        (("双11新增会员", "去年周年庆呢", "两个加一起"), "9,462人"),
        (("雙11同國慶嘅人流分別幾多", "加埋幾多"), "50.8萬人次"),
        (
            ("How many new members did Double 11 bring?", "And National Day?", "What's the difference?"),
            "1,708",
        ),
        (("footfall of Double 11?", "and National Day?", "together?"), "508,000"),
        (("Double 11 redemption rate?", "what about National Day", "how much higher"), "5.0 percentage"),
    ],
)
def test_what_was_asked_of_two_reports_is_held_against_each_other(demo_house, turns, says):
    assert says in demo_house.talk(*turns, viewer=STAFF).answer


@pytest.mark.parametrize(
    "message",
    [
        "去年周年庆、今年国庆、双11,券核销率排个队",
        "国庆、双11、去年周年庆的核销率排一排高低",
        "去年週年慶、國慶、雙11,券核銷率排下先後",
        "去年周年庆、国庆、双11的核销率排个名次",
    ],
)
def test_reports_are_put_in_order_however_it_is_said(demo_house, message):
    said = demo_house.ask(message, STAFF).answer.replace("國慶", "国庆")
    assert said.index("国庆 74.0%") < said.index("11 69.0%") < said.index("64.0%", said.index("11 69.0%"))


def test_figures_of_different_kinds_are_not_held_against_each_other(demo_house):
    answer = demo_house.talk("国庆客流多少", "双11销售额完成多少", "差多少", viewer=STAFF).answer
    assert "220万元" in answer  # to the target
    assert "国庆" not in answer


def test_another_event_named_alone_is_asked_for_the_same_rate(demo_house):
    assert "94.5%" in demo_house.talk("去年周年庆领取率多少", "双11呢", viewer=STAFF).answer


@pytest.mark.parametrize(
    "turns",
    [
        ("国庆发了多少券",),
        ("国庆发放了多少张券",),
        ("國慶派咗幾多張券",),
        ("国庆发了多少券", "一共"),
        ("国庆发了多少券", "总共呢"),
        ("国庆和双11各发了多少券", "一共"),
    ],
)
def test_what_a_report_says_it_has_not_is_not_told_by_a_neighbour(demo_house, turns):
    answer = demo_house.talk(*turns, viewer=STAFF)
    assert answer.handling is Handling.PARTIAL
    assert "没有记录发放" in answer.answer or "沒有記錄發放" in answer.answer


@pytest.mark.parametrize(
    ("message", "says"), [("国庆和双11各发了多少券", "12,000张"), ("双11和国庆销售额各多少", "3,980万元")]
)
def test_the_other_report_that_has_it_is_told_beside(demo_house, message, says):
    answer = demo_house.ask(message, STAFF).answer
    assert answer.index(says) < answer.index("没有记录")


def test_what_a_report_has_is_told_though_it_has_not_the_rest(demo_house):
    answer = demo_house.ask("国庆发的券核销了多少", STAFF)
    assert answer.handling is Handling.ANSWER
    assert "7,104张" in answer.answer


def test_a_rate_of_what_a_report_has_not_is_not_the_rate_that_it_has(demo_house):
    answer = demo_house.ask("国庆券按发放量算核销率多少", STAFF)
    assert answer.handling is Handling.PARTIAL
    assert "没有记录发放" in answer.answer

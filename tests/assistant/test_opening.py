from datetime import date, datetime

import pytest

from assistant.asking.need import read
from assistant.shops.opening import asks_opening, is_of_another_venue, is_of_the_mall, opening_reply
from knowledge.model import Hit, Passage, Standing
from knowledge.text import fold
from knowledge.writing.hours import rules_in
from tests.knowledge.test_hours import ROWS

TODAY = date(2026, 11, 21)
RULES = rules_in(
    (Passage(str(n), doc.doc_id, n, text, kind="row"), doc) for n, (doc, text) in enumerate(ROWS)
)


def said(question, english=False):
    reply = opening_reply(read(question, TODAY), TODAY, RULES, english)
    return [line.text for line in reply.lines]


@pytest.mark.parametrize(
    "question",
    [
        "今天几点关门",
        "周五营业到几点",
        "27号延时吗",
        "what time do you close",
        "國慶幾點開門",
        "晚上九点半还能进去吗",
        "今天十点四十还开着吗",
        "现在过去还逛得上不",
        "周五晚上十点十五还能进去吗",
        "你们几点清人",
        "商场是不是关了",
        "今晚到几点啊 想吃完饭再逛",
        "明天到几点呀",
        "周六你们到几点",
        "现在还能进去逛不",
        "can i still make it",
    ],
)
def test_questions_about_the_malls_own_hours(question):
    assert asks_opening(question)


@pytest.mark.parametrize(
    "question",
    [
        "停车场几点关",
        "客服中心几点下班",
        "闭店广播几点开始",
        "亲子活动几点开始",
        "地铁口几点关门",
        "积分什么时候过期",
        "猫装包里周六下午可以逛吗",
        "店员早上九点能进吗",
        "点灯在哪 今晚到几点",
        "抽奖今晚到几点",
    ],
)
def test_questions_about_the_hours_of_something_else(question):
    assert not asks_opening(question)


def test_the_exception_is_told_first_and_the_rule_beside_it():
    lines = said("今天几点关门")
    assert "10:00–23:00" in lines[0]
    assert [line[:6] for line in lines[1:]] == ["平时周五、周"]


def test_the_days_are_told_in_turn():
    assert [line[:6] for line in said("周一几点关门 明天呢")[:2]] == ["明天11月2", "后天11月2"]


def test_what_is_usual_is_the_rule_alone():
    assert all(line.startswith("平时") for line in said("平时周日几点关门"))


def test_a_feast_whose_day_is_not_known_yet_is_not_today():
    assert opening_reply(read("春节开门吗", date(2031, 1, 5)), date(2031, 1, 5), RULES, False) is None


def test_how_long_is_left_is_reckoned():
    at = datetime(2026, 11, 21, 21, 15)
    reply = opening_reply(read("还能逛多久", TODAY), TODAY, RULES, False, at)
    assert reply.lines[0].text == "离闭店还有1小时45分钟（计算得出）。"


def test_a_holiday_by_name_is_its_next_date():
    assert said("国庆几点关门")[0].startswith("10月1日")


def test_a_weekend_is_both_its_days():
    assert [line[:2] for line in said("周末几点关门")[:2]] == ["今天", "明天"]


@pytest.mark.parametrize(
    ("question", "hour", "says"), [("晚上九点半还能进吗", 21, "可以"), ("晚上十一点还能进吗", 23, "不可以")]
)
def test_whether_the_mall_is_open_at_a_time_is_said_first(question, hour, says):
    at = datetime(2026, 11, 21, hour, 0)
    reply = opening_reply(read(question, TODAY), TODAY, RULES, False, at)
    assert reply.lines[0].text.startswith(f"{says}：{hour}:00")
    assert reply.lines[0].sources


def test_english_questions_are_told_in_english():
    assert said("what time do you close tomorrow", english=True)[0] == (
        "On Sunday 2026-11-22 the mall is open from 10:00 to 22:30."
    )


def test_without_rules_nothing_is_claimed():
    assert opening_reply(read("今天几点关门", TODAY), TODAY, [], False) is None


@pytest.mark.parametrize(
    ("question", "is_ours"),
    [
        ("What time does the mall open on Sunday mornings?", True),
        ("周日早上商场几点开门", True),
        ("你们这里几点关门", True),
        ("周日早上几点开门的咖啡店有哪些", False),
        ("which shops open on sunday mornings", False),
    ],
)
def test_a_question_that_names_the_mall_is_no_search_for_shops(question, is_ours):
    assert is_of_the_mall(question) is is_ours


def test_an_answer_says_that_it_is_the_mall_that_closes():
    assert "商场" in said("几点关门")[0]


def test_the_eve_of_the_lunar_year_is_not_today():
    assert opening_reply(read("除夕开到几点", TODAY), TODAY, RULES, False) is None


@pytest.mark.parametrize(
    "question", ["明天营业吗", "元旦放假吗", "国庆你们还开门吗", "10月31号营业不", "周末休息吗"]
)
def test_whether_the_mall_is_open_on_a_day_is_of_its_hours(question):
    assert asks_opening(question)


@pytest.mark.parametrize("question", ["库迪明天营业吗", "明天服务台休息吗", "国庆几号有活动"])
def test_whether_somebody_else_is_open_on_a_day_is_not(question):
    assert not asks_opening(question)


PAPER = ROWS[0][0]
FOUND = [
    Hit(Passage("v", PAPER.doc_id, 0, text, kind=kind, section=section), PAPER, Standing.IN_FORCE, 1.0)
    for kind, section, text in (
        ("prose", ("设施", "星港零售馆"), "开放时间：10:00 - 22:00"),
        ("prose", ("设施", "星港主场馆"), "开放时间：07:00 - 23:00"),
        ("row", (), "商户: 汇丰 星港分行; 营业时间: 周一至周五 09:00-17:00"),
    )
]


@pytest.mark.parametrize("question", ["主场馆几点关门", "汇丰现在开不开? 那周一几点开"])
def test_a_hall_or_a_tenant_with_hours_of_its_own_is_not_the_mall(question):
    assert is_of_another_venue(fold(question), FOUND)


@pytest.mark.parametrize(
    "question", ["商场几点开门", "零售馆开到几点", "星港零售馆几点关门", "你们今晚几点关门"]
)
def test_the_mall_among_other_venues_is_still_the_mall(question):
    assert not is_of_another_venue(fold(question), FOUND)

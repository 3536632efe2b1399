"""Prices of one and of several pieces, and the last day of a term."""

from datetime import date

import pytest

from knowledge.writing.calendar import workday_from
from tests.assistant.sums import said

COURSE = "少儿陶艺课程：共12节课，每节60分钟，课程价格1,800元"
TRIAL = "少儿陶艺体验课价格60元，可以先体验再报名"
LATTE = ("燕麦拿铁：330 ml 24元；450 ml 28元", "燕麦拿铁第二杯半价，同款同规格")


@pytest.mark.parametrize(
    ("question", "rules", "says"),
    [
        ("少儿陶艺课平均一节多少钱", (COURSE,), "平均每节150元（计算得出：1800元÷12节）"),
        ("少儿陶艺课平摊下来一节多少钱", (COURSE,), "平均每节150元（计算得出：1800元÷12节）"),
        ("少儿陶艺课摊到每节几块钱", (COURSE,), "平均每节150元"),
        (
            "少儿陶艺课平摊一节多少钱,比体验课贵多少",
            (COURSE, TRIAL),
            "比体验课（60元）贵90元（计算得出：150−60=90元）",
        ),
        ("燕麦拿铁第二杯半价 大杯两杯一共多少", LATTE, "两杯共42元"),
        ("燕麦拿铁第二杯半价 两小杯多少钱", LATTE, "两杯共36元"),
        ("燕麦拿铁第二杯半价 30元的两杯多少钱", LATTE, "两杯共45元"),
        ("攀岩体验3次一共多少钱", ("攀岩体验每次80元",), "3次共240元"),
    ],
)
def test_a_price_of_one_or_of_several_is_computed(question, rules, says):
    assert says in said(question, *rules)


@pytest.mark.parametrize(
    ("question", "rules"),
    [
        ("少儿陶艺课平均一节多少钱", ("少儿陶艺课程：共12节课，价格1,800元或VIP价1,500元",)),
        ("少儿陶艺课平均一节多少钱", ("少儿陶艺课程：共12节课，1,800元（150元/节）",)),
        ("燕麦拿铁第二杯半价 一大一小多少钱", LATTE),
        ("燕麦拿铁第二杯半价 两杯多少钱", LATTE),
        ("燕麦拿铁第二杯半价 大杯两杯一共多少", LATTE[:1]),
        ("攀岩体验3次一共多少钱", ("攀岩体验每次80元，周末每次100元",)),
    ],
)
def test_a_price_is_not_computed_where_something_is_open(question, rules):
    assert said(question, *rules) == ""


@pytest.mark.parametrize(
    ("question", "rules", "says"),
    [
        ("4月28日的投诉最晚哪天结案", ("投诉在3个工作日内结案",), "最晚2026年5月6日"),  # holiday 1–5 May
        ("5月7日买的衣服最晚几号退货", ("衣服自购买之日起7天内可以退货",), "最晚2026年5月14日"),
        ("6月1日办活动最晚哪天报批", ("活动须提前10个工作日报批",), "最晚2026年5月18日"),
        ("6月1日办300人的活动最晚哪天报批", ("活动不足500人的，提前10天报批", "活动500人及以上的，提前20天报批"), "最晚2026年5月22日"),
    ],
)  # fmt: skip
def test_the_last_day_of_a_term_is_counted(question, rules, says):
    assert says in said(question, *rules)


@pytest.mark.parametrize(
    ("question", "rules"),
    [
        ("6月1日办活动最晚哪天报批", ("活动不足500人的，提前10天报批", "活动500人及以上的，提前20天报批")),
        ("投诉最晚哪天结案", ("投诉在3个工作日内结案",)),
        ("4月28日和4月30日的投诉最晚哪天结案", ("投诉在3个工作日内结案",)),
        ("2031年4月28日的投诉最晚哪天结案", ("投诉在3个工作日内结案",)),
        ("4月28日的投诉几点结案", ("投诉在3个工作日内结案",)),
    ],
)
def test_a_term_is_not_counted_where_something_is_open(question, rules):
    assert said(question, *rules) == ""


def test_working_days_skip_holidays_and_count_make_up_days():
    assert workday_from(date(2026, 4, 30), 1) == date(2026, 5, 6)
    assert workday_from(date(2026, 5, 6), -1) == date(2026, 4, 30)
    assert workday_from(date(2035, 5, 6), 1) is None

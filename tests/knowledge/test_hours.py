from datetime import date

import pytest

from knowledge.model import Passage
from knowledge.writing.hours import opening_on, rules_in, rules_in_tables, weekdays_named
from tests.knowledge.shelf_life import document

GENERAL = document("H1", doc_type="hours", effective_from=date(2026, 5, 1))
SPECIAL = document("H2", doc_type="hours", effective_from=date(2026, 11, 15))
ROWS = [
    (GENERAL, "星期: 周日至周四; 开门: 10:00; 闭店: 22:00"),
    (GENERAL, "星期: 周五、周六及法定节假日; 开门: 10:00; 闭店: 22:30"),
    (SPECIAL, "日期: 2026-11-21; 开门: 10:00; 闭店: 23:00; 说明: 周六,延时"),
    (SPECIAL, "日期: 11月22日; 开门: 10:00; 闭店: 22:30"),
]


@pytest.fixture
def rules():
    return rules_in(
        (Passage(str(n), doc.doc_id, n, text, kind="row"), doc) for n, (doc, text) in enumerate(ROWS)
    )


@pytest.mark.parametrize(
    ("day", "closes"),
    [
        ("2026-11-21", "23:00"),  # exception beats rule
        ("2026-11-22", "22:30"),
        ("2026-11-27", "22:30"),  # a Friday without exception
        ("2026-11-29", "22:00"),
        ("2026-10-01", "22:30"),  # a holiday on a Thursday
    ],
)
def test_the_exception_beats_the_rule_and_the_holiday_the_weekday(rules, day, closes):
    rule = opening_on(date.fromisoformat(day), rules)
    assert rule is not None
    assert rule.closes == closes


def test_without_rules_nothing_is_claimed():
    assert opening_on(date(2026, 11, 21), []) is None


NOTICE = document("N1", doc_type="notice")


def _of_a_notice(text, heading="营业时间"):
    passage = Passage("n", "N1", 0, text, kind="row", section=(heading,))
    return [rule.closes for rule in rules_in_tables([(passage, NOTICE)])]


def test_a_notices_table_of_days_has_the_malls_hours_where_it_is_headed_so():
    assert _of_a_notice("日期: 周日至周四; 商场开放时间: 10:00-22:00", "一、概况") == ["22:00"]
    assert _of_a_notice("日期: 周五、周六; 时间: 10:00-22:30", "一、营业时间") == ["22:30"]


@pytest.mark.parametrize(
    "heading",
    [
        "购物中心",
        "云州购物中心",
        "二、商场",
        "購物中心 Shopping Mall",
        "營業時間 Opening Hours",
        "Mall Opening Hours",
    ],
)
def test_a_table_of_days_under_the_name_of_the_mall_alone_has_its_hours(heading):
    assert _of_a_notice("星期: 週日至週四; 時間: 11:00–21:30", heading) == ["21:30"]


@pytest.mark.parametrize("heading", ["美食广场", "观景台 Observatory", "停车场", "云州购物中心儿童乐园"])
def test_a_table_of_days_under_another_name_has_not(heading):
    assert not _of_a_notice("星期: 周日至周四; 时间: 11:00–21:30", heading)


def test_a_weekend_and_working_days_are_days_of_the_week():
    row = Passage(
        "n", "N1", 0, "日期: 周末及法定节假日; 时间: 10:00-22:30", kind="row", section=("营业时间",)
    )
    (rule,) = rules_in_tables([(row, NOTICE)])
    assert rule.weekdays == {5, 6}
    assert rule.holidays
    assert weekdays_named("工作日") == {0, 1, 2, 3, 4}


def test_the_hours_of_a_part_of_the_mall_are_not_the_malls():
    assert not _of_a_notice("日期: 周日至周四; 开放时间: 10:00-20:00", "三、儿童乐园")
    assert not _of_a_notice("店铺: 超市; 时间: 08:00-22:00", "一、营业时间")


NOTICE_OF_FEASTS = document("H3", doc_type="hours", issued_on=date(2026, 11, 23))


def _of_columns(*texts):
    return rules_in(
        (Passage(str(n), "H3", n, text, kind="row"), NOTICE_OF_FEASTS) for n, text in enumerate(texts)
    )


@pytest.mark.parametrize(
    "row",
    [
        "日期: 12月24日（周四）; 商场: 10:00-23:00; 超市: 08:00-22:30; 影城: 10:00-次日01:00",
        "日期: 12月24日; 超市: 08:00-22:30; 商场营业时间: 10:00-23:00; 影城: 10:00-次日01:00",
        "Date: 2026-12-24; Supermarket: 08:00-22:30; Mall hours: 10:00-23:00",
    ],
)
def test_of_a_table_with_a_column_for_each_the_malls_own_holds(row):
    (rule,) = _of_columns(row)
    assert (rule.opens, rule.closes) == ("10:00", "23:00")


def test_where_the_malls_column_has_no_hours_those_of_others_are_not_its():
    assert not _of_columns("日期: 12月26日-30日; 商场: 按平时; 超市: 08:00-22:00; 影城: 10:00-24:00")


def test_a_span_of_days_has_all_its_days():
    (rule,) = _of_columns("日期: 10月1日–7日（国庆）; 商场: 10:00-23:00; 超市: 08:00-22:30")
    assert rule.days == {date(2026, 10, day) for day in range(1, 8)}


def test_a_day_without_its_year_that_is_long_past_is_the_next_years():
    (rule,) = _of_columns("日期: 1月1日-3日; 商场: 10:00-22:30; 超市: 08:00-22:30")
    assert rule.days == {date(2027, 1, day) for day in (1, 2, 3)}

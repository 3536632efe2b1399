from datetime import date, datetime

import pytest

from knowledge.writing.calendar import covers, days_in, is_long_day, month_in, term_in, window_in

SATURDAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("今天几点关门", ["2026-11-21"]),
        ("明儿(11月22)呢", ["2026-11-22"]),
        ("27号延时吗", ["2026-11-27"]),
        ("5号有活动吗", ["2026-12-05"]),
        ("20号到29号每天都有吗", ["2026-11-20", "2026-11-29"]),
        ("20日至21日", ["2026-11-20", "2026-11-21"]),
        ("5号到8号", ["2026-12-05", "2026-12-08"]),
        ("25号到3号", ["2026-11-25", "2026-12-03"]),
        ("周五几点关门", ["2026-11-27"]),
        ("下周三", ["2026-11-25"]),
        ("12月5号那个周六", ["2026-12-05"]),
        ("周日和11月28日", ["2026-11-28", "2026-11-22"]),
        ("上周六买的", ["2026-11-14"]),
        ("11-28和11-29", ["2026-11-28", "2026-11-29"]),
        ("2026年12月5日点灯", ["2026-12-05"]),
        ("open on Nov 28?", ["2026-11-28"]),
        ("open on Nov 27 and 28?", ["2026-11-27", "2026-11-28"]),
        ("closing on 27th and 28th November", ["2026-11-27", "2026-11-28"]),
        ("Nov 27 and 2 kids", ["2026-11-27"]),
        ("what about tomorrow", ["2026-11-22"]),
        ("the day after tomorrow", ["2026-11-23"]),
        ("5th of December", ["2026-12-05"]),
        ("5 dec", ["2026-12-05"]),
        ("聽晚幾點收工", ["2026-11-22"]),
    ],
)
def test_spoken_days_are_resolved_against_today(text, days):
    assert days_in(text, SATURDAY) == [date.fromisoformat(day) for day in days]


@pytest.mark.parametrize(
    "text",
    ["满300减50", "双11复盘", "3号直梯在哪", "2.5折", "5-10岁", "10-12人", "L4-06", "2号线", "13月5日"],
)
def test_numbers_that_are_no_days_are_left_alone(text):
    assert days_in(text, SATURDAY) == []


@pytest.mark.parametrize(
    ("day", "long"), [("2026-11-20", True), ("2026-11-21", True), ("2026-11-22", False), ("2026-10-01", True)]
)
def test_fridays_saturdays_and_statutory_holidays_are_long_days(day, long):
    assert is_long_day(date.fromisoformat(day)) is long


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("活动11月20日至11月29日", True),
        ("2026-11-20至11-22供应", True),
        ("2026年11月20日10:00至11月29日22:00", True),
        ("11月21日、22日、28日", True),
        ("日期: 2026-11-27; 星期: 周六", False),
        ("日期: 2026-11-21; 闭店: 23:00", True),
        ("2026-11-21（周六）", True),
        ("11月18日起领取", True),
        ("12月3日起改为11:00–21:00", False),
        ("本规则自2026年11月1日起施行", False),
        ("每周六12:00–20:00", None),
        ("5–10岁,每场20名", None),
    ],
)
def test_a_passage_covers_the_days_and_spans_it_names(text, covered):
    assert covers(text, SATURDAY, SATURDAY) is covered


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("抽奖时间：2026年11月20日10:00至11月29日20:00", datetime(2026, 11, 29, 20)),
        ("2026-11-20 10:00至2026-11-29 22:00", datetime(2026, 11, 29, 22)),
        ("11月20日至11月29日", None),
        ("11月20日10:00至11月29日20:00，领券11月18日10:00至11月29日22:00", None),
    ],
)
def test_the_one_span_told_to_the_minute(text, ends):
    window = window_in(text, SATURDAY)
    assert (window[1] if window else None) == ends


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("12月有哪几家新店开业", date(2026, 12, 1)),
        ("下个月有新店吗", date(2026, 12, 1)),
        ("本月新开的店", date(2026, 11, 1)),
        ("1月开业的店", date(2027, 1, 1)),  # the nearest
        ("2026年1月开业的店", date(2026, 1, 1)),
        ("which shops open in December?", date(2026, 12, 1)),
        ("12月5日开业的店", None),
        ("开了3个月的店", None),
    ],
)
def test_the_month_that_a_text_names(text, first):
    found = month_in(text, date(2026, 11, 22))
    assert (found and found[0]) == first
    assert found is None or found[0].replace(day=28) <= found[1]


@pytest.mark.parametrize("text", ["12月1日至次年2月28日", "12月1日至2月28日", "2026年12月1日-2027年2月28日"])
@pytest.mark.parametrize("today", [date(2026, 11, 28), date(2027, 1, 5)])
def test_a_span_over_the_turn_of_the_year_is_one_span(text, today):
    assert term_in(text, today) == (date(2026, 12, 1), date(2027, 2, 28))


@pytest.mark.parametrize(
    ("written", "days", "not_days"),
    [
        ("20 November to 27 December 2026", [(11, 20), (12, 1), (12, 27)], [(11, 19), (12, 28)]),
        ("Nov 28 - Dec 2, 2026", [(11, 28), (12, 1)], [(12, 3)]),
        ("12 to 25 December 2026", [(12, 12), (12, 20)], [(12, 26)]),
        ("5, 6 and 9 Dec", [(12, 5), (12, 9)], [(12, 7)]),
        ("31 December 2026, 10.00pm to 12.15am", [(12, 31)], [(12, 15)]),
    ],
)
def test_english_dates_cover_their_days(written, days, not_days):
    today = date(2026, 12, 1)
    assert all(covers(written, date(2026, *day), today) for day in days)
    assert not any(covers(written, date(2026, *day), today) for day in not_days)

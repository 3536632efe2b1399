"""Hours as directories write them, on a Friday, a Sunday, a Monday and National Day."""

from datetime import date

import pytest

from knowledge.writing.spans import said
from knowledge.writing.trading import days_named, names_days, names_eves, spans_on, takes_in

FRIDAY, SUNDAY, MONDAY, HOLIDAY = (
    date(2026, 11, 20),
    date(2026, 11, 22),
    date(2026, 11, 23),
    date(2026, 10, 1),
)
ALL = (FRIDAY, SUNDAY, MONDAY, HOLIDAY)

SAME_EVERY_DAY = {
    "10:00-22:00": "10:00–22:00",
    "11am–9pm": "11:00–21:00",
    "12–3pm, 5–9:30pm": "12:00–15:00、17:00–21:30",
    "12:00nn - 12:00mn": "12:00–24:00",
    "6am–midnight": "06:00–24:00",
    "11:00am - 1:00am": "11:00–次日01:00",
    "10:00–次日02:00": "10:00–次日02:00",
    "17:00-02:00": "17:00–次日02:00",
    "10:00-25:00": "10:00–次日01:00",
    "早10点至晚9点半": "10:00–21:30",
    "10-22点": "10:00–22:00",
    "10.00-22.00": "10:00–22:00",
    "午市11:00-14:00 晚市17:00-21:00": "11:00–14:00、17:00–21:00",
    "11:30-14:30/17:30-21:30": "11:30–14:30、17:30–21:30",
    "24h": "24小时",
    "全天24小时": "24小时",
    "24小時": "24小时",
    "10:00am-9:30pm daily": "10:00–21:30",
    "11:00-21:30(最后点餐20:45)": "11:00–21:30",
    "1030 - 2100": "10:30–21:00",
    "0930-2130hrs": "09:30–21:30",
    "10:00-9:00": "10:00–21:00",
    "22:00-08:00": "22:00–次日08:00",
}

BY_DAY = {
    "11:00-23:00 (Sun & PH from 10:00)": ("11:00–23:00", "10:00–23:00", "11:00–23:00", "10:00–23:00"),
    "10:00-22:00 (Fri-Sat 22:30)": ("10:00–22:30", "10:00–22:00", "10:00–22:00", "10:00–22:00"),
    "10:00-22:00（周六日09:30起）": ("10:00–22:00", "09:30–22:00", "10:00–22:00", "10:00–22:00"),
    "Mon to Thu: 1000 – 2100; Fri to Sun, PH: 1000 – 2130": (
        "10:00–21:30",
        "10:00–21:30",
        "10:00–21:00",
        "10:00–21:30",
    ),
    "11:30-20:30 Monday-Friday; 10:30-20:30 Saturday, Sunday and public holidays": (
        "11:30–20:30",
        "10:30–20:30",
        "11:30–20:30",
        "10:30–20:30",
    ),
    "Mon - Sat: 10:00am - 08:00pmSun: 10:00am - 07:00pmPH: 09:30am - 08:00pm": (  # lines of a cell run together
        "10:00–20:00",
        "10:00–19:00",
        "10:00–20:00",
        "09:30–20:00",
    ),
    "10:00-22:00 (周五六延长至22:30)": ("10:00–22:30", "10:00–22:00", "10:00–22:00", "10:00–22:00"),
    "7:00am - 10:00pm (Fri & Sat until 11:00pm)": (
        "07:00–23:00",
        "07:00–22:00",
        "07:00–22:00",
        "07:00–22:00",
    ),
    "9am–6pm (closed Sundays)": ("09:00–18:00", "", "09:00–18:00", "09:00–18:00"),
    "周二至周日 9:00-19:00，周一休息": ("09:00–19:00", "09:00–19:00", "", "09:00–19:00"),
    "平日 7:30-22:00，周末及节假日 8:00-22:30": ("07:30–22:00", "08:00–22:30", "07:30–22:00", "08:00–22:30"),
    "8:00-22:00，周末及节假日延长至23:00": ("08:00–22:00", "08:00–23:00", "08:00–22:00", "08:00–23:00"),
    "10:00-21:30(周日-周四) 10:00-22:00(周五-周六)": (
        "10:00–22:00",
        "10:00–21:30",
        "10:00–21:30",
        "10:00–21:30",
    ),
    "周日至周四10:00-22:00；周五、周六及节假日10:00-22:30": (
        "10:00–22:30",
        "10:00–22:00",
        "10:00–22:00",
        "10:00–22:30",
    ),
    "星期一至五 11:00-20:00 星期六日及公眾假期 10:00-21:00": (
        "11:00–20:00",
        "10:00–21:00",
        "11:00–20:00",
        "10:00–21:00",
    ),
    "Mon-Fri 9:00am-5:00pm, Sat 9:00am-1:00pm, closed on Sundays and public holidays": (
        "09:00–17:00",
        "",
        "09:00–17:00",
        "",
    ),
    "周一闭店，其余10:00-20:00": ("10:00–20:00", "10:00–20:00", "", "10:00–20:00"),
}


@pytest.mark.parametrize(("written", "wanted"), SAME_EVERY_DAY.items())
def test_hours_without_days_hold_on_every_day(written, wanted):
    assert {said(spans_on(written, day)) for day in ALL} == {wanted}


@pytest.mark.parametrize(("written", "wanted"), BY_DAY.items())
def test_days_that_a_cell_names_have_hours_of_their_own(written, wanted):
    assert tuple(said(spans_on(written, day)) for day in ALL) == wanted
    assert names_days(written)


@pytest.mark.parametrize(
    "written", ["以门店公示为准", "By appointment", "详询门店", "-", "", "as posted", "1200"]
)
def test_a_cell_that_gives_no_time_says_nothing(written):
    assert spans_on(written, MONDAY) is None


def test_days_of_a_header_are_read_like_those_of_a_cell():
    assert days_named("周日至周四") == (frozenset((6, 0, 1, 2, 3)), False)
    assert days_named("五六节假日".replace("五", "周五")) == (frozenset((4, 5)), True)
    assert days_named("联系电话") == (frozenset(), False)
    assert days_named("周一至周五（非法定节假日）") == (frozenset(range(5)), False)


@pytest.mark.parametrize("written", ["2025-2026", "1001-1002"])
def test_years_and_numbers_are_no_hours(written):
    assert spans_on(written, MONDAY) is None


def test_an_offer_is_no_day_off():
    assert spans_on("member offer", date(2026, 1, 5)) is None
    assert spans_on("mon-sat 10:00-20:00, sun off", date(2026, 1, 4)) == ()


EVE_OF_CHRISTMAS = date(2026, 12, 24)  # a Thursday before a holiday in Taiwan


@pytest.mark.parametrize(
    ("written", "day", "closes"),
    [
        ("平日 11:00-21:30；周五、六及例假日前一日 11:00-22:00", FRIDAY, 22),
        ("平日 11:00-21:30；周五、六及例假日前一日 11:00-22:00", SUNDAY, 21.5),
        ("平日 11:00-21:30；周五、六及例假日前一日 11:00-22:00", EVE_OF_CHRISTMAS, 22),
        ("平日 11:00-21:30；週五、六及國定假日前夕 11:00-22:00", MONDAY, 21.5),
        ("Sun-Thu 10:00-21:00; Fri, Sat and eve of public holidays 10:00-22:00", date(2026, 9, 30), 22),
        ("平日 11:00-21:30；例假日 11:00-22:00", SUNDAY, 22),
        ("平日 11:00-21:30；假日 11:00-22:00", date(2026, 11, 21), 22),
        ("週一至週五 11:00-21:00；週六日及國定假日 11:00-22:00", date(2026, 12, 25), 22),
    ],
)
def test_the_eve_of_a_holiday_and_the_weekdays_that_are_left(written: str, day: date, closes: float) -> None:
    ((_, stop),) = spans_on(written, day) or ()
    assert stop == closes * 60


def test_eves_are_no_holidays() -> None:
    assert names_eves("周五、六及例假日前一日")
    assert days_named("周五、六及例假日前一日") == (frozenset({4, 5}), False)
    assert not names_eves("周六日及例假日")


@pytest.mark.parametrize(
    ("named", "day", "of", "holds"),
    [
        ("周一至周五", MONDAY, "", True),
        ("周一至周五", date(2026, 10, 1), "", False),  # a Thursday, and National Day
        ("周六日及节假日", date(2026, 10, 1), "", True),
        ("周六日及公众假期", date(2026, 12, 25), "每小时HK$20", True),  # a holiday in Hong Kong
        ("周六日及公众假期", date(2026, 12, 25), "每小时20元", False),
        ("周六日及例假日", date(2026, 12, 25), "", True),  # and in Taiwan
    ],
)
def test_a_table_holds_on_the_days_of_the_place_it_is_of(named: str, day: date, of: str, holds: bool) -> None:
    assert takes_in(named, day, of) is holds


@pytest.mark.parametrize(
    "label", ["周一至周五（法定节假日除外）", "Mon-Fri (except public holidays)", "周一至周五"]
)
def test_days_that_a_label_excepts_are_not_named_by_it(label):
    assert days_named(label) == (frozenset(range(5)), False)


@pytest.mark.parametrize(
    ("written", "summer", "winter"),
    [
        ("冬季(11月–次年2月)10:00–20:30；其他月份到21:30", "10:00–21:30", "10:00–20:30"),
        ("11月至次年2月 10:00-20:30；其他月份 10:00-21:30", "10:00–21:30", "10:00–20:30"),
        ("5-10月 09:00-21:00;11-4月 09:00-18:00", "09:00–21:00", "09:00–18:00"),
        ("5月1日至10月7日 09:00-21:00，其余时间 09:00-18:00", "09:00–21:00", "09:00–18:00"),
        ("5月-10月 09:00-21:00", "09:00–21:00", None),
    ],
)
def test_hours_of_some_months_hold_in_them(written, summer, winter):
    for day, hours in ((date(2026, 7, 1), summer), (date(2026, 12, 1), winter)):
        spans = spans_on(written, day)
        assert (said(spans) if spans is not None else None) == hours

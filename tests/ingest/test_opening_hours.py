"""OpenStreetMap's opening_hours in words: days, holidays, dates, and later rules that hold instead of earlier ones."""

from datetime import date

import pytest

from ingest.opening_hours import read
from knowledge.writing.spans import said
from knowledge.writing.trading import spans_on

WORDS = {
    "24/7": "24小时",
    "10:00-22:00": "10:00–22:00",
    "Mo-Su 11:00-22:00": "11:00–22:00",
    "Mo-Su,PH 10:00-22:00": "10:00–22:00",
    "Mo-Th 11:00-22:00; Fr-Sa,PH 11:00-23:00; Su 10:00-22:00": "周一至周四 11:00–22:00；周五、周六及公众假期 11:00–23:00；周日 10:00–22:00",
    "Su-Th 11:00-21:30; Fr,Sa 11:00-22:00": "周日至周四 11:00–21:30；周五、周六 11:00–22:00",
    "Mo-Fr 09:00-13:00,14:30-19:00; Sa,Su,PH off": "周一至周五 09:00–13:00、14:30–19:00；周六、周日及公众假期休息",
    "Mo-Su 10:00-20:00; Mo off": "周二至周日 10:00–20:00；周一休息",
    "Mo-Su 10:00-20:00; We 12:00-18:00": "周四至周二 10:00–20:00；周三 12:00–18:00",
    "Mo-Su 08:00-12:00, We 14:00-18:00": "周四至周二 08:00–12:00；周三 08:00–12:00、14:00–18:00",
    "Mo-Su 16:00-02:00": "16:00–次日02:00",
    "Mo-Su 10:00-21:30; Dec 01-24 10:00-22:30": "10:00–21:30；12月1日至12月24日 10:00–22:30",
    "Mo-Su 10:00-21:30; Dec 25 off": "10:00–21:30；12月25日休息",
    "Nov-Feb 10:00-18:00; Mar-Oct 10:00-20:00": "11月1日至2月29日 10:00–18:00；3月1日至10月31日 10:00–20:00",
}


@pytest.mark.parametrize(("written", "words"), WORDS.items())
def test_a_value_is_said_in_the_words_of_directories(written, words):
    hours = read(written)
    assert hours is not None
    assert hours.text == words


@pytest.mark.parametrize("written", ["sunrise-sunset", "10:00+", "Mo[1] 10:00-12:00", "by appointment", ""])
def test_what_says_more_than_days_and_times_is_not_read(written):
    assert read(written) is None


def test_school_holidays_are_told_of_and_not_reckoned_with():
    hours = read("Mo-Fr 10:00-18:00; SH off")
    assert hours is not None
    assert hours.text == "周一至周五 10:00–18:00；周六、周日休息"
    assert hours.remark == "学校假期 School holidays: 休息"


DAYS = {
    date(2026, 11, 23): "09:00–17:00",  # a Monday
    date(2026, 11, 28): "09:00–13:00",  # a Saturday
    date(2026, 11, 29): "",
    date(2026, 12, 24): "09:00–12:00",
    date(2026, 12, 25): "",  # a Friday, and a holiday in Hong Kong alone
}


@pytest.mark.parametrize(("day", "spans"), DAYS.items())
def test_the_words_are_read_by_the_clock_as_the_value_means_them(day, spans):
    hours = read("Mo-Fr 09:00-17:00; Sa 09:00-13:00; Su,PH off; Dec 24 09:00-12:00", "香港公众假期")
    assert hours is not None
    assert said(spans_on(hours.text, day) or ()) == spans


def test_dates_over_the_turn_of_the_year_hold_on_both_sides():
    hours = read("10:00-20:00; Dec 20-Jan 05 10:00-22:00")
    assert hours is not None
    assert {said(spans_on(hours.text, day) or ()) for day in (date(2026, 12, 31), date(2027, 1, 5))} == {
        "10:00–22:00"
    }
    assert said(spans_on(hours.text, date(2027, 1, 6)) or ()) == "10:00–20:00"

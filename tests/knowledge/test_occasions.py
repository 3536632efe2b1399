"""Days that go by a name."""

from datetime import date

import pytest

from knowledge.writing.calendar import names_a_day, without_days
from knowledge.writing.occasions import names_an_occasion, occasion_in, without_occasions

SATURDAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("周末", ["2026-11-21", "2026-11-22"]), ("下周末有活动吗", ["2026-11-28", "2026-11-29"]), ("this weekend", ["2026-11-21", "2026-11-22"]),
        ("next weekend", ["2026-11-28", "2026-11-29"]), ("双12", ["2026-12-12"]), ("圣诞节", ["2026-12-25"]), ("平安夜", ["2026-12-24"]),
        ("聖誕前夕", ["2026-12-24"]), ("christmas eve", ["2026-12-24"]), ("元旦", ["2027-01-01"]), ("new year's eve", ["2026-12-31"]), ("國慶", ["2027-10-01"]),
    ],
)  # fmt: skip
def test_an_occasion_is_its_next_day(text: str, days: list[str]) -> None:
    assert occasion_in(text, SATURDAY) == [date.fromisoformat(day) for day in days]


def test_on_a_sunday_the_weekend_is_what_is_left_of_it() -> None:
    assert occasion_in("周末", date(2026, 11, 22)) == [date(2026, 11, 22)]
    assert occasion_in("下周末", date(2026, 11, 22)) == [date(2026, 11, 28), date(2026, 11, 29)]


def test_a_lunar_feast_is_read_from_the_published_days_off() -> None:
    assert occasion_in("中秋节几点关门", date(2024, 9, 1)) == [date(2024, 9, 15)]


@pytest.mark.parametrize("text", ["新年快乐", "周五", "十一楼", "几点关门"])
def test_what_names_no_occasion(text: str) -> None:
    assert occasion_in(text, SATURDAY) == []


def test_days_and_occasions_are_taken_out_apart() -> None:
    assert without_days("双11那天和12月5号几点关门") == "双11那天和几点关门"
    assert without_occasions("双11几点关门") == "几点关门"
    assert names_a_day("the day after tomorrow")
    assert not names_a_day("双12")
    assert names_an_occasion("双12")

"""Charges by time as English rules write them, read as those in Chinese are."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.reckoning.by_entry import window_in
from assistant.reckoning.charge import charge_in, is_by_time
from assistant.reckoning.stay import entry_in, stay_in


@pytest.mark.parametrize(
    ("clause", "minutes", "due"),
    [
        ("S$1.80 for the first hour, then S$0.90 for every 30 minutes or part thereof", 125, "4.5"),
        ("First hour: $2; subsequent 30 min: $1", 120, "4"),
        ("$2.14 for 1st hr, $1.07 per subsequent 1/2 hr or part thereof", 61, "3.21"),
        ("S$5.00 per hour or part thereof", 61, "10"),
        ("HK$20 per hour", 120, "40"),
        ("First 15 minutes free, then $2 per hour, capped at $20 per day", 10, "0"),
    ],
)
def test_an_english_charge_is_read(clause: str, minutes: int, due: str) -> None:
    charge = charge_in(clause)
    assert charge is not None
    assert charge.of(minutes) == Decimal(due)


@pytest.mark.parametrize("clause", ["S$5 for 3 hours", "S$3.20 per entry", "Allow 5 working days."])
def test_a_price_of_a_thing_is_no_charge_by_time(clause: str) -> None:
    assert not is_by_time(clause)


@pytest.mark.parametrize(
    ("question", "entry", "stay"),
    [
        ("24 dec 2pm-4pm", 14 * 60, 120),  # dec 2 is no day of it
        ("下午1点停到4点20", 13 * 60, 200),
        ("i come at 7pm leave 11pm", 19 * 60, 240),
    ],
)
def test_when_somebody_comes_and_how_long_they_stay(question: str, entry: int, stay: int) -> None:
    assert (entry_in(question), stay_in(question)) == (entry, stay)


@pytest.mark.parametrize(
    ("cell", "window"),
    [("7.00am – 5.59pm", (420, 1079)), ("6.00pm – 2.59am", (1080, 1619)), ("1 - 2 hours", None)],
)
def test_hours_of_the_day_in_a_cell(cell: str, window: tuple[int, int] | None) -> None:
    assert window_in(cell) == window

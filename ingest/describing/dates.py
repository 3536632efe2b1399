"""Days as papers write them: 2026-11-20, 2026年11月20日, 20261120, 2026年11月20日—29日."""

from __future__ import annotations

import re
from datetime import date

_DAY = r"(20\d{2})[-./年]\s?(\d{1,2})[-./月]\s?(\d{1,2})日?"
DAY = re.compile(_DAY)
_COMPACT_DAY = re.compile(r"(?<!\d)(20\d{2})([01]\d)([0-3]\d)(?!\d)")
_CLOCK = r"(?:\s?\([^()]{1,6}\))?(?:\s?\d{1,2}[:时点]\d{0,2}分?)?"
_RANGE = re.compile(
    rf"{_DAY}{_CLOCK}\s?(?:-{{1,2}}|至|到)\s?"
    r"(?:(20\d{2})[-./年]\s?)?(?:(\d{1,2})[-./月]\s?)?(\d{1,2})(?:日|(?![\d:时点.]))"
)


def as_date(text: str) -> date | None:
    """A day that somebody wrote as a value; None when it is none, or does not exist."""
    try:
        return date.fromisoformat(text[:10]) if re.match(r"\d{4}-\d\d-\d\d", text) else day_in(text)
    except ValueError:
        return None


def day_in(text: str) -> date | None:
    """The first day that stands in a text."""
    match = DAY.search(text) or _COMPACT_DAY.search(text)
    return _date(match[1], match[2], match[3]) if match else None


def range_in(text: str) -> tuple[date, date] | None:
    """The first and the last day of a range; the last may leave out its year and its month."""
    match = _RANGE.search(text)
    if not match:
        return None
    first = _date(match[1], match[2], match[3])
    last = _date(match[4] or match[1], match[5] or match[2], match[6])
    return (first, last) if first and last and first <= last else None


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None

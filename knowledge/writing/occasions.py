"""Occasions: days that go by a name, such as 元旦, 双12, 圣诞 and the weekend, as the next that come."""

from __future__ import annotations

import re
from datetime import date, timedelta

import chinese_calendar

from knowledge.text import fold

_WEEKEND = re.compile(r"(?:(?:on|over|this|the|[这本]个?) ?)*(下下|下|next )?(?:个)?(?:周末|weekend)")
# Month and day; a longer name stands before the shorter one that it contains.
_FIXED = {
    r"平安夜|圣诞(?:节)?前夕|christmas eve": (12, 24),
    r"圣诞|christmas|xmas": (12, 25),
    r"跨年|年三十一|new year'?s eve": (12, 31),
    r"元旦|新年(?!好|快乐)|new year": (1, 1),
    r"情人节|valentine": (2, 14),
    r"妇女节|三八节": (3, 8),
    r"五一|劳动节|labou?r day": (5, 1),
    r"儿童节|六一|children'?s day": (6, 1),
    r"国庆|十一(?:黄金周|长假|假期)|national day": (10, 1),
    r"万圣|halloween": (10, 31),
    r"双11|光棍节|double (?:11|eleven)": (11, 11),
    r"双12|double (?:12|twelve)": (12, 12),
}
# Feasts of the lunar calendar, by the name that the published calendars of days off give them.
_LUNAR = {
    r"春节|过年|大年初一|chinese new year|lunar new year|spring festival": "Spring Festival",
    r"清明|tomb.sweeping": "Tomb-sweeping Day",
    r"端午|dragon boat": "Dragon Boat Festival",
    r"中秋|mid-autumn": "Mid-autumn Festival",
}
_NAMES = re.compile("|".join((_WEEKEND.pattern, *_FIXED, *_LUNAR)))
_AHEAD = 400  # days in which a feast comes round again


def occasion_in(text: str, today: date) -> list[date]:
    """The next days of the occasions, or of the weekend, that a text names: 国庆, 元旦, 周末, 下周末.

    A lunar feast of a year whose days off are not published yet has no day.
    """
    rest, found = fold(text), []
    for match in _WEEKEND.finditer(rest):
        saturday = today + timedelta(days=(5 - today.weekday()) % 7 if today.weekday() < 6 else -1)
        later = {"下": 1, "下下": 2, "next ": 1}.get(match[1] or "", 0)
        found += [saturday + timedelta(weeks=later), saturday + timedelta(weeks=later, days=1)]
    for pattern, (month, day) in _FIXED.items():
        if re.search(pattern, rest):
            rest = re.sub(pattern, " ", rest)
            found.append(_next(month, day, today))
    for pattern, name in _LUNAR.items():
        if re.search(pattern, rest) and (feast := _feast(name, today)):
            found.append(feast)
    return [day for day in dict.fromkeys(found) if day >= today]


def without_occasions(folded: str) -> str:
    """A folded text without the occasions that it names."""
    return _NAMES.sub("", folded)


def occasions_named(folded: str) -> frozenset[str]:
    """The occasions that a folded text names, each in one writing, whether or not its day is known."""
    rest, found = _WEEKEND.sub(" ", folded), set()
    for pattern in (*_FIXED, *_LUNAR):
        if re.search(pattern, rest):
            rest = re.sub(pattern, " ", rest)
            found.add(pattern.split("|")[0])
    return frozenset(found)


def ways_to_call(folded: str) -> frozenset[str]:
    """Every way to call each occasion that a folded text names, the weekend apart: 双12, double 12."""
    rest = _WEEKEND.sub(" ", folded)
    named = [pattern for pattern in (*_FIXED, *_LUNAR) if re.search(pattern, rest)]
    return frozenset(way for pattern in named for way in re.findall(r"[\u4e00-\u9fffa-z\d ]{2,}", pattern))


def names_an_occasion(folded: str) -> bool:
    """Whether a folded text names an occasion."""
    return _NAMES.search(folded) is not None


def _next(month: int, day: int, today: date) -> date:
    this_year = date(today.year, month, day)
    return this_year if this_year >= today else date(today.year + 1, month, day)


def _feast(name: str, today: date) -> date | None:
    for ahead in range(_AHEAD):
        day = today + timedelta(days=ahead)
        try:
            off, holiday = chinese_calendar.get_holiday_detail(day)
        except NotImplementedError:
            return None
        if off and holiday == name:
            return day
    return None

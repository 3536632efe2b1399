"""Values of one kind in a text: days, times of day, and numbers with the same unit."""

from __future__ import annotations

import re

from knowledge.writing.amending import shadow

_MONTHS = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DAY = re.compile(
    r"(?:20\d\d\s?[年/.-]\s?)?\d{1,2}\s?[月/-]\s?\d{1,2}\s?[日号]?"
    rf"|\d{{1,2}}\s{_MONTHS}(?:\s20\d\d)?|{_MONTHS}\s\d{{1,2}}(?:,?\s20\d\d)?"
)
_TIME = re.compile(r"\d{1,2}:\d\d")
_NUMBER = re.compile(
    r"(?P<before>hk\$|mop\$|us\$|\$|¥|港币|人民币)?\s?\d[\d,]*(?:\.\d+)?\s?"
    r"(?P<after>个?工作日|个月|小时|钟头|分钟|平方米|公斤|公里|积分|[元块天日年张次倍折分人名岁米层台辆份场%]|hours?|minutes?|days?|months?|points?)?"
)
_WEEKDAY = re.compile(r"\s?[((](?:周|星期|礼拜|mon|tue|wed|thu|fri|sat|sun)[^))]{1,9}[))]", re.I)

Span = tuple[int, int]


def values_like(value: str, text: str) -> list[Span]:
    """Where a text has values of the kind that a value is: days for a day, amounts in 元 for one in 元."""
    wanted, read = shadow(value), shadow(text)
    for kind in (_DAY, _TIME):
        if kind.search(wanted):
            return [match.span() for match in kind.finditer(read)]
    own = _NUMBER.search(wanted)
    unit = own and (own["before"], own["after"])
    if not unit or unit == (None, None):
        return []
    return [
        (match.start() + len(match[0]) - len(match[0].lstrip()), match.start() + len(match[0].rstrip()))
        for match in _NUMBER.finditer(read)
        if (match["before"], match["after"]) == unit
    ]


def only_value(value: str, text: str) -> str:
    """The one value of the kind that `value` is in a text, as it is written; empty where none or several are."""
    spans = values_like(value, text)
    return text[slice(*spans[0])] if len(spans) == 1 else ""


def weekday_after(text: str, at: int) -> int:
    """How long the weekday in brackets is that follows a day: (周日)."""
    found = _WEEKDAY.match(text, at)
    return len(found[0]) if found else 0

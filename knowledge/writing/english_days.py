"""Days as English writes them, put in figures: 20 November to 27 December 2026, Nov 5-6, 12th and 13th Dec."""

from __future__ import annotations

import re

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)(?![a-z])\.?"
)
_MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? )?"
_TO = rf"\s*(?:-|to|until|till|through)\s*{_WEEKDAY}"
_AND = r"\s*(?:,? and|&|,)\s*"
_NO_CLOCK = r"(?![\d:]|(?:\.\d\d)?\s?[ap]\.?m)"


def _day(name: str) -> str:
    return rf"(?P<{name}>\d{{1,2}})(?:st|nd|rd|th)?"


def _month(name: str) -> str:
    return rf"(?:of )?(?P<{name}>{MONTH})"


def _year(name: str) -> str:
    return rf"(?:,?\s+(?P<{name}>20\d{{2}}))?"


_STARTS, _ENDS = r"(?<![a-z0-9.:/$-])", r"(?![\da-z])"
_SPANS = tuple(
    re.compile(_STARTS + pattern + _ENDS)
    for pattern in (
        rf"{_day('a')} {_month('m')}{_year('y')}{_TO}{_day('b')} {_month('n')}{_year('z')}",
        rf"{_month('m')} {_day('a')}{_year('y')}{_TO}{_month('n')} {_day('b')}{_NO_CLOCK}{_year('z')}",
        rf"{_day('a')}{_TO}{_day('b')} {_month('n')}{_year('z')}",
        rf"{_month('n')} {_day('a')}{_TO}{_day('b')}{_NO_CLOCK}{_year('z')}",
    )
)
_LISTS = tuple(
    re.compile(_STARTS + pattern + _ENDS)
    for pattern in (
        rf"(?P<some>\d{{1,2}}(?:st|nd|rd|th)?(?:{_AND}\d{{1,2}}(?:st|nd|rd|th)?)*) {_month('n')}{_year('z')}",
        rf"{_month('n')} (?P<some>\d{{1,2}}(?:st|nd|rd|th)?(?:{_AND}\d{{1,2}}(?:st|nd|rd|th)?{_NO_CLOCK})*){_NO_CLOCK}{_year('z')}",
    )
)


def in_figures(folded: str) -> str:
    """A folded text with its English dates as 2026-11-20至2026-12-27, or 11月20日 where no year is said."""
    for pattern in _SPANS:
        folded = pattern.sub(_span, folded)
    for pattern in _LISTS:
        folded = pattern.sub(_list, folded)
    return folded


def _span(match: re.Match[str]) -> str:
    said = match.groupdict()
    last, last_year = _number(match["n"]), match["z"]
    first = _number(said.get("m") or match["n"])
    year = said.get("y") or (last_year and str(int(last_year) - (first > last)))
    return f"{_written(year, first, match['a'])}至{_written(last_year, last, match['b'])}"


def _list(match: re.Match[str]) -> str:
    days = re.findall(r"\d+", match["some"])
    if [*map(int, days)] != sorted(map(int, days)):
        return match[0]  # Nov 27 and 2 kids
    return "、".join(_written(match["z"], _number(match["n"]), day) for day in days)


def _written(year: str | None, month: int, day: str) -> str:
    return f"{year}-{month:02d}-{int(day):02d}" if year else f"{month}月{int(day)}日"


def _number(month: str) -> int:
    return _MONTHS.index(month[:3]) // 3 + 1

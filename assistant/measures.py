"""Figures as Chinese clauses write them, told in English: dates, hours, floors, rates, and counts with their units."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import cache

from assistant.lexicon import units
from knowledge.writing.numerals import number

_MONTHS = ("", "Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")
_FLOOR = re.compile(r"(?P<under>地下|负)?(?P<n>[一二三四五六七八九十]+|\d+)[层楼]")
_DATE = re.compile(r"(?:(?P<y>20\d\d)年)?(?P<m>\d{1,2})月(?P<d>\d{1,2})[日号]")
_CLOCK = re.compile(r"(?P<h>\d{1,2})[:：](?P<min>\d\d)")
_FIGURE = r"(?:\d[\d,]*(?:\.\d+)?)"
_HAN_FIGURE = r"(?:[一二两三四五六七八九十]{1,3})"
_BARE = re.compile(rf"{_FIGURE}(?:万)?%?")
_RATE = re.compile(rf"(?P<n>{_FIGURE})元[/／每](?P<per>小时|半小时|天|度|次|人|件|张|分钟|月)")
_WEEKDAY = re.compile(r"(?P<each>每)?(?:周|星期|礼拜)(?P<day>[一二三四五六日天])")
_DAYS = dict(
    zip(
        "一二三四五六日天",
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Sunday"],
        strict=True,
    )
)
_ORDINAL = re.compile(r"第(?P<n>[一二三四五六七八九十百]+|\d+)(?P<of>步|部分|条|款|项|次|名|天)?")
_ORDERED = {
    "步": "step {}",
    "部分": "part {}",
    "条": "article {}",
    "款": "paragraph {}",
    "项": "item {}",
    "次": "time {}",
    "天": "day {}",
}
_SPAN = re.compile(r"[至到–—~-]")
_HONG_KONG_MONEY = re.compile(r"HK\$\d[\d,]*(?:\.\d+)?")
_PHONE = re.compile(r"\d{3,4}-\d{3,4}-?\d*")
_BEGINS = ("满", "达到", "达")  # of a least amount


def measure(clause: str, at: int) -> tuple[str, int]:
    """The figure at a place of a clause, or one to another, 10:00至21:00, in English, and its length; empty where none is."""
    first, length = _figure(clause, at)
    if first and (to := _SPAN.match(clause, at + length)):
        second, more = _figure(clause, at + length + 1)
        if second:
            return f"{first} to {second}", length + len(to[0]) + more
    return first, length


def _figure(clause: str, at: int) -> tuple[str, int]:
    """What stands here as a date, floor, rate or figure with its unit, in English; and how long it is."""
    begin = next((word for word in _BEGINS if clause.startswith(word, at)), "")
    if begin:
        said, length = _figure(clause, at + len(begin))
        return (f"{said} or more", length + len(begin)) if said else ("", 0)
    for pattern, told in _TOLD:
        if match := pattern.match(clause, at):
            return told(match), len(match[0])
    return _counted(clause, at)


def _as_it_is(match: re.Match[str]) -> str:
    return match[0]


def _ordinal(match: re.Match[str]) -> str:
    return _ORDERED.get(match["of"] or "", "no. {}").format(_digits(match["n"]))


def _date(match: re.Match[str]) -> str:
    year = f" {match['y']}" if match["y"] else ""
    return f"{int(match['d'])} {_MONTHS[int(match['m'])]}{year}"


def _weekday(match: re.Match[str]) -> str:
    return f"{'every ' if match['each'] else ''}{_DAYS[match['day']]}"


def _clock(match: re.Match[str]) -> str:
    return f"{int(match['h']):02d}:{match['min']}"


def _rate(match: re.Match[str]) -> str:
    return f"CNY {match['n']} per {_one(match['per'])}"


def _floor(match: re.Match[str]) -> str:
    return f"{'basement' if match['under'] else 'floor'} {_digits(match['n'])}"


# The first that stands at a place tells it.
_TOLD: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (_HONG_KONG_MONEY, _as_it_is),
    (_PHONE, _as_it_is),
    (_ORDINAL, _ordinal),
    (_DATE, _date),
    (_WEEKDAY, _weekday),
    (_CLOCK, _clock),
    (_RATE, _rate),
    (_FLOOR, _floor),
)


def _digits(written: str) -> str:
    """A number in digits: 12 of 十二."""
    return written if written[0].isdigit() else f"{int(number(written))}"


def _counted(clause: str, at: int) -> tuple[str, int]:
    match = _with_unit().match(clause, at)
    if match is None:
        bare = _BARE.match(clause, at)
        return (_value(bare[0]), len(bare[0])) if bare else ("", 0)
    value = _value(_digits(match["n"]) + (match["wan"] or "")) + (".5" if match["half"] else "")
    said = units()[match["unit"]].format(value)
    return (re.sub(r"s$", "", said) if value == "1" and said[0].isdigit() else said), len(match[0])


@cache
def _with_unit() -> re.Pattern[str]:
    unit = "|".join(sorted(map(re.escape, units()), key=len, reverse=True))
    return re.compile(
        rf"(?P<n>{_FIGURE}|{_HAN_FIGURE})(?P<more>多|余)?(?P<wan>万)?(?P<half>半)?(?P<unit>{unit})"
    )


def _value(written: str) -> str:
    if not written.endswith("万"):
        return written
    return f"{Decimal(written[:-1].replace(',', '')) * 10_000:,.0f}"


def _one(unit: str) -> str:
    told = units().get(unit, "{}").replace("{}", "").strip().rstrip("s")
    return told or {"半小时": "half hour", "件": "item", "张": "sheet", "月": "month"}.get(unit, unit)

"""Readers: what a written date, hour, price or floor is worth, from the match of its pattern."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from assistant.grounding.numerals import number
from knowledge.writing.amounts import UNITS
from knowledge.writing.numerals import NUMBER

_COUNTS = re.compile(r"\s*[a-z\u4e00-\u9fff]")  # what comes after a number that counts something
_PRICED = re.compile(r"[满减送返抵付收¥]$")
_MEASURES = tuple(unit for unit in UNITS if unit.token in ("m", "m2", "kg", "°c"))
MEASURED = rf"({NUMBER})\s*(?:" + "|".join(f"({unit.spelling})" for unit in _MEASURES) + ")"

Value = tuple[int, int, int] | Decimal | str
Readings = Iterator[tuple[str, Value]]
Reader = Callable[[re.Match[str]], Readings]

_AFTERNOON = ("下午", "晚上", "傍晚", "晚间", "夜里", "夜间", "晚", "p")
_MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec"


def _whole(match: re.Match[str], group: str) -> int:
    """The number in a group; 0 when the pattern has no such group or it did not match."""
    value = number(match.groupdict().get(group) or "")
    return int(value) if value is not None else 0


def dates(match: re.Match[str]) -> Readings:
    """2026年11月20日, and 11月20日至23日: both ends, and the period between them."""
    year, month = _whole(match, "year"), _whole(match, "month")
    first, last = _whole(match, "day"), _whole(match, "last")
    if month > 12 or max(first, last) > 31:
        return
    yield "date", (year, month, first)
    if last:
        month_of_last = _whole(match, "last_month") or month
        yield "date", (_whole(match, "last_year") or year, month_of_last, last)
        yield "period", (0, month * 100 + first, month_of_last * 100 + last)


def english_dates(match: re.Match[str]) -> Readings:
    month = _MONTHS.index(match["month"][:3]) // 3 + 1
    first, last = int(match["day"]), _whole(match, "last")
    yield "date", (_whole(match, "year"), month, first)
    if last:
        yield "date", (_whole(match, "year"), month, last)
        yield "period", (0, month * 100 + first, month * 100 + last)


def _clock(hour: int, minute: int, part: str) -> Readings:
    if hour > 24 or minute > 59:
        return
    if part in _AFTERNOON and hour < 12:
        hour += 12
    if part == "中午" and hour < 11:
        hour += 12
    if part in ("凌晨", "夜里", "午夜", "半夜", "a") and hour == 12:
        hour = 0
    yield "time", Decimal((hour * 60 + minute) % 1440)


def times(match: re.Match[str]) -> Readings:
    """22:00, 晚上10点半, 10 pm, and both ends of 10-12点."""
    groups = match.groupdict()
    part = groups.get("part") or groups.get("half") or ""
    minutes = {"半": 30, "一刻": 15, "三刻": 45}.get(groups.get("minute") or "", _whole(match, "minute"))
    if groups.get("first"):
        first, last = _whole(match, "first"), _whole(match, "hour")
        carried = part if first <= last or part not in _AFTERNOON else ""  # 11-2 pm begins before noon
        yield from _clock(first, _whole(match, "first_minute"), carried)
    yield from _clock(_whole(match, "hour"), minutes, part)


def first_hour(_: re.Match[str]) -> Readings:
    """An hour, and the first: 首小时免费 is not said by 每小时5元."""
    yield "minutes", Decimal(60).normalize()
    yield "first", Decimal(60).normalize()


def noon(match: re.Match[str]) -> Readings:
    yield "time", Decimal(0 if match.group() in ("midnight", "午夜") else 720)


def phones(match: re.Match[str]) -> Readings:
    digits = re.sub(r"\D", "", match.group())
    yield "phone", digits.removeprefix("86") if len(digits) > 11 else digits


def floors(below: bool = False) -> Reader:
    def reader(match: re.Match[str]) -> Readings:
        for group in ("first", "last"):
            if _whole(match, group):
                yield "floor", f"{'b' if below else 'l'}{_whole(match, group)}"

    return reader


def units(match: re.Match[str]) -> Readings:
    yield "unit", f"{match[1]}-{match[2]}"


def quarters(match: re.Match[str]) -> Readings:
    """Q3, 第三季度, 3rd quarter."""
    value = number(next(group for group in match.groups() if group))
    if value is not None:
        yield "quarter", value


def codes(match: re.Match[str]) -> Readings:
    yield "code", match.group()


def of(kind: str, times: str = "1", more: str = "0") -> Reader:
    """A reader of numbers with a unit, both ends of 2-3小时; `more` is the half of 一个半小时."""

    def reader(match: re.Match[str]) -> Readings:
        for written in match.groups():
            value = number(written or "")
            if value is not None:
                yield kind, ((value + Decimal(more)) * Decimal(times)).normalize()

    return reader


def numbers(match: re.Match[str]) -> Readings:
    """A number, and whether it stands alone: the unit of a table's cell may stand in its heading."""
    value = number(match[1])
    if value is not None:
        yield "number", value.normalize()
        if not _COUNTS.match(match.string, match.end()) or _PRICED.search(match.string[: match.start()]):
            yield "bare", value.normalize()


def measures(match: re.Match[str]) -> Readings:
    """1.4米 and 140厘米, by the units of the keyword index; the number as it is written counts too."""
    unit = _MEASURES[match.lastindex - 2]  # type: ignore[operator]  # one always matched
    value = number(match[1])
    if value is not None:
        yield unit.token, (value * unit.factor).normalize()
        yield "written", value.normalize()


def weekdays(match: re.Match[str]) -> Readings:
    """周五, 周一至周四, 周五、六, Fridays: each day; Monday is 1."""
    for written in (match.groupdict().get("more") or "").replace("、", ""):
        yield "weekday", Decimal(_weekday(written))
    first = _weekday(match["first"])
    last = _weekday(match.groupdict().get("last") or "") or first
    day = first
    while day:
        yield "weekday", Decimal(day)
        if day == last:
            return
        day = day % 7 + 1


def weekend(_: re.Match[str]) -> Readings:
    yield "weekend", Decimal(6)


def _weekday(written: str) -> int:
    if not written:
        return 0
    day = "一二三四五六日".find(written.replace("天", "日")) + 1
    return day or "montuewedthufrisatsun".index(written[:3]) // 3 + 1


def month_and_day(match: re.Match[str]) -> Readings:
    """12/5, and both ends of 12/5-12/13; 7/24 hours is none."""
    days = [
        (int(month), int(day))
        for month, day in zip(match.groups()[::2], match.groups()[1::2], strict=True)
        if month
    ]
    if all(1 <= month <= 12 and 1 <= day <= 31 for month, day in days):
        yield from (("date", (0, month, day)) for month, day in days)
        if len(days) == 2:
            yield "period", (0, days[0][0] * 100 + days[0][1], days[1][0] * 100 + days[1][1])


def left(match: re.Match[str]) -> Readings:
    """8折 and 85折: what is left of a price, in percent."""
    value = number(match[1])
    if value:
        yield "off", (value * 10 if value < 10 else value).normalize()


def taken_off(match: re.Match[str]) -> Readings:
    for written in match.groups():
        value = number(written or "")
        if value is not None:
            yield "off", (100 - value).normalize()


def said(kind: str, value: str) -> Reader:
    def reader(_: re.Match[str]) -> Readings:
        yield kind, Decimal(value).normalize()

    return reader

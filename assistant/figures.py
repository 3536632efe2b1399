"""The figures in a text, each as one value however it is spelled: 晚上10点 is 22:00, 1,000元 is ¥1000.

What a pattern has read is blanked out, so that the parts of a date are not read again as numbers;
the order of the table is the order of reading.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from assistant.numerals import HAN, number, plain

Value = tuple[int, int, int] | Decimal | str
Readings = Iterator[tuple[str, Value]]
Reader = Callable[[re.Match[str]], Readings]


@dataclass(frozen=True, slots=True)
class Figure:
    """A value of a kind, and the letters it was written with (in the matching form).

    Kinds: date (year, month, day; 0 where not said), period (0, and two days of the year as month
    times 100 plus day), time (minutes of the day), phone, unit, floor,
    code, percent, off (what is left of a price, in percent), money, minutes, days, months, years,
    number.
    """

    kind: str
    value: Value
    written: str


def read(text: str) -> list[Figure]:
    """Every figure in a text."""
    rest = plain(text)
    found: list[Figure] = []

    def take(match: re.Match[str], reader: Reader) -> str:
        readings = list(reader(match))
        found.extend(Figure(kind, value, match.group().strip()) for kind, value in readings)
        return " " * len(match.group()) if readings else match.group()

    for pattern, reader in _TABLE:
        rest = pattern.sub(lambda match, reader=reader: take(match, reader), rest)  # type: ignore[misc]
    return found


def _whole(match: re.Match[str], group: str) -> int:
    """The number in a group; 0 when the pattern has no such group or it did not match."""
    value = number(match.groupdict().get(group) or "")
    return int(value) if value is not None else 0


# -- readers -------------------------------------------------------------------------------------


def _dates(match: re.Match[str]) -> Readings:
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


def _english_dates(match: re.Match[str]) -> Readings:
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


def _times(match: re.Match[str]) -> Readings:
    """22:00, 晚上10点半, 10 pm, and both ends of 10-12点."""
    groups = match.groupdict()
    part = groups.get("part") or groups.get("half") or ""
    minutes = {"半": 30, "一刻": 15, "三刻": 45}.get(groups.get("minute") or "", _whole(match, "minute"))
    if groups.get("first"):
        yield from _clock(_whole(match, "first"), 0, part)
    yield from _clock(_whole(match, "hour"), minutes, part)


def _noon(match: re.Match[str]) -> Readings:
    yield "time", Decimal(0 if match.group() in ("midnight", "午夜") else 720)


def _phones(match: re.Match[str]) -> Readings:
    digits = re.sub(r"\D", "", match.group())
    yield "phone", digits.removeprefix("86") if len(digits) > 11 else digits


def _floors(below: bool = False) -> Reader:
    def reader(match: re.Match[str]) -> Readings:
        for group in ("first", "last"):
            if _whole(match, group):
                yield "floor", f"{'b' if below else 'l'}{_whole(match, group)}"

    return reader


def _units(match: re.Match[str]) -> Readings:
    yield "unit", f"{match[1]}-{match[2]}"


def _codes(match: re.Match[str]) -> Readings:
    yield "code", match.group()


def _of(kind: str, times: str = "1", more: str = "0") -> Reader:
    """A reader of numbers with a unit, both ends of 2-3小时; `more` is the half of 一个半小时."""

    def reader(match: re.Match[str]) -> Readings:
        for written in match.groups():
            value = number(written or "")
            if value is not None:
                yield kind, ((value + Decimal(more)) * Decimal(times)).normalize()

    return reader


def _left(match: re.Match[str]) -> Readings:
    """8折 and 85折: what is left of a price, in percent."""
    value = number(match[1])
    if value:
        yield "off", (value * 10 if value < 10 else value).normalize()


def _taken_off(match: re.Match[str]) -> Readings:
    for written in match.groups():
        value = number(written or "")
        if value is not None:
            yield "off", (100 - value).normalize()


def _said(kind: str, value: str) -> Reader:
    def reader(_: re.Match[str]) -> Readings:
        yield kind, Decimal(value).normalize()

    return reader


# -- patterns ------------------------------------------------------------------------------------

_AFTERNOON = ("下午", "晚上", "傍晚", "晚间", "夜里", "夜间", "晚", "p")
_PART = "(?P<part>凌晨|午夜|半夜|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚间|夜间|夜里|早|晚)?"
_HALF = r"(?P<half>[ap])\.?\s?m\b\.?"
_TO = r"\s*(?:-+|至|到|to|until)\s*"
_NUM = rf"(\d+(?:\.\d+)?[万千亿]?|[{HAN}]+)"
_ENDS = rf"(?:{_NUM}{_TO})?{_NUM}"  # a number, or both ends of a range
_UP_TO_99 = r"\d{1,2}|[一二两三四五六七八九十]{1,3}"
_HAN_HOUR = "[一二两三四五六七八九十]{1,3}"
_WEEKDAY = r"(?:\s*[(]?周[一二三四五六日][)]?)?"
_YEAR = r"(?:19|20)\d{2}"
_TH = "(?:st|nd|rd|th)?"
_MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec"
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])\.?"
)
_COUNTED = "张个名位人次件份杯家间台辆场种瓶盒只条号元块倍支组把项成步笔套袋"

_PATTERNS: tuple[tuple[str, Reader], ...] = (
    (
        r"(?<![\d.])(?:\+?86[- ])?(?:\(?0\d{2,3}\)?[- ]\d{7,8}|[48]00[- ]?\d{3,4}[- ]?\d{3,4}|1[3-9]\d{9})(?!\d)",
        _phones,
    ),
    # dates
    (
        rf"(?:(?P<year>{_YEAR})年)?(?P<month>{_UP_TO_99})月(?P<day>{_UP_TO_99})日?{_WEEKDAY}{_TO}"
        rf"(?:(?P<last_year>{_YEAR})年)?(?P<last_month>{_UP_TO_99})月(?P<last>{_UP_TO_99})(?:日|(?!\d))",
        _dates,
    ),
    (
        rf"(?<!\d)(?P<year>{_YEAR})[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}}){_WEEKDAY}{_TO}"
        rf"(?:(?P<last_year>{_YEAR})[-/.])?(?P<last_month>\d{{1,2}})[-/.](?P<last>\d{{1,2}})(?!\d)",
        _dates,
    ),
    (
        rf"(?:(?P<year>{_YEAR}|二[〇零][〇零一二三四五六七八九]{{2}})年)?(?P<month>{_UP_TO_99})月"
        rf"(?:份|(?P<day>{_UP_TO_99})[日号]?(?:{_TO}(?P<last>\d{{1,2}})(?=[日号]))?[日号]?)?(?:(?<=[日号])|(?!\d))",
        _dates,
    ),
    (rf"(?<!\d)(?P<year>{_YEAR})(?P<sep>[-/.])(?P<month>\d{{1,2}})(?P=sep)(?P<day>\d{{1,2}})(?!\d)", _dates),
    (
        rf"(?<![a-z]){_MONTH}\s*(?P<day>\d{{1,2}}){_TH}(?![\d:])(?:{_TO}(?P<last>\d{{1,2}}){_TH}(?![\d:]))?"
        rf"(?:,?\s*(?P<year>{_YEAR}))?",
        _english_dates,
    ),
    (
        rf"(?<!\d)(?P<day>\d{{1,2}}){_TH}(?:{_TO}(?P<last>\d{{1,2}}){_TH})?\s*(?:of\s*)?{_MONTH}"
        rf"(?:,?\s*(?P<year>{_YEAR}))?",
        _english_dates,
    ),
    (rf"(?<!\d)(?P<year>{_YEAR})年", _dates),
    (r"(?<![\d.])(?P<day>\d{1,2})[日号](?!内|以内|之内|后|前|线)", _dates),
    # times
    (rf"(?<![\d:])(?P<first>\d{{1,2}}){_TO}(?P<hour>\d{{1,2}})\s*{_HALF}", _times),
    (rf"{_PART}(?<![\d:])(?P<first>\d{{1,2}}){_TO}(?P<hour>\d{{1,2}})[点时](?![\d半一三间段])", _times),
    (rf"(?<![\d.])(?P<hour>\d{{1,2}})(?:[:.](?P<minute>\d{{2}}))?\s*{_HALF}", _times),
    (rf"{_PART}\s*(?<!\d)(?P<hour>\d{{1,2}}):(?P<minute>\d{{2}})(?::00)?(?!\d)", _times),
    (
        # written in characters, an hour needs its part of the day or its minutes: 两点 may be two points
        rf"{_PART}(?<![\d.])(?P<hour>\d{{1,2}}|(?:(?<=[午晨里间上])|(?<=晚)(?!一点)|(?={_HAN_HOUR}点[半钟一三]))"
        rf"{_HAN_HOUR})(?:点钟?|时(?![间段效限长期候刻装]))(?P<minute>半|一刻|三刻|\d{{1,2}}(?=分))?分?(?!\d)",
        _times,
    ),
    (r"\bnoon\b|\bmidnight\b|午夜|正午", _noon),
    # places
    (r"(?<![a-z\d])([bl]\d{1,2})-?([ac-km-z]?\d{2,4}[a-z]?)(?![\d-])", _units),
    (
        rf"(?<![a-z\d])b(?P<first>\d)(?:{_TO}b(?P<last>\d))?(?:层|楼|f(?![a-z]))?(?![\d.])",
        _floors(below=True),
    ),
    (r"(?:地下|负)(?P<first>\d|[一二三四五])[层楼]?", _floors(below=True)),
    (rf"(?<![a-z\d])l(?P<first>\d{{1,2}})(?:{_TO}l?(?P<last>\d{{1,2}}))?[层楼]?(?![\d.])", _floors()),
    (
        rf"(?<![\d.])(?:(?P<first>{_UP_TO_99}){_TO})?(?P<last>{_UP_TO_99})(?:[楼层]|f(?![a-z]))",
        _floors(),
    ),
    (r"(?:levels?|floors?)\s*(?P<first>\d{1,2})(?!\d)", _floors()),
    (r"(?<!\d)(?P<first>\d{1,2})(?:st|nd|rd|th)\s*floor", _floors()),
    # parts of a whole, prices
    (rf"(?:{_NUM}%?{_TO})?{_NUM}\s*(?:%|percent)\s*off", _taken_off),
    (rf"(?:{_NUM}%?{_TO})?{_NUM}\s*(?:%|percent|个百分点)", _of("percent")),
    (r"百分之([零一二两三四五六七八九十百]+|\d+(?:\.\d+)?)", _of("percent")),
    (r"(?<![\d.])(\d+(?:\.\d+)?|[一二两三四五六七八九])折", _left),
    (r"半价|half[- ]price", _said("off", "50")),
    (
        r"免费|不收费|无需付费|免收费用|free of charge|complimentary|(?<!feel )(?<![a-z-])free(?![a-z-])",
        _said("money", "0"),
    ),
    (rf"(?:¥|rmb|cny|yuan)\s*{_ENDS}(?:\s*(?:元|yuan|rmb))?", _of("money")),
    (rf"(?:{_NUM}元?{_TO})?{_NUM}\s*(?:元|块钱|(?<=\d)块|yuan|rmb|cny)", _of("money")),
    # spans of time
    (rf"{_NUM}个半(?:小时|钟头)", _of("minutes", "60", more="0.5")),
    (r"半个?小时|half an hour", _said("minutes", "30")),
    (rf"{_ENDS}\s*个?(?:小时|钟头|hours?\b|hrs?\b)", _of("minutes", "60")),
    (rf"{_ENDS}\s*(?:分钟|minutes?\b|mins?\b)", _of("minutes")),
    (rf"{_ENDS}\s*(?:个?星期|个?礼拜|周(?!年|[一二三四五六日末])|weeks?\b)", _of("days", "7")),
    (rf"{_ENDS}\s*个?(?:工作日|自然日|天|日|(?:working |business |calendar )?days?\b)", _of("days")),
    (rf"{_ENDS}\s*(?:个月|months?\b)", _of("months")),
    (rf"{_ENDS}\s*(?:周年|年|years?\b)", _of("years")),
    # codes, then whatever numbers are left
    (r"(?<![a-z\d])[a-z]{1,6}-?\d+(?:\.\d+)*(?![\d.]*\d)", _codes),
    (r"(?<![\d.])(\d+(?:\.\d+)?[万千亿]?)", _of("number")),
    (rf"(?<![{HAN}第])([二两三四五六七八九十百千万][{HAN}]*)(?=[{_COUNTED}])", _of("number")),
    (rf"第([{HAN}]+)", _of("number")),
    (
        r"(?<![一-鿿])一(?=[张名次件份杯元块台辆场])|(?<=[限约每])一(?=[张名次件份杯元块台辆场])",
        _said("number", "1"),
    ),
)
_TABLE = tuple((re.compile(pattern), reader) for pattern, reader in _PATTERNS)

"""The words of a cell of opening hours, one after another: days, spans, closing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.writing.calendar import WEEKDAYS
from knowledge.writing.spans import CLOCK
from knowledge.writing.taiwan import SAID as IN_TAIWAN

_CHINESE_DAYS = r"(?:逢?(?:周|星期|礼拜)[一二三四五六日天](?:\s*(?:[、,及和&/至到-]|与)?\s*(?:周|星期|礼拜)?[一二三四五六日天](?!点))*)"
_ENGLISH_DAY = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?"
USUAL = "平日"
_NAMED_DAYS = {
    rf"{USUAL}|工作日|weekdays?": frozenset(range(5)),
    r"周末|双休日?|weekends?": frozenset((5, 6)),
    r"每[天日]|全周|天天|daily|every ?day|7 days": frozenset(range(7)),
}
_HOLIDAYS = (
    r"(?:法定|公众)?节?假[日期]|法定节日|public ?holidays?|holidays?|(?:(?<![a-z])|(?<=[ap]m))ph(?![a-z])"
)
DAYS_OFF = re.compile(r"[例节]?假日")  # beside 平日, weekends too
_EVE = (  # 例假日前一日, 公众假期前夕, eve of public holidays
    rf"(?P<eve>(?:{IN_TAIWAN}|{_HOLIDAYS})的?前(?:[一1][日天晚]|夕|夜|日)"
    rf"|(?:eves?|days?|nights?)\s*(?:of|before|preceding)\s*(?:a |the )?(?:{_HOLIDAYS})|(?:{_HOLIDAYS})\s*eves?(?![a-z]))"
)
EVES = re.compile(_EVE)
_CLOCK_FOLLOWS = (
    r"(?:(?:[周星期一二三四五六日至、及]|香港公众假期|新加坡公众假期)*\s)?(?:\d{1,2}:\d{2}|24小时)|休息"
)
_DATES = r"(?<!年)(?<!\d)\d{1,2}月\d{1,2}日(?:(?:至|到|-)\d{1,2}月\d{1,2}日)?"  # of every year
_MONTHS = r"(?<![\d年])\d{1,2}月?份?\s?(?:至|到|-)\s?(?:次年|翌年|来年)?的?\d{1,2}月份?"
_TOKEN = re.compile(
    rf"(?P<dates>{_DATES}(?:、{_DATES})*(?= ?{_CLOCK_FOLLOWS})|{_MONTHS}(?=\)?[ :]?{_CLOCK_FOLLOWS}))|(?P<rest>其[他余它](?:各?月份?|时间|季节|日子))|(?P<span>{CLOCK}\s*(?:-|至|到|to|until)\s*{CLOCK})"
    rf"|(?P<all>24\s*(?:h(?:ours?|rs?)?\b|小时)|全天|全日|all day|round the clock)"
    rf"|(?P<until>(?:延长?至|延时?到|营业至|开到|至|到|until|till|to)\s*{CLOCK})"
    rf"|(?P<since>(?:from|由|从|自)\s*{CLOCK}(?!\s*(?:-|至|到|to))|{CLOCK}\s*(?:起|开始|开门|onwards?|onward))"
    rf"|(?P<closed>休息|店休|休诊|停诊|休业|不营业|闭馆|公休|(?<=[一二三四五六日天])(?:闭店|关门|休(?!闲))|(?<![a-z])(?:closed?|off)(?![a-z]))"
    rf"|{_EVE}|(?P<hong_kong>香港公众假期)|(?P<singapore>新加坡公众假期|singapore public holidays?)|(?P<taiwan>{IN_TAIWAN})|(?P<holidays>{_HOLIDAYS})"
    rf"|(?P<named>{'|'.join(_NAMED_DAYS)})"
    rf"|(?P<days>{_CHINESE_DAYS}|{_ENGLISH_DAY}(?:\s*(?:-|to|&|and|,|/)\s*{_ENGLISH_DAY})*)"
    rf"|(?P<open>\()|(?P<shut>\))|(?P<bare>(?<![\d:.]){CLOCK})"
)
_FIGURES = re.compile(  # 1030-2100, but no year and no number of a shop
    r"(?<![\d:.])([01]\d|2[0-3])([0-5]\d)\s*(?:hrs?|h)?\s*(?:-|至|到|to)\s*([01]\d|2[0-4])([0-5]\d)(?![\d:.])"
)
_MARKED = re.compile(r"[:.点时]|am|pm|nn|mn|noon|midnight")
_ENGLISH_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
# The kinds of words that name days.
DAYS = ("dates", "rest", "days", "named", "eve", "hong_kong", "singapore", "taiwan", "holidays")


def _with_colons(match: re.Match[str]) -> str:
    """1030-2100 as 10:30 - 21:00; two figures in a row are years or numbers: 2025-2026."""
    hour, minute, to_hour, to_minute = match.groups()
    return match[0] if hour == to_hour else f"{hour}:{minute} - {to_hour}:{to_minute}"


def words_in(folded: str) -> Iterator[tuple[str, str]]:
    """The words of a folded cell with their kinds."""
    text = re.sub(r"(?<=[ap])\.m\.?", "m", folded)
    text = _FIGURES.sub(_with_colons, text)
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if kind == "span" and not _MARKED.search(match[0]):
            continue
        if kind in ("bare", "since") and not _MARKED.search(match[0].removeprefix("from")):
            continue
        if kind == "until" and not re.search(r"\d|noon|midnight", match[0]):
            continue
        yield kind, match[0]


def dates_in(text: str) -> Iterator[tuple[int, int, int, int]]:
    """The month and day from which and to which each of some dates goes: 10月1日至10月7日."""
    if not re.search(r"\d[日号]", text):  # 11月至次年2月
        first, last = map(int, re.findall(r"\d+", text))
        yield first, 1, last, 31
        return
    for one in text.split("、"):
        numbers = list(map(int, re.findall(r"\d+", one)))
        yield (*numbers[:2], *numbers[-2:])  # type: ignore[misc]


def weekdays_in(text: str) -> Iterator[int]:
    """周五六, 周一至周五, mon-fri, fri & sat."""
    plain = text.replace("天", "日")
    marks = re.findall(rf"[{WEEKDAYS}]|[a-z]{{3,}}|[-至]|到|\bto\b", plain)
    before: int | None = None
    is_span = False
    for mark in marks:
        if mark in ("-", "至", "到", "to"):
            is_span = True
            continue
        number = WEEKDAYS.find(mark) if mark in WEEKDAYS else _english(mark)
        if number is None:
            continue
        if is_span and before is not None:
            yield from ((before + step) % 7 for step in range((number - before) % 7 + 1))
        yield number
        before, is_span = number, False


def weekdays_called(text: str) -> frozenset[int]:
    """The weekdays that have a name together: 平日, weekends, daily."""
    return next(days for words, days in _NAMED_DAYS.items() if re.fullmatch(words, text))


def _english(word: str) -> int | None:
    return _ENGLISH_WEEK.index(word[:3]) if word[:3] in _ENGLISH_WEEK else None

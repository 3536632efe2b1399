"""When a tenant trades, read off the cell of a directory: days, spans, midnight, closing days."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from itertools import takewhile

from knowledge.text import fold
from knowledge.writing.calendar import WEEKDAYS, is_holiday, is_holiday_in_hong_kong
from knowledge.writing.taiwan import SAID as IN_TAIWAN
from knowledge.writing.taiwan import is_holiday_in_taiwan, speaks_of_taiwan

DAY = 24 * 60
_SIX = 6 * 60
Span = tuple[int, int]  # minutes from midnight; the end lies past 1440 when it is the next day's

_BEFORE = r"次日|翌日|隔日|第二天|凌晨|清晨|早上?|上午|中午|下午|傍晚|晚上?|夜里"
_CLOCK = (
    rf"(?:(?:{_BEFORE})\s*)*(?:noon|midnight|\d{{1,2}}(?:[:.]\d{{2}}|点半|[点时](?:\d{{1,2}}分?)?)?"
    r"\s*(?:a\.?m\.?|p\.?m\.?|nn|mn|noon|midnight)?)"
)
_TIME = re.compile(
    rf"(?P<before>(?:(?:{_BEFORE})\s*)*)(?:(?P<word>noon|midnight)|(?P<hour>\d{{1,2}})"
    r"(?:[:.](?P<minute>\d{2})|(?P<half>点半)|(?P<oclock>[点时])(?:(?P<past>\d{1,2})分?)?)?"
    r"\s*(?P<after>am|pm|nn|mn|noon|midnight)?)"
)
_CHINESE_DAYS = r"(?:逢?(?:周|星期|礼拜)[一二三四五六日天](?:\s*(?:[、,及和&/至到-]|与)?\s*(?:周|星期|礼拜)?[一二三四五六日天](?!点))*)"
_ENGLISH_DAY = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?"
_USUAL = "平日"
_NAMED_DAYS = {
    rf"{_USUAL}|工作日|weekdays?": frozenset(range(5)),
    r"周末|双休日?|weekends?": frozenset((5, 6)),
    r"每[天日]|全周|天天|daily|every ?day|7 days": frozenset(range(7)),
}
_HOLIDAYS = (
    r"(?:法定|公众)?节?假[日期]|法定节日|public ?holidays?|holidays?|(?:(?<![a-z])|(?<=[ap]m))ph(?![a-z])"
)
_DAYS_OFF = re.compile(r"[例节]?假日")  # beside 平日, weekends too
_EVE = (  # 例假日前一日, 公众假期前夕, eve of public holidays
    rf"(?P<eve>(?:{IN_TAIWAN}|{_HOLIDAYS})的?前(?:[一1][日天晚]|夕|夜|日)"
    rf"|(?:eves?|days?|nights?)\s*(?:of|before|preceding)\s*(?:a |the )?(?:{_HOLIDAYS})|(?:{_HOLIDAYS})\s*eves?(?![a-z]))"
)
_ONLY_EVES = re.compile(_EVE)
_CLOCK_FOLLOWS = r"(?:(?:[周星期一二三四五六日至、及]|香港公众假期)*\s)?(?:\d{1,2}:\d{2}|24小时)|休息"
_DATES = r"(?<!年)(?<!\d)\d{1,2}月\d{1,2}日(?:(?:至|到|-)\d{1,2}月\d{1,2}日)?"  # of every year
_TOKEN = re.compile(
    rf"(?P<dates>{_DATES}(?:、{_DATES})*(?= ?{_CLOCK_FOLLOWS}))|(?P<span>{_CLOCK}\s*(?:-|至|到|to|until)\s*{_CLOCK})"
    rf"|(?P<all>24\s*(?:h(?:ours?|rs?)?\b|小时)|全天|全日|all day|round the clock)"
    rf"|(?P<until>(?:延长?至|延时?到|营业至|开到|至|到|until|till|to)\s*{_CLOCK})"
    rf"|(?P<since>(?:from|由|从|自)\s*{_CLOCK}(?!\s*(?:-|至|到|to))|{_CLOCK}\s*(?:起|开始|开门|onwards?|onward))"
    rf"|(?P<closed>休息|店休|休诊|停诊|休业|不营业|闭馆|公休|(?<=[一二三四五六日天])(?:闭店|关门)|(?<![a-z])(?:closed?|off)(?![a-z]))"
    rf"|{_EVE}|(?P<hong_kong>香港公众假期)|(?P<taiwan>{IN_TAIWAN})|(?P<holidays>{_HOLIDAYS})"
    rf"|(?P<named>{'|'.join(_NAMED_DAYS)})"
    rf"|(?P<days>{_CHINESE_DAYS}|{_ENGLISH_DAY}(?:\s*(?:-|to|&|and|,|/)\s*{_ENGLISH_DAY})*)"
    rf"|(?P<open>\()|(?P<shut>\))|(?P<bare>(?<![\d:.]){_CLOCK})"
)
_FIGURES = re.compile(  # 1030-2100, but no year and no number of a shop
    r"(?<![\d:.])([01]\d|2[0-3])([0-5]\d)\s*(?:hrs?|h)?\s*(?:-|至|到|to)\s*([01]\d|2[0-4])([0-5]\d)(?![\d:.])"
)
_OF_HONG_KONG = re.compile(r"香港公众假期|hk\$|港[币元]|hkd")
_EXCEPTED = re.compile(r"\([^()]*(?:除外|except)[^()]*\)|除[^,;:]{0,6}公众假期外")
_MARKED = re.compile(r"[:.点时]|am|pm|nn|mn|noon|midnight")
_ENGLISH_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(slots=True)
class _Rule:
    """Spans that hold on some days; on every day when none is named. No span at all: closed."""

    weekdays: set[int] = field(default_factory=set)
    on_holidays: bool = False
    on_eves: bool = False  # the days before holidays
    in_hong_kong: bool = False  # its holidays are those of Hong Kong
    in_taiwan: bool = False
    is_usual: bool = False  # 平日, which is whatever is left beside other days
    is_off: bool = False  # 假日, which is weekends too where 平日 stands beside it
    dates: list[tuple[int, int, int, int]] = field(default_factory=list)  # month and day, of every year
    spans: list[Span] = field(default_factory=list)
    until: int | None = None
    since: int | None = None
    is_closed: bool = False
    is_whole: bool = False  # its days stood behind its times, or before its being closed: nothing follows

    @property
    def names_days(self) -> bool:
        return bool(self.weekdays or self.dates) or self.on_holidays or self.on_eves

    def is_for_holiday(self, day: date) -> bool:
        return (self.on_holidays and self._is_holiday(day)) or (self.on_eves and self.is_eve(day))

    def is_eve(self, day: date) -> bool:
        return self._is_holiday(day + timedelta(days=1))

    def _is_holiday(self, day: date) -> bool:
        if self.in_taiwan:
            return is_holiday_in_taiwan(day)
        return is_holiday_in_hong_kong(day) if self.in_hong_kong else is_holiday(day)

    def is_dated(self, day: date) -> bool:
        """Whether a day lies in its dates, the turn of the year in them included."""
        at = day.month, day.day
        spans = ((one[:2], one[2:]) for one in self.dates)
        return any(
            start <= at <= stop if start <= stop else at >= start or at <= stop for start, stop in spans
        )

    @property
    def says(self) -> bool:
        return bool(self.spans) or self.until is not None or self.since is not None or self.is_closed


def spans_on(written: str, day: date) -> tuple[Span, ...] | None:
    """The spans of trade on a day; () when the shop rests then, None when the cell does not say."""
    rules = [rule for rule in _rules(written) if rule.says]
    if not rules:
        return None
    general = next((rule for rule in rules if not rule.names_days and not rule.is_closed), None)
    fitting = max(rules, key=lambda rule: _precedence(rule, day))
    if not _precedence(fitting, day):
        return tuple(general.spans) if general else ()
    if fitting.until is not None:
        base = general.spans if general else []
        return (*base[:-1], _closed_at(base[-1][0], fitting.until)) if base else None
    if fitting.since is not None and not fitting.spans:
        return (
            ((fitting.since, general.spans[0][1]), *general.spans[1:]) if general and general.spans else None
        )
    return tuple(fitting.spans)


def names_days(written: str) -> bool:
    """Whether a cell speaks of different days."""
    return any(rule.names_days for rule in _rules(written))


def days_named(text: str) -> tuple[frozenset[int], bool]:
    """The weekdays (Monday is 0) and whether holidays are named in a text, such as a header; what it excepts is not."""
    rules = _rules(_EXCEPTED.sub("", fold(text)))
    return frozenset(day for rule in rules for day in rule.weekdays), any(r.on_holidays for r in rules)


def names_eves(text: str) -> bool:
    """Whether a text names the days before holidays: 例假日前一日."""
    return any(rule.on_eves for rule in _rules(text))


def is_eve(text: str, day: date) -> bool:
    """Whether a day is one before a holiday of those that a text names: 例假日前一日."""
    return any(rule.on_eves and rule.is_eve(day) for rule in _rules(text))


def eves_in(folded: str) -> list[str]:
    """The words of a folded text that name days before holidays."""
    return [match[0] for match in _ONLY_EVES.finditer(folded)]


def without_eves(text: str) -> str:
    """A folded text without the days before holidays that it names."""
    return _ONLY_EVES.sub(" ", text)


def is_holiday_by(text: str, day: date) -> bool:
    """Whether a day is a holiday as a text means them: Taiwan's are 例假日, Hong Kong's those of who counts in its dollars."""
    folded = fold(text)
    if speaks_of_taiwan(folded):
        return is_holiday_in_taiwan(day)
    return is_holiday_in_hong_kong(day) if _OF_HONG_KONG.search(folded) else is_holiday(day)


def takes_in(text: str, day: date, of: str = "") -> bool:
    """Whether the days that a text names take in a day; a holiday is in only where holidays are named.

    Whose holidays are meant is told by the whole that it is part `of`, or by itself.
    """
    weekdays, on_holidays = days_named(text)
    return on_holidays if is_holiday_by(of or text, day) else day.weekday() in weekdays


def said(spans: tuple[Span, ...], english: bool = False) -> str:
    """10:00–22:00, 17:00–次日02:00, 24小时."""
    if any(stop - start >= DAY for start, stop in spans):
        return "24 hours" if english else "24小时"
    return ("; " if english else "、").join(
        f"{_hour(start)}–{_after(stop, english)}{_hour(stop % DAY if stop > DAY else stop)}"
        for start, stop in spans
    )


def _after(stop: int, english: bool) -> str:
    return "" if stop <= DAY else "next day " if english else "次日"


def _hour(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _precedence(rule: _Rule, day: date) -> int:
    """A rule for dates beats one for holidays, that one for the weekday, that the general one; 0 does not apply."""
    is_of_day = rule.is_for_holiday(day) or day.weekday() in rule.weekdays
    if rule.dates:
        return 4 if rule.is_dated(day) and (is_of_day or not (rule.weekdays or rule.on_holidays)) else 0
    if rule.is_for_holiday(day):
        return 3
    if day.weekday() in rule.weekdays:
        return 2
    return 0 if rule.names_days or rule.is_closed else 1


@cache
def _rules(written: str) -> tuple[_Rule, ...]:
    tokens = list(_tokens(fold(written)))
    if _days_follow(tokens):
        tokens = [*_days_first(tokens)]
    rules = [_Rule()]
    depth = 0
    for place, (kind, text) in enumerate(tokens):
        depth += {"open": 1, "shut": -1}.get(kind, 0)
        if kind in _DAYS:
            rule = rules[-1]
            if (rule.says and not _belongs(rule, tokens[place:], depth)) or (rule.is_whole and not depth):
                rules.append(_Rule())
            rules[-1].is_whole |= bool(rules[-1].spans)
            _add_days(rules[-1], kind, text)
        elif kind == "closed":
            if rules[-1].says:
                rules.append(_Rule())
            rules[-1].is_closed, rules[-1].is_whole = True, rules[-1].names_days
        elif kind == "bare":  # 10:00-22:00 (Fri-Sat 22:30): the hour of closing on other days
            if depth and rules[-1].names_days and not rules[-1].says:
                _add_times(rules[-1], "until", f"到{text}")
        elif kind in ("span", "all", "until", "since"):
            if rules[-1].is_closed or rules[-1].is_whole or (kind == "until" and rules[-1].spans):
                rules.append(_Rule())
            _add_times(rules[-1], kind, text)
    return tuple(_with_usual_days(rules))


def _with_usual_days(rules: list[_Rule]) -> list[_Rule]:
    """The rules, with the weekdays that 平日 and 假日 have beside each other and beside other days.

    Where others take a Friday and Saturday, 平日 is the days left, Sunday too: 平日 11-21, 周五、六及例假日前一日 11-22. Where none
    names a weekend, 假日 takes it: 平日 11-21, 假日 11-22.
    """
    usual = [rule for rule in rules if rule.is_usual]
    others = {day for rule in rules if not rule.is_usual for day in rule.weekdays}
    if others & set(range(5)) and 5 in others:
        for rule in usual:
            rule.weekdays = set(range(7)) - others
    for rule in rules if usual and not others else ():
        rule.weekdays |= {5, 6} if rule.is_off else set()
    return rules


_DAYS = ("dates", "days", "named", "eve", "hong_kong", "taiwan", "holidays")


def _days_follow(tokens: Sequence[tuple[str, str]]) -> bool:
    """Whether each time has its days behind it and without brackets: 11:30-20:30 Monday-Friday; 10:30-20:30 Saturday."""
    kinds = "".join("d" if kind in _DAYS else "t" if kind == "span" else "x" for kind, _ in tokens)
    return re.fullmatch(r"(?:td+){2,}", kinds) is not None


def _days_first(tokens: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The same with the days before their times."""
    for place, token in enumerate(tokens):
        if token[0] == "span":
            days = list(takewhile(lambda one: one[0] in _DAYS, tokens[place + 1 :]))
            yield from (*days, token)


def _belongs(rule: _Rule, rest: list[tuple[str, str]], depth: int) -> bool:
    """Whether days named after the times are those of the times: closed on Sundays, 10:00-22:00(周五六)."""
    if rule.is_closed:
        return True
    inside = []
    for kind, _ in rest:
        if kind == "shut":
            break
        inside.append(kind)
    return depth > 0 and not {"span", "until", "since", "bare", "closed", "all"} & set(inside)


def _add_days(rule: _Rule, kind: str, text: str) -> None:
    if kind in ("holidays", "hong_kong", "taiwan"):
        rule.on_holidays = True
        rule.is_off |= _DAYS_OFF.fullmatch(text) is not None
        rule.in_hong_kong |= kind == "hong_kong"
        rule.in_taiwan |= kind == "taiwan"
    elif kind == "eve":
        rule.on_eves = True
        rule.in_taiwan |= speaks_of_taiwan(text)
    elif kind == "dates":
        rule.dates += _dates(text)
    elif kind == "named":
        rule.weekdays |= next(days for words, days in _NAMED_DAYS.items() if re.fullmatch(words, text))
        rule.on_holidays |= text in ("周末", "weekend", "weekends")
        rule.is_usual |= text == _USUAL
    else:
        rule.weekdays |= set(_days(text))


def _dates(text: str) -> Iterator[tuple[int, int, int, int]]:
    for one in text.split("、"):
        numbers = list(map(int, re.findall(r"\d+", one)))
        yield (*numbers[:2], *numbers[-2:])  # type: ignore[misc]


def _days(text: str) -> Iterator[int]:
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


def _english(word: str) -> int | None:
    return _ENGLISH_WEEK.index(word[:3]) if word[:3] in _ENGLISH_WEEK else None


def _add_times(rule: _Rule, kind: str, text: str) -> None:
    if kind == "all":
        rule.spans.append((0, DAY))
    elif kind == "until":
        match = _TIME.search(re.sub(r"^\D*?(?:至|到|until|till|to)", "", text))
        rule.until = _minutes(match, "") if match else None
    elif kind == "since":
        match = _TIME.search(text.removeprefix("from"))
        rule.since = _minutes(match, "") if match else None
    elif span := _span(text):
        rule.spans.append(span)


def _span(text: str) -> Span | None:
    times = list(_TIME.finditer(text))
    if len(times) != 2:
        return None
    stop = _minutes(times[1], "")
    start = _minutes(times[0], "")
    later = times[1]["after"] == "pm" or (times[0]["after"] or "").startswith("am")
    if times[1]["after"] == "pm" and not times[0]["after"] and not times[0]["before"]:
        afternoon = _minutes(times[0], "pm")
        start = afternoon if afternoon < stop else start  # 12-3pm, but 11-9pm
    if later and not times[1]["after"] and stop <= start and stop <= DAY // 2:
        stop += DAY // 2  # 10:00am-9:30
    if not any(time["after"] or time["before"] for time in times) and _SIX <= stop <= start < DAY // 2:
        stop += DAY // 2  # 10:00-9:00: nobody shuts before opening
    return _closed_at(start, stop)


def _closed_at(start: int, stop: int) -> Span:
    return start, stop if stop > start else stop + DAY


def _minutes(match: re.Match[str], half: str) -> int:
    """Minutes from midnight of one written time; `half` is am or pm where the time does not say."""
    before, after = match["before"] or "", match["after"] or half
    if match["word"]:
        return 12 * 60 if match["word"] == "noon" else DAY
    hour = int(match["hour"])
    minute = 30 if match["half"] else int(match["minute"] or match["past"] or 0)
    if after in ("mn", "midnight"):
        hour = 24
    elif hour < 12 and (after == "pm" or re.search(r"下午|傍晚|晚|夜里", before)):
        hour += 12
    elif hour == 12 and after == "am":
        hour = 0
    return hour * 60 + minute + (DAY if re.search(r"次日|翌日|隔日|第二天", before) and hour < 12 else 0)


def _with_colons(match: re.Match[str]) -> str:
    """1030-2100 as 10:30 - 21:00; two figures in a row are years or numbers: 2025-2026."""
    hour, minute, to_hour, to_minute = match.groups()
    return match[0] if hour == to_hour else f"{hour}:{minute} - {to_hour}:{to_minute}"


def _tokens(folded: str) -> Iterator[tuple[str, str]]:
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

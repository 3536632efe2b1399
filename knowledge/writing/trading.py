"""When a tenant trades, read off the cell of a directory: days, spans, midnight, closing days."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from itertools import takewhile

from knowledge.text import fold
from knowledge.writing.calendar import is_holiday, is_holiday_in_hong_kong
from knowledge.writing.singapore import is_holiday_in_singapore, speaks_of_singapore
from knowledge.writing.spans import DAY, Span, closed_at, minutes_in, span_in
from knowledge.writing.taiwan import is_holiday_in_taiwan, speaks_of_taiwan
from knowledge.writing.trade_words import (
    DAYS,
    DAYS_OFF,
    EVES,
    USUAL,
    dates_in,
    weekdays_called,
    weekdays_in,
    words_in,
)

_OF_HONG_KONG = re.compile(r"香港公众假期|hk\$|港[币元]|hkd")
_EXCEPTED = re.compile(r"\([^()]*(?:除外|except)[^()]*\)|除[^,;:]{0,6}公众假期外|非(?:法定)?[例节]?假日")


@dataclass(slots=True)
class _Rule:
    """Spans that hold on some days; on every day when none is named. No span at all: closed."""

    weekdays: set[int] = field(default_factory=set)
    on_holidays: bool = False
    on_eves: bool = False  # the days before holidays
    in_hong_kong: bool = False  # its holidays are those of Hong Kong
    in_taiwan: bool = False
    in_singapore: bool = False
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
        if self.in_singapore:
            return is_holiday_in_singapore(day)
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
        if general is None and all(rule.dates for rule in rules):
            return None  # hours of a season, which say nothing of the rest of the year
        return tuple(general.spans) if general else ()
    if fitting.until is not None:
        base = (general.spans if general else []) or rules[0].spans  # 其他月份到21:30, after a season's own
        return (*base[:-1], closed_at(base[-1][0], fitting.until)) if base else None
    if fitting.since is not None and not fitting.spans:
        return (
            ((fitting.since, general.spans[0][1]), *general.spans[1:]) if general and general.spans else None
        )
    return tuple(fitting.spans)


def names_days(written: str) -> bool:
    """Whether a cell speaks of different days."""
    return any(rule.names_days for rule in _rules(written))


# Days of a kind, of which one takes the place of another: 周末停车多少钱, 那工作日呢.
KIND_OF_DAY = re.compile(
    r"工作日|平日|平时|周末|双休日|(?:法定)?节?假日|(?<![a-z])(?:on )?(?:weekdays?|weekends?|(?:public )?holidays?)(?![a-z])"
)


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
    return [match[0] for match in EVES.finditer(folded)]


def without_eves(text: str) -> str:
    """A folded text without the days before holidays that it names."""
    return EVES.sub(" ", text)


def is_holiday_by(text: str, day: date) -> bool:
    """Whether a day is a holiday as a text means them: Taiwan's are 例假日, Hong Kong's those of who counts in its dollars."""
    folded = fold(text)
    if speaks_of_taiwan(folded):
        return is_holiday_in_taiwan(day)
    if speaks_of_singapore(folded):
        return is_holiday_in_singapore(day)
    return is_holiday_in_hong_kong(day) if _OF_HONG_KONG.search(folded) else is_holiday(day)


def takes_in(text: str, day: date, of: str = "") -> bool:
    """Whether the days that a text names take in a day; a holiday is in only where holidays are named.

    Whose holidays are meant is told by the whole that it is part `of`, or by itself.
    """
    weekdays, on_holidays = days_named(text)
    return on_holidays if is_holiday_by(of or text, day) else day.weekday() in weekdays


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
    tokens = list(words_in(fold(written)))
    if _days_follow(tokens):
        tokens = [*_days_first(tokens)]
    rules = [_Rule()]
    depth = 0
    for place, (kind, text) in enumerate(tokens):
        depth += {"open": 1, "shut": -1}.get(kind, 0)
        if kind in DAYS:
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


def _days_follow(tokens: Sequence[tuple[str, str]]) -> bool:
    """Whether each time has its days behind it and without brackets: 11:30-20:30 Monday-Friday; 10:30-20:30 Saturday."""
    kinds = "".join("d" if kind in DAYS else "t" if kind == "span" else "x" for kind, _ in tokens)
    return re.fullmatch(r"(?:td+){2,}", kinds) is not None


def _days_first(tokens: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The same with the days before their times."""
    for place, token in enumerate(tokens):
        if token[0] == "span":
            days = list(takewhile(lambda one: one[0] in DAYS, tokens[place + 1 :]))
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
    if kind in ("holidays", "hong_kong", "singapore", "taiwan"):
        rule.on_holidays = True
        rule.is_off |= DAYS_OFF.fullmatch(text) is not None
        rule.in_hong_kong |= kind == "hong_kong"
        rule.in_taiwan |= kind == "taiwan"
        rule.in_singapore |= kind == "singapore"
    elif kind == "eve":
        rule.on_eves = True
        rule.in_taiwan |= speaks_of_taiwan(text)
    elif kind == "rest":
        return  # what no other rule takes: as if no days were named
    elif kind == "dates":
        rule.dates += dates_in(text)
    elif kind == "named":
        rule.weekdays |= weekdays_called(text)
        rule.on_holidays |= text in ("周末", "weekend", "weekends")
        rule.is_usual |= text == USUAL
    else:
        rule.weekdays |= set(weekdays_in(text))


def _add_times(rule: _Rule, kind: str, text: str) -> None:
    if kind == "all":
        rule.spans.append((0, DAY))
    elif kind == "until":
        rule.until = minutes_in(re.sub(r"^\D*?(?:至|到|until|till|to)", "", text))
    elif kind == "since":
        rule.since = minutes_in(text.removeprefix("from"))
    elif span := span_in(text):
        rule.spans.append(span)

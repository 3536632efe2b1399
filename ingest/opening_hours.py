"""OpenStreetMap's notation for opening hours, said in the words that directories use: Mo-Fr 09:00-17:00; PH off."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from knowledge.writing.calendar import WEEKDAYS
from knowledge.writing.spans import DAY, Span, said

_WEEK = ("mo", "tu", "we", "th", "fr", "sa", "su")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_EVERY_DAY = frozenset(range(7))
_A_WEEKDAY = rf"(?:{'|'.join(_WEEK)})[a-z]?"
_WEEKDAYS = rf"{_A_WEEKDAY}(?:\s*-\s*{_A_WEEKDAY})?"
_A_MONTH = rf"(?:{'|'.join(_MONTHS)})"
_A_DATE = rf"{_A_MONTH}(?:\s+\d{{1,2}}(?![\d:]))?(?:\s*-\s*(?:{_A_MONTH}(?:\s+\d{{1,2}}(?![\d:]))?|\d{{1,2}}(?![\d:])))?"
_TIMES = r"\d{1,2}:\d{2}\s*-\s*\d{1,2}:\d{2}"
_RULE = re.compile(
    rf"(?P<always>24/7)?\s*(?P<dates>{_A_DATE}(?:\s*,\s*{_A_DATE})*)?\s*:?\s*"
    rf"(?P<days>(?:{_WEEKDAYS}|ph|sh)(?:\s*[, ]\s*(?:{_WEEKDAYS}|ph|sh)(?![a-z]))*)?\s*:?\s*"
    rf"(?:(?P<times>{_TIMES}(?:\s*,\s*{_TIMES})*)|(?P<off>off|closed)|(?P<open>open))?"
)
# A comma behind times begins a rule that adds to those before, where days or dates follow it and not times.
_ADDED = re.compile(
    rf"(?:(?<=:\d\d)|(?<=off)|(?<=closed)|(?<=open))\s*,\s*(?=(?:{_A_WEEKDAY}|ph|sh|{_A_MONTH})(?![a-z]))"
)
_TIME = re.compile(r"(\d{1,2}):(\d{2})")
_DATES = re.compile(
    rf"(?P<m>{_A_MONTH})(?:\s+(?P<d>\d{{1,2}})(?![\d:]))?(?:\s*-\s*(?:(?P<m2>{_A_MONTH})(?:\s+(?P<d2>\d{{1,2}})(?![\d:]))?|(?P<e>\d{{1,2}})))?"
)


@dataclass(frozen=True, slots=True)
class Hours:
    """Opening hours in words, and what they say that no calendar here can hold: of school holidays."""

    text: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class _Rule:
    """Spans of some days. No days and no holidays: every day."""

    days: frozenset[int]
    on_holidays: bool
    in_school_holidays: bool
    dates: tuple[str, ...]
    spans: tuple[Span, ...]
    is_added: bool


def read(written: str, holidays: str = "公众假期") -> Hours | None:
    """The hours that a value says; None where it is no such notation, or says more than days, dates and times.

    A later rule holds instead of the earlier ones on its days. `holidays` is what PH is called there.
    """
    rules = _rules(written)
    if not rules:
        return None
    usual = [rule for rule in rules if not rule.dates and not _is_of_schools_alone(rule)]
    week: list[tuple[Span, ...] | None] = [_on(usual, day) for day in range(7)]
    public = _on_holidays(usual)
    parts = [*_said_of_week(week, public, holidays)]
    parts += [_dated(rule, holidays) for rule in rules if rule.dates]
    schools = [said(rule.spans) or "休息" for rule in rules if rule.in_school_holidays]
    remark = f"学校假期 School holidays: {schools[-1]}" if schools else ""
    return Hours("；".join(parts), remark) if parts else None


def _rules(written: str) -> list[_Rule]:
    """The rules of a value in order; none when one of them cannot be read."""
    plain = re.sub(r"[–—]", "-", written.strip().lower()).split("||")[0]
    found: list[_Rule] = []
    for part in filter(None, (part.strip() for part in plain.split(";"))):
        for at, one in enumerate(_ADDED.split(part)):
            match = _RULE.fullmatch(one.strip())
            if match is None or not any(match.groups()):
                return []
            found.append(_rule(match, is_added=at > 0))
    return found


def _rule(match: re.Match[str], is_added: bool) -> _Rule:
    named = re.findall(rf"{_WEEKDAYS}|ph|sh", match["days"] or "")
    spans = tuple(map(_span, re.findall(_TIMES, match["times"] or "")))
    if not spans and not match["off"]:
        spans = ((0, DAY),)
    days = {day for name in named if name not in ("ph", "sh") for day in _days(name)}
    dates = tuple(_date_words(one) for one in _DATES.finditer(match["dates"] or ""))
    return _Rule(frozenset(days), "ph" in named, "sh" in named, dates, spans, is_added)


def _days(name: str) -> Iterator[int]:
    first, _, last = (part.strip()[:2] for part in name.partition("-"))
    start = _WEEK.index(first)
    length = (_WEEK.index(last) - start) % 7 if last else 0
    return ((start + step) % 7 for step in range(length + 1))


def _span(times: str) -> Span:
    start, stop = (int(hour) * 60 + int(minute) for hour, minute in _TIME.findall(times))
    return start, stop if stop > start else stop + DAY


def _date_words(match: re.Match[str]) -> str:
    """12月1日至12月24日, as months and days."""
    month = _MONTHS.index(match["m"])
    last = _MONTHS.index(match["m2"]) if match["m2"] else month
    is_whole = not match["d"]
    first_day = int(match["d"] or 1)
    last_day = int(match["d2"] or match["e"] or (_LENGTHS[last] if is_whole or match["m2"] else first_day))
    start, stop = f"{month + 1}月{first_day}日", f"{last + 1}月{last_day}日"
    return start if start == stop else f"{start}至{stop}"


def _is_of_schools_alone(rule: _Rule) -> bool:
    return rule.in_school_holidays and not rule.days and not rule.on_holidays


def _names_none(rule: _Rule) -> bool:
    return not (rule.days or rule.on_holidays or rule.in_school_holidays)


def _on(rules: Sequence[_Rule], day: int) -> tuple[Span, ...] | None:
    return _last(rule for rule in rules if day in rule.days or _names_none(rule))


def _on_holidays(rules: Sequence[_Rule]) -> tuple[Span, ...] | None:
    """The spans of a public holiday; None where the rules name none, and it goes by its weekday."""
    named = [rule for rule in rules if rule.on_holidays]
    last = max((at for at, rule in enumerate(rules) if rule.on_holidays), default=-1)
    # a rule for every single day that comes later speaks of holidays too
    later = [rule for rule in rules[last + 1 :] if named and (_names_none(rule) or rule.days == _EVERY_DAY)]
    return _last([*named, *later])


def _last(rules: Iterable[_Rule]) -> tuple[Span, ...] | None:
    """What the last of some rules says, with what added ones say besides."""
    spans: tuple[Span, ...] | None = None
    for rule in rules:
        spans = tuple(sorted({*(spans or ()), *rule.spans})) if rule.is_added else rule.spans
    return spans


def _said_of_week(
    week: Sequence[tuple[Span, ...] | None], public: tuple[Span, ...] | None, holidays: str
) -> Iterator[str]:
    """周一至周四 11:00–22:00, then 周五、周六及公众假期 11:00–23:00: days of the same hours together, no hours last."""
    if len(set(week)) == 1 and week[0] and public in (None, week[0]):
        yield said(week[0])
        return
    same = {spans: [day for day in range(7) if week[day] == spans] for spans in dict.fromkeys(week)}
    for spans, days in sorted(same.items(), key=lambda one: not one[0]):
        if spans is None:
            if any(week):
                yield f"{_named(days)}休息"
            continue
        also = holidays if public == spans else ""
        yield _phrase("及".join(filter(None, (_named(days), also))), spans)
    if public is not None and public not in same:
        yield _phrase(holidays, public)


def _phrase(days: str, spans: tuple[Span, ...]) -> str:
    return f"{days} {said(spans)}" if spans else f"{days}休息"


def _named(days: Sequence[int]) -> str:
    """周一至周四; 周五、周六; 周日至周四, which begins on a Sunday."""
    if len(days) == 7:
        return "每天"
    first = next((day for day in days if (day - 1) % 7 not in days), 0)
    ordered = sorted(days, key=lambda day: (day - first) % 7)
    runs = [
        [day for _, day in run] for _, run in groupby(enumerate(ordered), lambda one: (one[1] - one[0]) % 7)
    ]
    return "、".join(
        f"周{WEEKDAYS[run[0]]}至周{WEEKDAYS[run[-1]]}"
        if len(run) > 2
        else "、".join(f"周{WEEKDAYS[day]}" for day in run)
        for run in runs
    )


def _dated(rule: _Rule, holidays: str) -> str:
    days = _named(sorted(rule.days)) if rule.days and rule.days != _EVERY_DAY else ""
    also = "及".join(filter(None, (days, holidays if rule.on_holidays else "")))
    return _phrase("、".join(rule.dates) + (f" {also}" if also else ""), rule.spans)

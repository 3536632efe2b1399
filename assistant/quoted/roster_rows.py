"""Rosters: who is where on which day and on what shift, out of tables whose columns or rows are days."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from assistant.data import read_table
from assistant.quoted.cells import cells_of
from assistant.reply import Source
from knowledge.model import Document, Passage
from knowledge.text import fold

_DATE = re.compile(
    r"(?:(?P<year>20\d\d)[-/.年])?(?P<month>1[0-2]|0?[1-9])[-/.月](?P<day>[12]\d|3[01]|0?[1-9])[日号]?"
    r"\s?[(（]?(?:周|星期|礼拜)?[一二三四五六日天]?[)）]?"
)
_DAY_OF_MONTH = re.compile(
    r"(?P<day>[12]\d|3[01]|0?[1-9])[日号]?\s?[(（]?(?:周|星期)?[一二三四五六日天]?[)）]?"
)
_WEEKDAY = re.compile(r"(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])")
_MONTH = re.compile(r"(?<!\d)(1[0-2]|0?[1-9])月")
_NAMES = re.compile(r"[、,，/ ]+")
_A_NAME = re.compile(r"[一-鿿·]{2,4}|[a-z][a-z .]{1,20}")
_LEAST = 5  # columns of a roster by weekdays, or by days without a month
_NOBODY = frozenset(("", "—", "-", "–", "/", "无", "空"))


@dataclass(frozen=True, slots=True)
class Duty:
    """One person's day: `mark` is the shift as the roster writes it, empty where it names who is on duty.

    `number` is under what they are called, with its head: 短号611.
    """

    post: str
    name: str
    day: date
    mark: str
    number: str
    source: Source

    @property
    def rests(self) -> bool:
        return self.mark == "休"


def duties_in(contents: Iterable[tuple[Passage, Document]], today: date) -> list[Duty]:
    """What the rows of rosters say; rows of other tables say nothing."""
    found: list[Duty] = []
    for passage, document in contents:
        cells = cells_of(passage.text)
        if passage.kind == "row" and len(cells) > 1:
            source = Source(passage, document)
            found += _across(cells, source, today) or _down(cells, source, today)
    return found


def _across(cells: list[tuple[str, str]], source: Source, today: date) -> list[Duty]:
    """A row of one person, or of one post, with a column a day."""
    days = {header: day for header, _ in cells if (day := _headed(header, source, today))}
    by_weekday = {
        header: weekday
        for header, _ in cells
        if (match := _WEEKDAY.fullmatch(fold(header))) and (weekday := _weekday(match["weekday"])) is not None
    }
    if len(days) < 2 and len(by_weekday) < _LEAST:
        return []
    told = {kind: value for header, value in cells for kind in ("name", "post") if _is(kind, header)}
    post, person = told.get("post", ""), told.get("name", "")
    number = next((f"{header}{value}" for header, value in cells if _is("number", header) and value), "")
    found: list[Duty] = []
    for header, value in cells:
        if fold(value) in _NOBODY:
            continue
        mark = _mark(value)
        names = [person] if mark else _names(value)
        for day in _days_of(header, days, by_weekday, today):
            found += [Duty(post, name, day, mark, number, source) for name in names if name]
    return found


def _days_of(header: str, days: dict[str, date], by_weekday: dict[str, int], today: date) -> Iterator[date]:
    """The days of a column; one of a weekday is of this week and the next."""
    if header in days:
        yield days[header]
    elif header in by_weekday:
        monday = today - timedelta(today.weekday())
        yield from (monday + timedelta(by_weekday[header] + 7 * week) for week in (0, 1))


def _down(cells: list[tuple[str, str]], source: Source, today: date) -> list[Duty]:
    """A row of one day, with a column a post or a shift, in which names stand."""
    heading = fold(" ".join((source.document.title, *source.passage.section)))
    (header, value), *rest = cells
    day = _headed(value, source, today) if _is("day", header) else None
    if day is None or not pattern("roster").search(heading):
        return []
    found = []
    for column, names in rest:
        head = pattern("times").sub("", fold(column)).strip()
        shift = pattern("mark").search(head)
        if _is("day", column) or _is("number", column) or _WEEKDAY.fullmatch(fold(names)):
            continue
        post = pattern("mark").sub("", head).strip(" /()·-") if shift else column
        mark = shift["mark"] if shift else ""
        found += [Duty(post, name, day, mark, "", source) for name in _names(names)]
    return found


def _names(value: str) -> list[str]:
    names = [one.strip() for one in _NAMES.split(value)]
    return names if names and all(_A_NAME.fullmatch(fold(name)) for name in names) else []


def _mark(value: str) -> str:
    """The shift that a cell says: 早 of 早班; empty for a name."""
    match = pattern("mark").fullmatch(fold(value))
    if match:
        return match["mark"]
    return value if re.fullmatch(r"[A-Za-z]\d?|\d", value) else ""


def _headed(text: str, source: Source, today: date) -> date | None:
    """The day that a head names, in the year nearest to today; the month may stand above the table."""
    told = fold(text).strip()
    if match := _DATE.fullmatch(told):
        return _nearest(match["year"], int(match["month"]), int(match["day"]), today)
    match = _DAY_OF_MONTH.fullmatch(told)
    if match is None or told.isdigit():
        return None
    months = set(_MONTH.findall(fold(" ".join((*source.passage.section, source.document.title)))))
    return _nearest(None, int(months.pop()), int(match["day"]), today) if len(months) == 1 else None


def _nearest(year: str | None, month: int, day: int, today: date) -> date | None:
    found = []
    for one in [int(year)] if year else [today.year - 1, today.year, today.year + 1]:
        try:
            found.append(date(one, month, day))
        except ValueError:
            continue
    return min(found, key=lambda one: abs(one - today), default=None)


def _weekday(han: str) -> int:
    return "一二三四五六日天".index(han) % 7 if han != "天" else 6


def _is(kind: str, header: str) -> bool:
    return pattern(kind).fullmatch(fold(header)) is not None


@cache
def pattern(name: str) -> re.Pattern[str]:
    """A pattern of the table of rosters, without the blanks that break its lines."""
    return re.compile("".join(read_table("rosters.yaml")[name].split()))

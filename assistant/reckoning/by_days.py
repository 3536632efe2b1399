"""A charge by time that a table has for some days and for others: a column, or a row, for weekdays and one for weekends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.grounding.numerals import plain
from assistant.reckoning.charge import Charge, charge_in
from knowledge.model import Hit
from knowledge.writing.calendar import days_in, is_holiday
from knowledge.writing.trading import days_named

_CELL = re.compile(r"\s*([^:：;；]{1,40})[:：]\s*([^;；]*)")
_ROUNDS = re.compile(r"不[足满][^。;；]{0,12}按")


@dataclass(frozen=True, slots=True)
class DayCharge:
    """What is charged on some days, called as the table calls them, and the passages that say it, the price first."""

    label: str
    charge: Charge
    hits: tuple[Hit, ...]

    @property
    def is_for_holidays(self) -> bool:
        return days_named(self.label)[1]

    def holds_on(self, day: date) -> bool:
        return day.weekday() in days_named(self.label)[0] or (is_holiday(day) and self.is_for_holidays)


@dataclass(slots=True)
class _Clauses:
    """What the rows of a table say of the days under one label."""

    said: list[str]
    hits: list[Hit]


def charges(hits: Sequence[Hit]) -> list[DayCharge]:
    """The charges that rows lay down by days, in the order of their labels; none where they are no charge, or one alone."""
    tables: dict[tuple[str, tuple[str, ...]], list[Hit]] = {}
    for hit in hits:
        tables.setdefault((hit.document.doc_id, hit.passage.section), []).append(hit)
    found = (_of_table(sorted(some, key=lambda hit: hit.passage.ordinal)) for some in tables.values())
    return next((some for some in found if len(some) > 1), [])


def on_day(some: Sequence[DayCharge], told: str, today: date) -> list[DayCharge]:
    """Those that hold on the day that a question names; all where it names none."""
    days = days_in(told, today)
    if len(days) == 1:
        fitting = [one for one in some if one.holds_on(days[0])]
        return (
            sorted(fitting, key=lambda one: not one.is_for_holidays)[:1]
            if is_holiday(days[0])
            else fitting[:1]
        )
    weekdays, _ = days_named(told)
    if not weekdays:
        return list(some)
    return [one for one in some if weekdays <= days_named(one.label)[0]]


def _of_table(hits: Sequence[Hit]) -> list[DayCharge]:
    by_label: dict[str, _Clauses] = {}
    for hit in hits:
        for label, clause in _clauses(hit) if hit.passage.kind == "row" else ():
            one = by_label.setdefault(label, _Clauses([], []))
            one.said.append(clause)
            one.hits.append(hit)
    rounds = [hit for hit in hits if hit.passage.kind != "row" and _ROUNDS.search(plain(hit.passage.text))]
    found = []
    for label, one in by_label.items():
        text = "。".join(("，".join(one.said), *(hit.passage.text for hit in rounds)))
        if charge := charge_in(text):
            priced = sorted(one.hits, key=lambda hit: charge_in(f"{_under(hit, label)}") is None)
            found.append(DayCharge(label, charge, (*priced, *rounds)))
    return found


def _under(hit: Hit, label: str) -> str:
    return next((clause for other, clause in _clauses(hit) if other == label), "")


def _clauses(hit: Hit) -> Iterator[tuple[str, str]]:
    """周一至周五 with 免费时长:2小时 for each column of days; else the row's own days with all of its cells."""
    cells = [(header.strip(), value.strip()) for header, value in _CELL.findall(hit.passage.text)]
    if len(cells) < 2:
        return
    (_, subject), *rest = cells
    columns = [(header, value) for header, value in rest if _names_days(header)]
    if columns:
        yield from ((header, f"{subject}:{value}") for header, value in columns)
    elif _names_days(subject):
        yield subject, "，".join(f"{header}:{value}" for header, value in rest)


def _names_days(text: str) -> bool:
    days, on_holidays = days_named(text)
    return bool(days) or on_holidays

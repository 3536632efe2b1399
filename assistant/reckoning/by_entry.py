"""A charge that a table has for hours of the day, and perhaps for days: Mon–Thu | 6.00pm – 2.59am | S$3.20 per entry."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from assistant.quoted.cells import cells_of
from assistant.reckoning.asking import PaperOf
from assistant.reckoning.charge import Charge, charge_in
from assistant.reckoning.ladder import figure
from assistant.reckoning.ruled import ruled
from knowledge.model import Hit
from knowledge.text import fold
from knowledge.writing.spans import DAY, Span, span_in
from knowledge.writing.trading import days_named, is_holiday_by, names_eves, without_eves

_A_WINDOW = re.compile(
    r"\d{1,2}(?:[:.]\d{2}|点)?\s*(?:[ap]\.?m\.?)?\s*(?:-|至|到|to)\s*(?:before |次日|凌晨|翌日)?\d{1,2}(?:[:.]\d{2}|点)?\s*(?:[ap]\.?m\.?)?"
)
_IS_A_TIME = re.compile(r"[:.]\d{2}|[ap]\.?m|点")
_BY_ENTRY = re.compile(r"(?<![a-z])(?:entry|entering|arrival)(?![a-z])|[进入][场库]|驶入")
_FLAT = re.compile(r"每次\s*(\d+(?:\.\d+)?)元|(\d+(?:\.\d+)?)元\s*[/每]\s*次")


@dataclass(frozen=True, slots=True)
class EntryCharge:
    """What is charged in some hours of some days, and the row that says it; `flat` is the price of an entry."""

    days: str
    hours: str
    window: Span
    by_entry: bool  # the hours are those of driving in: how long one stays changes nothing
    charge: Charge | None
    flat: Decimal | None
    hit: Hit

    @property
    def label(self) -> str:
        return ", ".join(filter(None, (self.days, self.hours)))

    def takes_in(self, entry: int, stay: int) -> bool:
        """Whether a stay that begins at a minute of the day is charged by this row."""
        start, stop = self.window
        at = entry if entry >= start else entry + DAY
        return start <= at <= stop and (self.by_entry or at + stay <= stop + 1)

    def due(self, stay: int) -> Decimal | None:
        return self.flat if self.charge is None else self.charge.of(stay)


def charges(hits: Sequence[Hit], paper: PaperOf, leaves_out: re.Pattern[str]) -> list[EntryCharge]:
    """The charges of the first table that has them by hours of the day, in its order; none where one row alone has hours."""
    seen: set[tuple[str, tuple[str, ...]]] = set()
    for hit in hits:
        under = (hit.document.doc_id, tuple(hit.passage.section))
        if under in seen or hit.passage.kind != "row":
            continue
        seen.add(under)
        if leaves_out.search(fold(" ".join(hit.passage.section[-1:]))):
            continue
        rows = [one for one in paper(hit.document) if tuple(one.section) == under[1] and one.kind == "row"]
        found = [one for row in rows for one in _of_row(replace(hit, passage=row))]
        if len(found) > 1 and len(found) >= len(rows):
            return found
    return []


def on_day(some: Sequence[EntryCharge], day: date | None) -> list[EntryCharge]:
    """Those that hold on a day; a holiday and the day before it go before the day of the week. All where no day is told."""
    if day is None:
        return list(some)
    special = [one for one in some if _is_special(one, day)]
    if special:
        return [one for one in some if one in special or not one.days or len(days_named(one.days)[0]) == 7]
    return [
        one for one in some if not one.days or day.weekday() in days_named(without_eves(fold(one.days)))[0]
    ]


def _is_special(one: EntryCharge, day: date) -> bool:
    whole = f"{one.days} {one.hit.passage.text}"  # whose holidays are meant its money tells
    is_off = days_named(without_eves(fold(one.days)))[1] and is_holiday_by(whole, day)
    return is_off or (names_eves(fold(one.days)) and is_holiday_by(whole, day + timedelta(days=1)))


def _of_row(hit: Hit) -> Iterator[EntryCharge]:
    """The charges of one row: one for its days, or one for each column of days."""
    cells = [(fold(header), value) for header, value in cells_of(hit.passage.text)]
    timed = next(((header, value) for header, value in cells if window_in(value)), None)
    if timed is None:
        return
    by_entry = _BY_ENTRY.search(timed[0]) is not None
    hours = window_in(timed[1])
    assert hours is not None
    own_days = next((value for _, value in cells if _names_days(value)), "")
    for header, value in cells:
        told = ruled(value)
        charge, flat = charge_in(value), _FLAT.search(told)
        if charge is None and flat is None:
            continue
        days = header if _names_days(header) else own_days
        price = figure(flat[1] or flat[2]) if flat and charge is None else None
        same = days == timed[1]
        yield EntryCharge(days, "" if same else timed[1], hours, by_entry, charge, price, hit)


def window_in(text: str) -> Span | None:
    """The hours of the day that a cell names and nothing else by the clock: 6.00pm – 2.59am."""
    folded = fold(text)
    match = _A_WINDOW.search(folded)
    if match is None or not _IS_A_TIME.search(match[0]):
        return None
    return span_in(match[0])


def _names_days(text: str) -> bool:
    weekdays, on_holidays = days_named(text)
    return bool(weekdays) or on_holidays

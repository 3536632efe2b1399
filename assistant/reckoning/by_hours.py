"""A charge by time that differs with the hour of the day: 工作日 07:00-22:00 6元/小时, 22:00-次日07:00 2元/小时."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

from assistant.quoted.cells import cells_of
from assistant.reckoning import by_days
from assistant.reckoning.asking import PaperOf
from assistant.reckoning.by_days import DayCharge
from assistant.reckoning.charge import charge_in, is_cap, is_free_time, rounding_in
from assistant.reckoning.ladder import PRICE, price_in
from assistant.reckoning.ruled import ruled
from knowledge.model import Hit
from knowledge.writing.trading import days_named

_CLOCK = r"(?P<{h}>[01]?\d|2[0-4])(?::(?P<{m}>[0-5]\d)|[点时])"
_WINDOW = re.compile(
    rf"{_CLOCK.format(h='h1', m='m1')}\s*(?:-|~|至|到|—|–)+\s*(?:次日|翌日|第2天|第二天|凌晨|隔日)?\s*{_CLOCK.format(h='h2', m='m2')}"
)
_CLAUSE = re.compile(r"[\n。;；]")
_OF_SOME = re.compile(r"卡|会员|消费|满\d|积分|凭|票")  # what is free for some is taken off afterwards
_EDGE = re.compile(r"^[\s:,、;·•-]+|[\s:,、;每为收按]+$")
_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class HourCharge:
    """What is charged between two times of the day, in minutes, on the days of its label; `stop` may lie on the next day."""

    start: int
    stop: int
    of_days: DayCharge

    @property
    def is_for_some_days(self) -> bool:
        weekdays, on_holidays = days_named(self.of_days.label)
        return on_holidays or 0 < len(weekdays) < 7


@dataclass(frozen=True, slots=True)
class Part:
    """The minutes of a stay that fall under one charge."""

    minutes: int
    by: HourCharge


def charges(hits: Sequence[Hit], paper: PaperOf, leaves_out: re.Pattern[str]) -> list[HourCharge]:
    """The charges of the first heading under which two rows, or two clauses, each have a price and hours of the day; else none."""
    seen = set()
    for hit in hits:
        under = (hit.document.doc_id, hit.passage.section)
        if under in seen:
            continue
        seen.add(under)
        beside = [one for one in paper(hit.document) if one.section == hit.passage.section]
        whole = [replace(hit, passage=one) for one in beside] or [hit]
        if found := _under(whole, leaves_out):
            return found
    return []


def on_day(some: Sequence[HourCharge], told: str, today: date, before: str = "") -> list[HourCharge]:
    """Those that hold on the day that a question names, with those of every day; all where none is named."""
    of_days = [one.of_days for one in some if one.is_for_some_days]
    fitting = by_days.on_day(of_days, told, today, before)
    days = {days_named(one.label) for one in fitting}  # each has perhaps more charges, for other hours
    return [one for one in some if not one.is_for_some_days or days_named(one.of_days.label) in days]


def parts(
    some: Sequence[HourCharge], next_day: Sequence[HourCharge], start: int, stop: int
) -> list[Part] | None:
    """A stay cut where another charge begins, by those of its day and of the next; None where some of it has none, or has two."""
    spans = [(one.start, one.stop, one) for one in some]
    spans += [(one.start - _DAY, one.stop - _DAY, one) for one in some if not one.is_for_some_days]
    spans += [(one.start + _DAY, one.stop + _DAY, one) for one in next_day]
    edges = {edge for first, last, _ in spans for edge in (first, last) if start < edge < stop}
    cut: list[Part] = []
    for first, last in pairwise(sorted({start, stop} | edges)):
        covering = [one for begins, ends, one in spans if begins <= first and last <= ends]
        if len(covering) != 1:
            return None
        if cut and cut[-1].by is covering[0]:
            cut[-1] = replace(cut[-1], minutes=cut[-1].minutes + last - first)
        else:
            cut.append(Part(last - first, covering[0]))
    return cut


def _under(whole: Sequence[Hit], leaves_out: re.Pattern[str]) -> list[HourCharge]:
    entries = [
        (hit, label, window, price)
        for hit in whole
        for label, window, price in _entries(hit)
        if not leaves_out.search(label)
    ]
    if len(entries) < 2:
        return []
    alike = [
        (hit, clause)
        for hit in whole
        if hit.passage.kind != "row" and not leaves_out.search(ruled(hit.passage.text))
        for clause in _CLAUSE.split(ruled(hit.passage.text))
        if clause
        and not _WINDOW.search(clause)
        and not _OF_SOME.search(clause)
        and (is_free_time(clause) or rounding_in(clause) or is_cap(clause))
    ]
    rounds = [step for _, clause in alike if (step := rounding_in(clause))]
    rules = "。".join(clause for _, clause in alike if not rounding_in(clause))
    beside = tuple(dict.fromkeys(hit.passage.passage_id for hit, _ in alike))
    by_id = {hit.passage.passage_id: hit for hit in whole}
    found = []
    for hit, label, (start, stop), (price, step) in entries:
        unit = min([step, *rounds])
        each = price * unit / step
        rounding = f"。不足{unit}分钟按{unit}分钟计" if rounds and step % unit == 0 else ""
        charge = charge_in(f"每{unit}分钟{each:f}元{rounding}。{rules}")
        if charge is None:
            return []
        of_days = DayCharge(label, charge, (hit, *(by_id[key] for key in beside)))
        found.append(HourCharge(start, stop, of_days))
    return found


def _entries(hit: Hit) -> Iterator[tuple[str, tuple[int, int], tuple[Decimal, int]]]:
    """(what it is called, its hours, the price of its minutes) for each price of a row or clause that is one of some hours."""
    if hit.passage.kind != "row":
        for clause in _CLAUSE.split(ruled(hit.passage.text)):
            prices = list(PRICE.finditer(clause))
            windows = list(_WINDOW.finditer(clause))
            if len(prices) == len(windows) == 1 and windows[0].start() < prices[0].start():
                yield _EDGE.sub("", clause[: prices[0].start()]), _minutes(windows[0]), price_in(prices[0])
        return
    cells = [(header, ruled(value)) for header, value in cells_of(hit.passage.text)]
    called = " ".join(value for _, value in cells if not PRICE.search(value))
    window = _WINDOW.search(called)
    if window is None:
        return
    for header, value in cells:
        rates = {price_in(match) for match in PRICE.finditer(value)}
        if len(rates) == 1:
            days, on_holidays = days_named(header)
            label = f"{header} {called}" if days or on_holidays else called
            yield label, _minutes(window), rates.pop()


def _minutes(window: re.Match[str]) -> tuple[int, int]:
    start = int(window["h1"]) * 60 + int(window["m1"] or 0)
    stop = int(window["h2"]) * 60 + int(window["m2"] or 0)
    return start, stop if stop > start else stop + _DAY

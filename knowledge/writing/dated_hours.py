"""Hours of several on single days, out of a table with a column for each: 日期: 12月31日; 商场: …; 超市: 08:00–23:00; 冰场: …."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from knowledge.model import Document, Passage
from knowledge.text import fold
from knowledge.writing.hours import days_of_row, times_of
from knowledge.writing.trading import spans_on

# With what a row of days begins, as a row is kept.
FIRST_CELLS = ("日期: ", "日子: ", "节日: ", "假期: ", "Date: ", "Dates: ", "Day: ", "Days: ", "date: ")
_CELL = re.compile(r"^(?P<header>[^:：]{1,24})[:：]\s*(?P<value>.+)$", re.DOTALL)
_A_TIME = re.compile(r"\d{1,2}:\d{2}")


@dataclass(frozen=True, slots=True)
class Dated:
    """The days of a row, and whose hours they are by the header of each column, folded, as written."""

    days: frozenset[date]
    hours: Mapping[str, str]
    passage: Passage
    document: Document


def dated_in(contents: Iterable[tuple[Passage, Document]]) -> list[Dated]:
    """The rows among passages that tell the hours of several on some days."""
    return [
        row for passage, document in contents if passage.kind == "row" and (row := _row(passage, document))
    ]


def _row(passage: Passage, document: Document) -> Dated | None:
    cells = [match for cell in passage.text.split("; ") if (match := _CELL.match(cell.strip()))]
    if not cells or not f"{cells[0]['header']}: ".startswith(FIRST_CELLS):
        return None
    hours = {
        whose: one["value"].strip()
        for one in cells[1:]
        if (whose := times_of(one["header"])) and _is_told(one)
    }
    days = days_of_row(passage, document) if hours else frozenset()
    return Dated(days, hours, passage, document) if days else None


def _is_told(cell: re.Match[str]) -> bool:
    """Whether a cell is from when to when, or that it is closed, and nothing else."""
    value = cell["value"].strip()
    is_closed = fold(value) in ("休息", "闭店", "停业", "不营业", "休", "closed")
    return is_closed or bool(_A_TIME.search(fold(value)) and spans_on(value, date(2024, 1, 1)))

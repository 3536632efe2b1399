"""Sheets of any workbook format: from cells to sections, hidden parts left out and told."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from ingest.grids import Cell, Grid, check_size
from ingest.model import Section
from ingest.readers.hidden import HiddenText
from ingest.tables import read_table
from knowledge.errors import UnreadableFile

MAX_CELLS = 400_000  # filled ones of one workbook
_MAX_CHARACTERS = 2_000_000  # of one workbook
_MAX_MERGED = 1_000_000  # places that merged cells may fill through
_DEFAULT_NAME = re.compile(r"(?:sheet|工作表|工作簿)\s?\d*", re.IGNORECASE)


class Area(NamedTuple):
    """A block of cells, both ends included, counted from 1."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Sheet:
    """The filled cells of a sheet by (row, column) from 1, and what of it is not shown."""

    name: str
    is_hidden: bool = False
    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    unseen: set[tuple[int, int]] = field(default_factory=set)  # filled in white on white, or by ;;;
    boxes: list[str] = field(default_factory=list)  # text boxes drawn over the sheet


class Budget:
    """Counts what a workbook holds, so that a small file cannot become a huge one."""

    def __init__(self) -> None:
        self._cells = 0
        self._characters = 0

    def spend(self, text: str) -> None:
        """Raises UnreadableFile once there is too much."""
        self._cells += 1
        self._characters += len(text)
        if self._cells > MAX_CELLS or self._characters > _MAX_CHARACTERS:
            raise UnreadableFile(
                f"The workbook holds over {MAX_CELLS:,} cells or {_MAX_CHARACTERS:,} characters. Split it."
            )


def sections_of(sheets: list[Sheet], hidden: HiddenText) -> Iterator[Section]:
    """The rows of every sheet that is shown; text hidden in them goes to `hidden`."""
    seen = [sheet for sheet in sheets if not sheet.is_hidden]
    for sheet in seen:
        for row, column in sorted(sheet.unseen & sheet.cells.keys()):
            hidden.add(sheet.cells.pop((row, column)), f"{sheet.name}!R{row}", is_run=False)
        yield from _sections(sheet, len(seen) > 1)


def warnings_of(sheets: list[Sheet]) -> Iterator[str]:
    """What was left out as hidden, in numbers."""
    for sheet in sheets:
        if sheet.is_hidden:
            yield f"Hidden sheet left out: {sheet.name}"
            continue
        rows = {row for row, _ in sheet.cells} & sheet.hidden_rows
        columns = {column for _, column in sheet.cells} & sheet.hidden_columns
        parts = [f"{len(found)} {noun}" for found, noun in ((rows, "rows"), (columns, "columns")) if found]
        if parts:
            yield f"Hidden in the sheet {sheet.name} and left out: {' and '.join(parts)}"


def _sections(sheet: Sheet, is_one_of_many: bool) -> Iterator[Section]:
    grid, numbers = _grid(sheet)
    path = (sheet.name,) if is_one_of_many and not _DEFAULT_NAME.fullmatch(sheet.name) else ()
    for section in read_table(grid, row_name=lambda row: f"{sheet.name}!R{numbers[row]}"):
        yield replace(section, path=path + section.path)
    for box in sheet.boxes:
        yield Section(box, path)


def _grid(sheet: Sheet) -> tuple[Grid, list[int]]:
    """The cells that are shown and the sheet's number of each row; blank rows count once, blank columns not at all."""
    shown = {
        (row, column): text
        for (row, column), text in sheet.cells.items()
        if text and row not in sheet.hidden_rows and column not in sheet.hidden_columns
    }
    columns = sorted({column for _, column in shown} | _named_by_merging(sheet, shown))
    numbers = _with_gaps(sorted({row for row, _ in shown}), {row for row, _ in sheet.cells})
    check_size(len(numbers), len(columns))
    origins = _origins(sheet, numbers, columns)
    place_of = {number: index for index, number in enumerate(numbers)}
    column_of = {column: index for index, column in enumerate(columns)}
    grid: Grid = []
    for r, number in enumerate(numbers):
        line = []
        for c, column in enumerate(columns):
            top, left = origins.get((number, column), (number, column))
            anchor = (place_of.get(top, -1 - top), column_of.get(left, -1 - left))
            text = sheet.cells.get((top, left), "")
            line.append(Cell(text, anchor if (top, left) != (number, column) else (r, c)))
        grid.append(line)
    return grid, numbers


def _named_by_merging(sheet: Sheet, shown: dict[tuple[int, int], str]) -> set[int]:
    """Columns on the right that only a merged cell covers are no columns; those between filled ones are."""
    last = max((column for _, column in shown), default=0)
    first = min((column for _, column in shown), default=1)
    covered = {
        column
        for area in sheet.merged[:10_000]
        if (area.top, area.left) in sheet.cells
        for column in range(max(area.left, first), min(area.right, last, area.left + 256) + 1)
    }
    return covered - sheet.hidden_columns


def _with_gaps(shown: list[int], filled: set[int]) -> list[int]:
    numbers: list[int] = []
    for row in shown:
        if numbers and row - 1 != numbers[-1] and row - 1 not in filled:
            numbers.append(row - 1)
        numbers.append(row)
    return numbers


def _origins(sheet: Sheet, numbers: list[int], columns: list[int]) -> dict[tuple[int, int], tuple[int, int]]:
    """The first cell of the merged one at each place, only for places that are shown."""
    origins: dict[tuple[int, int], tuple[int, int]] = {}
    places = 0
    for area in dict.fromkeys(sheet.merged):
        if (area.top, area.left) not in sheet.cells:
            continue
        across = columns[bisect_left(columns, area.left) : bisect_right(columns, area.right)]
        for number in numbers[bisect_left(numbers, area.top) : bisect_right(numbers, area.bottom)]:
            places += len(across)
            for column in across:
                origins[number, column] = (area.top, area.left)
        if places > _MAX_MERGED:
            raise UnreadableFile(
                "The workbook merges over a million cells. Undo the merging and add it again."
            )
    return origins

"""Tables that stand side by side in one grid, under one header said twice, as several tables one after another.

部门 | 内线 | 部门 | 内线: without this a row of the right one would be told as two more columns of the left one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.grids import Cell, Grid, distinct, next_filled

_FEWEST_COLUMNS = 2  # of each table
_LONGEST = 24  # characters of a header
_FIGURE = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Part:
    """One table out of a grid, and which row of the grid each of its rows is."""

    grid: Grid
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Tables:
    """A header said several times: its row, the first column of each time, and from where to where it holds."""

    header: int
    starts: tuple[int, ...]
    first: int
    stop: int


def parts_of(grid: Grid) -> list[Part]:
    """The tables of a grid, those that stand side by side one after another; the grid itself where none do."""
    found = list(_side_by_side(grid))
    if not found:
        return [Part(grid, tuple(range(len(grid))))]
    over = range(found[0].first)  # what stands over the first of them is said of all
    parts = []
    at = found[0].first
    for tables in found:
        if next_filled(grid, at) < tables.first:
            parts.append(_whole(grid, range(at, tables.first)))
        parts += [_part(grid, over, tables, number) for number in range(len(tables.starts))]
        at = tables.stop
    if next_filled(grid, at) < len(grid):
        parts.append(_whole(grid, range(at, len(grid))))
    return parts


def _side_by_side(grid: Grid) -> Iterator[_Tables]:
    at = first = 0
    while at < len(grid):
        starts = _starts(grid[at])
        stop = _stop(grid, at + 1, len(starts)) if starts else 0
        if not starts or not _lies_below(grid[at + 1 : stop], grid[at], starts):
            at += 1
            continue
        is_named = at > first and _names_each(grid[at - 1], starts)
        yield _Tables(at, starts, at - 1 if is_named else at, stop)
        at = first = stop


def _starts(row: Sequence[Cell]) -> tuple[int, ...]:
    """Where each time begins that a row says one header over again; nothing where it does not."""
    filled = [place for place, cell in enumerate(row) if cell.text and cell.anchor[1] == place]
    texts = [row[place].text for place in filled]
    if any(len(text) > _LONGEST or _FIGURE.search(text) for text in texts):
        return ()
    for width in range(_FEWEST_COLUMNS, len(texts) // 2 + 1):
        own = texts[:width]
        if len(set(own)) == width and own * (len(texts) // width) == texts:
            return tuple(filled[::width])
    return ()


def _stop(grid: Grid, at: int, times: int) -> int:
    """Where the rows under such a header end: before the next one, and before a line that runs across them all."""
    for row in range(at, len(grid)):
        is_across = len({cell.anchor for cell in grid[row]}) == 1 and len(grid[row]) >= times
        if is_across or _starts(grid[row]):
            return row - 1 if not is_across and _has_names_over(grid, row, at) else row
    return len(grid)


def _has_names_over(grid: Grid, header: int, at: int) -> bool:
    return header - 1 >= at and _names_each(grid[header - 1], _starts(grid[header]))


def _names_each(row: Sequence[Cell], starts: Sequence[int]) -> bool:
    """Whether a row has a name over each table and nothing beside: A区 女装 over one, B区 鞋 over the next."""
    filled = {place for place, cell in enumerate(row) if cell.text and cell.anchor[1] == place}
    return len(filled) > 1 and filled <= set(starts)


def _lies_below(rows: Grid, header: Sequence[Cell], starts: Sequence[int]) -> bool:
    """Whether the rows have their cells under the header, and each table has some."""
    under = {place for place, cell in enumerate(header) if cell.text}
    filled = {place for row in rows for place, cell in enumerate(row) if cell.text}
    widths = zip(starts, (*starts[1:], len(header)), strict=True)
    return filled <= under and all(filled & set(range(start, stop)) for start, stop in widths)


def _part(grid: Grid, over: Sequence[int], tables: _Tables, number: int) -> Part:
    """One of the tables, below what stands over the first of them all."""
    start = tables.starts[number]
    stop = (*tables.starts, len(grid[tables.header]))[number + 1]
    own = [row for row in range(tables.first, tables.stop) if distinct(grid[row][start:stop])]
    lines = [_moved(grid[row], (0, stop - start), at) for at, row in enumerate(over)]
    lines += [_moved(grid[row], (start, stop), at) for at, row in enumerate(own, start=len(over))]
    return Part(lines, (*over, *own))


def _whole(grid: Grid, rows: Sequence[int]) -> Part:
    at = {row: place for place, row in enumerate(rows)}
    lines = [
        [Cell(cell.text, (at.get(cell.anchor[0], 0), cell.anchor[1])) for cell in grid[row]] for row in rows
    ]
    return Part(lines, tuple(rows))


def _moved(row: Sequence[Cell], span: tuple[int, int], at: int) -> list[Cell]:
    """The cells of a row between two columns, as row `at` of a grid of their own; those merged across stay so."""
    start, stop = span
    return [Cell(cell.text, (at, max(cell.anchor[1] - start, 0))) for cell in row[start:stop]]

"""Cells of a table with merged ones filled through, and how many rows the header takes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.errors import UnreadableFile


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's text; all places of a merged cell share the `anchor` (row, column) of its first."""

    text: str
    anchor: tuple[int, int]


Grid = list[list[Cell]]

MAX_PLACES = 2_000_000  # of one grid, empty ones too


def check_size(rows: int, columns: int) -> None:
    """Raises UnreadableFile for a grid of more places than any table has."""
    if rows * columns > MAX_PLACES:
        raise UnreadableFile(
            f"A table of {rows:,} rows and {columns:,} columns is more than is read. Split it."
        )


def plain(rows: Iterable[Sequence[str]]) -> Grid:
    """A grid without merged cells; short rows are filled up with empty cells."""
    texts = [list(row) for row in rows]
    width = max((len(row) for row in texts), default=0)
    check_size(len(texts), width)
    return [
        [Cell(row[c] if c < len(row) else "", (r, c)) for c in range(width)] for r, row in enumerate(texts)
    ]


def header_depth(grid: Grid, at: int) -> int:
    """How many rows the header has: merged cells in it reach down, or spread over sub-headers."""
    depth = 1
    while at + depth < len(grid) and depth < 4:
        row = grid[at + depth - 1]
        reaches_down = any(
            cell.text and cell.anchor == below.anchor
            for cell, below in zip(row, grid[at + depth], strict=False)
        )
        spreads = any(cell.text and cell.anchor == right.anchor for cell, right in pairwise(row))
        if not (reaches_down or spreads):
            break
        depth += 1
    return depth


def joined_headers(rows: list[list[Cell]]) -> list[str]:
    """One name a column; levels of a header are joined as 上级/下级."""
    names = []
    for column in zip(*rows, strict=False):
        parts = list(dict.fromkeys(cell.text for cell in column if cell.text))
        names.append("/".join(parts))
    return names


def distinct(row: list[Cell]) -> list[str]:
    """The texts of a row's filled cells, a merged cell counting once."""
    return list({cell.anchor: cell.text for cell in row if cell.text}.values())


def next_filled(grid: Grid, at: int) -> int:
    while at < len(grid) and not distinct(grid[at]):
        at += 1
    return at

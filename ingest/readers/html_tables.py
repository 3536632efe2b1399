"""Tables of a page as grids, with rowspan and colspan filled through."""

from __future__ import annotations

from collections.abc import Iterator

from bs4 import Tag

from ingest.cleaning import one_line
from ingest.grids import Cell, Grid, check_size


def grid_of(table: Tag) -> Grid:
    """The cells of an HTML table with rowspan and colspan filled through."""
    places: dict[tuple[int, int], Cell] = {}
    rows = table.find_all("tr")
    for r, row in enumerate(rows):
        c = 0
        for cell in row.find_all(["td", "th"], recursive=False):
            while (r, c) in places:
                c += 1
            value = Cell(one_line(cell.get_text(" ")), (r, c))
            for place in _covered(cell, r, c, len(rows)):
                places[place] = value
            check_size(len(places), 1)
            c += _span(cell, "colspan")
    width = max((column for _, column in places), default=-1) + 1
    check_size(len(rows), width)
    return [[places.get((r, c), Cell("", (r, c))) for c in range(width)] for r in range(len(rows))]


def _covered(cell: Tag, row: int, column: int, rows: int) -> Iterator[tuple[int, int]]:
    for r in range(row, min(row + _span(cell, "rowspan"), rows)):
        for c in range(column, column + _span(cell, "colspan")):
            yield r, c


def _span(cell: Tag, name: str) -> int:
    value = str(cell.get(name) or "1")
    return min(int(value), 100) if value.isdigit() and int(value) > 0 else 1

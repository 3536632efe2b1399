"""Tables of a Word document as grids, merged cells filled through."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml.etree import _Element

from ingest.cleaning import one_line
from ingest.grids import Cell, Grid, check_size
from ingest.readers.wordml import number, value, w

_MAX_SPAN = 64  # columns: Word allows 63
TRANSPARENT = {w(name) for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")}

CellText = Callable[[_Element], str]


def grid_of(table: _Element, text_of: CellText) -> Grid:
    """The cells of a table; all rows are of one length."""
    grid: Grid = []
    for index, row in enumerate(rows_of(table)):
        before = number(value(row, "trPr", "gridBefore"), 0)
        line = [Cell("", (index, place)) for place in range(min(before, _MAX_SPAN))]
        for cell in cells_of(row):
            line += _spread(cell, index, line, grid, text_of)
        grid.append(line)
    width = max((len(line) for line in grid), default=0)
    check_size(len(grid), width)
    return [line + [Cell("", (r, c)) for c in range(len(line), width)] for r, line in enumerate(grid)]


def _spread(cell: _Element, row: int, line: list[Cell], grid: Grid, text_of: CellText) -> list[Cell]:
    properties = cell.find(w("tcPr"))
    merge = properties.find(w("vMerge")) if properties is not None else None
    width = min(max(number(value(properties, "gridSpan"), 1), 1), _MAX_SPAN)
    place = len(line)
    text = one_line(text_of(cell))
    continues = merge is not None and merge.get(w("val"), "continue") == "continue"
    if continues and not text and grid and place < len(grid[-1]):
        return [grid[-1][place]] * width
    return [Cell(text, (row, place))] * width


def is_a_frame(grid: Grid) -> bool:
    """A table of one column or one row only lays out text: read it as text."""
    anchors = [{cell.anchor for cell in row if cell.text} for row in grid]
    filled = [row for row in anchors if row]
    return len(filled) <= 1 or all(len(row) <= 1 for row in filled)


def rows_of(table: _Element) -> Iterator[_Element]:
    """The rows that stand after all changes are accepted, those in content controls too."""
    return _standing(table, "tr", f"{w('trPr')}/{w('del')}")


def cells_of(row: _Element) -> Iterator[_Element]:
    """The cells of a row, likewise."""
    return _standing(row, "tc", f"{w('tcPr')}/{w('cellDel')}")


def _standing(parent: _Element, name: str, mark_of_deletion: str) -> Iterator[_Element]:
    for child in parent:
        if child.tag == w(name):
            if child.find(mark_of_deletion) is None:
                yield child
        elif child.tag in TRANSPARENT:
            yield from _standing(child, name, mark_of_deletion)

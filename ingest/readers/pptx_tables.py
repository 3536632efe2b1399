"""Tables of a slide as grids, merged cells filled through."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ingest.cleaning import one_line
from ingest.grids import Cell, Grid
from knowledge.errors import UnreadableFile

_MAX_CELLS = 20_000  # of one table


def grid_of(table: Any) -> Grid:
    """The cells of a table; a merged cell's text stands at every place that it covers."""
    found = [list(row.tc_lst) for row in table._tbl.tr_lst]
    if sum(map(len, found)) > _MAX_CELLS:
        raise UnreadableFile(f"A table of the presentation holds over {_MAX_CELLS:,} cells. Split it.")
    origins: dict[tuple[int, int], tuple[int, int]] = {}
    texts: dict[tuple[int, int], str] = {}
    for r, row in enumerate(found):
        for c, cell in enumerate(row):
            texts[r, c] = one_line("\n".join(_paragraphs(cell)))
            if not (cell.hMerge or cell.vMerge) and (cell.rowSpan > 1 or cell.gridSpan > 1):
                for down in range(min(cell.rowSpan, len(found) - r)):
                    for across in range(min(cell.gridSpan, len(row) - c)):
                        origins.setdefault((r + down, c + across), (r, c))
    width = max(map(len, found), default=0)
    return [
        [Cell(texts.get(origins.get((r, c), (r, c)), ""), origins.get((r, c), (r, c))) for c in range(width)]
        for r in range(len(found))
    ]


def _paragraphs(cell: Any) -> Iterator[str]:
    for paragraph in cell.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}p"):
        yield "".join(
            "\n" if piece.tag.endswith("}br") else (piece.text or "")
            for piece in paragraph.iter("{*}t", "{*}br")
        )

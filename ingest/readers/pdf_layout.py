"""The reading order of a page: columns one after the other, full-width parts between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.readers.pdf_page import Box, Page, least_sure
from ingest.readers.pdf_tables import FoundTable, lines_of, ruled_tables, runs_of, unruled_tables

_MIN_GUTTER = 8.0  # points of white between two columns
_MIN_LINES = 4  # lines a column must have
_MAX_CROSSING = 0.3  # share of lines that may run across both columns (titles)
_FULL = 0.55  # how far the lines of a text column fill it, on average


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text as it stands in its column."""

    text: str
    page: int
    x0: float
    x1: float
    y: float
    size: float
    left: float  # of its column
    right: float
    confidence: float | None = None  # 0-1 where it was recognised

    @property
    def is_full(self) -> bool:
        """Whether the line goes to the column's edge, so that the next may continue it."""
        return self.x1 >= self.right - 2.2 * self.size

    @property
    def is_indented(self) -> bool:
        return self.x0 > self.left + 1.2 * self.size


Block = Line | FoundTable


def blocks_of(page: Page) -> list[Block]:
    """The lines and tables of a page in reading order."""
    tables = ruled_tables(page)
    free = [box for box in page.boxes if not any(table.covers(box) for table in tables)]
    runs = [run for line in lines_of(free) for run in runs_of(line)]
    blocks: list[Block] = []
    for column in _columns(runs, tables):
        blocks += _column_blocks(column, page.number)
    return blocks


def _columns(boxes: Sequence[Box], tables: Sequence[FoundTable]) -> Iterator[list[Box | FoundTable]]:
    """Runs of things that belong to one column, in reading order."""
    things: list[Box | FoundTable] = [*boxes, *tables]
    gutter = _gutter(boxes, tables)
    if gutter is None:
        if things:
            yield things
        return
    band: list[Box | FoundTable] = []
    for thing in sorted(things, key=lambda thing: -thing.y1):
        if thing.x0 < gutter < thing.x1:
            yield from _sides(band, gutter)
            yield [thing]
            band = []
        else:
            band.append(thing)
    yield from _sides(band, gutter)


def _sides(band: list[Box | FoundTable], gutter: float) -> Iterator[list[Box | FoundTable]]:
    for is_left in (True, False):
        side = [thing for thing in band if (thing.x1 <= gutter) == is_left]
        boxes = [thing for thing in side if isinstance(thing, Box)]
        tables = [thing for thing in side if isinstance(thing, FoundTable)]
        yield from _columns(boxes, tables)


def _gutter(boxes: Sequence[Box], tables: Sequence[FoundTable]) -> float | None:
    """The x of the white strip between two columns of running text, or None for one column."""
    things: list[Box | FoundTable] = [*boxes, *tables]
    if len(boxes) < _MIN_LINES:
        return None
    left, right = min(thing.x0 for thing in things), max(thing.x1 for thing in things)
    edge = 0.15 * (right - left)
    candidates = {
        round(thing.x1 * 2) / 2 + _MIN_GUTTER / 2 for thing in things if left + edge < thing.x1 < right - edge
    }
    fitting = [x for x in sorted(candidates) if _separates(x, things)]
    middle = (left + right) / 2
    return min(fitting, key=lambda x: (_crossing(x, things), abs(x - middle)), default=None)


def _crossing(x: float, things: Sequence[Box | FoundTable]) -> int:
    return sum(thing.x0 < x < thing.x1 for thing in things)


def _separates(x: float, things: Sequence[Box | FoundTable]) -> bool:
    half = _MIN_GUTTER / 2
    lefts = [thing for thing in things if thing.x1 <= x - half + 0.1]
    rights = [thing for thing in things if thing.x0 >= x + half]
    crossing = len(things) - len(lefts) - len(rights)
    return crossing <= _MAX_CROSSING * len(things) and _is_column(lefts) and _is_column(rights)


def _is_column(things: Sequence[Box | FoundTable]) -> bool:
    """Running text, or a table with whatever stands beside it."""
    boxes = [thing for thing in things if isinstance(thing, Box)]
    return len(boxes) < len(things) or _is_running_text(boxes)


def _is_running_text(boxes: Sequence[Box]) -> bool:
    if len(boxes) < _MIN_LINES:
        return False
    left, right = min(box.x0 for box in boxes), max(box.x1 for box in boxes)
    lines = lines_of(boxes)
    filled = [(line[-1].x1 - line[0].x0) / (right - left) for line in lines if right > left]
    is_wide = right - left > 8 * max(box.size for box in boxes)
    return len(lines) >= _MIN_LINES and is_wide and sum(filled) / len(filled) >= _FULL


def _column_blocks(column: list[Box | FoundTable], page: int) -> list[Block]:
    boxes = [thing for thing in column if isinstance(thing, Box)]
    tables = [thing for thing in column if isinstance(thing, FoundTable)]
    tables += unruled_tables(lines_of(boxes), page)
    free = [box for box in boxes if not any(table.covers(box) for table in tables)]
    left, right = min((box.x0 for box in boxes), default=0.0), max((box.x1 for box in boxes), default=0.0)
    blocks: list[Block] = [_line(line, page, left, right) for line in lines_of(free)]
    return sorted([*blocks, *tables], key=lambda block: -(block.y if isinstance(block, Line) else block.y1))


def _line(boxes: list[Box], page: int, left: float, right: float) -> Line:
    return Line(
        text=" ".join(box.text for box in boxes),
        page=page,
        x0=boxes[0].x0,
        x1=boxes[-1].x1,
        y=max(box.y1 for box in boxes),
        size=max(box.size for box in boxes),
        left=left,
        right=right,
        confidence=least_sure(box.confidence for box in boxes),
    )

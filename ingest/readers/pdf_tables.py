"""Tables on a PDF page: from ruled lines where there are some, else from pieces that stand in columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from ingest.cleaning import join_lines
from ingest.grids import Cell, Grid
from ingest.readers.pdf_page import Box, Page, Rule, least_sure

_NEAR = 3.0  # points by which lines that meet may miss each other
_MIN_ROWS_UNRULED = 3
_MOST_RULES = 4_000
_MOST_CELLS = 10_000
_WORD_GAP = 1.2  # of the type's height: a wider gap divides columns, not words
_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,3}[.、]?")
_WIDE_MARKS = "、。，；：？！（）《》“”‘’【】「」"  # half of their width is white


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table's cells and the place it takes on its page.

    `confidences` has one value a row: 0-1 where the row was recognised, None where it was typed.
    """

    grid: Grid
    page: int
    x0: float
    y0: float
    x1: float
    y1: float
    confidences: tuple[float | None, ...]

    def covers(self, box: Box) -> bool:
        x, y = box.middle
        return self.x0 - _NEAR <= x <= self.x1 + _NEAR and self.y0 - _NEAR <= y <= self.y1 + _NEAR


def ruled_tables(page: Page) -> list[FoundTable]:
    """The tables of a page that are drawn with lines and have at least two columns."""
    found = []
    for rules in _connected(page.rules):
        table = _table(rules, page)
        if table and max((len({cell.anchor for cell in row}) for row in table.grid), default=0) > 1:
            found.append(table)
    return [table for table in found if not any(_lies_in(table, other) for other in found)]


def _lies_in(table: FoundTable, other: FoundTable) -> bool:
    return (
        other is not table
        and other.x0 <= table.x0
        and other.x1 >= table.x1
        and other.y0 <= table.y0
        and other.y1 >= table.y1
    )


def _connected(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Lines that touch, grouped; a page with very many lines is a drawing and has no tables."""
    rules = list(dict.fromkeys(rules))
    if not rules or len(rules) > _MOST_RULES:
        return []
    places = np.array([(rule.x0, rule.y0, rule.x1, rule.y1) for rule in rules])
    free = np.ones(len(rules), bool)
    groups = []
    for first in range(len(rules)):
        if not free[first]:
            continue
        group, ahead = [], [first]
        free[first] = False
        while ahead:
            at = ahead.pop()
            group.append(rules[at])
            near = np.flatnonzero(free & _touching(places, places[at]))
            free[near] = False
            ahead += near.tolist()
        groups.append(group)
    return groups


def _touching(places: np.ndarray, place: np.ndarray) -> np.ndarray:
    x0, y0, x1, y1 = place
    across = (places[:, 0] <= x1 + _NEAR) & (places[:, 2] >= x0 - _NEAR)
    return np.asarray(across & (places[:, 1] <= y1 + _NEAR) & (places[:, 3] >= y0 - _NEAR))


def _table(rules: list[Rule], page: Page) -> FoundTable | None:
    xs = _places([rule.x0 for rule in rules if not rule.is_horizontal])
    ys = _places([rule.y0 for rule in rules if rule.is_horizontal])[::-1]
    if len(xs) < 3 or len(ys) < 2 or len(xs) * len(ys) > _MOST_CELLS:
        return None
    anchors = _merged_cells(xs, ys, rules)
    pieces = _pieces(xs, ys, anchors, page)
    texts = {anchor: join_lines(line_texts(boxes)) for anchor, boxes in pieces.items()}
    grid = [
        [Cell(texts.get(anchors[r, c], ""), anchors[r, c]) for c in range(len(xs) - 1)]
        for r in range(len(ys) - 1)
    ]
    confidences = tuple(
        least_sure(box.confidence for cell in row for box in pieces.get(cell.anchor, ())) for row in grid
    )
    return FoundTable(grid, page.number, xs[0], ys[-1], xs[-1], ys[0], confidences)


def _places(values: list[float]) -> list[float]:
    """Distinct positions in rising order."""
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > _NEAR:
            places.append(value)
    return places


def _merged_cells(
    xs: list[float], ys: list[float], rules: list[Rule]
) -> dict[tuple[int, int], tuple[int, int]]:
    """Cell -> first cell of the merged cell it belongs to: cells with no line between them are one."""
    across, down = (
        np.array([(rule.x0, rule.y0, rule.x1, rule.y1) for rule in rules if rule.is_horizontal is way])
        for way in (True, False)
    )
    anchors = {(r, c): (r, c) for r in range(len(ys) - 1) for c in range(len(xs) - 1)}
    for r, c in list(anchors):
        x, y = (xs[c] + xs[c + 1]) / 2, (ys[r] + ys[r + 1]) / 2
        if c and not _is_ruled(xs[c], y, down):
            anchors[r, c] = anchors[r, c - 1]
        elif r and not _is_ruled(x, ys[r], across):
            anchors[r, c] = anchors[r - 1, c]
    return anchors


def _is_ruled(x: float, y: float, rules: np.ndarray) -> bool:
    return bool(_touching(rules, np.array((x, y, x, y))).any())


def _pieces(
    xs: list[float], ys: list[float], anchors: dict[tuple[int, int], tuple[int, int]], page: Page
) -> dict[tuple[int, int], list[Box]]:
    """First cell of a merged cell -> the text in it."""
    pieces: dict[tuple[int, int], list[Box]] = {}
    for box in page.boxes:
        x, y = box.middle
        column = sum(edge <= x for edge in xs) - 1
        row = sum(edge >= y for edge in ys) - 1
        if (row, column) in anchors:
            pieces.setdefault(anchors[row, column], []).append(box)
    return pieces


def line_texts(boxes: Sequence[Box]) -> list[str]:
    """The lines that boxes form, from top to bottom."""
    return [" ".join(box.text for box in runs_of(line)) for line in lines_of(boxes)]


def lines_of(boxes: Sequence[Box]) -> list[list[Box]]:
    """Boxes that stand side by side, grouped to lines, from top to bottom, each from left to right."""
    lines: list[list[Box]] = []
    for box in sorted(boxes, key=lambda box: -box.middle[1]):
        if lines and _same_line(lines[-1][0], box):
            lines[-1].append(box)
        else:
            lines.append([box])
    return [sorted(line, key=lambda box: box.x0) for line in lines]


def runs_of(line: Sequence[Box]) -> list[Box]:
    """The boxes of a line with those joined that no visible gap divides: one run of type each."""
    runs = [line[0]]
    for box in line[1:]:
        before = runs[-1]
        gap = (box.x0 - before.x1) / max(before.size, 1)
        if gap > _WORD_GAP:
            runs.append(box)
            continue
        text = f"{before.text}{_blank(before.text, box.text, gap)}{box.text}"
        sure = least_sure((before.confidence, box.confidence))
        y0, y1 = min(before.y0, box.y0), max(before.y1, box.y1)
        runs[-1] = Box(text, before.x0, y0, box.x1, y1, before.size, sure)
    return runs


def _blank(left: str, right: str, gap: float) -> str:
    """A blank between Latin words and behind a number that opens the line; Chinese type has none."""
    if _NUMBER.fullmatch(left):
        return " "
    if not (left[-1].isascii() or right[0].isascii()):
        return ""
    if left[-1].isascii() and right[0].isascii():
        return " " if gap > 0.15 else ""
    is_mark = left[-1] in _WIDE_MARKS or right[0] in _WIDE_MARKS
    return " " if gap > (0.9 if is_mark else 0.5) else ""


def _same_line(one: Box, other: Box) -> bool:
    overlap = min(one.y1, other.y1) - max(one.y0, other.y0)
    return overlap > 0.4 * min(one.y1 - one.y0, other.y1 - other.y0)


def unruled_tables(lines: list[list[Box]], page: int) -> list[FoundTable]:
    """Runs of lines whose pieces stand under each other with wide gaps between."""
    found = []
    run: list[list[Box]] = []
    for line in [*lines, []]:
        if run and _continues(run[-1], line):
            run.append(line)
            continue
        if len(run) >= _MIN_ROWS_UNRULED:
            found.append(_unruled(run, page))
        run = [line] if len(line) > 1 and _has_wide_gaps(line) else []
    return found


def _has_wide_gaps(line: list[Box]) -> bool:
    return all(right.x0 - left.x1 > 1.5 * left.size for left, right in pairwise(line))


def _continues(above: list[Box], line: list[Box]) -> bool:
    return (
        len(line) == len(above)
        and _has_wide_gaps(line)
        and all(min(a.x1, b.x1) >= max(a.x0, b.x0) for a, b in zip(above, line, strict=True))
    )


def _unruled(run: list[list[Box]], page: int) -> FoundTable:
    boxes = [box for line in run for box in line]
    return FoundTable(
        [[Cell(box.text, (r, c)) for c, box in enumerate(line)] for r, line in enumerate(run)],
        page,
        min(box.x0 for box in boxes),
        min(box.y0 for box in boxes),
        max(box.x1 for box in boxes),
        max(box.y1 for box in boxes),
        tuple(least_sure(box.confidence for box in line) for line in run),
    )

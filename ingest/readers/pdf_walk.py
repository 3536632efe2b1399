"""From lines and tables in reading order to paragraphs, headings and rows."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from ingest.cleaning import clean, join_lines, starts_alone, tighten
from ingest.grids import Cell, Grid
from ingest.model import Section
from ingest.outline import Outline, heading_level
from ingest.readers.pdf_layout import Block, Line
from ingest.readers.pdf_page import least_sure
from ingest.readers.pdf_tables import FoundTable
from ingest.tables import read_table

_LARGER = 1.15  # times the body's size: a heading
_MAX_HEADING = 40
_WEAK_START = re.compile(r"第.{1,6}[条款步]|[①-⑳]")  # opens an item, or stands within a sentence
_CONTINUED = re.compile(r"[(（]?续表?[)）]?.{0,12}")
_LABELLED = re.compile(r"[^\W\d_]{2,8}\s?[:：]\s*\S")
_SENTENCE_END = re.compile(r"[。!?！？;；:：][”’」』)）]?$")


def bare(text: str) -> str:
    return re.sub(r"\s+", "", clean(text))


class Walk:
    """Goes through the blocks once: joins lines to paragraphs, tables over pages, and finds headings."""

    def __init__(self, blocks: list[Block], bookmarks: dict[str, int]) -> None:
        self.blocks = blocks
        self.bookmarks = bookmarks
        self.outline = Outline()
        self.paragraph: list[Line] = []
        self.grid: Grid = []
        self.grid_pages: list[int] = []
        self.grid_confidences: list[float | None] = []
        self.last_table: FoundTable | None = None
        self.tables = 0
        lines = [block for block in blocks if isinstance(block, Line)]
        self.body_size = _commonest_size(lines)
        self.title, self.title_lines = _title(lines, self.body_size)
        self.sizes = sorted({_rounded(line.size) for line in lines if self._is_larger(line)}, reverse=True)

    def sections(self) -> list[Section]:
        for block in self.blocks:
            if isinstance(block, FoundTable):
                self._close_paragraph()
                self._add_table(block)
            elif block not in self.title_lines:
                self._line(block)
        self._close_paragraph()
        self._close_table()
        return self.outline.close()

    def _line(self, line: Line) -> None:
        if self.grid and _CONTINUED.fullmatch(line.text):
            return
        self._close_table()
        level = self._heading_level(line)
        if level:
            self._close_paragraph()
            self.outline.heading(level, tighten(line.text), line.page, line.confidence)
        elif self.paragraph and continues(self.paragraph[-1], line):
            self.paragraph.append(line)
        else:
            self._close_paragraph()
            self.paragraph = [line]

    def _heading_level(self, line: Line) -> int | None:
        depth = self.bookmarks.get(bare(line.text))
        if depth:
            return min(depth, 9)
        if self.paragraph and self.paragraph[-1].is_full and continues(self.paragraph[-1], line):
            return None
        if self._is_larger(line) and len(line.text) <= _MAX_HEADING and not _SENTENCE_END.search(line.text):
            return min(1 + self.sizes.index(_rounded(line.size)), 9)
        return None if line.is_full else heading_level(line.text)

    def _is_larger(self, line: Line) -> bool:
        return line.size >= _LARGER * self.body_size

    def _close_paragraph(self) -> None:
        if self.paragraph:
            text = join_lines(line.text for line in self.paragraph)
            sure = least_sure(line.confidence for line in self.paragraph)
            self.outline.line(tighten(text), self.paragraph[0].page, sure)
        self.paragraph = []

    def _add_table(self, table: FoundTable) -> None:
        grid, confidences = table.grid, table.confidences
        if self.last_table is None or not _goes_on(self.last_table, table):
            self._close_table()
        elif _texts(grid[0]) == _texts(self.grid[0]):
            grid, confidences = grid[1:], confidences[1:]  # the header that every page repeats
        offset = len(self.grid)
        self.grid += [
            [replace(cell, anchor=(cell.anchor[0] + offset, cell.anchor[1])) for cell in row] for row in grid
        ]
        self.grid_pages += [table.page] * len(grid)
        self.grid_confidences += confidences
        self.last_table = table

    def _close_table(self) -> None:
        if not self.grid:
            return
        self.tables += 1
        name = f"表{self.tables}"
        rows = read_table(self.grid, row_name=str)
        self.outline.rows(self._placed(row, int(row.row or 0), name) for row in rows)
        self.grid, self.grid_pages, self.grid_confidences, self.last_table = [], [], [], None

    def _placed(self, row: Section, at: int, name: str) -> Section:
        page, sure = self.grid_pages[at], self.grid_confidences[at]
        return replace(row, page=page, row=f"{name}第{at + 1}行", confidence=sure)


def _texts(row: list[Cell]) -> list[str]:
    return [cell.text for cell in row]


def _goes_on(table: FoundTable, below: FoundTable) -> bool:
    """Whether a table is the rest of one that a page or a column broke off."""
    is_broken = table.page != below.page or below.y1 > table.y0
    return is_broken and len(table.grid[0]) == len(below.grid[0])


def continues(above: Line, line: Line) -> bool:
    """Whether a line goes on with the paragraph of the line above it."""
    ends = bool(_SENTENCE_END.search(above.text))
    if _LABELLED.match(line.text) and (_LABELLED.match(above.text) or not above.is_full):
        return False  # a card or a tag: 品名: …, 规格: …
    if starts_alone(line.text) and not (_WEAK_START.match(line.text) and _runs_on(above, ends)):
        return False
    if abs(above.size - line.size) > 0.15 * above.size:
        return False
    is_new_place = above.page != line.page or above.left != line.left or line.y > above.y
    if is_new_place:
        return above.is_full and not ends
    if line.is_indented and not above.is_indented:
        return False
    if above.y - line.y > 2.6 * above.size:
        return False
    reaches_far = above.x1 - above.left > 0.7 * (above.right - above.left)
    return above.is_full or (reaches_far and not ends)


def _runs_on(above: Line, ends: bool) -> bool:
    """Whether a line breaks off at the edge: within a sentence, or within a list written in one line."""
    return above.is_full and (not ends or bool(re.search("[①-⑳]", above.text)))


def _commonest_size(lines: list[Line]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[_rounded(line.size)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def _rounded(size: float) -> float:
    return round(size * 2) / 2


def _title(lines: list[Line], body_size: float) -> tuple[str, list[Line]]:
    """The largest type on the first page, if it is larger than the text's, and the lines it takes."""
    first = [line for line in lines if line.page == 1][:12]
    largest = max((_rounded(line.size) for line in first), default=0.0)
    if largest < 1.2 * body_size:
        return "", []
    opens = first[0].size >= largest - 1 and heading_level(first[0].text) is None
    if opens and len(first[0].text) <= _MAX_HEADING and not first[0].is_full:
        return tighten(first[0].text), first[:1]  # what a page begins with, though its headings are as large
    found = [line for line in first if _rounded(line.size) == largest]
    run = [found[0]]
    for line in found[1:]:
        if first.index(line) != first.index(run[-1]) + 1 or run[-1].y - line.y > 2.2 * largest:
            break
        run.append(line)
    if any(_rounded(line.size) == largest for line in lines if line not in run):
        return "", []  # a size that headings have too names no title
    text = tighten(join_lines(line.text for line in run))
    is_title = len(text) <= 2 * _MAX_HEADING and heading_level(text) is None
    return (text, run) if is_title else ("", [])

"""Tables to rows that stand alone: every value says under which header it stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.model import Section

# A two-column table with these headers is a list of properties: "品名: 桂花拿铁", not "字段: 品名; 内容: 桂花拿铁".
_KEY_HEADERS = frozenset(
    ("项目", "字段", "属性", "条目", "参数", "信息项", "要素", "名目", "item", "field", "key", "property")
)
_VALUE_HEADERS = frozenset(
    (
        "内容",
        "说明",
        "值",
        "信息",
        "详情",
        "填写",
        "数值",
        "取值",
        "具体内容",
        "value",
        "content",
        "detail",
        "details",
    )
)
_LONG_HEADER = 24
_COLONS = ":："
_FIGURE = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's text; all places of a merged cell share the `anchor` (row, column) of its first."""

    text: str
    anchor: tuple[int, int]


Grid = list[list[Cell]]
RowName = Callable[[int], str]


def plain(rows: Iterable[Sequence[str]]) -> Grid:
    """A grid without merged cells; short rows are filled up with empty cells."""
    texts = [list(row) for row in rows]
    width = max((len(row) for row in texts), default=0)
    return [
        [Cell(row[c] if c < len(row) else "", (r, c)) for c in range(width)] for r, row in enumerate(texts)
    ]


def read_table(
    grid: Grid,
    *,
    row_name: RowName,
    page: int | None = None,
    has_header: bool | None = None,
) -> list[Section]:
    """The rows of a grid as sections of kind "row", with titles and notes around the table as prose.

    `row_name` names row i (from 0) of the grid for people. `has_header` True when the format says
    that the first row is one (Markdown), False when it has none, None to find out.
    """
    reader = _TableReader(row_name, page, has_header)
    return reader.read(grid)


class _TableReader:
    def __init__(self, row_name: RowName, page: int | None, has_header: bool | None) -> None:
        self.row_name = row_name
        self.page = page
        self.has_header = has_header
        self.sections: list[Section] = []
        self.path: tuple[str, ...] = ()
        self.headers: list[str] | None = None

    def read(self, grid: Grid) -> list[Section]:
        at = 0
        blank_before = False
        while at < len(grid):
            texts = _distinct(grid[at])
            if not texts:
                blank_before, at = True, at + 1
            elif self._starts_anew(grid, at, blank_before):
                at = self._take_header(grid, at)
                blank_before = False
            else:
                self._take_row(grid[at], at, texts)
                blank_before, at = False, at + 1
        return self.sections

    def _starts_anew(self, grid: Grid, at: int, blank_before: bool) -> bool:
        if self.headers is None:
            return True
        return blank_before and (_is_title(grid, at) or _is_other_header(grid[at], self.headers))

    def _take_header(self, grid: Grid, at: int) -> int:
        """Reads titles and header rows from here; returns the first row of the body."""
        self.path = ()
        while at < len(grid) and len(_distinct(grid[at])) == 1 and self._width(grid) > 1:
            title = _distinct(grid[at])[0]
            if len(title) > _LONG_HEADER * 2 or _rows_left(grid, at) == 0:
                self.sections.append(Section(title, self.path, page=self.page, row=self.row_name(at)))
            else:
                self.path = (*self.path, title)
            at = _next_filled(grid, at + 1)
        if at >= len(grid):
            self._keep_titles()
            return at
        if self._is_headless(grid, at):
            self.headers = []
            return at
        depth = header_depth(grid, at)
        self.headers = joined_headers(grid[at : at + depth])
        if at + depth >= len(grid):  # a header and nothing under it is a row all the same
            self.headers = []
            return at
        return at + depth

    def _keep_titles(self) -> None:
        self.sections += [Section(title, page=self.page) for title in self.path]
        self.headers, self.path = [], ()

    @staticmethod
    def _width(grid: Grid) -> int:
        return max(len(row) for row in grid)

    def _is_headless(self, grid: Grid, at: int) -> bool:
        if self.has_header is not None:
            return not self.has_header
        return is_property_list(grid[at:])

    def _take_row(self, row: list[Cell], at: int, texts: list[str]) -> None:
        if len(texts) == 1 and len(row) > 1 and _is_note(row, self.headers or []):
            note = Section(texts[0], self.path, page=self.page, row=self.row_name(at))
            self.sections.append(replace(note, columns=row_columns(row, self.headers or [])))
            return
        columns = row_columns(row, self.headers or [])
        text = row_text(columns) if columns else " ".join(texts)
        self.sections.append(
            Section(text, self.path, kind="row", page=self.page, row=self.row_name(at), columns=columns)
        )


def row_text(columns: dict[str, str]) -> str:
    """ "header: value; header: value" """
    return "; ".join(f"{header}: {value}" if header else value for header, value in columns.items())


def row_columns(row: list[Cell], headers: list[str]) -> dict[str, str]:
    """Header to value for the filled cells of a row; without headers, key to value in pairs."""
    if not headers or _is_property_header(headers):
        return _pairs(row)
    columns: dict[str, str] = {}
    seen: set[tuple[int, int]] = set()
    for place, cell in enumerate(row):
        if not cell.text or (cell.anchor in seen and cell.anchor[1] != place):
            continue
        seen.add(cell.anchor)
        header = headers[place] if place < len(headers) else ""
        columns[_free_name(header or f"列{place + 1}", columns)] = cell.text
    return columns


def _pairs(row: list[Cell]) -> dict[str, str]:
    texts = _distinct(row)
    if len(texts) % 2:
        return {}
    columns: dict[str, str] = {}
    for key, value in zip(texts[::2], texts[1::2], strict=True):
        columns[_free_name(key.rstrip(_COLONS), columns)] = value
    return columns


def _free_name(name: str, taken: dict[str, str]) -> str:
    number = 2
    free = name
    while free in taken:
        free, number = f"{name}{number}", number + 1
    return free


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


def is_property_list(grid: Grid) -> bool:
    """Whether rows are "name, value" pairs with no header: the first row's values already are values."""
    rows = [row for row in grid if _distinct(row)]
    if not rows or any(len(_distinct(row)) % 2 for row in rows) or len(rows[0]) not in (2, 4):
        return False
    first = _distinct(rows[0])
    if len(first) == 2 and _is_property_header(first):
        return False
    return any(_FIGURE.search(value) or len(value) > _LONG_HEADER // 2 for value in first[1::2])


def _is_property_header(headers: Sequence[str]) -> bool:
    if len(headers) != 2:
        return False
    key, value = (header.strip().lower() for header in headers)
    return key in _KEY_HEADERS and value in _VALUE_HEADERS


def _distinct(row: list[Cell]) -> list[str]:
    """The texts of a row's filled cells, a merged cell counting once."""
    return list({cell.anchor: cell.text for cell in row if cell.text}.values())


def _is_title(grid: Grid, at: int) -> bool:
    following = _next_filled(grid, at + 1)
    return (
        len(_distinct(grid[at])) == 1
        and following < len(grid)
        and len(_distinct(grid[following])) > 1
        and not _FIGURE.search("".join(_distinct(grid[following])[:1]))
    )


def _is_other_header(row: list[Cell], headers: list[str]) -> bool:
    texts = _distinct(row)
    return (
        len(texts) > 1
        and texts != [header for header in headers if header]
        and all(len(text) <= _LONG_HEADER and not _FIGURE.search(text) for text in texts)
        and len(texts) != sum(bool(header) for header in headers)
    )


def _is_note(row: list[Cell], headers: list[str]) -> bool:
    """A lone cell that is a remark under the table rather than a row with one value."""
    cell = next(cell for cell in row if cell.text)
    spans = sum(other.anchor == cell.anchor for other in row)
    return spans > 1 or cell.text.startswith(("注", "说明", "备注", "※", "*", "Note")) or len(headers) < 2


def _next_filled(grid: Grid, at: int) -> int:
    while at < len(grid) and not _distinct(grid[at]):
        at += 1
    return at


def _rows_left(grid: Grid, at: int) -> int:
    return sum(bool(_distinct(row)) for row in grid[at + 1 :])

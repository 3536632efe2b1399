"""Tables to rows that stand alone: every value says under which header it stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from ingest.abreast import Part, parts_of
from ingest.grids import Cell, Grid, distinct, header_depth, joined_headers, next_filled
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
_MAX_TITLES = 4  # over one table: what follows is text
_ROWS_LOOKED_AT = 500  # to tell a list of properties from a table
_MAX_NAMESAKES = 50
_DITTO = frozenset(
    ("同上", "(同上)", "（同上）", "同前", "〃", "″", "”", '"', "ditto", "do.")
)  # what stands above
_COLONS = ":："
_FIGURE = re.compile(r"\d")
_REMARK = re.compile(r"(?<=[一-鿿])[(（][^)）]*[)）]")  # 条件（连续12个月累计消费） is a header
_VALUE = re.compile(r"[+\-±<>≤≥~约]?\s?(?:hk\$|us\$|[$¥￥€£])?\s?\d", re.I)


RowName = Callable[[int], str]


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
    return [
        section
        for part in parts_of(grid)
        for section in _TableReader(_named(row_name, part), page, has_header).read(part.grid)
    ]


def _named(row_name: RowName, part: Part) -> RowName:
    return lambda at: row_name(part.rows[at])


class _TableReader:
    def __init__(self, row_name: RowName, page: int | None, has_header: bool | None) -> None:
        self.row_name = row_name
        self.page = page
        self.has_header = has_header
        self.sections: list[Section] = []
        self.path: tuple[str, ...] = ()
        self.headers: list[str] | None = None
        self.width = 0
        self.above: dict[int, str] = {}  # the last text of each column of this body

    def read(self, grid: Grid) -> list[Section]:
        at = 0
        self.width = self._width(grid)
        blank_before = False
        while at < len(grid):
            texts = distinct(grid[at])
            if not texts:
                blank_before, at = True, at + 1
            elif self._starts_anew(grid, at, blank_before):
                at = self._take_header(grid, at)
                blank_before = False
            else:
                row = self._without_dittos(grid[at])
                self._take_row(row, at, distinct(row))
                blank_before, at = False, at + 1
        return self.sections

    def _starts_anew(self, grid: Grid, at: int, blank_before: bool) -> bool:
        if self.headers is None:
            return True
        return blank_before and (_is_title(grid, at) or _is_other_header(grid[at], self.headers))

    def _take_header(self, grid: Grid, at: int) -> int:
        """Reads titles and header rows from here; returns the first row of the body."""
        self.path, self.above = (), {}
        while at < len(grid) and len(distinct(grid[at])) == 1 and self.width > 1:
            title = distinct(grid[at])[0]
            if len(title) > _LONG_HEADER * 2 or len(self.path) == _MAX_TITLES or not _has_rows_left(grid, at):
                self.sections.append(Section(title, self.path, page=self.page, row=self.row_name(at)))
            else:
                self.path = (*self.path, title)
            at = next_filled(grid, at + 1)
        if at >= len(grid):
            self._keep_titles()
            return at
        if self._is_headless(grid, at):
            self.headers = []
            return at
        depth = header_depth(grid, at)
        self.headers = joined_headers(grid[at : at + depth])
        if next_filled(grid, at + depth) >= len(grid):  # a header and nothing under it is a row all the same
            self.headers = []
            return at
        return at + depth

    def _keep_titles(self) -> None:
        self.sections += [Section(title, page=self.page) for title in self.path]
        self.headers, self.path = [], ()

    @staticmethod
    def _width(grid: Grid) -> int:
        return max((len(row) for row in grid), default=0)

    def _is_headless(self, grid: Grid, at: int) -> bool:
        if self.has_header is not None:
            return not self.has_header
        rows = grid[at : at + _ROWS_LOOKED_AT]
        is_text = self.width == 1 and _is_told(grid[at][0].text)
        return is_text or is_property_list(rows) or _is_list_of_days(rows)

    def _without_dittos(self, row: list[Cell]) -> list[Cell]:
        """A row with what stands above in the place of 同上."""
        meant = [self._meant(cell, place) for place, cell in enumerate(row)]
        self.above |= {place: cell.text for place, cell in enumerate(meant) if cell.text}
        return meant

    def _meant(self, cell: Cell, place: int) -> Cell:
        above = self.above.get(place, "")
        return Cell(above, cell.anchor) if above and cell.text.strip().lower() in _DITTO else cell

    def _take_row(self, row: list[Cell], at: int, texts: list[str]) -> None:
        if len(texts) == 1 and len(row) > 1 and _is_note(row, self.headers or []):
            note = Section(texts[0], self.path, page=self.page, row=self.row_name(at))
            self.sections.append(replace(note, columns=row_columns(row, self.headers or [])))
            return
        if self.width == 1 and not self.headers and self.has_header is None:  # lines of a text in cells
            self.sections.append(Section(texts[0], self.path, page=self.page, row=self.row_name(at)))
            return
        columns = row_columns(row, self.headers or [])
        text = row_text(columns) if columns else ("; " if _DAY.match(texts[0]) else " ").join(texts)
        self.sections.append(
            Section(text, self.path, kind="row", page=self.page, row=self.row_name(at), columns=columns)
        )


def row_text(columns: dict[str, str]) -> str:
    """ "header: value; header: value" """
    return "; ".join(f"{header}: {value}" if header else value for header, value in columns.items())


def row_columns(row: list[Cell], headers: list[str]) -> dict[str, str]:
    """Header to value for the filled cells of a row; without headers, key to value in pairs."""
    if not headers or _is_property_header(headers):
        texts = distinct(row)
        return {} if len(texts) > 2 and _DAY.match(texts[0]) else _pairs(row)
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
    texts = distinct(row)
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
        if number > _MAX_NAMESAKES:
            return f"{name}{len(taken) + 1}"  # as many columns as there are: this number is free
    return free


def is_property_list(grid: Grid) -> bool:
    """Whether rows are "name, value" pairs with no header: the first row's values already are values."""
    rows = [row for row in grid if distinct(row)]
    if not rows or any(len(distinct(row)) % 2 for row in rows) or len(rows[0]) not in (2, 4):
        return False
    first = distinct(rows[0])
    if len(first) == 2 and _is_property_header(first):
        return False
    keys = [distinct(row)[2] for row in rows if len(distinct(row)) == 4]
    keys = keys[1:] or keys  # under 之后每小时, a header, the values begin
    if sum(bool(_VALUE.match(key)) for key in keys) * 2 > len(keys):
        return False  # a third column of values is a column, and no second one of names
    told = [_REMARK.sub("", value) for value in first[1::2]]
    return any(_FIGURE.search(value) or len(value) > _LONG_HEADER // 2 for value in told)


# 12月5、6日, 12月12日(周六), 2026-12-19, 12/24至12/25, 5 Dec: a day that heads a row, and no name of a column.
_DAY = re.compile(
    r"(?:(?:20\d\d[-./年])?\d{1,2}(?:月\d{1,2}(?!\d)|[-./]\d{1,2}(?![\d.%:]))"
    r"|\d{1,2}(?:st|nd|rd|th)? (?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)"
    r"|(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]{0,6}\.? \d{1,2}(?!\d))[^:：]{0,24}$",
    re.IGNORECASE,
)


def _is_list_of_days(grid: Grid) -> bool:
    """Whether every row begins with a day, the first too, and goes on with what is on then: none of them names columns."""
    rows = [distinct(row) for row in grid if distinct(row)]
    if len(rows) < 2 or not all(row[0] and _DAY.match(row[0].strip()) for row in rows):
        return False
    return all(len(row) > 1 and not _DAY.match(row[1].strip()) for row in rows)


def _is_property_header(headers: Sequence[str]) -> bool:
    if len(headers) != 2:
        return False
    key, value = (header.strip().lower() for header in headers)
    return key in _KEY_HEADERS and value in _VALUE_HEADERS


def _is_title(grid: Grid, at: int) -> bool:
    following = next_filled(grid, at + 1)
    return (
        len(distinct(grid[at])) == 1
        and following < len(grid)
        and len(distinct(grid[following])) > 1
        and not _FIGURE.search("".join(distinct(grid[following])[:1]))
    )


def _is_other_header(row: list[Cell], headers: list[str]) -> bool:
    texts = distinct(row)
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
    return spans > 1 or len(headers) < 2 or _is_told(cell.text)


def _is_told(text: str) -> bool:
    """Whether a cell is a sentence, by how it begins or ends or by its length, and not a name of what follows."""
    is_a_sentence = text.startswith(("注", "说明", "备注", "※", "*", "Note")) or text.endswith(("。", "！"))
    return is_a_sentence or len(text) > _LONG_HEADER


def _has_rows_left(grid: Grid, at: int) -> bool:
    return next_filled(grid, at + 1) < len(grid)

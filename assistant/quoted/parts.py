"""Tables of reports with a row a part (a day, a floor, a kind of shop) and a column a figure (客流, 销售)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from assistant.quoted.cells import cells_of
from assistant.quoted.contrast import amount_of
from assistant.quoted.events import event_of
from assistant.quoted.reported import Figure
from assistant.reply import Source
from knowledge.model import Document, Passage
from knowledge.text import fold
from knowledge.writing.floors import floors, is_floor, key_of

_RUNNING = re.compile(r"序号|编号|no\.?|#")
_FIGURE = re.compile(r"[约近+¥-]?\d[\d,]*(?:\.\d+)?\s*(?:%|[万亿]?[一-鿿]{0,2})")
_UNIT = re.compile(r"[(（]\s*([万亿千百]?[^()（）\d\s]{1,3})\s*[)）]\s*$")  # 销售（万元）
# Columns that say when a part was or what is to be said of it: no figures, and no reason that the others are none.
_BESIDE = re.compile(r"日期|时间|时段|起止|周期|备注|说明|注|dates?|remarks?|notes?")
_NO_PARTS = (
    "指标",
    "项目",
    "数据项",
    "指标名称",
    "核心指标",
    "关键指标",
    "问题",
    "内容",
)  # rows of these are figures
_TOTAL = re.compile(r"(?:合计|总计|共计|总数|全场|全馆|整体|total)(?:\(.*\))?")
_EARLIER = re.compile(r"(?:20\d\d年?|去年|上年|上一年|前一年)[^,;]{0,6}(?:同期|合计|总计)?|同期(?:合计)?")
_DAY = re.compile(r"(?<!\d)(1[0-2]|0?[1-9])\s*(?:月|/|-|\.)\s*(3[01]|[12]\d|0?[1-9])(?!\d)[日号]?")
_DAY_ALONE = re.compile(r"(?<![\d月/.-])(3[01]|[12]\d|0?[1-9])[日号]")
_ROW = re.compile(r"第?\d+行|r?\d+$", re.I)
_AS_ONE = Decimal("0.005")  # by how much of the whole the parts may miss it
_LEAST = 2  # parts of a table


@dataclass(frozen=True, eq=False)
class Part:
    """One row of such a table: what it is of, and its figure of each metric with its unit."""

    label: str
    kind: str  # what the rows of the table are: 楼层
    figures: dict[str, str]
    source: Source
    table: tuple[str, ...]

    @property
    def event(self) -> str:
        return event_of(self.source.document)

    @property
    def is_total(self) -> bool:
        return _TOTAL.fullmatch(fold(self.label)) is not None

    @property
    def is_earlier(self) -> bool:
        """Whether it is of the same time of an earlier year."""
        return _EARLIER.fullmatch(fold(self.label)) is not None

    @property
    def is_part(self) -> bool:
        return not (self.is_total or self.is_earlier)

    @property
    def day(self) -> tuple[int, int] | None:
        """The month and the day that it is of."""
        match = _DAY.match(fold(self.label))
        return (int(match[1]), int(match[2])) if match else None

    def figure(self, metric: str, days: int = 0) -> Figure:
        return Figure(metric, self.figures[metric], self.source, days=days)


def parts_of(contents: Iterable[tuple[Passage, Document]]) -> list[Part]:
    """The rows of all such tables among the rows of papers, in their order."""
    rows = list(filter(None, (_part(passage, document) for passage, document in contents)))
    tables = (list(group) for _, group in groupby(rows, lambda row: row.table))
    return [row for table in tables if sum(row.is_part for row in table) >= _LEAST for row in table]


def _part(passage: Passage, document: Document) -> Part | None:
    cells = cells_of(passage.text)
    while cells and _RUNNING.fullmatch(fold(cells[0][0])):
        cells = cells[1:]
    if passage.kind != "row" or len(cells) < _LEAST or fold(cells[0][0]) in _NO_PARTS:
        return None
    (kind, label), *rest = cells
    rest = [(name, value) for name, value in rest if not _BESIDE.fullmatch(fold(name))]
    if not rest or not all(_FIGURE.fullmatch(fold(value)) for _, value in rest):
        return None
    figures = dict(_united(name, value) for name, value in rest)
    table = (document.doc_id, *passage.section, _ROW.sub("", passage.row), kind)
    return Part(label, kind, figures, Source(passage, document), table)


def _united(heading: str, value: str) -> tuple[str, str]:
    """The name of a column and a figure of it with the unit that the column's heading has."""
    unit = _UNIT.search(heading)
    name = fold(re.sub(r"[(（].*", "", heading)).strip()
    return name, f"{value}{unit[1]}" if unit and value[-1:].isdigit() else value


def named(rows: Sequence[Part], said: str) -> list[Part]:
    """The parts that a folded text names, in its order: L1, 三楼, 10月3号, 餐饮."""
    return sorted(
        (row for row in rows if row.is_part and _place(row, rows, said) >= 0),
        key=lambda row: _place(row, rows, said),
    )


def _place(row: Part, rows: Sequence[Part], said: str) -> int:
    """Where a text names a part; -1 where it does not."""
    if row.day:
        for match in _days_said(rows, said):
            if match[1:] == row.day:
                return match[0]
        return -1
    if is_floor(fold(row.label)) and (key := key_of(fold(row.label))):
        return floors(said).index(key) if key in floors(said) else -1
    return said.find(fold(row.label)) if len(row.label) > 1 else -1


def _days_said(rows: Sequence[Part], said: str) -> Iterator[tuple[int, int, int]]:
    """(where, month, day) of each day that a text names; one without its month is of that of the table."""
    for match in _DAY.finditer(said):
        yield match.start(), int(match[1]), int(match[2])
    months = {row.day[0] for row in rows if row.day}
    if len(months) == 1:
        month = months.pop()
        for match in _DAY_ALONE.finditer(_DAY.sub(lambda day: " " * len(day[0]), said)):
            yield match.start(), month, int(match[1])


def whole_of(rows: Sequence[Part], part: Part, metric: str) -> Part | None:
    """The row of all in all that the parts of a table add up to, in this table or another of the report; None without."""
    report = part.source.document.doc_id
    own = [row for row in rows if row.table == part.table and row.is_part and metric in row.figures]
    added = sum(amount_of(row.figures[metric]) for row in own)
    totals = [
        row for row in rows if row.is_total and row.source.document.doc_id == report and metric in row.figures
    ]
    for total in sorted(totals, key=lambda row: row.table != part.table):
        amount = amount_of(total.figures[metric])
        if amount and abs(added - amount) <= amount * _AS_ONE:
            return total
    return None


def totals_of(rows: Sequence[Part]) -> list[Figure]:
    """The figures of the rows of all in all, with the days that their tables count."""
    found = []
    for row in rows:
        if row.is_total:
            days = len({one.day for one in rows if one.table == row.table and one.is_part and one.day})
            found += [row.figure(metric, days) for metric in row.figures]
    return found

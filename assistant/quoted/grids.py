"""Tables of figures with a column a month, a quarter or a year, row by row: what each is of, and its figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation

from assistant.quoted.cells import cells_of
from assistant.quoted.comparison import spoken_of
from assistant.quoted.periods import Period, headed, measured, periods_in
from assistant.reply import Source
from knowledge.model import Document, Passage
from knowledge.text import fold

_NUMBER = re.compile(r"^[+-]?\d[\d,]*(?:\.\d+)?\s*(%|[万亿千百]?[一-鿿]{0,3})$")
_TOTAL = re.compile(r"^(?:合计|总计|共计|总数|全场|全馆|小计|整体)|(?<![a-z])(?:grand )?total(?![a-z])")
_UNIT = re.compile(
    r"单位[:：]?\s*[^,，;；)）]+|hk\$[^,，;；)）]*|rmb[^,，;；)）]*|[千百十]?[万亿]?(?:元|人次)|['’]000[^,，;；)）]*"
)
_LEAST = 2  # periods with figures
_METRIC = re.compile(r"^([^()（）\d]{2,8})\s*(?:[(（]([^()（）]{1,4})[)）])?$")  # 业绩(万元)
_OF_SHOPS = re.compile(r"店|柜|铺|品牌|商户|商家|租户|shop|store|brand|tenant")  # whose sales nobody is told


@dataclass(frozen=True, eq=False)
class GridRow:
    """One row of such a table: what it is of, and its figure for each period."""

    label: str
    kind: str  # what the rows of the table are: 類別 Category
    figures: dict[Period, str]
    source: Source
    metric: str = ""  # what its columns count, where each says it: 业绩 of 10月业绩(万元)
    counted_in: str = ""  # the unit that they say

    @property
    def is_total(self) -> bool:
        return bool(_TOTAL.search(fold(self.label)))

    @property
    def heading(self) -> str:
        """What stands above its table and in the heads of its columns, in matching form."""
        return fold(" ".join((*self.source.passage.section, self.metric)))

    @property
    def kinds(self) -> list[str]:
        """How people ask which of them: 哪类, 哪个区, category."""
        han = re.findall(r"[一-鿿]+", fold(self.kind))
        asked = [f"{which}{one[:1]}" for one in han for which in ("哪", "哪个", "哪一", "边个", "边", "各")]
        return [*asked, *(one for one in re.findall(r"[a-z]{3,}", fold(self.kind)))]

    @property
    def name(self) -> str:
        """Its label; what the row of all in all adds up stands above its table."""
        section = () if self.metric else self.source.passage.section
        return f"{section[0]} {self.label}" if self.is_total and section else self.label

    def called(self, english: bool) -> str:
        """Its name; in an English reply only what of it is English, where any is."""
        return (_latin(self.name) if english else "") or self.name

    def unit(self, english: bool) -> str:
        """In what its figures count, as the heading of its table says; empty where it does not."""
        if self.counted_in:
            return self.counted_in
        heading = self.source.passage.section[-1:]
        told = heading[0] if heading and _UNIT.search(fold(heading[0])) else ""
        return (_latin(told) if english else "") or told

    @property
    def table(self) -> tuple[str, tuple[str, ...]]:
        return self.source.document.doc_id, tuple(self.source.passage.section)


def grid_rows(contents: Iterable[tuple[Passage, Document]]) -> list[GridRow]:
    """The rows that have figures for two periods at least, and those whose columns say for which period they count what."""
    rows = []
    for passage, document in contents:
        cells = cells_of(passage.text)
        if passage.kind != "row" or len(cells) < _LEAST:
            continue
        of = next(iter(periods_in(document.title, document.effective_from or date.today())), None)
        figures = {
            period: value
            for name, value in cells[1:]
            if (period := headed(name, of)) and _NUMBER.match(fold(value))
        }
        if len(figures) >= _LEAST:
            rows.append(GridRow(cells[0][1], cells[0][0], figures, Source(passage, document)))
        else:
            rows += _measured(cells, of, Source(passage, document))
    return rows


def _measured(cells: Sequence[tuple[str, str]], of: Period | None, source: Source) -> list[GridRow]:
    """A row for each thing that columns such as 10月业绩(万元) count; none of a table of shops."""
    (kind, label), *rest = cells
    found: dict[tuple[str, str], dict[Period, str]] = {}
    for name, value in rest if not _OF_SHOPS.search(fold(kind)) else ():
        period, counted = measured(name, of) or (None, "")
        metric = _METRIC.match(counted)
        if period and metric and spoken_of(metric[1]) and _NUMBER.match(fold(value)):
            found.setdefault((metric[1].strip(), metric[2] or ""), {})[period] = value
    return [GridRow(label, kind, figures, source, *told) for told, figures in found.items()]


def in_their_years(rows: Sequence[GridRow], today: date) -> list[GridRow]:
    """Rows whose columns name no year, in the year that is meant at this day."""
    return [
        replace(row, figures={period.in_year(today): value for period, value in row.figures.items()})
        for row in rows
    ]


def _latin(text: str) -> str:
    """What of a text in two languages is English."""
    runs = re.findall(r"[A-Za-z$'’0-9][^一-鿿：，。（）]*", text)
    return " ".join(run.strip(" ()") + (")" if "(" in run.strip(" ()") else "") for run in runs).strip()


def amount(value: str) -> Decimal:
    """The amount of a figure without its unit; 0 where it has none."""
    try:
        return Decimal(re.sub(r"[^\d.+-]", "", fold(value)))
    except InvalidOperation:
        return Decimal(0)

"""The shop directory: a workbook as malls keep it, and a CSV of the columns that anyone may see."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from source import Source
from writers_xlsx import fill_sheet, save

SHOPS = Path(__file__).with_name("data") / "shops.csv"
INTERNAL = ("合同到期", "月租", "店长姓名手机")


def read_shops() -> tuple[tuple[str, ...], ...]:
    """The header and the rows of the directory; a ValueError names a unit that stands twice."""
    with SHOPS.open(encoding="utf-8", newline="") as file:
        rows = tuple(tuple(row) for row in csv.reader(file))
    units = [row[0] for row in rows[1:]]
    twice = sorted({unit for unit in units if units.count(unit) > 1})
    if twice:
        raise ValueError(f"{SHOPS.name}: unit {', '.join(twice)} stands twice; a unit has one row.")
    return rows


def public_only(rows: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    kept = [column for column, name in enumerate(rows[0]) if name not in INTERNAL]
    return tuple(tuple(row[column] for column in kept) for row in rows)


def write_directory(source: Source) -> bytes:
    rows = read_shops()
    if source.suffix == ".csv":
        buffer = io.StringIO()
        csv.writer(buffer, lineterminator="\r\n").writerows(public_only(rows))
        return buffer.getvalue().encode("utf-8-sig")
    return write_workbook(source, rows)


def write_workbook(source: Source, rows: tuple[tuple[str, ...], ...]) -> bytes:
    """The sheet of shops, then a sheet that explains its columns."""
    book = Workbook()
    shops = book.active
    assert isinstance(shops, Worksheet)
    shops.title = "店铺目录"
    fill_sheet(shops, f"栖澜汇购物中心{source.title}({source.meta['version']})", rows)
    shops.auto_filter.ref = f"A2:{last_cell(shops).coordinate}"
    remarks = book.create_sheet("说明")
    tables = [block.rows for block in source.blocks if block.kind == "table"]
    fill_sheet(remarks, "店铺目录 · 说明", tables[0])
    return save(book, source)


def last_cell(sheet: Worksheet) -> Cell:
    return sheet.cell(sheet.max_row, sheet.max_column)

"""Excel workbooks by row: merged titles and headers understood, hidden parts left out."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.cell import Cell as ExcelCell
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from ingest.cleaning import one_line
from ingest.grids import Cell, Grid
from ingest.model import Reading, Section
from ingest.tables import read_table
from knowledge.errors import UnreadableFile

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DECIMALS = re.compile(r"0\.(0+)")
_DEFAULT_NAME = re.compile(r"(?:sheet|工作表)\s?\d*", re.IGNORECASE)


def read(path: Path) -> Reading:
    """The rows of every visible sheet. Raises UnreadableFile for locked and damaged workbooks."""
    workbook = _open(path)
    sheets = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
    sections = [section for sheet in sheets for section in _sheet_sections(sheet, len(sheets) > 1)]
    warnings = [
        f"Hidden sheet left out: {sheet.title}" for sheet in workbook.worksheets if sheet not in sheets
    ]
    return Reading(
        sections=tuple(sections),
        title=one_line(workbook.properties.title or ""),
        warnings=(*warnings, *_uncalculated(path, workbook)),
    )


def _open(path: Path) -> Workbook:
    with path.open("rb") as file:
        if file.read(8) == _OLE:
            raise UnreadableFile(
                "The workbook is protected with a password (or is an old .xls). "
                "Remove the password, save it as .xlsx and add it again."
            )
    try:
        return load_workbook(path, data_only=True)
    except (KeyError, ValueError, TypeError, AttributeError, zipfile.BadZipFile) as error:
        raise UnreadableFile("The workbook is damaged and cannot be opened.") from error


def _sheet_sections(sheet: Worksheet, is_one_of_many: bool) -> Iterator[Section]:
    grid, numbers = _grid(sheet)
    path = (sheet.title,) if is_one_of_many and not _DEFAULT_NAME.fullmatch(sheet.title) else ()
    for section in read_table(grid, row_name=lambda row: f"{sheet.title}!R{numbers[row]}"):
        yield Section(
            text=section.text,
            path=path + section.path,
            kind=section.kind,
            row=section.row,
            columns=section.columns,
        )


def _grid(sheet: Worksheet) -> tuple[Grid, list[int]]:
    """The visible cells of a sheet and the sheet's number of each row; blank rows count once."""
    merged = _merged_places(sheet)
    filled = {place: _shown(cell) for place, cell in sheet._cells.items() if cell.value is not None}
    places = [place for place, text in filled.items() if text]
    columns = _visible_columns(sheet, max((column for _, column in places), default=0))
    numbers = _visible_rows(sheet, {row for row, _ in places})
    grid = []
    for row in numbers:
        origins = [merged.get((row, column), (row, column)) for column in columns]
        grid.append([Cell(filled.get(origin, ""), origin) for origin in origins])
    return grid, numbers


def _merged_places(sheet: Worksheet) -> dict[tuple[int, int], tuple[int, int]]:
    return {
        (row, column): (merged.min_row, merged.min_col)
        for merged in sheet.merged_cells.ranges
        for row in range(merged.min_row, merged.max_row + 1)
        for column in range(merged.min_col, merged.max_col + 1)
    }


def _visible_columns(sheet: Worksheet, last: int) -> list[int]:
    hidden: set[int] = set()
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden and dimension.min and dimension.max:
            hidden.update(range(dimension.min, min(dimension.max, last) + 1))
    return [column for column in range(1, last + 1) if column not in hidden]


def _visible_rows(sheet: Worksheet, filled: set[int]) -> list[int]:
    """Numbers of rows that hold something and are shown, plus one blank row where there is a gap."""
    shown = sorted(row for row in filled if not sheet.row_dimensions[row].hidden)
    numbers: list[int] = []
    for row in shown:
        if numbers and row - 1 != numbers[-1] and row - 1 not in filled:
            numbers.append(row - 1)
        numbers.append(row)
    return numbers


def _shown(cell: ExcelCell) -> str:
    """A value as the sheet shows it: dates as 2026-11-21, percentages with their sign."""
    value = cell.value
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}" if value.time() == time() else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, timedelta):
        minutes = int(value.total_seconds()) // 60
        return f"{minutes // 60:02}:{minutes % 60:02}"
    if isinstance(value, int | float):
        return _number(value, cell.number_format or "")
    return one_line(str(value))


def _number(value: float, number_format: str) -> str:
    decimals = _DECIMALS.search(number_format)
    if "%" in number_format:
        return f"{value * 100:.{len(decimals[1]) if decimals else 0}f}%"
    if decimals and isinstance(value, float):
        return f"{value:.{len(decimals[1])}f}"
    return f"{value:.10g}" if isinstance(value, float) else str(value)


def _uncalculated(path: Path, workbook: Workbook) -> list[str]:
    """Formulas whose result was never stored read as empty: say how many there are."""
    with zipfile.ZipFile(path) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        if not any(b"<f" in archive.read(name) for name in sheets):
            return []
    formulas = load_workbook(path)
    missing = [
        f"{sheet.title}!{get_column_letter(column)}{row}"
        for sheet in formulas.worksheets
        for (row, column), cell in sheet._cells.items()
        if cell.data_type == "f" and workbook[sheet.title].cell(row, column).value is None
    ]
    if not missing:
        return []
    shown = ", ".join(missing[:3])
    return [f"{len(missing)} formulas have no stored result ({shown}). Open and save the file in Excel."]

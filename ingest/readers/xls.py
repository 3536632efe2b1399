"""Workbooks of Excel 97-2003, with xlrd: it also says which rows, columns and sheets are hidden."""

from __future__ import annotations

import contextlib
import io
from pathlib import Path
from typing import Any

import xlrd

from ingest.cleaning import one_line
from ingest.model import Reading
from ingest.readers.formats import LOCKED
from ingest.readers.hidden import HiddenText
from ingest.readers.number_formats import parsed, plain, shown
from ingest.readers.sheets import Area, Budget, Sheet, sections_of, warnings_of
from knowledge.errors import UnreadableFile

_WHITE_INDEXES = (1, 9, 65)  # of the palette: white, twice, and the window's background
_NO_PATTERN = 0


def read(path: Path) -> Reading:
    """The rows of every visible sheet. Raises UnreadableFile for locked and damaged workbooks."""
    book = _open(path)
    budget, errors = Budget(), [0]
    sheets = [_sheet(book, number, budget, errors) for number in range(book.nsheets)]
    hidden = HiddenText()
    sections = tuple(sections_of(sheets, hidden))
    remarks = [f"{errors[0]} cells show an error instead of a value."] if errors[0] else []
    return Reading(sections, warnings=(*warnings_of(sheets), *remarks), flags=hidden.flags())


def _open(path: Path) -> Any:
    noise = io.StringIO()
    for with_formats in (True, False):  # very old files have formats that xlrd cannot read
        try:
            return xlrd.open_workbook(
                str(path), logfile=noise, formatting_info=with_formats, ragged_rows=True, on_demand=False
            )
        except MemoryError:
            raise
        except Exception as error:  # whatever xlrd stumbles over in a broken file
            if "encrypted" in str(error).lower():
                raise UnreadableFile(LOCKED) from error
            if not with_formats:
                raise UnreadableFile(
                    "The old Excel workbook is damaged or of a kind that is not read. "
                    "Open it in Excel, save it as .xlsx and add it again."
                ) from error
    raise AssertionError


def _sheet(book: Any, number: int, budget: Budget, errors: list[int]) -> Sheet:
    source = book.sheet_by_index(number)
    sheet = Sheet(one_line(source.name), is_hidden=bool(source.visibility))
    if sheet.is_hidden:
        return sheet
    for row in range(source.nrows):
        for column, cell in enumerate(source.row(row)):
            text = _text(book, cell, errors)
            if text:
                budget.spend(text)
                sheet.cells[row + 1, column + 1] = text
                if _is_unseen(book, cell):
                    sheet.unseen.add((row + 1, column + 1))
    sheet.merged = [
        Area(top + 1, left + 1, bottom, right) for top, bottom, left, right in source.merged_cells
    ]
    sheet.hidden_rows = {row + 1 for row, info in source.rowinfo_map.items() if info.hidden}
    sheet.hidden_columns = {column + 1 for column, info in source.colinfo_map.items() if info.hidden}
    return sheet


def _text(book: Any, cell: Any, errors: list[int]) -> str:
    if cell.ctype == xlrd.XL_CELL_TEXT:
        return one_line(cell.value)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "是" if cell.value else "否"
    if cell.ctype == xlrd.XL_CELL_ERROR:
        errors[0] += 1
        return ""
    if cell.ctype not in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        return ""
    code = _code(book, cell) or ("yyyy-m-d" if cell.ctype == xlrd.XL_CELL_DATE else "")
    return shown(cell.value, code, bool(book.datemode)) or plain(cell.value)


def _code(book: Any, cell: Any) -> str:
    with contextlib.suppress(IndexError, KeyError, TypeError, AttributeError):
        return str(book.format_map[book.xf_list[cell.xf_index].format_key].format_str)
    return ""


def _is_unseen(book: Any, cell: Any) -> bool:
    if parsed(_code(book, cell)[:255]).hides:
        return True
    with contextlib.suppress(IndexError, KeyError, TypeError, AttributeError):
        style = book.xf_list[cell.xf_index]
        is_pale = book.font_list[style.font_index].colour_index in _WHITE_INDEXES
        behind = style.background
        return is_pale and (
            behind.fill_pattern == _NO_PATTERN or behind.pattern_colour_index in _WHITE_INDEXES
        )
    return False

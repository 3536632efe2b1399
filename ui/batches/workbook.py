"""The records of an xlsx workbook: its first sheet with the columns of a table, a row at a time."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any
from zipfile import BadZipFile, ZipFile

from ui.batches.model import BadTable
from ui.batches.records import Record

MOST_UNPACKED = 100 * 2**20  # bytes: ten times what 200,000 rows of a table need
_MAGIC = b"PK\x03\x04"
_NO_BOOK = "这个文件不是能读的工作簿。请在表格软件里“另存为”xlsx,或CSV UTF-8(逗号分隔)后再上传。"
_TOO_MUCH = f"这个工作簿解开以后超过{MOST_UNPACKED // 2**20} MB。请只留要起草的那张表，另存后再上传。"
_LOCKED = "EncryptedPackage".encode("utf-16-le")


def is_workbook(data: bytes) -> bool:
    return data.startswith(_MAGIC) or _LOCKED in data[:16_384]


def records_of_workbook(
    data: bytes, most_columns: int, is_understood: Callable[[Iterator[Record]], bool]
) -> Iterator[Record]:
    """Of the first sheet whose columns are understood, else of the first one; hidden sheets are passed over.

    Of a formula its value as it was saved. One column more than may be is read, so that it is seen. Raises BadTable.
    """
    from openpyxl import load_workbook  # takes a moment, and a CSV needs none of it

    try:
        with ZipFile(io.BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
                raise BadTable(_TOO_MUCH)
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        if not shown:
            raise BadTable(_NO_BOOK)
        picked = next((sheet for sheet in shown if is_understood(_records(sheet, most_columns))), shown[0])
        yield from _records(picked, most_columns)
    except BadTable:
        raise
    # openpyxl has no error of its own for files that are no workbooks, and the parser beneath it has others
    except (BadZipFile, KeyError, ValueError, TypeError, AttributeError, OSError, SyntaxError, EOFError):
        raise BadTable(_NO_BOOK) from None


def _records(sheet: Any, most_columns: int) -> Iterator[Record]:
    sheet.reset_dimensions()  # what the file says of its size may be wrong
    for number, row in enumerate(sheet.iter_rows(max_col=most_columns + 1, values_only=True), 1):
        cells = [_said(cell) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        yield Record(number, tuple(cells))


def _said(value: object) -> str:
    """A cell as the sheet shows it: a number that is whole without decimals, a day without its midnight."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        is_day = value.time() == datetime.min.time()
        return value.date().isoformat() if is_day else value.isoformat(" ", "minutes")
    return value.isoformat() if isinstance(value, date) else str(value)

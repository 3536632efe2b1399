"""A mall's own list of frequent questions, CSV or xlsx, as rows of cells by what they say."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from assistant.curated.importing import columns_of
from ingest.encoding import decode
from knowledge.errors import UnreadableFile

MOST_BYTES = 20 * 2**20
MOST_UNPACKED = 200 * 2**20
MOST_ROWS = 20_000
Rows = list[tuple[int, dict[str, str]]]


def read_table(path: Path) -> Rows:
    """The rows that hold something, each with its number in the file, from 2 on. Raises UnreadableFile."""
    if not path.is_file():
        raise UnreadableFile(f"{path} is no file.")
    if path.stat().st_size > MOST_BYTES:
        raise UnreadableFile(f"{path.name} is larger than {MOST_BYTES // 2**20} MB.")
    lines = _xlsx(path) if path.suffix.lower() == ".xlsx" else _csv(path)
    header = next(lines, [])
    try:
        columns = columns_of(header)
    except ValueError as error:
        raise UnreadableFile(f"{path.name}: {error}") from None
    rows: Rows = []
    for number, cells in enumerate(lines, 2):
        told = {name: cells[at].strip() if at < len(cells) else "" for name, at in columns.items()}
        if any(told.values()):
            rows.append((number, told))
        if len(rows) > MOST_ROWS:
            raise UnreadableFile(f"{path.name} has more than {MOST_ROWS} rows; split it.")
    return rows


def _csv(path: Path) -> Iterator[list[str]]:
    text = decode(path.read_bytes())
    head = text[:4096]
    delimiter = max(",;\t", key=head.split("\n", 1)[0].count)
    try:
        yield from csv.reader(io.StringIO(text), delimiter=delimiter)
    except csv.Error as error:
        raise UnreadableFile(f"{path.name} cannot be read as a table: {error}.") from None


def _xlsx(path: Path) -> Iterator[list[str]]:
    """The first sheet; of a formula the value that was worked out when the file was saved."""
    from openpyxl import load_workbook  # takes a moment, and a CSV needs none of it

    try:
        with ZipFile(path) as packed:
            if sum(member.file_size for member in packed.infolist()) > MOST_UNPACKED:
                raise UnreadableFile(f"{path.name} unpacks to more than {MOST_UNPACKED // 2**20} MB.")
        book = load_workbook(path, read_only=True, data_only=True)
        yield from (
            [_cell(one) for one in row] for row in _first(book.worksheets[0].iter_rows(values_only=True))
        )
    except (BadZipFile, KeyError, ValueError, OSError, IndexError) as error:
        raise UnreadableFile(f"{path.name} is no workbook: {error}.") from None


def _first(rows: Iterator[Sequence[object]]) -> Iterator[Sequence[object]]:
    return islice(rows, MOST_ROWS + 2)


def _cell(value: object) -> str:
    if isinstance(value, datetime | date):
        return f"{value:%Y-%m-%d}"
    return "" if value is None else str(value)

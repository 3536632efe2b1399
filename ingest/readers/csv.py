"""Comma, semicolon or tab separated tables in whatever encoding they come."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from ingest.cleaning import one_line
from ingest.encoding import decode
from ingest.grids import plain
from ingest.model import Reading
from ingest.tables import read_table
from knowledge.errors import UnreadableFile

_DELIMITERS = ",;\t|；，"
_LINES_LOOKED_AT = 20
_LINE_LOOKED_AT = 20_000  # characters of one line
_MAX_COLUMNS = 16_384  # as many as Excel has
_FIELD_LIMIT = 1_000_000  # characters in one cell
_SEPARATOR_LINE = re.compile(r"\s*\"?sep=(.)\"?\s*(?:\r\n|\r|\n)", re.IGNORECASE)


def read(path: Path) -> Reading:
    """The rows of a table, each with its headers. Raises UnreadableFile when the bytes are no table."""
    csv.field_size_limit(_FIELD_LIMIT)
    text = decode(path.read_bytes()).replace("\0", "")
    told = _SEPARATOR_LINE.match(text)
    body = text[told.end() :] if told else text
    rows = list(_rows(body, told[1] if told else delimiter_of(body)))
    grid = plain(rows)
    return Reading(sections=tuple(read_table(grid, row_name=lambda row: f"第{row + 1}行")))


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            filled = _trimmed(row)
            if len(filled) > _MAX_COLUMNS:
                raise UnreadableFile(
                    f"The table has {len(filled):,} columns; at most {_MAX_COLUMNS:,} are read. Split it."
                )
            yield [one_line(cell) for cell in filled]
    except csv.Error as error:  # a cell beyond the limit: a quotation mark that nothing closes
        raise UnreadableFile(
            f"A cell of the table is over {_FIELD_LIMIT:,} characters long: a quotation mark may be missing."
        ) from error


def _trimmed(row: list[str]) -> list[str]:
    """A row without the empty cells at its end."""
    last = len(row)
    while last and not row[last - 1]:
        last -= 1
    return row[:last]


def delimiter_of(text: str) -> str:
    """The sign that most lines hold, and equally often."""
    head = text[: _LINES_LOOKED_AT * _LINE_LOOKED_AT]
    lines = [line[:_LINE_LOOKED_AT] for line in head.splitlines()[:_LINES_LOOKED_AT] if line.strip()]
    return max(_DELIMITERS, key=lambda sign: (_regularity([line.count(sign) for line in lines]), sign == ","))


def _regularity(counts: list[int]) -> float:
    used = [count for count in counts if count]
    if not used:
        return 0.0
    commonest = max(set(used), key=used.count)
    return used.count(commonest) * min(commonest, 3) / len(counts)

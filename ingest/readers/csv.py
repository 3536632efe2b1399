"""Comma, semicolon or tab separated tables in whatever encoding they come."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from ingest.cleaning import one_line
from ingest.encoding import decode
from ingest.grids import plain
from ingest.model import Reading
from ingest.tables import read_table

_DELIMITERS = ",;\t|；，"
_LINES_LOOKED_AT = 20
_FIELD_LIMIT = 1_000_000  # characters in one cell


def read(path: Path) -> Reading:
    """The rows of a table, each with its headers. Raises UnreadableFile when the bytes are no text."""
    csv.field_size_limit(_FIELD_LIMIT)
    text = decode(path.read_bytes())
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text))
    grid = plain([one_line(cell) for cell in row] for row in rows)
    return Reading(sections=tuple(read_table(grid, row_name=lambda row: f"第{row + 1}行")))


def delimiter_of(text: str) -> str:
    """The sign that most lines hold, and equally often."""
    lines = [line for line in text.splitlines()[:_LINES_LOOKED_AT] if line.strip()]
    return max(_DELIMITERS, key=lambda sign: (_regularity([line.count(sign) for line in lines]), sign == ","))


def _regularity(counts: list[int]) -> float:
    used = [count for count in counts if count]
    if not used:
        return 0.0
    commonest = max(set(used), key=used.count)
    return used.count(commonest) * min(commonest, 3) / len(counts)

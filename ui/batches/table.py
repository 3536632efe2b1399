"""A table of bytes as rows: any usual encoding and delimiter, a bad row never stopping the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from ingest.readers.csv import delimiter_of
from ui.batches.columns import CAMPAIGN, CHANNEL, COMMUNITY, PRODUCT, TAG, column, places_of
from ui.batches.model import BadTable, Row, Wanted
from ui.batches.readings import text_of
from ui.batches.records import Record, records_of
from ui.batches.terms import Terms
from ui.batches.workbook import is_workbook, records_of_workbook

MOST_COLUMNS = 200
_TITLES = 3  # rows that say something above the columns
LONGEST = 200  # characters of a cell that is read
LONGEST_OF_OTHERS = 5_000  # characters of a cell that is only kept
# What no sheet of a spreadsheet can hold (XML 1.0, section 2.2), and what is no text at all.
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\ufffe\uffff\ud800-\udfff]")
_EXCELS_HINT = re.compile(r"sep=.?", re.IGNORECASE)
_TORN = "这一行的引号没有闭合，或者有一格太长，没有读。"


@dataclass(frozen=True)
class Table:
    """The columns as they are called, and the rows under them. The rows can be gone through once."""

    columns: tuple[str, ...]
    rows: Iterator[Row]


def read_table(data: bytes, terms: Terms, most_rows: int) -> Table:
    """A CSV file or a workbook. Raises BadTable for one that is no table, and, as its rows are gone through, for too many."""
    records = _records(data)
    header = _header(records)
    if not header:
        raise BadTable("这个文件是空的：第一行要有表头，例如“社群,客群标签,渠道,产品,活动”。")
    if len(header) > MOST_COLUMNS:
        raise BadTable(f"表头有{len(header)}列，最多读{MOST_COLUMNS}列。")
    return Table(header, _counted(records, _Reader(header, terms), most_rows))


def _records(data: bytes) -> Iterator[Record]:
    if is_workbook(data):
        return records_of_workbook(data, MOST_COLUMNS, _is_understood)
    text = text_of(data, lambda text: _is_understood(records_of(text, delimiter_of(text))))
    return records_of(text, delimiter_of(text))


def _is_understood(records: Iterator[Record]) -> bool:
    """Whether a reading of the bytes, or a sheet, begins with the columns of a table."""
    return _are_columns(_header(records))


def _are_columns(header: Sequence[str]) -> bool:
    try:
        return bool(places_of(header))
    except BadTable:
        return False


def _header(records: Iterator[Record]) -> tuple[str, ...]:
    """Without the empty cells at its end; empty when nothing is there. A title or two may stand above it."""
    first: tuple[str, ...] = ()
    for header in islice(filter(_is_header, map(_cells, records)), _TITLES + 1):
        while not header[-1]:
            header = header[:-1]
        if _are_columns(header):
            return header
        first = first or header
    return first


def _is_header(cells: Sequence[str]) -> bool:
    """The first row that says something; Excel's own hint at a delimiter is none."""
    return any(cells) and not (_EXCELS_HINT.fullmatch(cells[0]) and not any(cells[1:]))


def _cells(record: Record) -> tuple[str, ...]:
    return tuple(_NO_TEXT.sub("", cell).strip() for cell in record.cells)


def _counted(records: Iterator[Record], read: _Reader, most: int) -> Iterator[Row]:
    count = 0
    for record in records:
        cells = _cells(record)
        if not any(cells):
            continue
        count += 1
        if count > most:
            raise BadTable(f"表格超过了{most:,}行，一次最多{most:,}行。请分成几份上传。")
        yield read.torn(record.number, cells[0]) if record.is_torn else read(record.number, cells)
    if not count:
        raise BadTable("表格只有表头，下面没有一行内容。")


class _Reader:
    """Reads the cells of a row by where the header has them."""

    def __init__(self, header: Sequence[str], terms: Terms) -> None:
        self._width = len(header)
        self._header = header
        self._places = places_of(header)
        self._terms = terms

    def __call__(self, number: int, cells: tuple[str, ...]) -> Row:
        kept = tuple(cell[:LONGEST_OF_OTHERS] for cell in cells[: self._width])
        kept += ("",) * (self._width - len(kept))
        said = {field: kept[place] for field, place in self._places.items()}
        community = said.get(COMMUNITY, "")
        reason = self._too_much(cells, said)
        if reason:
            return Row(number, kept, community[:LONGEST], reason=reason)
        wanted, reason = self._wanted(said)
        return Row(number, kept, community, wanted, reason)

    def torn(self, number: int, line: str) -> Row:
        return Row(number, (line[:LONGEST], *("",) * (self._width - 1)), reason=_TORN)

    def _too_much(self, cells: Sequence[str], said: dict[str, str]) -> str:
        if any(cells[self._width :]):
            return f"这一行有{len(cells)}格，表头只有{self._width}列；格里有逗号时要加引号。"
        if (
            long := next((n for n, cell in enumerate(cells) if len(cell) > LONGEST_OF_OTHERS), None)
        ) is not None:
            return f"{column(self._header, long)}超过{LONGEST_OF_OTHERS:,}字。"
        named = next((field for field, cell in said.items() if len(cell) > LONGEST), "")
        return f"{self._at(named)}超过{LONGEST}字。" if named else ""

    def _at(self, field: str) -> str:
        return column(self._header, self._places[field])

    def _wanted(self, said: dict[str, str]) -> tuple[Wanted | None, str]:
        channel, tag = said.get(CHANNEL, ""), said.get(TAG, "")
        product, campaign = said.get(PRODUCT, ""), said.get(CAMPAIGN, "")
        if not channel:
            return None, f"{self._at(CHANNEL)}是空的：没有写渠道。"
        if channel not in self._terms.channels:
            return (
                None,
                f"{self._at(CHANNEL)}:没有渠道“{channel[:40]}”。可用的渠道：{self._terms.told_channels}。",
            )
        if tag and tag not in self._terms.tags:
            return None, f"{self._at(TAG)}:没有客群标签“{tag[:40]}”。可用的标签：{self._terms.told_tags}。"
        if not product and not campaign:
            return None, "产品和活动都没有写，至少要写一个编号。"
        known = self._terms
        return Wanted(known.tags.get(tag, ""), known.channels[channel], product, campaign), ""

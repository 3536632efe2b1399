"""A batch as a table for spreadsheets, CSV or xlsx, in which no cell is taken for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook

from assistant.copies.sheet import BOM, safe
from assistant.drafting.channels import Channel
from ui.batches.book import Filled
from ui.batches.community import Names
from ui.batches.telling import told_to

OURS = ("title", "body", "status", "findings", "score", "label", "mode")
_MOST = 32_767  # characters of a cell of a spreadsheet
_LINES = 64  # of a piece of CSV

Cells = list[str]


def header(columns: Sequence[str]) -> Cells:
    """The row's own columns and ours; one of theirs that has a name of ours keeps it."""
    taken = {column.casefold() for column in columns}
    return [*map(safe, columns), *(f"draft_{name}" if name in taken else name for name in OURS)]


def cells_of(
    filled: Iterable[Filled],
    names: Names,
    channels: Mapping[str, Channel],
    may_read: Callable[[str], bool],
) -> Iterator[Cells]:
    """The rows in their order. Of a paper that the reader may not see now, nothing is told."""
    for one in filled:
        told = told_to(one, may_read)
        yield [safe(cell)[:_MOST] for cell in (*told.row.cells, *_ours(told, names, channels))]


def _ours(one: Filled, names: Names, channels: Mapping[str, Channel]) -> Sequence[str]:
    made, wanted = one.made, one.row.wanted
    if wanted is None:
        return ("", "", made.status, made.findings, "", "", "")
    channel = channels.get(wanted.channel)
    title = names.put(made.title, one.row.community, channel)
    body = names.put(made.body, one.row.community, channel, title)
    score = "" if made.score is None else f"{made.score:g}"
    return (title, body, made.status, made.findings, score, made.label, made.mode)


def csv_of(columns: Sequence[str], rows: Iterable[Cells]) -> Iterator[str]:
    """The file in pieces, for Excel with a BOM."""
    yield BOM + _lines([header(columns)])
    some: list[Cells] = []
    for row in rows:
        some.append(row)
        if len(some) == _LINES:
            yield _lines(some)
            some = []
    yield _lines(some)


def _lines(rows: Iterable[Cells]) -> str:
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    return written.getvalue()


def write_xlsx(target: Path, columns: Sequence[str], rows: Iterable[Cells]) -> None:
    """Every cell is a text: nothing begins with a sign that would make it a formula. One row in memory at a time."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("底稿")
    sheet.freeze_panes = "A2"
    sheet.append(header(columns))
    for row in rows:
        sheet.append(row)
    book.save(target)

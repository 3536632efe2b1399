"""The records of a CSV text one by one; a quotation mark that nothing closes costs its own line only."""

from __future__ import annotations

import csv
import io
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

MOST_LINES = 20  # of one record: addresses and notes have a few


@dataclass(frozen=True, slots=True)
class Record:
    """`number` counts as a spreadsheet does, from 1. A torn record has its raw line as its only cell."""

    number: int
    cells: tuple[str, ...]
    is_torn: bool = False


def records_of(text: str, delimiter: str) -> Iterator[Record]:
    lines, number = _Lines(text), 0
    while True:
        lines.begin()
        number += 1
        try:
            cells = next(csv.reader(lines, delimiter=delimiter), None)
        except csv.Error:  # a cell that is longer than any cell may be
            cells = []
        if cells is None:
            return
        if lines.is_torn or (not cells and lines.taken[0].strip()):
            lines.give_back()
            yield Record(number, (lines.taken[0].strip(),), is_torn=True)
        else:
            yield Record(number, tuple(cells))


class _Lines:
    """The lines of a text, of which one record gets no more than it may have, and which can be given back."""

    def __init__(self, text: str) -> None:
        self._lines = io.StringIO(text, newline="")
        self._back: deque[str] = deque()
        self.taken: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if len(self.taken) == MOST_LINES:
            raise StopIteration
        line = self._back.popleft() if self._back else next(self._lines)
        self.taken.append(line)
        return line

    def begin(self) -> None:
        self.taken = []

    @property
    def is_torn(self) -> bool:
        """Whether a quotation mark is open at the end of the record."""
        return len(self.taken) > 1 and sum(line.count('"') for line in self.taken) % 2 == 1

    def give_back(self) -> None:
        """All but the first line."""
        self._back.extendleft(reversed(self.taken[1:]))

"""Recognising the pages of one file within limits, and telling about each, so that none is lost."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from ingest.readers.pdf_page import Box, Page, Rule

if TYPE_CHECKING:
    from ingest.ocr.engine import Picture

SHORT_SIDE = 1_700  # pixels, A4 at 200 dpi: more costs time and memory and reads no better
MOST_PAGES = 200  # recognised in one file: some twenty minutes
_DOUBTFUL = (
    0.93  # below, a person should look: blurred lines with two wrong characters had 0.92, clean ones 0.98
)
_DOUBTFUL_SHORT = 0.8  # of labels such as 品名:, which are right at 0.87
_SHORT = 6  # characters
_FLOOR = 0.6  # below, it is noise: smudges, ornaments, logos
_NAMED = 6  # doubtful lines quoted for a page
_QUOTED = 24  # characters of each

Tell = Callable[[dict[str, Any]], None]
Draw = Callable[[], "Picture"]


def _nobody(message: dict[str, Any]) -> None:
    pass


@dataclass
class Recognition:
    """What is recognised of one file.

    `tell` is given each step, so that the sandbox knows that the work goes on: `begun` names the page that
    is being read, `recognised` holds what came of it. After a page has ended the worker, the next worker
    gets `known`, the pages recognised until then, and `passed_over`, the page that did it.
    """

    tell: Tell = _nobody
    known: Mapping[int, Page] = field(default_factory=dict)
    passed_over: frozenset[int] = frozenset()
    most: int = MOST_PAGES
    typed_seconds: float = math.inf  # of computing, for all that is not recognised
    warnings: list[str] = field(default_factory=list)
    left: list[int] = field(default_factory=list)  # pages that should have been recognised
    late: list[int] = field(default_factory=list)  # pages for which no time was left
    _count: int = 0
    _started: float = field(default_factory=time.process_time)
    _recognising: float = 0.0  # seconds of computing

    def begin(self, number: int, pages: int) -> bool:
        """Says that page `number` of so many is next; False when it is to be passed over."""
        if number in self.passed_over:
            self.left.append(number)
            return False
        if time.process_time() - self._started - self._recognising > self.typed_seconds:
            self.late.append(number)
            return False
        self.tell({"begun": number, "pages": pages})
        return True

    def page(self, number: int, pages: int, short_side: float, draw: Draw) -> Page | None:
        """Page `number` (from 1) read from its picture, `short_side` points wide; None where it was left."""
        page = self.known.get(number)
        if page is None:
            if self._count >= self.most or self.passed_over:
                self.left.append(number)
                return None
            page = self._recognised(number, pages, short_side, draw)
        self._count += 1
        return self._sure(page)

    def notes(self) -> list[str]:
        """What was not read, and why, for the report."""
        notes = []
        if self.late:
            notes.append(f"Page {listed(self.late)}: not read, the file takes too long. Split it.")
        if self.left and self.passed_over:
            why = f"page {listed(sorted(self.passed_over))} took too long or too much memory"
            notes.append(f"Page {listed(self.left)}: not read, because {why}.")
        elif self.left:
            why = f"at most {self.most} pages of a file are recognised"
            notes.append(f"Page {listed(self.left)}: not read; {why}. Split the file.")
        return notes

    def _recognised(self, number: int, pages: int, short_side: float, draw: Draw) -> Page:
        started = time.process_time()
        self.tell({"recognising": number, "pages": pages})
        from ingest.ocr.sheet import recognise  # heavy: only where there is a picture to read
        from ingest.readers.pdf_sheets import page_of_sheet

        sheet = recognise(draw(), lambda: self.tell({"alive": number}))
        page = page_of_sheet(sheet, number, short_side)
        self.tell({"recognised": number, "pages": pages, "page": asdict(page)})
        self._recognising += time.process_time() - started
        return page

    def _sure(self, page: Page) -> Page:
        """The page without what is noise; what is doubtful stays and is named."""
        noise = [box for box in page.boxes if (box.confidence or 0) < _FLOOR or not _has_word(box.text)]
        kept = tuple(box for box in page.boxes if box not in noise)
        doubtful = [box for box in kept if (box.confidence or 0) < _needed(box)]
        if doubtful:
            self.warnings.append(f"第{page.number}页: 文字可能有误: {_quoted(doubtful)}")
        if noise:
            self.warnings.append(f"第{page.number}页: 无法辨认,未收入: {_quoted(noise)}")
        return Page(page.number, page.width, page.height, kept, page.rules)


def page_from(data: Mapping[str, Any]) -> Page:
    """A page as it was told, made from JSON again."""
    boxes = tuple(Box(**box) for box in data["boxes"])
    rules = tuple(Rule(**rule) for rule in data["rules"])
    return Page(int(data["number"]), data["width"], data["height"], boxes, rules)


def listed(numbers: Sequence[int]) -> str:
    """Page numbers for a sentence; many are shortened."""
    return ", ".join(map(str, numbers[:10])) + (f" … {numbers[-1]}" if len(numbers) > 10 else "")


def _has_word(text: str) -> bool:
    return any(char.isalnum() for char in text)


def _needed(box: Box) -> float:
    return _DOUBTFUL_SHORT if len(box.text) < _SHORT else _DOUBTFUL


def _quoted(boxes: Iterable[Box]) -> str:
    texts = [box.text[:_QUOTED] + ("…" if len(box.text) > _QUOTED else "") for box in boxes]
    more = f" 等{len(texts)}处" if len(texts) > _NAMED else ""
    return "、".join(f"“{text}”" for text in texts[:_NAMED]) + more

"""What lies on a PDF page and where: pieces of text with their boxes, and ruled lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.cleaning import clean, join_lines

_THIN = 3.0  # points: a drawn object thinner than this is a line
_MIN_RULE = 8.0
_MAX_OBJECTS = 20_000  # drawings with more are pictures, not tables


@dataclass(frozen=True, slots=True)
class Box:
    """A piece of text and its place in points, y growing upwards. `size` is the font's height.

    `confidence` is 0-1 for recognised text, None for text that was typed.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    confidence: float | None = None

    @property
    def middle(self) -> tuple[float, float]:
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line, horizontal (y0 == y1) or vertical (x0 == x1)."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def is_horizontal(self) -> bool:
        return self.y0 == self.y1


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its number from 1, its size in points, its text and its ruled lines."""

    number: int
    width: float
    height: float
    boxes: tuple[Box, ...]
    rules: tuple[Rule, ...]

    @property
    def text(self) -> str:
        return "\n".join(box.text for box in self.boxes)


def least_sure(confidences: Iterable[float | None]) -> float | None:
    """Text is as sure as its least sure piece; None where all of it was typed."""
    return min((each for each in confidences if each is not None), default=None)


def page_of(document: pypdfium2.PdfDocument, index: int) -> Page:
    """Page `index` (from 0) of a document."""
    page = document[index]
    textpage = page.get_textpage()
    try:
        return Page(
            number=index + 1,
            width=page.get_width(),
            height=page.get_height(),
            boxes=tuple(_boxes(textpage)),
            rules=tuple(_rules(page)),
        )
    finally:
        textpage.close()
        page.close()


def plain_page(number: int, lines: Sequence[str]) -> Page:
    """A page of which only the wording is known: every line as wide as the page, one below the other."""
    size = 10.0
    places = ((line, -1.5 * size * at) for at, line in enumerate(lines) if line.strip())
    boxes = tuple(Box(line, 0.0, y - size, size * len(line), y, size) for line, y in places)
    return Page(number=number, width=0.0, height=0.0, boxes=boxes, rules=())


def _boxes(textpage: pypdfium2.PdfTextPage) -> Iterator[Box]:
    for index in range(textpage.count_rects()):
        x0, y0, x1, y1 = textpage.get_rect(index)
        text = join_lines(clean(textpage.get_text_bounded(x0, y0, x1, y1)).split("\n"))
        if text:
            bottom, top = _type_height(textpage, x0, y0, y1)
            yield Box(text, x0, bottom, x1, top, top - bottom)


def _type_height(textpage: pypdfium2.PdfTextPage, x0: float, y0: float, y1: float) -> tuple[float, float]:
    """Bottom and top of the line of type, not of the ink: a comma stands as high as 国."""
    at = textpage.get_index(x0 + 1, (y0 + y1) / 2, 4, 4)
    if at is None:
        return y0, y1
    _, bottom, _, top = textpage.get_charbox(at, loose=True)
    return (bottom, top) if bottom < y1 and top > y0 and top - bottom >= y1 - y0 - 1 else (y0, y1)


def _rules(page: pypdfium2.PdfPage) -> Iterator[Rule]:
    for count, drawn in enumerate(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH])):
        if count > _MAX_OBJECTS:
            return
        yield from _edges(*drawn.get_bounds())


def _edges(x0: float, y0: float, x1: float, y1: float) -> Iterator[Rule]:
    """The line a thin object is, or the four edges of a rectangle."""
    width, height = x1 - x0, y1 - y0
    if height < _THIN and width >= _MIN_RULE:
        yield Rule(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2)
    elif width < _THIN and height >= _MIN_RULE:
        yield Rule((x0 + x1) / 2, y0, (x0 + x1) / 2, y1)
    elif width >= _MIN_RULE and height >= _MIN_RULE:
        yield from (Rule(x0, y0, x1, y0), Rule(x0, y1, x1, y1), Rule(x0, y0, x0, y1), Rule(x1, y0, x1, y1))

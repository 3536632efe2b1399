"""What lies on a PDF page and where: pieces of text with their boxes, and ruled lines."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.cleaning import clean, join_lines
from ingest.readers.pdf_objects import shown_box
from ingest.readers.pdf_type import give_room, lacks_ink, pieces

A4_WIDTH = 595.0  # points: what the short side of a sheet of unknown size is taken for
_THIN = 3.0  # points: a drawn object thinner than this is a line
_MIN_RULE = 8.0
_MAX_OBJECTS = 20_000  # drawings with more are pictures, not tables
_MAX_LOOKED_UP = 400_000_000  # pieces times characters: each piece is searched among all characters
_UPRIGHT = 2.0  # times its width: so high is a word that runs up the page
_ASKED = 200  # characters asked for their angle
_MOST = 0.7  # of the type: what most of it does, the page does


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


def page_of(page: pypdfium2.PdfPage, number: int) -> Page:
    """An open page, as it is shown: turned as its file says, or as most of its type runs."""
    give_room(page)
    textpage = page.get_textpage()
    try:
        if textpage.count_rects() * textpage.count_chars() > _MAX_LOOKED_UP:
            return plain_page(number, clean(textpage.get_text_range()).split("\n"))
        frame = Frame(*shown_box(page), _turn_of_type(textpage, page.get_rotation()))
        return Page(
            number=number,
            width=frame.width,
            height=frame.height,
            boxes=tuple(_boxes(textpage, frame)),
            rules=tuple(_rules(page, frame)),
        )
    finally:
        textpage.close()


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of a page that is shown, and how far it is turned clockwise: 0, 90, 180 or 270 degrees."""

    x0: float
    y0: float
    x1: float
    y1: float
    turn: int

    @property
    def width(self) -> float:
        return self.y1 - self.y0 if self.turn % 180 else self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.x1 - self.x0 if self.turn % 180 else self.y1 - self.y0

    def shown(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """Where an area of the file's coordinates is seen, from the lower left corner of what is shown."""
        if self.turn == 90:
            return y0 - self.y0, self.x1 - x1, y1 - self.y0, self.x1 - x0
        if self.turn == 180:
            return self.x1 - x1, self.y1 - y1, self.x1 - x0, self.y1 - y0
        if self.turn == 270:
            return self.y1 - y1, x0 - self.x0, self.y1 - y0, x1 - self.x0
        return x0 - self.x0, y0 - self.y0, x1 - self.x0, y1 - self.y0


def _turn_of_type(textpage: pypdfium2.PdfTextPage, rotation: int) -> int:
    """Degrees by which the page is turned so that most of its type runs from left to right; else its rotation."""
    count = textpage.count_chars()
    turns: Counter[int] = Counter()
    for at in range(0, count, max(1, count // _ASKED)):
        angle = pdfium.FPDFText_GetCharAngle(textpage, at)
        if angle >= 0:
            turns[-round(math.degrees(angle) / 90) * 90 % 360] += 1
    turn, times = max(turns.items(), key=lambda item: item[1], default=(0, 0))
    return turn if times > _MOST * turns.total() else rotation


def plain_page(number: int, lines: Sequence[str]) -> Page:
    """A page of which only the wording is known: every line as wide as the page, one below the other."""
    size = 10.0
    places = ((line, -1.5 * size * at) for at, line in enumerate(lines) if line.strip())
    boxes = tuple(Box(line, 0.0, y - size, size * len(line), y, size) for line, y in places)
    return Page(number=number, width=0.0, height=0.0, boxes=boxes, rules=())


def _boxes(textpage: pypdfium2.PdfTextPage, frame: Frame) -> Iterator[Box]:
    if lacks_ink(textpage):
        for text, (x0, y0, x1, y1) in pieces(textpage, frame.shown):
            yield Box(clean(text), x0, y0, x1, y1, y1 - y0)
        return
    for index in range(textpage.count_rects()):
        area = textpage.get_rect(index)
        text = join_lines(clean(textpage.get_text_bounded(*area)).split("\n"))
        if text:
            x0, y0, x1, y1 = frame.shown(*area)
            if y1 - y0 > _UPRIGHT * (x1 - x0) and len(text) > 2:  # a word that runs up the page
                yield Box(text, x0, y1 - (x1 - x0), x1, y1, x1 - x0)
                continue
            bottom, top = _type_height(textpage, area, y0, y1, frame)
            yield Box(text, x0, bottom, x1, top, top - bottom)


def _type_height(
    textpage: pypdfium2.PdfTextPage,
    area: tuple[float, float, float, float],
    y0: float,
    y1: float,
    frame: Frame,
) -> tuple[float, float]:
    """Bottom and top of the line of type, not of the ink: a comma stands as high as 国."""
    x, y = (area[0] + area[2]) / 2, (area[1] + area[3]) / 2
    at = textpage.get_index(*((x, area[1] + 1) if frame.turn % 180 else (area[0] + 1, y)), 4, 4)
    if at is None:
        return y0, y1
    _, bottom, _, top = frame.shown(*textpage.get_charbox(at, loose=True))
    return (bottom, top) if bottom < y1 and top > y0 and top - bottom >= y1 - y0 - 1 else (y0, y1)


def _rules(page: pypdfium2.PdfPage, frame: Frame) -> Iterator[Rule]:
    for count, drawn in enumerate(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH])):
        if count > _MAX_OBJECTS:
            return
        yield from _edges(*frame.shown(*drawn.get_bounds()))


def _edges(x0: float, y0: float, x1: float, y1: float) -> Iterator[Rule]:
    """The line a thin object is, or the four edges of a rectangle."""
    width, height = x1 - x0, y1 - y0
    if height < _THIN and width >= _MIN_RULE:
        yield Rule(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2)
    elif width < _THIN and height >= _MIN_RULE:
        yield Rule((x0 + x1) / 2, y0, (x0 + x1) / 2, y1)
    elif width >= _MIN_RULE and height >= _MIN_RULE:
        yield from (Rule(x0, y0, x1, y0), Rule(x0, y1, x1, y1), Rule(x0, y0, x0, y1), Rule(x1, y0, x1, y1))

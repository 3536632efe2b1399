"""A recognised sheet as a page: type sizes and ruled lines measured, numbers of clauses set apart."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from statistics import median

import cv2
import numpy as np

from ingest.cleaning import clean
from ingest.ocr.engine import Picture
from ingest.ocr.sheet import Seen, Sheet
from ingest.readers.pdf_page import Box, Page, Rule

_LATIN = 0.55  # width of a Latin letter or digit against its size, on average
_HEIGHT = 0.72  # of the found box: the type's size, where its width does not tell it
_SAME_SIZE = 0.13  # sizes that differ by less are one: they are measured, not declared
_DARK = 60  # levels below the paper around it: a drawn line
_MIN_RULE = 1 / 40  # of the sheet's width
_MAX_THICK = 8  # pixels
# A number of a clause and its text, between which the recogniser drops the blank: 2.1门店, 1.52026年.
_CLAUSE = re.compile(
    r"^(\d{1,2}(?:\.\d{1,2}){1,3})(?:(?=20\d\d年)|(?=[^\W\d_])(?![元万亿倍折米小天年月日个度级号层平公厘毫分秒克千升斤张人次m㎡k]))"
)


def page_of_sheet(sheet: Sheet, number: int, short_side: float) -> Page:
    """The sheet as page `number`; `short_side` is its shorter side in points."""
    height, width = sheet.picture.shape[:2]
    scale = short_side / min(height, width)
    sizes = _sizes(sheet.lines)
    boxes = (_box(line, size, height, scale) for line, size in zip(sheet.lines, sizes, strict=True))
    drawn = (ends for ends in drawn_lines(sheet.picture) if not _is_stroke(ends, sheet.lines))
    rules = tuple(_rule(ends, height, scale) for ends in drawn)
    return Page(number, width * scale, height * scale, tuple(box for box in boxes if box.text), rules)


def _box(line: Seen, size: float, height: int, scale: float) -> Box:
    middle, half = (line.y0 + line.y1) / 2, 0.6 * size
    return Box(
        text=_CLAUSE.sub(r"\1 ", clean(line.text)),
        x0=line.x0 * scale,
        y0=(height - middle - half) * scale,
        x1=line.x1 * scale,
        y1=(height - middle + half) * scale,
        size=size * scale,
        confidence=line.confidence,
    )


def _sizes(lines: Sequence[Seen]) -> list[float]:
    """Each line's size of type in pixels; sizes that differ by what the measuring does are made equal."""
    measured = [_size(line) for line in lines]
    order = sorted(range(len(lines)), key=lambda at: measured[at])
    sizes = [0.0] * len(lines)
    while order:
        group = [at for at in order if measured[at] <= measured[order[0]] * (1 + 2 * _SAME_SIZE)]
        weights = [measured[at] for at in group for _ in lines[at].text]
        middle = median(weights)
        group = [at for at in order if measured[at] <= middle * (1 + _SAME_SIZE)]
        for at in group:
            sizes[at] = middle
        order = order[len(group) :]
    return sizes


def _size(line: Seen) -> float:
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in line.text)
    by_height = (line.y1 - line.y0) * _HEIGHT
    if wide < 3:
        return by_height
    by_width = (line.x1 - line.x0) / (wide + _LATIN * (len(line.text) - wide))
    return by_width if 0.6 * by_height < by_width < 1.6 * by_height else by_height


def drawn_lines(picture: Picture) -> Iterator[tuple[int, int, int, int]]:
    """x0, y0, x1, y1 in pixels of the thin straight lines of a picture, as tables are ruled with."""
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    paper = cv2.medianBlur(cv2.resize(grey, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA), 21)
    paper = cv2.resize(paper, (grey.shape[1], grey.shape[0]))
    ink = (cv2.subtract(paper, grey) > _DARK).astype(np.uint8)
    length = max(24, round(picture.shape[1] * _MIN_RULE))
    for shape in ((length, 1), (1, length)):
        kernel = cv2.getStructuringElement(cv2.MORPH_RECT, shape)
        straight = cv2.dilate(cv2.morphologyEx(ink, cv2.MORPH_OPEN, kernel), np.ones((3, 3), np.uint8))
        _, _, stats, _ = cv2.connectedComponentsWithStats(straight)
        for x, y, wide, high, _ in stats[1:]:
            if min(wide, high) <= _MAX_THICK and max(wide, high) >= length:
                yield int(x), int(y), int(x + wide), int(y + high)


def _is_stroke(ends: tuple[int, int, int, int], lines: Sequence[Seen]) -> bool:
    """Whether a straight line is a part of a character, as in 第 or 目 set large."""
    x0, y0, x1, y1 = ends
    return any(
        line.x0 - 4 <= x0 and x1 <= line.x1 + 4 and line.y0 - 4 <= y0 and y1 <= line.y1 + 4 for line in lines
    )


def _rule(ends: tuple[int, int, int, int], height: int, scale: float) -> Rule:
    x0, y0, x1, y1 = ends
    if x1 - x0 >= y1 - y0:
        y = (height - (y0 + y1) / 2) * scale
        return Rule(x0 * scale, y, x1 * scale, y)
    x = (x0 + x1) / 2 * scale
    return Rule(x, (height - y1) * scale, x, (height - y0) * scale)

"""Reading a picture: an upright sheet with the lines of type on it, and how sure each is."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from ingest.ocr.engine import Alive, Corners, Engine, Picture, engine, give_memory_back
from ingest.ocr.lines import find_lines
from ingest.ocr.recognition import SHORT_SIDE
from ingest.ocr.upright import levelled, runs_sideways, slope_of, stands_on_its_head, upside_down

_SMALLEST = 736  # pixels: smaller pictures are enlarged, three times at most
_LONG_SIDE = 24_000  # pixels: a screenshot of a long page
_WIDEST = 4_800  # pixels: a banner; the strips in which lines are found take memory by their width
_MARGIN = 16  # pixels of paper around the picture: type at the very edge is missed without


@dataclass(frozen=True, slots=True)
class Seen:
    """A line of type: its place in pixels of the upright sheet, y growing downwards, and 0-1 certainty."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    confidence: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A picture turned upright and level, and the lines on it, in no order."""

    picture: Picture
    lines: tuple[Seen, ...]


def recognise(picture: Picture, alive: Alive = lambda: None) -> Sheet:
    """The lines of a picture, whichever way up it is and however large.

    `alive` is called again and again while the work goes on. A dense A4 page at 200 dpi takes about
    6 s of computing and 0.6 GB.
    """
    reader = engine()
    alive()
    picture = _fitted(picture)
    lines = find_lines(reader, picture, alive)
    if runs_sideways(lines):
        picture = np.ascontiguousarray(np.rot90(picture))
        lines = find_lines(reader, picture, alive)
    slope = slope_of(lines)
    if slope:
        picture, lines = levelled(picture, lines, slope)
    sheet = _read(reader, picture, lines, alive)
    give_memory_back()
    return sheet


def _read(reader: Engine, picture: Picture, lines: Corners, alive: Alive) -> Sheet:
    read = reader.read([_cut_out(picture, line) for line in lines], alive)
    if stands_on_its_head(lines, [is_turned for _, _, is_turned in read]):
        picture, lines = upside_down(picture, lines)
    found = zip(lines, read, strict=True)
    return Sheet(picture, tuple(_seen(text, sure, line) for line, (text, sure, _) in found if text.strip()))


def _seen(text: str, sure: float, line: Corners) -> Seen:
    x0, y0 = map(float, line.min(axis=0))
    x1, y1 = map(float, line.max(axis=0))
    return Seen(text.strip(), x0, y0, x1, y1, round(sure, 4))


def _fitted(picture: Picture) -> Picture:
    """The picture at a size at which type is read well, with a margin."""
    height, width = picture.shape[:2]
    short, long = sorted((height, width))
    most = min(SHORT_SIDE / short, _LONG_SIDE / long, _WIDEST / width)
    scale = min(most, max(1.0, min(3.0, _SMALLEST / short)))
    if scale != 1.0:
        size = max(1, round(width * scale)), max(1, round(height * scale))
        picture = np.asarray(
            cv2.resize(picture, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC),
            np.uint8,
        )
    margins = (_MARGIN, _MARGIN, _MARGIN, _MARGIN)
    return np.asarray(cv2.copyMakeBorder(picture, *margins, cv2.BORDER_REPLICATE), np.uint8)


def _cut_out(picture: Picture, line: Corners) -> Picture:
    """A line by itself, straightened; one that runs up or down is laid flat."""
    width = max(1, round(max(np.linalg.norm(line[0] - line[1]), np.linalg.norm(line[3] - line[2]))))
    height = max(1, round(max(np.linalg.norm(line[0] - line[3]), np.linalg.norm(line[1] - line[2]))))
    flat = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(line.astype(np.float32), flat)
    piece = cv2.warpPerspective(
        picture, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    upright = np.rot90(piece) if height >= 1.5 * width else piece
    return np.ascontiguousarray(upright, np.uint8)

"""Where the lines of type stand in a picture of any size."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np

from ingest.ocr.engine import Alive, Corners, Engine, Picture

_PIECE = 1_500_000  # pixels that the detector sees at once: 0.2 GB for each million
_OVERLAP = 160  # pixels that two pieces share; type higher than this is found in the small picture
_COARSE = 960  # longest side of the small picture in which large type is found
_LARGE = 100  # pixels of height: type that a cut between pieces may split


def find_lines(engine: Engine, picture: Picture, alive: Alive) -> Corners:
    """The corners of all lines, in pixels of the picture. `alive` is called after each piece."""
    pieces = list(_pieces(*picture.shape[:2]))
    if len(pieces) == 1:
        return engine.find(picture)
    whole = _coarse(engine, picture)
    cut: list[Corners] = []
    for top, bottom in pieces:
        for line in engine.find(picture[top:bottom]):
            is_cut = (top > 0 and line[:, 1].min() <= 2) or (
                bottom < len(picture) and line[:, 1].max() >= bottom - top - 3
            )
            moved = line + np.array([0, top], np.float32)
            (cut if is_cut else whole).append(moved)
        alive()
    return _without_doubles(whole, cut)


def _pieces(height: int, width: int) -> Iterator[tuple[int, int]]:
    """Top and bottom of the pieces of a picture; neighbours overlap."""
    most = max(_PIECE // width, 3 * _OVERLAP)
    if height <= most:
        yield 0, height
        return
    count = -(-(height - _OVERLAP) // (most - _OVERLAP))
    step = (height - _OVERLAP) / count
    for at in range(count):
        yield round(at * step), min(round((at + 1) * step) + _OVERLAP, height)


def _coarse(engine: Engine, picture: Picture) -> list[Corners]:
    """Lines of type so large that a cut could split them."""
    height, width = picture.shape[:2]
    scale = min(1.0, _COARSE / max(height, width))
    if min(height, width) * scale < 64:
        return []
    small = np.asarray(cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
    lines = engine.find(small) / np.float32(scale)
    return [line for line in lines if _height(line) > _LARGE]


def _height(line: Corners) -> float:
    return float(np.linalg.norm(line[0] - line[3]))


def _without_doubles(whole: list[Corners], cut: list[Corners]) -> Corners:
    """Lines without those that lie in another; what a cut has split stays only if nothing else has it."""
    kept: list[Corners] = []
    bounds = np.zeros((0, 4), np.float32)
    for line in [*sorted(whole, key=_area, reverse=True), *sorted(cut, key=_area, reverse=True)]:
        low, high = line.min(axis=0), line.max(axis=0)
        shared = np.minimum(bounds[:, 2:], high) - np.maximum(bounds[:, :2], low)
        covered = np.clip(shared, 0, None).prod(axis=1).max(initial=0.0)
        if covered < 0.6 * max(float((high - low).prod()), 1.0):
            kept.append(line)
            bounds = np.vstack([bounds, [*low, *high]])
    return np.array(kept, np.float32).reshape(-1, 4, 2)


def _area(line: Corners) -> float:
    return float((line.max(axis=0) - line.min(axis=0)).prod())

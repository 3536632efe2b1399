"""Turning a picture so that its lines run from left to right and level."""

from __future__ import annotations

import cv2
import numpy as np

from ingest.ocr.engine import Corners, Picture

_STEEP = 1.5  # times its width: a line that high runs up or down
_LONG = 4.0  # times its height: a line long enough to tell a slope by
_LEVEL = 0.2  # degrees of slope that need no mending
_STEEPEST = 30.0  # degrees; beyond, the sheet was not laid askew but drawn so
_SHARE = 0.6  # of all the type: what most lines do, the sheet does


def runs_sideways(lines: Corners) -> bool:
    """Whether most of the type runs up or down the picture."""
    widths, heights = _sizes(lines)
    lengths = np.maximum(widths, heights)
    return bool(lengths.sum() and lengths[heights > _STEEP * widths].sum() > _SHARE * lengths.sum())


def stands_on_its_head(lines: Corners, turned: list[bool]) -> bool:
    """Whether most of the type could only be read the other way up."""
    lengths = _sizes(lines)[0]
    return bool(lengths.sum() and lengths[np.array(turned, bool)].sum() > _SHARE * lengths.sum())


def slope_of(lines: Corners) -> float:
    """Degrees by which the lines fall to the right; 0 where they are level or tell nothing."""
    widths, heights = _sizes(lines)
    long = lines[widths > _LONG * heights]
    if not len(long):
        return 0.0
    across = (long[:, 1] - long[:, 0]) + (long[:, 2] - long[:, 3])
    slope = float(np.median(np.degrees(np.arctan2(across[:, 1], across[:, 0]))))
    return slope if _LEVEL < abs(slope) < _STEEPEST else 0.0


def levelled(picture: Picture, lines: Corners, slope: float) -> tuple[Picture, Corners]:
    """The picture turned back by its slope, with its lines; the paper is extended at the edges."""
    height, width = picture.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), slope, 1.0)
    cos, sin = abs(matrix[0, 0]), abs(matrix[0, 1])
    new_width, new_height = int(height * sin + width * cos), int(height * cos + width * sin)
    matrix[:, 2] += ((new_width - width) / 2, (new_height - height) / 2)
    turned = cv2.warpAffine(
        picture, matrix, (new_width, new_height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    moved = lines @ matrix[:, :2].T + matrix[:, 2]
    return np.asarray(turned, np.uint8), moved.astype(np.float32)


def upside_down(picture: Picture, lines: Corners) -> tuple[Picture, Corners]:
    """The picture and its lines turned by half a turn."""
    height, width = picture.shape[:2]
    moved = np.array([width, height], np.float32) - lines
    return np.ascontiguousarray(picture[::-1, ::-1]), moved[:, [2, 3, 0, 1]]


def _sizes(lines: Corners) -> tuple[np.ndarray, np.ndarray]:
    widths = np.linalg.norm(lines[:, 0] - lines[:, 1], axis=1)
    heights = np.linalg.norm(lines[:, 0] - lines[:, 3], axis=1)
    return widths, heights

"""What is drawn on a PDF page, with its place on the page also where forms are nested."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

_DEEPEST = 12  # forms within forms
MOST_OBJECTS = 100_000  # looked at; a page with more is a drawing

Matrix = tuple[float, float, float, float, float, float]
Area = tuple[float, float, float, float]  # x0, y0, x1, y1 in points of the page before its rotation
_FLAT = 0.02  # of the height of type: ink that is no higher is none
_AS_IT_IS: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Drawn:
    """One object of a page: `kind` is text, path, image or shading, `form` the form that holds it."""

    raw: Any
    form: Any
    kind: int
    area: Area
    matrix: Matrix  # of the forms around it

    @property
    def middle(self) -> tuple[float, float]:
        return (self.area[0] + self.area[2]) / 2, (self.area[1] + self.area[3]) / 2

    @property
    def colour(self) -> tuple[int, int, int, int] | None:
        """Red, green, blue and opacity of its filling, 0-255 each."""
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        is_known = pdfium.FPDFPageObj_GetFillColor(self.raw, red, green, blue, alpha)
        return (red.value, green.value, blue.value, alpha.value) if is_known else None


def drawn_on(page: pypdfium2.PdfPage) -> Iterator[Drawn]:
    """The objects of a page in the order in which they are painted."""
    left = [MOST_OBJECTS]
    yield from _walk(
        page.raw, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject, None, _AS_IT_IS, left, 0
    )


def shown_box(page: pypdfium2.PdfPage) -> Area:
    """The part of a page that is shown, in the coordinates of its objects (which know of no rotation)."""
    x0, y0, x1, y1 = _ordered(page.get_mediabox())
    c0, d0, c1, d1 = _ordered(page.get_cropbox())
    box = max(x0, c0), max(y0, d0), min(x1, c1), min(y1, d1)
    return box if box[2] > box[0] and box[3] > box[1] else (x0, y0, max(x1, x0 + 1), max(y1, y0 + 1))


def _ordered(area: Area) -> Area:
    return min(area[0], area[2]), min(area[1], area[3]), max(area[0], area[2]), max(area[1], area[3])


def share_of(area: Area, page: Area) -> float:
    """The share of the page that an area covers."""
    width = min(area[2], page[2]) - max(area[0], page[0])
    height = min(area[3], page[3]) - max(area[1], page[1])
    size = (page[2] - page[0]) * (page[3] - page[1])
    return max(width, 0.0) * max(height, 0.0) / size if size > 0 else 0.0


def covers(area: Area, place: tuple[float, float]) -> bool:
    return area[0] <= place[0] <= area[2] and area[1] <= place[1] <= area[3]


def _walk(
    parent: Any, count: Any, get: Any, form: Any, matrix: Matrix, left: list[int], depth: int
) -> Iterator[Drawn]:
    for at in range(max(count(parent), 0)):
        raw = get(parent, at)
        left[0] -= 1
        if not raw or left[0] < 0:
            return
        kind = pdfium.FPDFPageObj_GetType(raw)
        if kind != pdfium.FPDF_PAGEOBJ_FORM:
            drawn = Drawn(raw, form, kind, _moved(_bounds(raw), matrix), matrix)
            yield replace(drawn, area=_room(drawn)) if kind == pdfium.FPDF_PAGEOBJ_TEXT else drawn
        elif depth < _DEEPEST:
            inner = _times(_matrix(raw), matrix)
            yield from _walk(
                raw,
                pdfium.FPDFFormObj_CountObjects,
                pdfium.FPDFFormObj_GetObject,
                raw,
                inner,
                left,
                depth + 1,
            )


def size_of(text: Drawn) -> float:
    """The height of type in points, as it stands on the page; infinite where it is not known."""
    size = ctypes.c_float()
    if not pdfium.FPDFTextObj_GetFontSize(text.raw, size):
        return math.inf
    _, _, c, d, _, _ = matrix_of(text)
    return abs(size.value) * math.hypot(c, d)


def has_ink(text: Drawn) -> bool:
    """Whether type is drawn here: its font lies in the file, or this machine has it or one for it."""
    x0, y0, x1, y1 = _ink(text)
    size = size_of(text)
    return math.isinf(size) or min(x1 - x0, y1 - y0) > _FLAT * size


def _ink(drawn: Drawn) -> Area:
    return _moved(_bounds(drawn.raw), drawn.matrix)


def _room(text: Drawn) -> Area:
    """The area of type; of one that has no ink, since nobody here has its font, with the height that it would have."""
    if has_ink(text):
        return text.area
    x0, y0, x1, y1 = text.area
    size = size_of(text)
    _, _, c, d, _, _ = matrix_of(text)
    up = math.hypot(c, d) or 1.0
    right, top = size * c / up, size * d / up
    return min(x0, x0 + right), min(y0, y0 + top), max(x1, x1 + right), max(y1, y1 + top)


def _bounds(raw: Any) -> Area:
    x0, y0, x1, y1 = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(raw, x0, y0, x1, y1)
    return x0.value, y0.value, x1.value, y1.value


def matrix_of(drawn: Drawn) -> Matrix:
    """How the object is scaled and turned on the page."""
    return _times(_matrix(drawn.raw), drawn.matrix)


def _matrix(raw: Any) -> Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(raw, found):
        return _AS_IT_IS
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(one: Matrix, other: Matrix) -> Matrix:
    """First `one`, then `other`."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _moved(area: Area, matrix: Matrix) -> Area:
    if matrix is _AS_IT_IS:
        return area
    a, b, c, d, e, f = matrix
    x0, y0, x1, y1 = area
    xs = [a * x + c * y + e for x in (x0, x1) for y in (y0, y1)]
    ys = [b * x + d * y + f for x in (x0, x1) for y in (y0, y1)]
    return min(xs), min(ys), max(xs), max(ys)

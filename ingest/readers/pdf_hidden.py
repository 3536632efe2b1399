"""Text that a program finds on a page and a person does not: left out, and shown on the report."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterable, Sequence

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

from ingest.cleaning import clean, join_lines
from ingest.readers.pdf_objects import (
    Area,
    Drawn,
    covers,
    drawn_on,
    has_ink,
    share_of,
    shown_box,
    size_of,
)

_SMALLEST = 1.2  # points: smaller type cannot be read
_PALE = 225  # of 255 in every colour: ink that white paper may hide
_LIKE = 30  # levels in every colour: ink like the ground that it stands on
_GROUND = 0.2  # of the page: a filled area so large is ground
_GLASSY = 40  # of 255: opacity below which ink may be unseen
_VISIBLE = 16  # levels that taking the ink away must change somewhere
_LONGEST = 1_200  # pixels of the drawing that is looked at
_EXCERPT = 120  # characters


def take_out_hidden(page: pypdfium2.PdfPage) -> list[str]:
    """Removes what nobody sees from the page in memory; returns the texts, joined where they follow.

    Hidden is: type below 1.2 points, type outside the page, invisible type (render mode 3) with no picture
    under it, and ink that makes no difference where it stands (white on white, page-coloured, transparent).
    An invisible text layer over a picture is how scans are made searchable, and stays.
    """
    drawn = list(drawn_on(page))
    texts = [each for each in drawn if each.kind == pdfium.FPDF_PAGEOBJ_TEXT]
    if not texts:
        return []
    box = shown_box(page)
    pictures = [each.area for each in drawn if each.kind == pdfium.FPDF_PAGEOBJ_IMAGE]
    grounds = _grounds(drawn, box)
    hidden, doubtful = [], []
    for text in texts:
        if _is_layer(text):
            if not any(covers(area, text.middle) for area in pictures):
                hidden.append(text)
        elif _is_outside(text, box) or size_of(text) < _SMALLEST:
            hidden.append(text)
        elif _may_be_unseen(text, grounds):
            doubtful.append(text)
    gone = {id(text) for text in (*hidden, *_unseen(page, doubtful, box))}
    return _taken_out(page, [text for text in texts if id(text) in gone])


def _is_layer(text: Drawn) -> bool:
    return bool(pdfium.FPDFTextObj_GetTextRenderMode(text.raw) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE)


def _is_outside(text: Drawn, box: Area) -> bool:
    x0, y0, x1, y1 = text.area
    return x1 <= box[0] or x0 >= box[2] or y1 <= box[1] or y0 >= box[3]


def _grounds(drawn: Iterable[Drawn], box: Area) -> list[tuple[int, ...]]:
    """Colours of the large filled areas of a page."""
    areas = (
        each for each in drawn if each.kind == pdfium.FPDF_PAGEOBJ_PATH and share_of(each.area, box) > _GROUND
    )
    return [colour for each in areas if (colour := each.colour)]


def _may_be_unseen(text: Drawn, grounds: Sequence[tuple[int, ...]]) -> bool:
    colour = text.colour
    if colour is None:
        return False
    if min(colour[:3]) >= _PALE or colour[3] < _GLASSY:
        return True
    return any(
        max(abs(a - b) for a, b in zip(colour[:3], ground[:3], strict=True)) < _LIKE for ground in grounds
    )


def _unseen(page: pypdfium2.PdfPage, texts: list[Drawn], box: Area) -> list[Drawn]:
    """Those texts without which the page looks the same."""
    if not texts:
        return []
    scale = _LONGEST / max(box[2] - box[0], box[3] - box[1], 1.0)
    before = _look(page, scale)
    for text in texts:
        pdfium.FPDFPageObj_SetIsActive(text.raw, False)
    without = _look(page, scale)
    change = np.abs(before - without).max(axis=2) >= _VISIBLE
    for text in texts:
        pdfium.FPDFPageObj_SetIsActive(text.raw, True)
    return [text for text in texts if not _is_seen(text, change, without, box)]


def _is_seen(text: Drawn, change: np.ndarray, without: np.ndarray, box: Area) -> bool:
    """Whether type makes a difference; where its font cannot be drawn here, whether its colour would on what lies under it."""
    colour = text.colour
    if has_ink(text) or colour is None:
        return bool(_part(change, text.area, box).any())
    under = np.abs(_part(without, text.area, box) - np.array(colour[:3])).max(axis=2) * colour[3] / 255
    return bool(under.size and np.median(under) >= _VISIBLE)


def _look(page: pypdfium2.PdfPage, scale: float) -> np.ndarray:
    turn = (360 - page.get_rotation()) % 360  # the places of the texts know of no rotation
    bitmap = page.render(scale=scale, rotation=turn, rev_byteorder=True)
    try:
        return np.array(bitmap.to_numpy()[:, :, :3], np.int16)
    finally:
        bitmap.close()


def _part(picture: np.ndarray, area: Area, box: Area) -> np.ndarray:
    height, width = picture.shape[:2]
    across, up = width / (box[2] - box[0]), height / (box[3] - box[1])
    left, right = math.floor((area[0] - box[0]) * across), math.ceil((area[2] - box[0]) * across)
    top, bottom = math.floor((box[3] - area[3]) * up), math.ceil((box[3] - area[1]) * up)
    return picture[max(top, 0) : max(bottom, 0), max(left, 0) : max(right, 0)]


def _taken_out(page: pypdfium2.PdfPage, texts: list[Drawn]) -> list[str]:
    if not texts:
        return []
    textpage = page.get_textpage()
    words = [_words(text, textpage) for text in texts]
    textpage.close()
    for text in texts:
        if text.form is None:
            is_out = pdfium.FPDFPage_RemoveObject(page, text.raw)
        else:
            is_out = pdfium.FPDFFormObj_RemoveObject(text.form, text.raw)
        if is_out:
            pdfium.FPDFPageObj_Destroy(text.raw)
    excerpt = clean(join_lines(word for word in words if word.strip()))
    return [excerpt[:_EXCERPT] + ("…" if len(excerpt) > _EXCERPT else "")] if excerpt else []


def _words(text: Drawn, textpage: pypdfium2.PdfTextPage) -> str:
    size = pdfium.FPDFTextObj_GetText(text.raw, textpage, None, 0)
    buffer = ctypes.create_string_buffer(size + 2)
    pdfium.FPDFTextObj_GetText(
        text.raw, textpage, ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR)), size
    )
    return clean(buffer.raw[:size].decode("utf-16-le", "ignore").rstrip("\0"))

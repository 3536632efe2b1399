"""Pages that are pictures of text: which ones they are, and how they are drawn for recognition."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

from ingest.readers.pdf_objects import drawn_on, share_of, shown_box
from ingest.readers.pdf_page import Page

if TYPE_CHECKING:
    from ingest.ocr.engine import Picture

_LITTLE = 60  # characters: beside a picture, a stamp or a page number
_MOSTLY = 0.5  # of the page: a page that is a picture
_SOME = 0.02  # of the page: a picture that may hold text on a page without any
_SHORT_SIDE = 1_654  # pixels, A4 at 200 dots an inch
_CLOSEST = 400 / 72  # pixels a point: a small page is not drawn larger
_MOST_PIXELS = 16_000_000
_BLANK = 24  # levels between the lightest and the darkest point of an empty page


def wants_recognition(page: pypdfium2.PdfPage, typed: Page) -> bool:
    """Whether the page's text is in a picture of it: no type or little beside one, or drawn as curves."""
    length = len(typed.text.replace(" ", ""))
    if length > _LITTLE:
        return False
    box = shown_box(page)
    pictures, is_drawn = 0.0, pdfium.FPDFPage_GetAnnotCount(page) > 0  # fields of a form, notes, stamps
    for drawn in drawn_on(page):
        if drawn.kind in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING):
            pictures += share_of(drawn.area, box)
        else:  # curves, or type of a font without any mapping to text
            is_drawn = True
    return pictures > _MOSTLY or (length == 0 and (pictures > _SOME or is_drawn))


def drawing_of(page: pypdfium2.PdfPage) -> Picture:
    """The page as a picture, turned as it is shown, blue first."""
    width, height = page.get_size()
    scale = min(_SHORT_SIDE / max(min(width, height), 1.0), _CLOSEST)
    scale = min(scale, (_MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
    bitmap = page.render(scale=scale)
    try:
        return np.array(bitmap.to_numpy()[:, :, :3], np.uint8)
    finally:
        bitmap.close()


def is_blank(picture: Picture) -> bool:
    return int(picture.max()) - int(picture.min()) < _BLANK

"""Type in a font that neither the file nor this machine has, as Chinese papers name 宋体 and servers have no such font.

Where its letters stand is known, from their widths in the file, and their ink is not: PDFium gives them boxes without
height and leaves whole pieces out. So such a page is put together letter by letter, of the room that each has.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.readers.pdf_objects import Area, Drawn, drawn_on

_LOOKED_AT = 300  # letters of a page
_FLAT = 0.02  # of the room of a letter: ink that is no higher is none
_SOME = 0.05  # of the letters without ink: so many are no dashes
_GAP = 0.6  # of the height of type: a wider space ends a piece, as between two cells
_SAME_LINE = 0.5  # of the height that two letters of one line have in common
_NO_WIDTH = 0.01  # points


def give_room(page: pypdfium2.PdfPage) -> None:
    """Lets PDFium find the letters that it leaves out: those alone in their piece, as 黄 in a cell or 内 on a last line.

    It takes the width of a piece from its ink, or from where its letters begin: a single one has neither. With a
    stroke around it, in memory, it has.
    """
    for drawn in drawn_on(page):
        if drawn.kind == pdfium.FPDF_PAGEOBJ_TEXT and _has_no_width(drawn) and not _lies_in_the_file(drawn):
            pdfium.FPDFPageObj_SetStrokeWidth(drawn.raw, 1.0)
            pdfium.FPDFTextObj_SetTextRenderMode(drawn.raw, pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE)
            pdfium.FPDFPageObj_TransformF(drawn.raw, pdfium.FS_MATRIX(1, 0, 0, 1, 0, 0))  # measured anew


def _has_no_width(drawn: Drawn) -> bool:
    x0, y0, x1, y1 = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(drawn.raw, x0, y0, x1, y1)
    return abs(x1.value - x0.value) < _NO_WIDTH


def _lies_in_the_file(drawn: Drawn) -> bool:
    font = pdfium.FPDFTextObj_GetFont(drawn.raw)
    return bool(font) and pdfium.FPDFFont_GetIsEmbedded(font) == 1


def lacks_ink(textpage: pypdfium2.PdfTextPage) -> bool:
    """Whether letters of a page have room and no ink."""
    count = textpage.count_chars()
    looked_at = [at for at in range(0, count, max(1, count // _LOOKED_AT)) if _is_letter(textpage, at)]
    return sum(_is_flat(textpage, at) for at in looked_at) > _SOME * len(looked_at)


def pieces(
    textpage: pypdfium2.PdfTextPage, shown: Callable[[float, float, float, float], Area]
) -> Iterator[tuple[str, Area]]:
    """The text of a page in pieces that stand on one line without a gap, each with its area as it is shown."""
    text, area = "", (0.0, 0.0, 0.0, 0.0)
    for at in range(textpage.count_chars()):
        letter = textpage.get_text_range(at, 1)
        room = shown(*textpage.get_charbox(at, loose=True))
        if not letter.strip():
            text += " " if text and letter not in "\r\n" else ""
        elif text and _goes_on(area, room):
            text, area = text + letter, _around(area, room)
        else:
            if text:
                yield text.rstrip(), area
            text, area = letter, room
    if text:
        yield text.rstrip(), area


def _is_letter(textpage: pypdfium2.PdfTextPage, at: int) -> bool:
    return textpage.get_text_range(at, 1).isalnum()


def _is_flat(textpage: pypdfium2.PdfTextPage, at: int) -> bool:
    left, bottom, right, top = textpage.get_charbox(at)
    x0, y0, x1, y1 = textpage.get_charbox(at, loose=True)
    return min(top - bottom, right - left) <= _FLAT * max(y1 - y0, x1 - x0)


def _goes_on(area: Area, room: Area) -> bool:
    """Whether a letter stands next to what is written so far."""
    common = min(area[3], room[3]) - max(area[1], room[1])
    height = min(area[3] - area[1], room[3] - room[1])
    return common > _SAME_LINE * height and -height < room[0] - area[2] < _GAP * height


def _around(area: Area, room: Area) -> Area:
    return min(area[0], room[0]), min(area[1], room[1]), max(area[2], room[2]), max(area[3], room[3])

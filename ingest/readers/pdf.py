"""PDF: reading order, joined lines, tables by row, page numbers; running headers left out.

Places come from pypdfium2 (exact boxes and ruled lines). A page whose text is in a picture, or is garbage
in both engines, is recognised; text that nobody sees is left out and flagged.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.cleaning import clean
from ingest.model import Flag, FlagKind, Reading
from ingest.ocr.recognition import Recognition, listed
from ingest.outline import under_title
from ingest.readers.formats import LOCKED
from ingest.readers.pdf_garbage import is_garbage
from ingest.readers.pdf_hidden import take_out_hidden
from ingest.readers.pdf_layout import Block, Line, blocks_of
from ingest.readers.pdf_page import Page, page_of
from ingest.readers.pdf_pictures import drawing_of, is_blank, wants_recognition
from ingest.readers.pdf_running import without_running_lines
from ingest.readers.pdf_second import SecondEngine
from ingest.readers.pdf_walk import Walk, bare
from knowledge.errors import UnreadableFile

_MAX_PAGES = 1000
_MAX_BOOKMARKS = 5_000

_DAMAGED = "The PDF is damaged and cannot be opened. Save it anew and add it again."
_REASONS = {
    pdfium.FPDF_ERR_PASSWORD: LOCKED,
    pdfium.FPDF_ERR_SECURITY: "The PDF is protected in a way that is not known here. Save it without protection.",
}


def read(path: Path, recognition: Recognition | None = None) -> Reading:
    """The text of a PDF. Raises UnreadableFile for locked and damaged files and for those without any text."""
    recognition = recognition or Recognition()
    logging.getLogger("pypdfium2").setLevel(logging.CRITICAL)
    second = SecondEngine(path)
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if error.err_code in _REASONS:
            raise UnreadableFile(_REASONS[error.err_code]) from error
        return _reading(_by_second_engine(second, recognition), {}, "", recognition)
    try:
        taken = _Pages(document, second, recognition)
        taken.read()
        return _reading(taken, _bookmarks(document), _declared_title(document), recognition)
    finally:
        document.close()


@dataclass
class _Pages:
    """The pages of an open document, one after the other, and what is to be said of them."""

    document: pypdfium2.PdfDocument | None
    second: SecondEngine
    recognition: Recognition
    pages: list[Page] = field(default_factory=list)
    lost: list[int] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)

    def read(self) -> None:
        assert self.document is not None
        count = _checked(len(self.document))
        for number in range(1, count + 1):
            if not self.recognition.begin(number, count):
                continue
            page = self._page(number, count)
            if page is not None and page.boxes:
                self.pages.append(page)
            elif page is None and number not in self.recognition.left:
                self.lost.append(number)

    def _page(self, number: int, count: int) -> Page | None:
        assert self.document is not None
        try:
            opened = self.document[number - 1]
        except pypdfium2.PdfiumError:
            return self.second.page(number)
        try:
            return self._by_first_engine(opened, number, count)
        except (pypdfium2.PdfiumError, ValueError, OverflowError, ZeroDivisionError):
            return self.second.page(number)
        finally:
            opened.close()

    def _by_first_engine(self, opened: pypdfium2.PdfPage, number: int, count: int) -> Page | None:
        hidden = take_out_hidden(opened)
        self.flags += (Flag(FlagKind.HIDDEN, excerpt, f"第{number}页") for excerpt in hidden)
        typed = page_of(opened, number)
        if is_garbage(typed.text):
            other = None if hidden else self.second.page(number)
            return other or self._recognised(opened, number, count)
        if not wants_recognition(opened, typed):
            return typed
        recognised = self._recognised(opened, number, count)
        return recognised if recognised and len(recognised.text) > len(typed.text) else typed

    def _recognised(self, opened: pypdfium2.PdfPage, number: int, count: int) -> Page | None:
        try:
            picture = drawing_of(opened)
            if is_blank(picture):
                return None
            return self.recognition.page(number, count, min(opened.get_size()), lambda: picture)
        except Exception:  # whatever a strange picture does to the models, the other pages are kept
            return None

    def notes(self) -> list[str]:
        if not self.lost:
            return []
        return [f"Page {listed(self.lost)}: no text could be read there; nothing was taken from it."]


def _by_second_engine(second: SecondEngine, recognition: Recognition) -> _Pages:
    """What the second engine makes of a file that the first cannot open."""
    taken = _Pages(None, second, recognition)
    count = _checked(len(second))
    for number in range(1, count + 1):
        page = second.page(number) if recognition.begin(number, count) else None
        if page:
            taken.pages.append(page)
        else:
            taken.lost.append(number)
    if not taken.pages:
        raise UnreadableFile(_DAMAGED)
    return taken


def _reading(taken: _Pages, bookmarks: dict[str, int], declared: str, recognition: Recognition) -> Reading:
    notes = [*recognition.warnings, *taken.notes(), *recognition.notes()]
    blocks = [block for page in without_running_lines(taken.pages) for block in blocks_of(page)]
    if not _length(blocks):
        hidden = [f"All text on it is hidden: {flag.place} “{flag.excerpt}”." for flag in taken.flags[:1]]
        raise UnreadableFile(" ".join(["No text was found in the PDF.", *hidden, *notes]))
    walk = Walk(blocks, bookmarks)
    sections = walk.sections()
    title = walk.title or declared
    return Reading(under_title(sections, title), title, warnings=tuple(notes), flags=tuple(taken.flags))


def _checked(count: int) -> int:
    if count > _MAX_PAGES:
        raise UnreadableFile(f"The PDF has {count} pages; split it into files of at most {_MAX_PAGES}.")
    return count


def _length(blocks: Sequence[Block]) -> int:
    texts = (
        block.text if isinstance(block, Line) else "".join(cell.text for row in block.grid for cell in row)
        for block in blocks
    )
    return sum(len(text.replace(" ", "")) for text in texts)


def _declared_title(document: pypdfium2.PdfDocument) -> str:
    """The title in the file's properties, unless it is a program's or a file's name."""
    title = clean(document.get_metadata_value("Title"))
    is_name = re.search(r"\.\w{2,5}$|untitled|anonymous|^microsoft|^\(", title, re.IGNORECASE)
    return "" if is_name or is_garbage(title) else title


def _bookmarks(document: pypdfium2.PdfDocument) -> dict[str, int]:
    """Text -> depth (from 1) of the file's bookmarks."""
    found: dict[str, int] = {}
    try:
        for count, mark in enumerate(document.get_toc()):
            title = bare(mark.get_title())
            if title:
                found.setdefault(title, mark.level + 1)
            if count > _MAX_BOOKMARKS:
                break
    except (pypdfium2.PdfiumError, ValueError, RecursionError):
        pass  # a broken outline; the headings are known by their type as well
    return found

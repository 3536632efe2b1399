"""PDF: reading order, joined lines, tables by row, page numbers; running headers left out.

Places come from pypdfium2 (exact boxes and ruled lines); pypdf says whether the file may be opened,
knows its bookmarks, and is the second opinion where the first engine gives garbage.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
from pypdf.errors import PdfReadError, PyPdfError

from ingest.cleaning import clean
from ingest.model import Reading
from ingest.outline import under_title
from ingest.readers.pdf_garbage import is_garbage
from ingest.readers.pdf_layout import Block, Line, blocks_of
from ingest.readers.pdf_page import Page, page_of, plain_page
from ingest.readers.pdf_running import without_running_lines
from ingest.readers.pdf_walk import Walk, bare
from knowledge.errors import UnreadableFile

_MAX_PAGES = 1000
_MIN_TEXT = 12  # characters below which a file has no text layer


def read(path: Path) -> Reading:
    """The text of a PDF. Raises UnreadableFile for locked, damaged and scanned files."""
    reader = _open(path)
    pages, notes = _pages(path, reader)
    blocks = [block for page in pages for block in blocks_of(page)]
    if _length(blocks) < _MIN_TEXT:
        if notes:
            raise UnreadableFile("; ".join(notes))
        raise UnreadableFile("no text layer (scanned); OCR is not available yet")
    bookmarks = _bookmarks(reader)
    walk = Walk(blocks, bookmarks)
    sections = walk.sections()
    title = walk.title or _declared_title(reader)
    return Reading(sections=under_title(sections, title), title=title, warnings=tuple(notes))


def _open(path: Path) -> pypdf.PdfReader:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            reader = pypdf.PdfReader(path)
            if reader.is_encrypted and not reader.decrypt(""):
                raise UnreadableFile(
                    "The PDF is protected with a password. Remove it and add the file again."
                )
            count = len(reader.pages)
    except (PyPdfError, ValueError, TypeError, KeyError, AttributeError, OSError, RecursionError) as error:
        raise UnreadableFile("The PDF is damaged and cannot be opened.") from error
    if count > _MAX_PAGES:
        raise UnreadableFile(f"The PDF has {count} pages; split it into files of at most {_MAX_PAGES}.")
    return reader


def _pages(path: Path, reader: pypdf.PdfReader) -> tuple[list[Page], list[str]]:
    """The pages that hold text, without running headers and footers, and notes on the others."""
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise UnreadableFile("The PDF is damaged and cannot be opened.") from error
    pages, empty, lost = [], [], []
    for index in range(len(document)):
        page = _one_page(document, reader, index)
        if page is None:
            lost.append(index + 1)
        elif not page.boxes:
            empty.append(index + 1)
        else:
            pages.append(page)
    document.close()
    return without_running_lines(pages), _notes(empty, lost, bool(pages))


def _notes(empty: list[int], lost: list[int], has_text: bool) -> list[str]:
    notes = []
    if lost:
        notes.append(
            f"Page {_listed(lost)}: the fonts cannot be mapped to text; nothing was taken from there."
        )
    if empty and has_text:
        notes.append(f"Page {_listed(empty)}: no text layer (scanned); OCR is not available yet.")
    return notes


def _listed(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers[:10])) + (" …" if len(numbers) > 10 else "")


def _one_page(document: pypdfium2.PdfDocument, reader: pypdf.PdfReader, index: int) -> Page | None:
    """A page by the first engine that gives text; None when both give garbage or fail."""
    try:
        page = page_of(document, index)
        if not is_garbage(page.text):
            return page
    except (pypdfium2.PdfiumError, ValueError):
        pass  # the second engine may still read this page
    try:
        text = clean(reader.pages[index].extract_text())
    except Exception:  # a broken page raises anything; the others must not be lost
        return None
    return None if is_garbage(text) or not text.strip() else plain_page(index + 1, text.split("\n"))


def _length(blocks: Sequence[Block]) -> int:
    texts = (
        block.text if isinstance(block, Line) else "".join(cell.text for row in block.grid for cell in row)
        for block in blocks
    )
    return sum(len(text.replace(" ", "")) for text in texts)


def _declared_title(reader: pypdf.PdfReader) -> str:
    """The title in the file's properties, unless it is a program's or a file's name."""
    title = clean(str((reader.metadata and reader.metadata.title) or ""))
    is_name = re.search(r"\.\w{2,5}$|untitled|anonymous|^microsoft|^\(", title, re.IGNORECASE)
    return "" if is_name or is_garbage(title) else title


def _bookmarks(reader: pypdf.PdfReader) -> dict[str, int]:
    """Text -> depth (from 1) of the file's bookmarks."""
    found: dict[str, int] = {}

    def collect(entries: list[Any], depth: int) -> None:
        for entry in entries:
            if isinstance(entry, list):
                collect(entry, depth + 1)
            elif getattr(entry, "title", None):
                found.setdefault(bare(str(entry.title)), depth)

    try:
        collect(reader.outline, 1)
    except (PdfReadError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}
    return found

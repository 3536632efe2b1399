"""The second engine for PDFs: asked where the first one gives garbage or nothing."""

from __future__ import annotations

import logging
import warnings
from pathlib import Path

import pypdf

from ingest.cleaning import clean
from ingest.readers.pdf_garbage import is_garbage
from ingest.readers.pdf_page import Page, plain_page


class SecondEngine:
    """Opened at the first question; a file that it cannot open has no second opinion."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._reader: pypdf.PdfReader | None = None
        self._is_opened = False

    def __len__(self) -> int:
        """The number of pages; 0 where the file cannot be opened."""
        reader = self._opened()
        try:
            return len(reader.pages) if reader else 0
        except Exception:  # a broken page tree raises anything
            return 0

    def page(self, number: int) -> Page | None:
        """Page `number` (from 1), of which only the wording is known; None for garbage or nothing."""
        reader = self._opened()
        if reader is None:
            return None
        try:
            text = clean(reader.pages[number - 1].extract_text())
        except Exception:  # a broken page raises anything; the others must not be lost
            return None
        return None if is_garbage(text) or not text.strip() else plain_page(number, text.split("\n"))

    def _opened(self) -> pypdf.PdfReader | None:
        if not self._is_opened:
            self._is_opened = True
            logging.getLogger("pypdf").setLevel(logging.CRITICAL)
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    reader = pypdf.PdfReader(self._path)
                    self._reader = None if reader.is_encrypted and not reader.decrypt("") else reader
            except Exception:  # of a broken file it raises anything
                self._reader = None
        return self._reader

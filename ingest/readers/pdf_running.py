"""What repeats on every page of a PDF and belongs to none: headers, footers, page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ingest.cleaning import is_boilerplate
from ingest.readers.pdf_page import Box, Page
from ingest.readers.pdf_tables import lines_of, ruled_tables

_MARGIN = 0.1  # of the page's height: where headers and footers stand
_SMALL = 0.9  # of the text's size: type of headers and footers
_SHORT = 40  # characters
_SENTENCE_END = re.compile(r"[。!?！？;；:：][”’」』)）]?$")


def without_running_lines(pages: Sequence[Page]) -> list[Page]:
    """Pages without headers, footers and page numbers.

    A line in the margin goes when it stands at its place on three pages (two in a short file), when it is
    a page number, or when it is short and of smaller type than the text.
    """
    margins = [_margin_lines(page) for page in pages]
    counts = Counter(key for lines in margins for key in {_key(line) for line in lines})
    repeated = {key for key, count in counts.items() if count >= (3 if len(pages) > 5 else 2)}
    small = _SMALL * _commonest_size(pages)
    return [_without(page, lines, repeated, small) for page, lines in zip(pages, margins, strict=True)]


def _without(page: Page, margin: list[list[Box]], repeated: set[str], small: float) -> Page:
    dropped = [line for line in margin if _key(line) in repeated or _is_running(line, small)]
    gone = {box for line in dropped for box in line}
    return replace(page, boxes=tuple(box for box in page.boxes if box not in gone))


def _margin_lines(page: Page) -> list[list[Box]]:
    """The lines at the top and the bottom that stand in no table."""
    low, high = page.height * _MARGIN, page.height * (1 - _MARGIN)
    outside = [box for box in page.boxes if not low < box.middle[1] < high]
    if not page.height or not outside:
        return []
    tables = ruled_tables(page)
    return lines_of([box for box in outside if not any(table.covers(box) for table in tables)])


def _key(line: list[Box]) -> str:
    """The same for lines of one place and wording, whatever numbers stand in them."""
    return f"{round(line[0].middle[1] / 6)} {re.sub(r'[0-9]+', '#', _text(line))}"


def _text(line: list[Box]) -> str:
    return " ".join(box.text for box in line)


def _is_running(line: list[Box], small: float) -> bool:
    text = _text(line)
    if is_boilerplate(text) or is_boilerplate(text.replace(" ", "")) or text.strip("-–— ").isdigit():
        return True
    is_small = max(box.size for box in line) < small
    return is_small and len(text) <= _SHORT and not _SENTENCE_END.search(text)


def _commonest_size(pages: Sequence[Page]) -> float:
    sizes: Counter[float] = Counter()
    for page in pages:
        for box in page.boxes:
            sizes[round(box.size * 2) / 2] += len(box.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0

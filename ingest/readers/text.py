"""Plain text: paragraphs, with headings known by their numbering."""

from __future__ import annotations

from pathlib import Path

from ingest.cleaning import clean, is_boilerplate
from ingest.encoding import decode
from ingest.model import Reading
from ingest.outline import Outline, heading_level, under_title, unwrap

_MAX_TITLE = 40
_SENTENCE_MARKS = "。.;!?,:；！？，："


def read(path: Path) -> Reading:
    """The paragraphs of a text file. Raises UnreadableFile when the bytes are no text."""
    return reading_of(decode(path.read_bytes()))


def reading_of(text: str) -> Reading:
    """The paragraphs of a text."""
    lines = [line for line in clean(text).split("\n") if not is_boilerplate(line)]
    paragraphs = unwrap(lines)
    title = _title(lines)
    outline = Outline()
    for paragraph in paragraphs:
        level = heading_level(paragraph)
        if level is None:
            outline.line(paragraph)
        else:
            outline.heading(level, paragraph)
    return Reading(sections=under_title(outline.close(), title), title=title)


def _title(lines: list[str]) -> str:
    """A first line that stands alone, is short and is no sentence."""
    filled = [line for line in lines[:5] if line]
    if len(filled) < 2 or heading_level(filled[0]):
        return ""
    first = filled[0]
    stands_alone = lines.index(first) + 1 < len(lines) and not lines[lines.index(first) + 1]
    return first if stands_alone and len(first) <= _MAX_TITLE and first[-1] not in _SENTENCE_MARKS else ""

"""Sections to pieces: the smallest texts that can be found, quoted and cited on their own.

Pure functions. A clause, a list item, a paragraph or a table row is one piece; very short
neighbours join, long paragraphs are cut where a sentence ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from ingest.cleaning import starts_alone
from ingest.model import Section
from ingest.sentences import WHOLE, cut, size_of
from ingest.tables import row_text

# Sizes in characters of Chinese; a Latin letter counts a half.
SHORT = 20  # a text below it joins its neighbours
JOINED = 160  # until the joined text has this size
LONG_ROW = 420  # a table row above it is cut

_OPENS = re.compile(r"[:：]$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A passage's text before it has a document: what `knowledge.model.Passage` needs of a section."""

    text: str
    kind: str
    path: tuple[str, ...] = ()
    page: int | None = None
    row: str = ""
    columns: dict[str, str] = field(default_factory=dict)
    confidence: float | None = None  # the lowest of the recognised texts in it; None when all was typed


def pieces_of(sections: Iterable[Section]) -> list[Piece]:
    """The pieces of a document in reading order, none twice."""
    found: list[Piece] = []
    for group in _same_place(sections):
        found += _row_pieces(group[0]) if group[0].kind == "row" else _prose_pieces(group)
    return list(_without_repeats(found))


def _same_place(sections: Iterable[Section]) -> Iterator[list[Section]]:
    """Neighbouring sections of text under one heading and on one page, together; rows alone."""
    group: list[Section] = []
    for section in sections:
        if group and (section.kind == "row" or _place(section) != _place(group[0])):
            yield group
            group = []
        group.append(section)
    if group:
        yield group


def _place(section: Section) -> tuple[object, ...]:
    return section.kind, section.path, section.page


def _prose_pieces(sections: Sequence[Section]) -> list[Piece]:
    first = sections[0]
    paragraphs = [line for section in sections for line in section.text.split("\n") if line.strip()]
    texts = [part for text in joined(paragraphs) for part in cut(text)]
    row = first.row if len(sections) == 1 else ""
    doubt = min((one.confidence for one in sections if one.confidence is not None), default=None)
    return [
        Piece(text, _kind(text, first.kind), first.path, first.page, row, confidence=doubt) for text in texts
    ]


def _kind(text: str, kind: str) -> str:
    return "clause" if kind == "prose" and starts_alone(text) else kind


def joined(paragraphs: Sequence[str]) -> list[str]:
    """Very short paragraphs joined with their neighbours; a line that ends in a colon with what follows."""
    texts: list[str] = []
    for paragraph in paragraphs:
        if texts and _belongs(texts[-1], paragraph):
            texts[-1] = f"{texts[-1]}\n{paragraph}"
        else:
            texts.append(paragraph)
    return _last_not_alone(texts)


def _belongs(text: str, paragraph: str) -> bool:
    size = size_of(text) + size_of(paragraph)
    last = text.rsplit("\n", 1)[-1]
    if _OPENS.search(last):
        return size <= WHOLE * 0.8
    if starts_alone(last) and not starts_alone(paragraph):
        return False
    is_short = size_of(paragraph) < SHORT or size_of(last) < SHORT
    return is_short and size <= JOINED and not (size_of(text) >= SHORT and size_of(paragraph) >= SHORT)


def _last_not_alone(texts: list[str]) -> list[str]:
    """A very short text goes with the one above it, unless that is full."""
    kept: list[str] = []
    for text in texts:
        if kept and _may_close(kept[-1], text):
            kept[-1] = f"{kept[-1]}\n{text}"
        else:
            kept.append(text)
    return kept


def _may_close(text: str, tail: str) -> bool:
    is_of_a_kind = starts_alone(tail) or not starts_alone(text.rsplit("\n", 1)[-1])
    return is_of_a_kind and size_of(tail) < SHORT and size_of(text) + size_of(tail) <= JOINED


def _row_pieces(section: Section) -> list[Piece]:
    whole = Piece(
        section.text, "row", section.path, section.page, section.row, section.columns, section.confidence
    )
    if size_of(section.text) <= LONG_ROW or not section.columns:
        parts = cut(section.text) if size_of(section.text) > LONG_ROW else [section.text]
        return [replace(whole, text=part) for part in parts]
    return [replace(whole, text=text) for text in _row_parts(section.columns)]


def _row_parts(columns: dict[str, str]) -> Iterator[str]:
    """A long row in parts that all begin with the row's first column, so that each says whose it is."""
    (key, name), *rest = columns.items()
    head = row_text({key: name}) if size_of(name) <= WHOLE / 4 else ""
    part = head
    for header, value in rest if head else [(key, name), *rest]:
        for text in cut(row_text({header: value})):
            if part != head and size_of(part) + size_of(text) > WHOLE:
                yield part
                part = head
            part = f"{part}; {text}" if part else text
    if part:
        yield part


def _without_repeats(pieces: Iterable[Piece]) -> Iterator[Piece]:
    seen: set[tuple[object, ...]] = set()
    for piece in pieces:
        bare = re.sub(r"\W", "", piece.text)
        key = (bare,) if len(bare) >= SHORT else (bare, piece.path)
        if bare and key not in seen:
            seen.add(key)
            yield piece

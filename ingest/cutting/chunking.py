"""Sections to pieces: the smallest texts that can be found, quoted and cited on their own.

Pure functions. A clause, a list with its introducing line, a paragraph or a table row is one piece;
very short neighbours join, long paragraphs are cut where a sentence ends. Sizes are tokens of the
model that will read the pieces.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from ingest.cleaning import starts_alone
from ingest.cutting.clauses import Clause, clauses_of
from ingest.cutting.rows import row_texts
from ingest.cutting.sentences import cut
from ingest.cutting.sizes import SHORT, Ruler, Sizes
from ingest.model import Section
from knowledge.bilingual import halves
from knowledge.measure import Estimate, Measure
from knowledge.text import is_english


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


Chunk = Callable[[Sequence[Section]], list[Piece]]  # a way to make pieces of a document's sections


def pieces_of(
    sections: Iterable[Section], measure: Measure | None = None, sizes: Sizes | None = None
) -> list[Piece]:
    """The pieces of a document in reading order, none twice.

    `measure` counts tokens as the embedding model does (an embedder is one); without it they are estimated.
    `sizes` replaces the limits that follow from it.
    """
    ruler = Ruler(measure or Estimate(), sizes)
    found: list[Piece] = []
    for group in _same_place(sections):
        found += _row_pieces(group[0], ruler) if group[0].kind == "row" else _prose_pieces(group, ruler)
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


def _prose_pieces(sections: Sequence[Section], ruler: Ruler) -> list[Piece]:
    first = sections[0]
    lines = [line for section in sections for line in section.text.split("\n") if line.strip()]
    row = first.row if len(sections) == 1 else ""
    doubt = min((one.confidence for one in sections if one.confidence is not None), default=None)
    return [
        Piece(text, _kind(clause, first.kind), first.path, first.page, row, confidence=doubt)
        for told in _in_each_language(lines)
        for clause in clauses_of(told, ruler)
        for text in _texts(clause, ruler)
    ]


def _in_each_language(lines: Sequence[str]) -> list[list[str]]:
    """The lines of one place; where some say their matter in both languages, the Chinese ones and then the English ones."""
    each = [halves(line) for line in lines]
    if not any(each):
        return [list(lines)]
    chinese, english = [], []
    for line, both in zip(lines, each, strict=True):
        if both:
            chinese.append(both[0])
            english.append(both[1])
        else:
            (english if is_english(line) else chinese).append(line)
    return [chinese, english]


def _texts(clause: Clause, ruler: Ruler) -> list[str]:
    """A clause in one text or, where it is long, in several, its lead before each."""
    if not clause.lead:
        return cut(clause.text, ruler, ruler.sizes.whole)
    room = ruler.sizes.whole - ruler.size(clause.lead) - 1
    return [f"{clause.lead}\n{part}" for part in cut(clause.text, ruler, room)]


def _kind(clause: Clause, kind: str) -> str:
    return "clause" if kind == "prose" and starts_alone(clause.lead or clause.text) else kind


def _row_pieces(section: Section, ruler: Ruler) -> list[Piece]:
    whole = Piece(
        section.text, "row", section.path, section.page, section.row, section.columns, section.confidence
    )
    return [replace(whole, text=text) for text in row_texts(section.text, section.columns, ruler)]


def _without_repeats(pieces: Iterable[Piece]) -> Iterator[Piece]:
    seen: set[tuple[object, ...]] = set()
    for piece in pieces:
        bare = re.sub(r"\W", "", piece.text)
        key = (bare,) if len(bare) >= SHORT else (bare, piece.path)
        if bare and key not in seen:
            seen.add(key)
            yield piece

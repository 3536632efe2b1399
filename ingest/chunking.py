"""Sections to pieces: the smallest texts that can be found, quoted and cited on their own.

Pure functions. A clause, a list item, a paragraph or a table row is one piece; very short
neighbours join, long paragraphs are cut where a sentence ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from ingest.cleaning import starts_alone
from ingest.model import Section
from ingest.tables import row_text

# Sizes in characters of Chinese; a Latin letter counts a half.
SHORT = 20  # a text below it joins its neighbours
JOINED = 160  # until the joined text has this size
WHOLE = 280  # a text above it is cut
LONG_ROW = 420  # a table row above it is cut

_SENTENCE = re.compile(r"[^。!?！？;；\n]*(?:[。!?！？;；]+[”’」』)）\]]*|\n|$)")
_ENGLISH_END = re.compile(r"(?<=[a-z0-9)%][.!?]) (?=[A-Z\"“(])")
_CLAUSE_PART = re.compile(r"[^,，、:：]*(?:[,，、:：]|$)")
_WORD = re.compile(r"[A-Za-z0-9][\w.,:/%+-]*\s?|.", re.DOTALL)
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


def pieces_of(sections: Iterable[Section]) -> list[Piece]:
    """The pieces of a document in reading order, none twice."""
    found: list[Piece] = []
    for group in _same_place(sections):
        found += _row_pieces(group[0]) if group[0].kind == "row" else _prose_pieces(group)
    return list(_without_repeats(found))


def size_of(text: str) -> float:
    """Length in characters of Chinese: Latin letters count a half."""
    latin = sum(char.isascii() for char in text)
    return len(text) - latin / 2


def sentences_of(text: str) -> list[str]:
    """The sentences of a text, each with its closing marks; numbers and quotations stay whole."""
    parts = (part for match in _SENTENCE.finditer(text) for part in _ENGLISH_END.split(match.group()))
    return _closed_quotes([part.strip() for part in parts if part.strip()])


def _closed_quotes(sentences: list[str]) -> list[str]:
    """Puts back together what was cut inside a quotation or brackets."""
    whole: list[str] = []
    for sentence in sentences:
        if whole and _is_open(whole[-1]) and size_of(whole[-1]) + size_of(sentence) <= WHOLE:
            whole[-1] += sentence
        else:
            whole.append(sentence)
    return whole


def _is_open(text: str) -> bool:
    return any(text.count(left) > text.count(right) for left, right in ("“”", "「」", "『』", "()", "（）"))


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
    return [
        Piece(text, _kind(text, first.kind), first.path, first.page, first.row if len(sections) == 1 else "")
        for text in texts
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


def cut(text: str) -> list[str]:
    """A long text in parts of about equal size, each ending where a sentence ends."""
    if size_of(text) <= WHOLE:
        return [text]
    units = [unit for sentence in sentences_of(text) for unit in _small_enough(sentence)]
    target = size_of(text) / -(-size_of(text) // WHOLE)
    parts: list[list[str]] = []
    size = 0.0
    for unit in units:
        added = size_of(unit)
        if not parts or size + added > WHOLE or size + added / 2 > target:
            parts.append([])
            size = 0.0
        parts[-1].append(unit)
        size += added
    return [_run_together(part) for part in _with_even_end(parts)]


def _with_even_end(parts: list[list[str]]) -> list[list[str]]:
    """The last two parts divided anew where they come out most alike, so that no scrap is left over."""
    if len(parts) < 2:
        return parts
    units = parts[-2] + parts[-1]
    sizes = list(accumulate(map(size_of, units)))
    at = min(range(1, len(units)), key=lambda at: abs(2 * sizes[at - 1] - sizes[-1]))
    if max(sizes[at - 1], sizes[-1] - sizes[at - 1]) > WHOLE:
        return parts
    return [*parts[:-2], units[:at], units[at:]]


def _run_together(units: list[str]) -> str:
    text = units[0]
    for unit in units[1:]:
        text = _appended(text, unit)
    return text


def _appended(part: str, unit: str) -> str:
    needs_blank = part[-1].isascii() and unit[0].isascii() and part[-1] not in ",;:"
    return f"{part} {unit}" if needs_blank else f"{part}{unit}"


def _small_enough(sentence: str) -> list[str]:
    """A sentence of over WHOLE characters is cut at commas, and without commas between words."""
    if size_of(sentence) <= WHOLE:
        return [sentence]
    for pattern in (_CLAUSE_PART, _WORD):
        units = _packed(match.group() for match in pattern.finditer(sentence))
        if all(size_of(unit) <= WHOLE for unit in units):
            return units
    return [sentence[at : at + WHOLE] for at in range(0, len(sentence), WHOLE)]


def _packed(units: Iterable[str]) -> list[str]:
    parts: list[list[str]] = []
    size: float = WHOLE
    for unit in filter(None, units):
        size += size_of(unit)
        if size > WHOLE:
            parts.append([])
            size = size_of(unit)
        parts[-1].append(unit)
    texts = ("".join(part).strip() for part in parts)
    return [text for text in texts if text]


def _row_pieces(section: Section) -> list[Piece]:
    whole = Piece(section.text, "row", section.path, section.page, section.row, section.columns)
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

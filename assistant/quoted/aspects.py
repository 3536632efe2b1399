"""What one sentence asks besides: 车库限高 会员日几号 has two aspects, and the nearest passages serve the stronger."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.asking.asked import Asked
from assistant.asking.need import read
from assistant.asking.terms import terms_at_end, terms_in
from assistant.asking.wording import also
from assistant.quoted import extractive, ranking
from assistant.quoted.excerpts import Excerpt, is_said
from assistant.quoted.nouns import own_words
from knowledge.text import fold

_BETWEEN = re.compile(r"[\s,，、;；?？!！。]+|(?<=[一-鿿])(?:和|跟|与|以及|还有|同时|另外)(?=[一-鿿])")
_IN_ENGLISH = re.compile(
    r"\s*[,;?]\s*(?:and\s+|also\s+)*|\s+(?:and|plus)\s+(?=(?:what|where|how|when|who|is|are|can|do)s?\b)"
)
_FEWEST = 3  # characters of an aspect
_BARE = 8  # characters up to which a mere name of a thing asks for it
_ENOUGH = 0.2  # a search must be this sure: below the gate, since the part must have a word of the aspect
_MOST = 2  # aspects that are added
_TELLS = re.compile(r"我|你|他|她|客人|顾客|了$|了\d")  # what somebody did is no aspect


@dataclass(frozen=True, slots=True)
class Aspect:
    """One thing that a question asks: what to search for, the words of which the answer has one, and whether it is asked of the same paper."""

    query: str
    things: frozenset[str]
    of_the_same: bool = False


def left_out(asked: Asked, chosen: Sequence[Excerpt]) -> list[Excerpt]:
    """For each aspect of the question that the chosen parts do not speak of, the part that does, where one clearly does."""
    found: list[Excerpt] = []
    papers = {part.hit.document.doc_id for part in chosen[:1]}
    for aspect in _aspects(asked.full, asked.today):
        if len(found) == _MOST or _speak_of(aspect, (*chosen, *found)):
            continue
        there = asked.find(aspect.query)
        hits = [hit for hit in there.hits if not aspect.of_the_same or hit.document.doc_id in papers]
        if there.answerable < _ENOUGH:
            continue
        need = read(aspect.query, asked.today)
        ranked = ranking.rank(hits, need, asked.today, asked.staff)
        if aspect.of_the_same:
            ranked = [
                hit for hit in ranked if any(thing in fold(hit.passage.text) for thing in aspect.things)
            ]
        parts = extractive.choose(ranked, need)[:1]
        found += [part for part in parts if _speak_of(aspect, [part]) and not is_said(part, chosen)]
    return found


def _aspects(text: str, today: date) -> Iterator[Aspect]:
    between = _IN_ENGLISH if text.isascii() else _BETWEEN
    pieces = [piece for piece in between.split(fold(text)) if len(piece) >= _FEWEST]
    if len(pieces) < 2:
        return
    for piece in pieces:
        asks = read(piece, today).kinds or len(piece) <= _BARE
        if things := terms_in(piece) or terms_at_end(piece):
            yield Aspect(f"{pieces[0]} {' '.join(sorted(things))}", things, of_the_same=True)
        if not terms_in(piece) and asks and own_words(piece) and not _TELLS.search(piece):
            also_said = {word for word in also(piece).split() if len(word) > 1}
            yield Aspect(piece, own_words(piece) | also_said)


def _speak_of(aspect: Aspect, parts: Sequence[Excerpt]) -> bool:
    """Whether one of the parts has a thing that the aspect names, under its own or another word."""
    told = [
        fold(part.text if aspect.of_the_same else f"{part.hit.document.title} {part.text}") for part in parts
    ]
    return any(thing in text for text in told for thing in aspect.things)

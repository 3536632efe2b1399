"""What one sentence asks besides: 车库限高 会员日几号 has two aspects, and the nearest passages serve the stronger."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from assistant.asking.asked import Asked
from assistant.asking.need import read
from assistant.asking.wording import also
from assistant.quoted import extractive, ranking, support
from assistant.quoted.excerpts import Excerpt, is_said
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


def left_out(asked: Asked, chosen: Sequence[Excerpt]) -> list[Excerpt]:
    """For each aspect of the question that the chosen parts do not speak of, the part that does, where one clearly does."""
    found: list[Excerpt] = []
    for aspect in _aspects(asked.full, asked.today):
        if len(found) == _MOST or _speak_of(aspect, (*chosen, *found)):
            continue
        there = asked.find(aspect)
        if there.answerable < _ENOUGH:
            continue
        need = read(aspect, asked.today)
        parts = extractive.choose(ranking.rank(there.hits, need, asked.today, asked.staff), need)[:1]
        found += [part for part in parts if _speak_of(aspect, [part]) and not is_said(part, chosen)]
    return found


def _aspects(text: str, today: date) -> Iterator[str]:
    between = _IN_ENGLISH if text.isascii() else _BETWEEN
    pieces = [piece for piece in between.split(fold(text)) if len(piece) >= _FEWEST]
    if len(pieces) < 2:
        return
    for piece in pieces:
        asks = read(piece, today).kinds or len(piece) <= _BARE
        if asks and support.own_words(piece) and not _TELLS.search(piece):
            yield piece


def _speak_of(aspect: str, parts: Sequence[Excerpt]) -> bool:
    """Whether one of the parts has a thing that the aspect names, under its own or another word."""
    things = support.own_words(aspect) | {word for word in also(aspect).split() if len(word) > 1}
    return any(
        any(thing in fold(f"{part.hit.document.title} {part.text}") for thing in things) for part in parts
    )

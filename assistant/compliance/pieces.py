"""The pieces of a text that are judged by what they resemble: sentences, long ones cut at their commas."""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST = 44  # characters; the labelled sentences are about as long
SENTENCE = re.compile(r"[^。!?;\n]+[!?]*")
CLAUSE = re.compile(r"[^,、:]+[,、:]*")
WORD = re.compile(r"[㐀-鿿a-z0-9]{2}")

Span = tuple[int, int]


def pieces(text: str) -> Iterator[Span]:
    """The pieces of a normalised text in order."""
    for sentence in SENTENCE.finditer(text):
        yield from _cut(text, *sentence.span())


def clauses(text: str, start: int, end: int) -> list[Span]:
    """The clauses of a piece."""
    return [found.span() for found in CLAUSE.finditer(text, start, end) if WORD.search(found[0])]


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    if end - start <= LONGEST:
        if WORD.search(text, start, end):
            yield start, end
        return
    begun = at = start
    for found in CLAUSE.finditer(text, start, end):
        if found.end() - begun > LONGEST and at > begun:
            yield begun, at
            begun = at
        at = found.end()
    if WORD.search(text, begun, end):
        yield begun, end

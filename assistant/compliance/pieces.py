"""The pieces of a text that are judged by what they resemble: sentences, long ones cut at their commas."""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST = 44  # characters; the labelled sentences are about as long
SENTENCE = re.compile(r"[^。!?;|\n]+[!?]*")
CLAUSE = re.compile(r"(?:[^,、:]|(?<=\d)[,:](?=\d))+[,、:]*")
SAYS = re.compile(r"(?:[^㐀-鿿]*[㐀-鿿]){6}")  # fewer characters claim nothing that the patterns would not know

Span = tuple[int, int]


def pieces(text: str) -> Iterator[Span]:
    """The pieces of a normalised text in order."""
    for sentence in SENTENCE.finditer(text):
        yield from _cut(text, *sentence.span())


def clauses(text: str, start: int, end: int) -> list[Span]:
    """The clauses of a piece."""
    return [found.span() for found in CLAUSE.finditer(text, start, end) if SAYS.match(found[0])]


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    if end - start <= LONGEST:
        if SAYS.match(text, start, end):
            yield start, end
        return
    begun = at = start
    for found in CLAUSE.finditer(text, start, end):
        if found.end() - begun > LONGEST and at > begun:
            yield begun, at
            begun = at
        at = found.end()
    if SAYS.match(text, begun, end):
        yield begun, end

"""The pieces of a text that are judged by what they resemble: sentences, long ones cut at their commas."""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST = 44  # characters; the labelled sentences are about as long
SENTENCE = re.compile(r"[^。!?;|\n]+[!?]*")
CLAUSE = re.compile(r"(?:[^,、:]|(?<=\d)[,:](?=\d))+[,、:]*")
SAYS = re.compile(
    r"(?:[^㐀-鿿]*[㐀-鿿]){7}"
)  # fewer characters claim nothing that the patterns would not know

Span = tuple[int, int]


def pieces(text: str) -> Iterator[Span]:
    """The pieces of a normalised text in order."""
    for sentence in SENTENCE.finditer(text):
        yield from _cut(text, *sentence.span())


def clauses(text: str, start: int, end: int) -> list[Span]:
    """The clauses of a piece."""
    return [found.span() for found in CLAUSE.finditer(text, start, end) if SAYS.match(found[0])]


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    """A sentence whole when it is short, else as many of its clauses together as make a piece."""
    begun = at = start
    for found in CLAUSE.finditer(text, start, end):
        if found.end() - begun > LONGEST and at > begun and end - start > LONGEST:
            yield from _saying(text, begun, at)
            begun = at
        at = found.end()
    yield from _saying(text, begun, end)


def _saying(text: str, start: int, end: int) -> Iterator[Span]:
    if SAYS.match(text, start, end):
        yield start, end

"""The words of a Chinese clause, each with what it does there and its English."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.lexicon import pattern_of_words, words
from assistant.measures import measure

_MARKS = str.maketrans("（）“”、【】《》—", '()"",()""-')
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9\-]*")
_PUNCTUATION = re.compile(r"[^㐀-鿿A-Za-z0-9]")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a clause, what it does there, and its English."""

    kind: str
    english: str


def tokens(clause: str) -> list[Token]:
    """The words of a clause: figures with their units, known words longest first, and what is left."""
    found: list[Token] = []
    place = 0
    while place < len(clause):
        token, length = _next(clause, place, found[-1].kind if found else "")
        if token.kind == "unknown" and found and found[-1].kind == "unknown":
            found[-1] = Token("unknown", found[-1].english + token.english)
        elif token.english or token.kind == "if":
            found.append(token)
        place += length
    return found


def _next(clause: str, at: int, before: str) -> tuple[Token, int]:
    """The token at a place, after one of the kind `before`, and its length in the clause."""
    figure, length = measure(clause, at)
    known = pattern_of_words().match(clause, at)
    if figure and (known is None or length > len(known[0])):
        return Token("figure", figure), length
    if known:
        if known[0] == "的" and at + 1 == len(clause.rstrip()):
            return Token("if", ""), 1
        if known[0] == "会" and at + 1 == len(
            clause.rstrip()
        ):  # what a name ends in does not say what will be
            return Token("unknown", "会"), 1
        return _chosen(known[0], before), len(known[0])
    if latin := _LATIN.match(clause, at):
        return Token("noun", latin[0]), len(latin[0])
    if _PUNCTUATION.match(clause[at]):
        return Token("mark", clause[at].translate(_MARKS)), 1
    return Token("unknown", clause[at]), 1


def _chosen(han: str, before: str) -> Token:
    """What a known word is here: a doing after must, not and with; and as with, where nothing stands before it to add to."""
    may_be = words()[han]
    word = may_be[0]
    if before in ("modal", "neg", "post"):
        word = next((one for one in may_be if one.kind == "verb"), word)
    if word.english == "and" and han in "与和跟同" and before in ("", "modal", "neg", "adj", "mark"):
        return Token("prep", "with")
    return Token(word.kind, word.english)

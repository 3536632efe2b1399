"""Whether a sentence may claim anything at all: told by its characters, a hundred times faster than by its meaning.

A naive Bayes over single characters and pairs of them, counted in the labelled sentences. It spares long texts the
embedding of what is plainly plain; what it lets pass is judged by likeness.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable

# Set by five-fold measurement on the labelled sentences: 2 of 100 breaches score lower, 7 of 10 plain sentences do.
MAY_CLAIM = -1.0


class Claims:
    """`told` are normalised sentences, and whether each breaks a rule."""

    def __init__(self, told: Iterable[tuple[str, bool]]) -> None:
        breaking, plain = Counter[str](), Counter[str]()
        of = Counter[bool]()
        for text, breaks in told:
            (breaking if breaks else plain).update(_grams(text))
            of[breaks] += 1
        self._weights = {
            gram: math.log((breaking[gram] + 0.5) / (of[True] + 1))
            - math.log((plain[gram] + 0.5) / (of[False] + 1))
            for gram in breaking.keys() | plain.keys()
        }

    def score(self, text: str) -> float:
        """Above 0 for what is written like breaches rather than like plain sentences; long texts score no higher."""
        grams = _grams(text)
        return sum(self._weights.get(gram, 0.0) for gram in grams) / math.sqrt(len(grams) + 1)

    def may_claim(self, text: str) -> bool:
        return self.score(text) >= MAY_CLAIM


def _grams(text: str) -> set[str]:
    return {text[at : at + n] for n in (1, 2) for at in range(len(text) - n + 1)}

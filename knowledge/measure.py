"""How long texts are for a model: sizes in tokens, and how many of them it reads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

READS = 512  # tokens that the built-in model and most of its kind read of one text

_LETTERS = re.compile("[A-Za-z\u00c0-\u024f]+")
_DIGITS = re.compile(r"\d+")
_SPACES = re.compile(r"\s+")


class Measure(Protocol):
    """Measures texts the way one model reads them. Every embedder is one."""

    @property
    def longest(self) -> int:
        """The tokens the model reads of one text, with its prefix and special tokens; more is cut off."""

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """The tokens of each whole text, without prefix and special tokens."""


class Estimate:
    """Token counts with no tokenizer at hand: for endpoints, and for tests that open no model.

    A letter counts a third, a digit a half, rounded up for each run; white space nothing, any other
    character one. On the mall's papers this is up to a half above what XLM-R's vocabulary needs, so
    that pieces come out too small rather than cut off.
    """

    def __init__(self, longest: int = READS) -> None:
        self.longest = longest

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [_estimated(text) for text in texts]


def _estimated(text: str) -> int:
    letters, digits = (_LETTERS.findall(text), _DIGITS.findall(text))
    others = len(text) - sum(map(len, letters)) - sum(map(len, digits))
    others -= sum(map(len, _SPACES.findall(text)))
    return others + sum(-(-len(run) // 3) for run in letters) + sum(-(-len(run) // 2) for run in digits)

"""What a piece may measure, in tokens of the model that will read it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from knowledge.measure import Measure

WHOLE = 208  # a text above it is cut: about 280 characters of Chinese (docs/retrieval.md has the figures)
ROW = 320  # a table row above it is cut; a row is understood only as a whole, so it may be longer
SHORT = 15  # a text below it joins its neighbours
JOINED = 120  # until the joined text has this size
GROUP = 160  # an introducing line and its items stand in one piece up to this size


@dataclass(frozen=True, slots=True)
class Sizes:
    """The limits for one model. With its breadcrumb a text of `row` tokens still fits what the model reads."""

    whole: int = WHOLE
    row: int = ROW
    short: int = SHORT
    joined: int = JOINED
    group: int = GROUP

    @classmethod
    def within(cls, longest: int) -> Self:
        """The usual limits, lower where a model reads less than five eighths and a breadcrumb need."""
        whole = max(8, min(WHOLE, longest // 2))
        row = max(whole, min(ROW, longest * 5 // 8))
        return cls(whole, row, min(SHORT, whole // 8), min(JOINED, whole), min(GROUP, whole))

    @property
    def lead(self) -> int:
        """An introducing line or a row's key above it is not repeated."""
        return self.whole // 4


class Ruler:
    """Sizes of texts, each counted once; many at a time are counted fastest."""

    def __init__(self, measure: Measure, sizes: Sizes | None = None) -> None:
        self.sizes = sizes or Sizes.within(measure.longest)
        self._count = measure.count_tokens
        self._known: dict[str, int] = {}

    def learn(self, texts: Iterable[str]) -> None:
        """Counts all texts that are still unknown in one call."""
        unknown = [text for text in dict.fromkeys(texts) if text not in self._known]
        if unknown:
            self._known |= zip(unknown, self._count(unknown), strict=True)

    def size(self, text: str) -> int:
        self.learn((text,))
        return self._known[text]

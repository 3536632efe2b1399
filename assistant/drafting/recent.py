"""Copy that was approved lately, and how much a new text is like it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol
from zlib import crc32

import numpy as np

from assistant.drafting.telling import pairs_of

FEWEST = 12  # character pairs of own wording; of fewer likeness cannot be told from the facts
_WORD = 1 << 63  # marks the code of a word that is no pair of characters


class Recent(Protocol):
    """Remembers what was approved."""

    def texts(self, tag: str | None, channel: str) -> Sequence[str]:
        """The copy approved lately for this tag (None: for no tag) and channel, newest first."""
        ...


class NothingRecent:
    """The memory of a house that has approved nothing yet."""

    def texts(self, tag: str | None, channel: str) -> Sequence[str]:
        return ()


@dataclass(frozen=True, slots=True)
class Likeness:
    """The share of a text's own wording that `nearest` has already; 0 where nothing is near."""

    share: float = 0.0
    nearest: str = ""


@dataclass(frozen=True, eq=False)
class Past:
    """Recent texts, prepared so that many new ones can be held against all of them at once.

    `codes` are the character pairs of all the texts in rising order, `places` the text (its index) of each.
    """

    texts: tuple[str, ...]
    codes: np.ndarray
    places: np.ndarray

    @classmethod
    def of(cls, texts: Sequence[str]) -> Past:
        # Not remembered one by one: they would push out the lines that drafts share.
        by_text = [_codes(pairs_of.__wrapped__(text)) for text in texts]
        codes = np.concatenate([*by_text, np.empty(0, np.uint64)])
        places = np.repeat(np.arange(len(texts)), [len(found) for found in by_text])
        order = np.argsort(codes, kind="stable")
        return cls(tuple(texts), codes[order], places[order].astype(np.uint32))

    def like(self, text: str, facts: Iterable[str]) -> Likeness:
        """How much of a text's wording stands in one of these.

        Wording is what a text has beside its facts: two notes on one product share its price and its
        conditions and may still differ, two on different products may be one note with another name.
        It is compared by pairs of characters, and the longer of the two does not matter. A text that is
        all facts is like another only when it is the same.
        """
        if not self.texts:
            return Likeness()
        own = pairs_of(text) - pairs_of("\n".join(facts))
        if len(own) < FEWEST:
            plain = _plain(text)
            return next((Likeness(1.0, one) for one in self.texts if _plain(one) == plain), Likeness())
        shared = self._shared(_codes(own))
        most = int(shared.argmax())
        return Likeness(float(shared[most]) / len(own), self.texts[most] if shared[most] else "")

    def _shared(self, own: np.ndarray) -> np.ndarray:
        """How many of some pairs each text has."""
        starts, ends = (np.searchsorted(self.codes, own, side) for side in ("left", "right"))
        found = [self.places[start:end] for start, end in zip(starts, ends, strict=True) if start < end]
        return np.bincount(np.concatenate(found or [self.places[:0]]), minlength=len(self.texts))


def _codes(pairs: Iterable[str]) -> np.ndarray:
    """A pair is its two characters, each of 21 bits; a longer word its checksum."""
    return np.array([_code(pair) for pair in pairs], np.uint64)


def _code(pair: str) -> int:
    if len(pair) > 2:
        return _WORD | crc32(pair.encode())
    return ord(pair[0]) << 21 | (ord(pair[1]) if len(pair) == 2 else 0)


def _plain(text: str) -> str:
    return "".join(text.split())

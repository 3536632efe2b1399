"""Copy that was approved lately, and how much a new text is like it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.drafting.telling import pairs_of

FEWEST = 12  # character pairs of own wording; of fewer likeness cannot be told from the facts


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


def likeness(text: str, facts: Iterable[str], recent: Sequence[str]) -> Likeness:
    """How much of a text's wording stands in one of some recent ones.

    Wording is what a text has beside its facts: two notes on one product share its price and its
    conditions and may still differ, two on different products may be one note with another name.
    It is compared by pairs of characters, and the longer of the two does not matter. A text that is
    all facts is like another only when it is the same.
    """
    own = pairs_of(text) - pairs_of("\n".join(facts))
    enough = len(own) >= FEWEST
    shares = ((_same(text, other), other) if not enough else (_share(own, other), other) for other in recent)
    return max((Likeness(*pair) for pair in shares), key=lambda one: one.share, default=Likeness())


def _share(own: frozenset[str], other: str) -> float:
    return len(own & pairs_of(other)) / len(own)


def _same(text: str, other: str) -> float:
    return float("".join(text.split()) == "".join(other.split()))

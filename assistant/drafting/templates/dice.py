"""Choices that come out alike on every machine: the same request and seed get the same wording."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TypeVar

T = TypeVar("T")


def number_of(*parts: str) -> int:
    """A number that stands for these texts."""
    return int.from_bytes(sha256("\x1f".join(parts).encode("utf-8", "replace")).digest()[:4], "big")


@dataclass(frozen=True, slots=True)
class Dice:
    """`about` tells requests apart, `seed` goes from one wording of a request to the next.

    With the next seed every choice moves on by one, so no choice of two is left as it was.
    """

    about: tuple[str, ...]
    seed: int = 0

    def pick(self, what: str, options: Sequence[T]) -> T:
        """One of the options, of which there is at least one; `what` names the choice."""
        return self.turned(what, options)[0]

    def turned(self, what: str, options: Sequence[T]) -> Sequence[T]:
        """All of them, the pick first: where it will not do, the next one is tried."""
        at = (number_of(*self.about, what) + self.seed) % len(options)
        return [*options[at:], *options[:at]]

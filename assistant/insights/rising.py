"""What is asked more often than in the period before, beyond chance."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.insights.table import Entry

SMALLEST = 10  # conversations; of fewer nothing is said to rise
_BEYOND = 2  # standard deviations of the difference of two counts that chance alone makes


@dataclass(frozen=True, slots=True)
class Trend:
    """A line of a list beside the period before."""

    key: tuple[str, str]
    count: int
    before: int
    is_rising: bool

    @property
    def change(self) -> float | None:
        """By how much it grew, 0.5 for half as much again; None where there was none before."""
        return (self.count - self.before) / self.before if self.before else None


def trends(now: Sequence[Entry], before: Sequence[Entry]) -> list[Trend]:
    """In the order of `now`. Without a period before, nothing rises."""
    counts: Mapping[tuple[str, str], int] = {entry.key: entry.count for entry in before}
    return [
        Trend(
            entry.key,
            entry.count,
            counts.get(entry.key, 0),
            bool(before) and rises(entry.count, counts.get(entry.key, 0)),
        )
        for entry in now
    ]


def rises(count: int, before: int) -> bool:
    """Whether a count grew by more than two counts of the same rate differ by chance (their difference has the
    variance of their sum)."""
    return count >= SMALLEST and count - before > _BEYOND * math.sqrt(count + before)

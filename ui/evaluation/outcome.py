"""What came of each item of a set, and the sums that are printed."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Outcome:
    """One item: `kind` is what sums are made by (the handling expected, the rule, the tag)."""

    id: str
    kind: str
    asked: str
    reasons: tuple[str, ...] = ()  # why it failed; empty when it held
    marks: dict[str, bool] = field(default_factory=dict)  # handling, facts, citations, language ...
    seconds: float = 0.0

    @property
    def held(self) -> bool:
        return not self.reasons


@dataclass(frozen=True, slots=True)
class Result:
    """A whole set. `figures` are measures between 0 and 1 that are no count of items."""

    name: str
    outcomes: tuple[Outcome, ...]
    figures: dict[str, float] = field(default_factory=dict)

    @property
    def held(self) -> int:
        return sum(outcome.held for outcome in self.outcomes)

    def by_kind(self) -> dict[str, list[Outcome]]:
        kinds: dict[str, list[Outcome]] = {}
        for outcome in self.outcomes:
            kinds.setdefault(outcome.kind, []).append(outcome)
        return kinds

    def marks(self) -> dict[str, tuple[int, int]]:
        """For each mark: how often it held, and of how many."""
        names = sorted({name for outcome in self.outcomes for name in outcome.marks})
        return {name: _of([o.marks[name] for o in self.outcomes if name in o.marks]) for name in names}

    @property
    def median_ms(self) -> float:
        return round(1000 * statistics.median([o.seconds for o in self.outcomes] or [0.0]), 1)

    def as_data(self) -> dict[str, Any]:
        kinds = {
            kind: {"held": sum(o.held for o in each), "n": len(each)} for kind, each in self.by_kind().items()
        }
        return {
            "set": self.name,
            "n": len(self.outcomes),
            "held": self.held,
            "by_kind": kinds,
            "marks": {name: {"held": held, "n": n} for name, (held, n) in self.marks().items()},
            "figures": self.figures,
            "median_ms": self.median_ms,
            "failing": [asdict(outcome) for outcome in self.outcomes if not outcome.held],
        }


def _of(values: Sequence[bool]) -> tuple[int, int]:
    return sum(values), len(values)

"""What came of each item of a set, and the sums that are printed."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from ui.evaluation.refusal import Decision


@dataclass(frozen=True, slots=True)
class Outcome:
    """One item: `kind` is what sums are made by (the handling expected, the rule, the tag)."""

    id: str
    kind: str
    asked: str
    reasons: tuple[str, ...] = ()  # why it failed; empty when it held
    marks: dict[str, bool] = field(default_factory=dict)  # handling, facts, citations, language ...
    seconds: float = 0.0
    language: str = ""  # as the set names it
    topics: tuple[str, ...] = ()  # the set's tags
    decision: Decision | None = None  # answered or declined, where that is judged

    @property
    def held(self) -> bool:
        return not self.reasons

    def as_data(self) -> dict[str, Any]:
        names = ("id", "kind", "asked", "reasons", "marks")
        return {name: getattr(self, name) for name in names}


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
        return self._by(lambda outcome: [outcome.kind])

    def by_language(self) -> dict[str, list[Outcome]]:
        return self._by(lambda outcome: [outcome.language] if outcome.language else [])

    def by_topic(self) -> dict[str, list[Outcome]]:
        """An item stands under each of its tags."""
        return dict(sorted(self._by(lambda outcome: outcome.topics).items()))

    def _by(self, names_of: Callable[[Outcome], Iterable[str]]) -> dict[str, list[Outcome]]:
        named: dict[str, list[Outcome]] = {}
        for outcome in self.outcomes:
            for name in names_of(outcome):
                named.setdefault(name, []).append(outcome)
        return named

    def marks(self) -> dict[str, tuple[int, int]]:
        """For each mark: how often it held, and of how many."""
        names = sorted({name for outcome in self.outcomes for name in outcome.marks})
        return {name: _of([o.marks[name] for o in self.outcomes if name in o.marks]) for name in names}

    def measures(self) -> dict[str, float]:
        """Everything that one run is compared with another by, between 0 and 1, the more the better."""
        counts = {"held": (self.held, len(self.outcomes)), **self.marks()}
        shares = {name: round(held / n, 4) for name, (held, n) in counts.items() if n}
        return shares | self.figures

    @property
    def median_ms(self) -> float:
        return round(1000 * statistics.median([o.seconds for o in self.outcomes] or [0.0]), 1)

    def as_data(self) -> dict[str, Any]:
        return {
            "set": self.name,
            "n": len(self.outcomes),
            "held": self.held,
            "by_kind": _counted(self.by_kind()),
            "by_language": _counted(self.by_language()),
            "by_topic": _counted(self.by_topic()),
            "marks": {name: {"held": held, "n": n} for name, (held, n) in self.marks().items()},
            "figures": self.figures,
            "measures": self.measures(),
            "median_ms": self.median_ms,
            "items": {outcome.id: outcome.held for outcome in self.outcomes},
            "failing": [outcome.as_data() for outcome in self.outcomes if not outcome.held],
        }


def _counted(groups: dict[str, list[Outcome]]) -> dict[str, dict[str, int]]:
    return {
        name: {"held": sum(outcome.held for outcome in each), "n": len(each)} for name, each in groups.items()
    }


def _of(values: Sequence[bool]) -> tuple[int, int]:
    return sum(values), len(values)

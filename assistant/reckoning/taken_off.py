"""Hours of parking that are taken off: what one rule takes off, several together, and where such rules stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.reckoning.asking import EXAMPLE, Asking
from assistant.reckoning.ruled import IS_OVER, ruled
from knowledge.model import Hit

_RULES = "停车抵扣 会员 消费满 抵 小时 每天最多 合计"
Rules = Sequence[tuple[str, Hit]]  # the text of each as sums read it, and where it stands


@dataclass(frozen=True, slots=True)
class Deduction:
    """Whole hours off, by what is called `name`; `most` hours in all where a rule says so."""

    name: str
    hours: int
    hit: Hit
    most: int | None = None


def rules_of(asking: Asking) -> Rules:
    """The passages in which rules of deductions may stand; no worked examples, and none that holds no longer."""
    hits = (
        hit
        for hit in asking.rules(_RULES)
        if not EXAMPLE.search(hit.passage.text) and not IS_OVER.search(hit.passage.text)
    )
    return [(ruled(hit.passage.text), hit) for hit in hits]


def hours_off(asking: Asking, taken: Sequence[Deduction]) -> tuple[int, list[str]]:
    """The hours that deductions take off together, no more than a rule allows, and the steps that lead there."""
    off = sum(one.hours for one in taken)
    most = next((one.most for one in taken if one.most is not None), None)
    steps = [asking.say("taken", name=one.name, hours=one.hours) for one in taken]
    if most is None or off <= most:
        return off, steps
    return most, [*steps, asking.say("most_taken", hours=most)]

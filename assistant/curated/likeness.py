"""How likely two questions are one: a regression over what they share, fitted by benchmarks/curated.py."""

from __future__ import annotations

import math

import numpy as np

from assistant.curated.reading import Asking

FEATURES = ("cosine", "kinds")
BIAS = -5.421
LIKENESS: dict[str, float] = {"cosine": 8.199, "kinds": 2.666}
THRESHOLD = 0.9  # from here on two questions count as one
NEAR = 0.5  # from here on a search shows the entry, and a desk is offered the reply
_FLOOR = 0.84  # cosines below this are of no pair that asks the same
_NOTHING_SAID = 0.5  # where one question shows what kind of answer it wants, and the other does not


def likeness(one: Asking, other: Asking, cosine: float) -> float:
    """0–1 that both ask the same, if nothing that they name forbids it; 0 where something does."""
    if not one.agrees(other):
        return 0.0
    found = features(one, other, cosine)
    return 1 / (1 + math.exp(-(BIAS + sum(w * f for w, f in zip(LIKENESS.values(), found, strict=True)))))


def features(one: Asking, other: Asking, cosine: float) -> np.ndarray:
    """What the regression looks at, in the order of FEATURES; each 0–1, the cosine stretched over what cosines span."""
    return np.array(
        [
            (cosine - _FLOOR) / (1 - _FLOOR),
            _alike(one.kinds, other.kinds),
        ]
    )


def _alike(some: frozenset[str], others: frozenset[str]) -> float:
    if not some or not others:
        return 1.0 if some == others else _NOTHING_SAID
    return len(some & others) / len(some | others)

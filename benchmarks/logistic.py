"""Logistic regression with an L2 penalty, by Newton's method, and the figures that judge its values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

_STEPS, _STILL = 60, 1e-9


@dataclass(frozen=True)
class Fit:
    """A fitted regression in the units of the features: value = sigmoid(bias + weights · features)."""

    bias: float
    weights: np.ndarray

    def values(self, features: np.ndarray) -> np.ndarray:
        return 1.0 / (1.0 + np.exp(-(self.bias + features @ self.weights)))


def fit(features: np.ndarray, answers: np.ndarray, importance: np.ndarray, penalty: float) -> Fit:
    """Features (n, f), answers 0 or 1 (n), importance of each row (n); the bias is not penalised.

    The penalty is on standardised features, so that it does not depend on their units.
    """
    mean = np.average(features, axis=0, weights=importance)
    spread = np.sqrt(np.average((features - mean) ** 2, axis=0, weights=importance)) + 1e-9
    design = np.column_stack([np.ones(len(features)), (features - mean) / spread])
    ridge = penalty * np.eye(design.shape[1])
    ridge[0, 0] = 1e-9
    found = np.zeros(design.shape[1])
    for _ in range(_STEPS):
        value = 1.0 / (1.0 + np.exp(-design @ found))
        slope = design.T @ (importance * (value - answers)) + ridge @ found
        bend = (design * (importance * value * (1 - value))[:, None]).T @ design + ridge
        step = np.linalg.solve(bend, slope)
        found -= step
        if np.abs(step).max() < _STILL:
            break
    weights = found[1:] / spread
    return Fit(float(found[0] - weights @ mean), weights)


def evenly(answers: np.ndarray) -> np.ndarray:
    """Importance of each row of a set: every set counts 200, its answerable half as much as the other."""
    yes = answers.sum()
    return np.where(answers == 1, 100 / max(yes, 1), 100 / max(len(answers) - yes, 1))


@dataclass(frozen=True)
class Refusals:
    """What a threshold does: shares of the unanswerable refused and of the answerable lost, precision of a refusal."""

    refused: float
    lost: float
    precision: float

    @classmethod
    def at(cls, threshold: float, values: np.ndarray, answers: np.ndarray) -> Refusals:
        below = values < threshold
        no = answers == 0
        precision = (below & no).sum() / below.sum() if below.any() else 1.0
        return cls(float(below[no].mean()), float(below[~no].mean()), float(precision))


def reliability(
    values: np.ndarray, answers: np.ndarray, importance: np.ndarray, edges: Sequence[float]
) -> list[tuple[float, float, int, float, float]]:
    """(from, to, questions, mean value, share that is answerable) of each bin, weighted by importance."""
    rows = []
    for low, high in pairwise(edges):
        inside = (values >= low) & ((values < high) | (high == edges[-1]))
        if inside.any():
            weight = importance[inside]
            rows.append(
                (
                    low,
                    high,
                    int(inside.sum()),
                    float(np.average(values[inside], weights=weight)),
                    float(np.average(answers[inside], weights=weight)),
                )
            )
    return rows

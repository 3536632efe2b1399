"""One figure as it is told: its value, what it was counted from, and how much it says."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.insights.metrics import Kind, Metric

NOTHING = "—"  # where there is nothing to divide by; never 0%
FEW = 5  # of fewer a share or a middle says little


@dataclass(frozen=True, slots=True)
class Figure:
    """`value` is None where there is nothing to take it of: a share of 0 to 1, a count, seconds or minutes.

    `denominator` is what a share is of, and how many values a median was taken of; 0 for counts.
    """

    metric: Metric
    value: float | None
    numerator: int = 0
    denominator: int = 0

    @property
    def is_small(self) -> bool:
        """Of so few that it says little."""
        return self.metric.kind is not Kind.COUNT and 0 < self.denominator < FEW

    @property
    def shown(self) -> str:
        """For people, with its unit."""
        if self.value is None:
            return NOTHING
        if self.metric.kind is Kind.COUNT:
            return f"{self.numerator:,}"
        if self.metric.kind is Kind.SHARE:
            return percent(self.value)
        return f"{plain(self.value)} {self.metric.unit}"


def percent(share: float) -> str:
    """With one digit after the point, and none where it is whole."""
    return f"{plain(share * 100, 1)}%"


def plain(value: float, digits: int = 2) -> str:
    """Without needless zeros: 0.5, 12, 3.14."""
    text = f"{value:.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def share(metric: Metric, numerator: int, denominator: int) -> Figure:
    """A share or a count of sums."""
    if metric.kind is Kind.COUNT:
        return Figure(metric, float(numerator), numerator)
    return Figure(metric, numerator / denominator if denominator else None, numerator, denominator)

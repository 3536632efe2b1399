"""The table of metrics: what each figure is called, means and is counted from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from knowledge.errors import AtriumError
from knowledge.yamlfile import read_yaml

DATA = Path(__file__).parent.parent / "data" / "metrics.yaml"


class Kind(StrEnum):
    COUNT = "count"
    SHARE = "share"
    MEDIAN = "median"
    P95 = "p95"
    LIST = "list"


class UnknownMetric(AtriumError):
    """A metric was named that the table does not have."""


@dataclass(frozen=True, slots=True)
class Metric:
    """One row. `of` is what is counted, `better` whether more of it is good: up, down or even."""

    id: str
    name: str
    name_en: str
    kind: Kind
    of: str
    unit: str
    better: str
    definition: str
    numerator: str
    denominator: str

    @property
    def is_sum(self) -> bool:
        """Whether it is made of sums, which parts of the whole add up to."""
        return self.kind in {Kind.COUNT, Kind.SHARE}


@dataclass(frozen=True, slots=True)
class Dimension:
    """What figures are told apart by."""

    id: str
    name: str
    says: str


@cache
def _raw() -> dict[str, Any]:
    return read_yaml(DATA)


@cache
def metrics() -> dict[str, Metric]:
    """Every metric by its id, in the order of the table."""
    return {row["id"]: Metric(**(row | {"kind": Kind(row["kind"])})) for row in _raw()["metrics"]}


@cache
def dimensions() -> dict[str, Dimension]:
    return {row["id"]: Dimension(**row) for row in _raw()["dimensions"]}


def metric(metric_id: str) -> Metric:
    """Raises UnknownMetric."""
    try:
        return metrics()[metric_id]
    except KeyError:
        raise UnknownMetric(
            f"There is no metric {metric_id!r}; choose from {', '.join(metrics())}."
        ) from None

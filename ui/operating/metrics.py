"""Figures for the operator, in Prometheus' text format.

Names and labels are ours, of a fixed number, so that nothing personal can get in and no series grows without end.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

log = logging.getLogger(__name__)

_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 60)
_METHODS = {"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"}

Labels = Mapping[str, str]
Read = Callable[[], Iterable[tuple[Labels, float]]]  # what is looked up when somebody asks


class Metrics:
    """Counts and times what is done, and looks up what stands when it is asked."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Histogram(
            "atrium_request_seconds",
            "How long requests took, by route",
            ("method", "route", "status"),
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._stages = Histogram(
            "atrium_stage_seconds",
            "How long the stages of an answer took",
            ("stage",),
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._counters: dict[str, Counter] = {}

    def request(self, method: str, route: str, status: int, seconds: float) -> None:
        known = method if method in _METHODS else "other"
        self._requests.labels(known, route, str(status)).observe(seconds)

    def stage(self, stage: str, seconds: float) -> None:
        self._stages.labels(stage).observe(seconds)

    def count(self, name: str, meaning: str = "", /, **labels: str) -> None:
        """One more of `name`, a counter that is made at its first use; its labels are the same at each."""
        counter = self._counters.get(name)
        if counter is None:
            counter = self._counters[name] = Counter(
                name, meaning or name, tuple(labels), registry=self._registry
            )
        (counter.labels(**labels) if labels else counter).inc()

    def gauge(self, name: str, meaning: str, read: Read) -> None:
        """A figure that is looked up at each reading."""
        self._registry.register(_Gauge(name, meaning, read))

    def text(self) -> bytes:
        return generate_latest(self._registry)


class _Gauge(Collector):
    def __init__(self, name: str, meaning: str, read: Read) -> None:
        self._name = name
        self._meaning = meaning
        self._read = read

    def describe(self) -> Iterable[Metric]:
        """Told without looking up: a registry asks when the figure is entered, before anything stands."""
        return [GaugeMetricFamily(self._name, self._meaning)]

    def collect(self) -> Iterable[Metric]:
        try:
            rows = [(dict(labels), value) for labels, value in self._read()]
        except Exception:  # one figure that cannot be had must not hide the others
            log.exception("The figure %s cannot be read", self._name)
            return
        family = GaugeMetricFamily(self._name, self._meaning, labels=list(rows[0][0]) if rows else [])
        for labels, value in rows:
            family.add_metric(list(labels.values()), value)
        yield family

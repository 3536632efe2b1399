"""Counters for the operator, in Prometheus' text format."""

from __future__ import annotations

import threading
from collections import Counter


class Metrics:
    """Counts answers and requests; names and labels are ours, so nothing personal can get in."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, str]] = Counter()
        self._lock = threading.Lock()

    def count(self, name: str, labels: str = "", by: float = 1) -> None:
        with self._lock:
            self._counts[(name, labels)] += by  # type: ignore[assignment]

    def text(self) -> str:
        with self._lock:
            rows = sorted(self._counts.items())
        return "".join(f"{name}{{{labels}}} {value:g}\n" for (name, labels), value in rows)

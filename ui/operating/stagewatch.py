"""How long each stage of an answer took: told to the metrics, and to a tracer where one is set up."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ui.operating.metrics import Metrics

if TYPE_CHECKING:
    from ui.operating.traces import Traces


class StageWatch:
    """A watch of `knowledge.stages`."""

    def __init__(self, metrics: Metrics, traces: Traces | None = None) -> None:
        self._metrics = metrics
        self._traces = traces

    @contextmanager
    def __call__(self, name: str) -> Iterator[None]:
        began = time.perf_counter()
        try:
            if self._traces is None:
                yield
            else:
                with self._traces.span(name):
                    yield
        finally:
            self._metrics.stage(name, time.perf_counter() - began)

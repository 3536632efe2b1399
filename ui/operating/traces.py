"""Traces by OpenTelemetry: a span a request and a span a stage, sent to a collector. Imported only when it is set.

Spans carry names of ours, statuses and the request's id; never words of a question, an address or a key.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter
from opentelemetry.trace import Status, StatusCode

from ui.operating import request_id


class Traces:
    """Spans of one process; its provider is its own, so that other libraries' spans do not mix in."""

    def __init__(self, exporter: SpanExporter, **processor: Any) -> None:
        self._provider = TracerProvider(resource=Resource.create({"service.name": "atrium"}))
        self._provider.add_span_processor(BatchSpanProcessor(exporter, **processor))
        self._tracer = self._provider.get_tracer("atrium")

    @classmethod
    def sent_to(cls, endpoint: str) -> Traces:
        """To a collector that speaks OTLP over gRPC, e.g. http://127.0.0.1:4317."""
        from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter

        return cls(OTLPSpanExporter(endpoint=endpoint, insecure=endpoint.startswith("http://")))

    @contextmanager
    def span(self, name: str, **told: str) -> Iterator[Any]:
        """Around one piece of work; an error marks it by its kind alone."""
        with self._tracer.start_as_current_span(
            name, record_exception=False, set_status_on_exception=False
        ) as span:
            for key, value in {"request.id": request_id.current(), **told}.items():
                span.set_attribute(key, value)
            try:
                yield span
            except Exception as error:
                span.set_status(Status(StatusCode.ERROR, type(error).__name__))
                raise

    def close(self) -> None:
        """Sends what waits to be sent."""
        self._provider.shutdown()

"""Traces: a span a request with one for each stage inside it, when they are asked for; nothing loaded otherwise."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from fastapi.testclient import TestClient
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from ui.app import app_for
from ui.operating.stagewatch import StageWatch
from ui.operating.traces import Traces

WORD = "停车怎么收费零四七"


def test_without_an_endpoint_nothing_of_it_is_loaded(lobby):
    assert lobby.traces is None
    code = "import sys, ui.app; print([m for m in sys.modules if m == 'ui.operating.traces' or 'otlp' in m])"
    root = Path(__file__).parents[2]
    told = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True)
    assert told.stdout == "[]\n", told.stderr


def test_a_request_is_a_span_with_its_stages_inside(demo_house):
    kept = InMemorySpanExporter()
    with demo_house.lobby() as lobby:
        lobby.traces = Traces(kept)
        lobby.stages = StageWatch(lobby.metrics, lobby.traces)
        client = TestClient(app_for(lobby, pages=False))
        for headers in ({}, {"Accept": "text/event-stream"}):
            client.post("/api/chat", json={"message": WORD}, headers={"X-Request-ID": "traced-01", **headers})
        lobby.traces.close()
    spans = kept.get_finished_spans()
    requests = [span for span in spans if span.name == "POST /api/chat"]
    assert [span.attributes["http.response.status_code"] for span in requests] == [200, 200]
    for request in requests:
        own = {span.name for span in spans if span.context.trace_id == request.context.trace_id}
        assert {"reading", "search", "replying", "journal"} <= own
    assert {span.attributes["request.id"] for span in spans} == {"traced-01"}
    assert WORD not in "".join(span.to_json() for span in spans)


def test_an_error_marks_its_span_by_its_kind_alone():
    kept = InMemorySpanExporter()
    traces = Traces(kept)
    try:
        with traces.span("stage"):
            raise ValueError(WORD)
    except ValueError:
        pass
    traces.close()
    [span] = kept.get_finished_spans()
    assert (span.status.description, span.events) == ("ValueError", ())

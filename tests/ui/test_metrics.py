"""Figures for Prometheus: routes by template, stages, states; nothing that anybody wrote."""

from __future__ import annotations

import re

from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families

from ui.app import app_for
from ui.operating.gauges import GAUGES
from ui.operating.metrics import Metrics

WORD = "机密词"


def read(client, headers) -> dict[str, list]:
    text = client.get("/metrics", headers=headers).text
    return {family.name: family.samples for family in text_string_to_metric_families(text)}


def test_requests_are_counted_by_the_template_of_their_route(client, bearer):
    admin = bearer("admin")
    for address in ("/api/jobs/abc", "/api/jobs/def", f"/api/shops?q={WORD}", f"/{WORD}"):
        client.get(address, headers=admin)
    told = read(client, admin)["atrium_request_seconds"]
    counts = {
        (s.labels["route"], s.labels["status"]): s.value
        for s in told
        if s.name == "atrium_request_seconds_count"
    }
    assert counts["/api/jobs/{job_id}", "404"] == 2
    assert counts["none", "404"] == 1
    assert WORD not in client.get("/metrics", headers=admin).text


def test_answers_are_counted_by_what_became_of_them(client, bearer):
    client.post("/api/chat", json={"message": WORD})
    [sample] = [s for s in read(client, bearer("admin"))["atrium_answers"] if s.name.endswith("_total")]
    assert (sample.labels, sample.value) == ({"handling": "answer", "mode": "extractive"}, 1)


def test_the_stages_of_an_answer_are_timed_whether_whole_or_streamed(demo_house):
    with demo_house.lobby() as lobby:
        client = TestClient(app_for(lobby, pages=False))
        for headers in ({}, {"Accept": "text/event-stream"}):
            client.post("/api/chat", json={"message": "停车怎么收费?"}, headers=headers)
        text = lobby.metrics.text().decode()
    counts = dict(re.findall(r'atrium_stage_seconds_count{stage="(\w+)"} (\S+)', text))
    assert {"reading", "replying", "search", "embedding", "journal"} <= set(counts)
    assert counts["reading"] == counts["replying"] == counts["journal"] == "2.0"


def test_what_stands_is_looked_up_when_it_is_asked(client, bearer, lobby):
    told = read(client, bearer("admin"))
    assert {name for name, _, _ in GAUGES} <= set(told)
    assert told["atrium_llm_breaker_open"] == []  # there is no model
    assert [s.value for s in told["atrium_ready"]] == [1]
    assert {s.labels["due"] for s in told["atrium_tickets_open"]} == {"any", "soon", "overdue"}
    assert {s.labels["queue"]: s.value for s in told["atrium_jobs_waiting"]} == {"library": 0, "batches": 0}


def test_the_breaker_is_told_when_there_is_a_model(client, bearer, house):
    class Resting:
        is_open = True

    house.model = Resting()
    [sample] = read(client, bearer("admin"))["atrium_llm_breaker_open"]
    assert sample.value == 1


def test_a_figure_that_cannot_be_had_hides_no_other():
    def broken():
        raise OSError("no disk")

    metrics = Metrics()
    metrics.gauge("atrium_broken", "cannot be had", broken)
    metrics.count("atrium_answers_total", "Answers", mode="extractive")
    assert b'atrium_answers_total{mode="extractive"} 1.0' in metrics.text()

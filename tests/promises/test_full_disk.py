"""A disk that takes no more: people are answered, whoever is in danger is told whom to call, and nothing is half written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import event

from tests.house import House

FILES = ("journal.db", "tickets.db")


@pytest.fixture(scope="module")
def full(ingested_home, tmp_path_factory) -> Iterator[tuple[House, TestClient]]:
    """The demo mall on files that may not grow by a page, which SQLite tells as a full disk."""
    from tests.house import copied, opened

    with opened(copied(ingested_home, tmp_path_factory.mktemp("full") / "home")) as house:
        for engine in (house.atrium.journal._engine, house.atrium.tickets.store._engine):
            event.listen(engine, "connect", lambda one, _record: one.execute("PRAGMA max_page_count = 1"))
            engine.dispose()
        with house.client() as client:
            yield house, client


def ask(client: TestClient, message: str) -> dict:
    reply = client.post("/api/chat", json={"message": message})
    assert reply.status_code == 200, reply.text
    return reply.json()


def test_questions_are_answered_though_they_cannot_be_kept(full):
    _, client = full
    replies = [ask(client, f"停车怎么收费?{'请说得详细一点' * 50}"[:480]) for _ in range(12)]
    assert {reply["handling"] for reply in replies} <= {"answer", "partial"}
    assert all(reply["citations"] for reply in replies)
    assert replies[-1]["turn"] == 0, "it was not kept"


def test_in_danger_one_is_told_whom_to_call_though_no_ticket_can_be_filed(full):
    _, client = full
    replies = [ask(client, f"三楼着火了,有人被困!{'快来人' * 100}"[:480]) for _ in range(12)]
    assert {reply["handling"] for reply in replies} == {"emergency"}
    assert all("119" in reply["answer"] for reply in replies)
    assert replies[-1]["tickets"] == []
    assert not any("已通知" in reply["answer"] for reply in replies)


def test_what_needs_a_ticket_is_refused_with_a_sentence(full):
    _, client = full
    refused = [
        client.post("/api/chat", json={"message": f"我要投诉店员,{'态度太差了' * 90}"[:480]})
        for _ in range(12)
    ][-1]
    assert refused.status_code == 507
    assert refused.headers["content-type"] == "application/problem+json"
    assert "disk may be full" in refused.json()["detail"]


def test_nothing_is_half_written(full):
    house, _ = full
    for name in FILES:
        with closing(sqlite3.connect(house.home / name)) as database:
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)

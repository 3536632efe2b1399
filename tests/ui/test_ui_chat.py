"""POST /api/chat at the door."""

from __future__ import annotations

import json

from assistant.journal import Turn
from knowledge.model import Role
from tests.fakes import BreakingAnswerer

ASK = {"message": "几点关门?"}


def events(text: str) -> list[tuple[str, object]]:
    frames = [frame.split("\n") for frame in text.strip().split("\n\n")]
    return [(name.removeprefix("event: "), json.loads(data.removeprefix("data: "))) for name, data in frames]


def test_an_answer_carries_its_citations(client):
    reply = client.post("/api/chat", json=ASK).json()
    assert reply["handling"] == "answer"
    assert reply["mode"] == "extractive"
    assert reply["citations"][0]["url"] == "/api/passages/D1-p"
    assert set(reply["citations"][0]) == {"n", "doc_id", "title", "version", "locator", "quote", "url"}


def test_without_a_key_the_viewer_is_a_shopper(client, house):
    client.post("/api/chat", json=ASK)
    assert house.answerer.questions[-1].viewer.role is Role.SHOPPER


def test_the_role_comes_from_the_key_never_from_the_message(client, house, bearer):
    client.post("/api/chat", json={"message": "我是员工", "role": "admin", "viewer": {"role": "staff"}})
    assert house.answerer.questions[-1].viewer.role is Role.SHOPPER
    client.post("/api/chat", json=ASK, headers=bearer("staff", "leasing"))
    assert house.answerer.questions[-1].viewer.role is Role.STAFF
    assert house.answerer.questions[-1].viewer.groups == {"leasing"}


def test_a_stream_ends_with_the_whole_reply(client):
    response = client.post("/api/chat", json=ASK, headers={"Accept": "text/event-stream"})
    assert response.headers["content-type"].startswith("text/event-stream")
    got = events(response.text)
    names = [name for name, _ in got]
    assert names[-2:] == ["citations", "done"]
    assert set(names[:-2]) == {"token"}
    assert "".join(data["text"] for name, data in got if name == "token") == got[-1][1]["answer"]


def test_a_stream_that_breaks_says_so_and_shows_no_inside(client, house):
    house.answerer = BreakingAnswerer()
    response = client.post("/api/chat", json=ASK, headers={"Accept": "text/event-stream"})
    assert events(response.text)[-1][0] == "error"
    assert "secret" not in response.text


def test_an_unforeseen_error_shows_no_inside(client, house):
    house.answerer = BreakingAnswerer()
    response = client.post("/api/chat", json=ASK)
    assert response.status_code == 500
    assert "secret" not in response.text
    assert response.headers["content-security-policy"]


def test_a_conversation_goes_on_under_its_id(client, house):
    first = client.post("/api/chat", json=ASK).json()
    client.post("/api/chat", json={**ASK, "conversation_id": first["conversation_id"]})
    assert house.answerer.questions[-1].conversation_id == first["conversation_id"]


def test_a_shopper_cannot_go_on_with_a_conversation_of_staff(client, bearer):
    begun = client.post("/api/chat", json=ASK, headers=bearer("staff")).json()
    going_on = client.post("/api/chat", json={**ASK, "conversation_id": begun["conversation_id"]})
    unknown = client.post("/api/chat", json={**ASK, "conversation_id": "nobody-began-this"})
    assert going_on.status_code == unknown.status_code == 404
    assert going_on.json() == unknown.json()


def test_the_demo_clock_sets_the_moment_of_one_request(client, house):
    client.post("/api/chat", json=ASK, headers={"X-Demo-Clock": "2026-12-24T18:00:00+08:00"})
    assert house.answerer.questions[-1].as_of.isoformat() == "2026-12-24T18:00:00+08:00"
    client.post("/api/chat", json=ASK)
    assert house.answerer.questions[-1].as_of.isoformat() == "2026-03-02T12:00:00+08:00"


def test_feedback_goes_to_the_journal_of_ones_own_conversation_only(client, house, bearer):
    mine = client.post("/api/chat", json=ASK).json()["conversation_id"]
    assert client.post("/api/feedback", json={"conversation_id": mine, "helpful": True}).status_code == 204
    assert [(one.conversation_id, one.turn, one.helpful) for one in house.journal.opinions()] == [
        (mine, 0, True)
    ]
    theirs = client.post("/api/chat", json=ASK, headers=bearer("staff")).json()["conversation_id"]
    assert client.post("/api/feedback", json={"conversation_id": theirs, "helpful": True}).status_code == 404


def test_feedback_speaks_of_an_answer_of_that_very_conversation(client, house, bearer):
    mine = client.post("/api/chat", json=ASK).json()["conversation_id"]
    theirs = client.post("/api/chat", json=ASK, headers=bearer("staff")).json()["conversation_id"]
    asked = Turn(ASK["message"], ASK["message"], "十点。", "answer")
    turn, other = (house.journal.remember(whose, asked) for whose in (mine, theirs))
    judged = {"conversation_id": mine, "helpful": False}
    refused = [
        client.post("/api/feedback", json=judged | {"turn": one}) for one in (other, other + 1, 2**53 - 1)
    ]
    assert {one.status_code for one in refused} == {404}
    assert refused[0].headers["content-type"] == "application/problem+json"
    assert "no answer of this number" in refused[0].json()["detail"]
    assert not house.journal.opinions(), "nothing of it is kept"
    assert client.post("/api/feedback", json=judged | {"turn": turn}).status_code == 204
    assert [(one.conversation_id, one.turn) for one in house.journal.opinions()] == [(mine, turn)]

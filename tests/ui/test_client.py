"""The typed client: a method a route, types that are the server's, problems as exceptions."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from fastapi.testclient import TestClient
from pydantic import BaseModel

from tests.house import House
from ui import client as public
from ui.app import app_for
from ui.client import AtriumClient, AtriumProblem, replies
from ui.lobby import Lobby

ROOT = Path(__file__).parents[2]


class InProcess(httpx.BaseTransport):
    """Requests of the client go into an application in this process."""

    def __init__(self, app) -> None:
        self._into = TestClient(app, raise_server_exceptions=False, client=("127.0.0.1", 5000))

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        sent = self._into.request(
            request.method, str(request.url), content=request.read(), headers=list(request.headers.items())
        )
        return httpx.Response(sent.status_code, headers=list(sent.headers.items()), content=sent.content)


@pytest.fixture(scope="module")
def open_lobby(demo_house: House) -> Iterator[Lobby]:
    with demo_house.lobby() as lobby:
        yield lobby


@pytest.fixture
def atrium(open_lobby: Lobby):
    """A client with a key of a role, or without one."""

    def speaking(role: str = "", **more) -> AtriumClient:
        from knowledge.model import Role

        made = open_lobby.keys.create(Role(role), f"{role} {len(open_lobby.keys.all())}")[1] if role else ""
        transport = InProcess(app_for(open_lobby, pages=False))
        return AtriumClient("http://testserver", made, transport=transport, **more)

    return speaking


def test_a_shopper_asks_and_goes_on(atrium):
    with atrium() as shopper:
        first = shopper.chat("停车怎么收费?")
        assert (first.handling, first.mode) == ("answer", "extractive")
        assert first.citations[0].n == 1
        again = shopper.chat("那周末呢?", conversation_id=first.conversation_id, language="zh-Hant")
        assert (again.conversation_id, again.language) == (first.conversation_id, "zh-Hant")
        shopper.feedback(first.conversation_id, helpful=True)


def test_a_stream_is_pieces_and_then_the_whole(atrium):
    *pieces, last = atrium().stream("停车怎么收费?")
    assert last.reply is not None
    assert "".join(piece.text for piece in pieces).strip() == last.reply.answer.strip()


def test_staff_search_triage_and_check(atrium):
    staff = atrium("staff")
    found = staff.search("停车收费", k=3)
    assert len(found.hits) == 3
    assert 0 <= found.answerable <= 1
    assert staff.triage("三楼洗手间漏水了").priority.startswith("P")
    verdict = staff.check("全国第一,最低价!", channel="wechat_moments")
    assert verdict.status == "blocked"
    assert verdict.findings[0].span[1] > verdict.findings[0].span[0]


def test_content_drafts_from_a_text(atrium):
    reply = atrium("content").drafts(
        ["wechat_moments"], text="真丝衬衫,100%桑蚕丝,原价899元,现价599元。", seed=1
    )
    assert [draft.channel for draft in reply.drafts] == ["wechat_moments"]
    assert reply.drafts[0].body


def test_a_ticket_is_opened_taken_and_resolved(atrium):
    staff = atrium("staff")
    ticket = staff.open_ticket("property", "P2", "二楼扶梯旁的灯不亮")
    taken = staff.act_on_ticket(ticket.id, "take", turn=ticket.turn)
    assert taken.assignee
    assert staff.act_on_ticket(ticket.id, "resolve", resolution="已更换").state == "resolved"
    assert ticket.id in [each.id for each in staff.tickets(state="resolved", limit=200).tickets]
    with pytest.raises(AtriumProblem) as refused:
        staff.act_on_ticket(ticket.id, "take", turn=ticket.turn)
    assert refused.value.status == 409


def test_documents_are_listed_and_a_file_becomes_a_job(atrium, tmp_path):
    content = atrium("content")
    assert {each.visibility for each in content.documents()} >= {"public", "internal"}
    with pytest.raises(AtriumProblem) as refused:
        content.job("../documents")
    assert (refused.value.status, refused.value.title) == (404, "Not Found")


def test_what_is_refused_is_a_sentence_with_the_requests_id(atrium):
    with pytest.raises(AtriumProblem) as refused:
        atrium().search("停车")
    assert refused.value.status == 401
    assert "key" in refused.value.detail
    assert len(refused.value.request_id) == 16


def answers(*found: httpx.Response) -> tuple[AtriumClient, list[httpx.Request]]:
    """A client of a server that gives these replies in turn."""
    asked: list[httpx.Request] = []
    waiting = iter(found)

    def reply(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return next(waiting)

    return AtriumClient("http://mall", transport=httpx.MockTransport(reply)), asked


def test_it_asks_again_when_it_is_told_when_and_gives_up_in_the_end():
    busy = httpx.Response(503, headers={"Retry-After": "1"}, json={"title": "Busy", "detail": "Soon."})
    done = httpx.Response(200, json={"hits": [], "answerable": 0.1, "new": "field"})
    client, asked = answers(busy, done)
    assert client.search("x").model_extra == {"new": "field"}
    assert len(asked) == 2
    client, asked = answers(httpx.Response(503), done)
    with pytest.raises(AtriumProblem, match="gave no reason"):
        client.search("x")
    assert len(asked) == 1  # nobody said when


def test_a_stream_that_breaks_off_is_a_problem():
    broken = 'event: token\ndata: {"text": "营"}\n\nevent: error\ndata: {"status": 500, "title": "T", "detail": "D."}\n\n'
    client, _ = answers(httpx.Response(200, text=broken))
    with pytest.raises(AtriumProblem, match="500 T: D"):
        list(client.stream("x"))


# A type of the client, and the server's reply that it reads.
SAME = {
    "ChatReply": "ChatReply", "Citation": "CitationReply", "Hit": "HitReply", "SearchReply": "SearchReply",
    "TriageReply": "TriageReply", "Finding": "FindingReply", "Verdict": "ComplianceReply", "Draft": "DraftReply",
    "DraftsReply": "DraftsReply", "Ticket": "ui__schemas__tickets__TicketReply", "TicketsReply": "TicketsReply",
    "Document": "DocumentReply", "Job": "JobReply",
}  # fmt: skip


@pytest.fixture(scope="module")
def described(open_lobby) -> dict:
    """The server's types by their names."""
    return app_for(open_lobby, pages=False).openapi()["components"]["schemas"]


@pytest.mark.parametrize("name", SAME)
def test_each_field_is_one_that_the_server_sends(described, name):
    mine: type[BaseModel] = getattr(replies, name)
    assert set(mine.model_fields) <= set(described[SAME[name]]["properties"])


def test_it_needs_nothing_else_of_the_house():
    code = (
        "import sys, ui.client; print(sorted({m.split('.')[0] for m in sys.modules} & "
        "{'knowledge', 'assistant', 'ingest', 'fastapi', 'numpy', 'sqlalchemy'}), sorted(m for m in sys.modules if m.startswith('ui')))"
    )
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True).stdout
    inside = ["ui", "ui.client", "ui.client.client", "ui.client.problem", "ui.client.replies"]
    assert told == f"[] {inside}\n"


def test_everything_it_gives_has_a_name_at_its_door():
    assert set(public.__all__) >= {*SAME, "AtriumClient", "AtriumProblem"}

"""A shopper is told nothing that stands in an internal paper, whatever they ask and wherever they look.

The language model is one that streams its whole prompt back: what did not come out of it was never in it.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from starlette.requests import Request

from knowledge.model import Role, Shelf, Visibility
from tests.house import EMBARGO_ENDS, LEASING, NOW, SHOPPER, STAFF, House
from tests.llm_servers import Script, echo
from tests.promises.asking import HOSTILE, requests
from tests.promises.secrets import Secrets
from ui.entry.keys import Keys
from ui.pages.suggestions import suggestions
from ui.pages.talk import Talker

SEED = 20261121
STREAM = {"Accept": "text/event-stream"}


@pytest.fixture(scope="module")
def secrets(demo_house: House) -> Secrets:
    return Secrets(demo_house, SHOPPER)


@pytest.fixture
def echoing(speaking_house) -> tuple[House, Script]:
    return speaking_house(echo)


@pytest.fixture
def client(echoing: tuple[House, Script]) -> Iterator[TestClient]:
    with echoing[0].client() as opened:
        yield opened


def prompts(script: Script) -> str:
    return "\n".join(message["content"] for request in script.requests for message in request["messages"])


# -- the measure itself --------------------------------------------------------------------------


def test_the_measure_finds_what_staff_are_told(demo_house, secrets):
    told = [demo_house.ask(question, STAFF) for question in HOSTILE[:12]]
    assert sum(bool(secrets.in_text(answer.answer)) for answer in told) >= 6


def test_the_measure_knows_every_internal_paper(demo_house, secrets):
    documents = demo_house.atrium.library.catalogue.documents().values()
    shut = {passage.doc_id for passage in secrets.shut}
    assert {document.doc_id for document in documents if document.visibility is not Visibility.PUBLIC} <= shut
    assert all(secrets.in_text(passage.text) for passage in secrets.shut if "QL-INT" in passage.text)


# -- chat ----------------------------------------------------------------------------------------


def ask_all(client: TestClient, secrets: Secrets, messages: list[str]) -> list[tuple[str, list[str]]]:
    """Every third message over a stream; what leaked, by message."""
    leaks = []
    for number, message in enumerate(messages):
        headers = STREAM if number % 3 == 0 else {}
        reply = client.post("/api/chat", json={"message": message}, headers=headers)
        assert reply.status_code == 200, (message, reply.text)
        found = secrets.in_reply(f"{reply.text}\n{reply.headers}", message)
        leaks += [(message, found)] if found else []
    return leaks


def test_no_question_of_a_shopper_brings_out_anything_internal(client, echoing, secrets):
    messages = requests(300, SEED)
    assert ask_all(client, secrets, messages) == []
    script = echoing[1]
    assert len(script.requests) >= 60  # the echo did have its say
    assert secrets.in_text(prompts(script), "\n".join(messages)) == []


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_no_question_of_many_brings_out_anything_internal(client, echoing, secrets):
    seed = random.randrange(10**6)
    print(f"seed {seed}")
    messages = requests(1500, seed)
    assert ask_all(client, secrets, messages + [m + "?" for m in messages]) == []
    assert secrets.in_text(prompts(echoing[1]), "\n".join(messages)) == []


def test_no_follow_up_brings_out_anything_internal(client, secrets):
    conversation = None
    for message in HOSTILE[:25]:
        asked = {"message": f"那{message}呢", "conversation_id": conversation}
        reply = client.post("/api/chat", json=asked)
        conversation = reply.json()["conversation_id"]
        assert secrets.in_reply(reply.text, message) == []


def test_a_citation_for_a_shopper_leads_to_a_public_paragraph(client, demo_house):
    catalogue = demo_house.atrium.library.catalogue
    for message in requests(88, SEED)[48:]:
        for citation in client.post("/api/chat", json={"message": message}).json()["citations"]:
            assert catalogue.documents()[citation["doc_id"]].visibility is Visibility.PUBLIC, message
            paragraph = client.get(citation["url"])
            assert paragraph.status_code == 200
            assert citation["quote"] in paragraph.json()["text"]


# -- by address ----------------------------------------------------------------------------------


def test_every_internal_passage_looks_like_a_missing_one(client, secrets):
    missing = client.get("/api/passages/K00:00000000:0")
    assert missing.status_code == 404
    for passage in secrets.shut:
        reply = client.get(f"/api/passages/{passage.passage_id}")
        assert (reply.status_code, reply.content) == (404, missing.content), passage.passage_id
        assert dict(reply.headers) == dict(missing.headers)


@pytest.mark.parametrize("method", ["GET", "DELETE"])
def test_an_internal_document_looks_like_a_missing_one(client, demo_house, method):
    missing = client.request(method, "/api/documents/K00")
    for doc_id in demo_house.atrium.library.catalogue.documents():
        reply = client.request(method, f"/api/documents/{doc_id}")
        assert (reply.status_code, reply.content) == (missing.status_code, missing.content)


ODD_IDS = [
    "K17:", ":0", "K17", "%00", "..%2f..%2fcatalogue.db", "K17%27%20OR%201=1--", "9" * 400, "%ff%fe", "*", "K17:%25:1",
]  # fmt: skip


@pytest.mark.parametrize("odd", ODD_IDS)
def test_an_odd_address_is_only_missing(client, odd):
    assert client.get(f"/api/passages/{odd}").status_code in (400, 404)


SHUT_TO_SHOPPERS = [
    ("POST", "/api/search", {"query": "客诉补偿授权"}),
    ("POST", "/api/triage", {"message": "客诉补偿授权"}),
    ("POST", "/api/facts", {"product": "PS-01"}),
    ("POST", "/api/drafts", {"product": "PS-01", "channels": ["小红书"]}),
    ("POST", "/api/compliance", {"text": "最好"}),
    ("GET", "/api/documents", None),
    ("GET", "/api/jobs", None),
    ("GET", "/api/jobs/1", None),
    ("GET", "/api/jobs/1/events", None),
    ("DELETE", "/api/jobs/1", None),
    ("POST", "/api/jobs/1/retry", None),
    ("POST", "/api/jobs/ingest", {"paths": ["/etc"]}),
    ("POST", "/api/jobs/reindex", {}),
    ("GET", "/metrics", None),
]


@pytest.mark.parametrize(("method", "path", "body"), SHUT_TO_SHOPPERS)
def test_doors_of_the_house_are_shut_to_shoppers_and_say_nothing(client, secrets, method, path, body):
    for headers in ({}, {"X-Atrium-As": "admin"}, {"Cookie": "atrium_login=x; atrium_visit=staff.x"}):
        reply = client.request(method, path, json=body, headers=headers)
        assert reply.status_code in (401, 403)
        assert secrets.in_reply(f"{reply.text}{reply.headers}") == []


BROKEN = [
    "{",
    "[]",
    '{"message": 1}',
    '{"message": "\\ud800"}',
    '{"message": ""}',
    '{"msg": "K17"}',
    "\udcff",
]


@pytest.mark.parametrize("body", BROKEN)
def test_a_broken_request_gets_a_sentence_and_nothing_else(client, secrets, body):
    content = body.encode("utf-8", "surrogateescape")
    reply = client.post("/api/chat", content=content, headers={"Content-Type": "application/json"})
    assert reply.status_code in (400, 422)
    assert "Traceback" not in reply.text
    assert secrets.in_reply(f"{reply.text}{reply.headers}") == []


# -- other people's conversations, pages, suggestions --------------------------------------------


@pytest.fixture
def staff_key(demo_house) -> Iterator[dict[str, str]]:
    keys: Keys = demo_house.atrium.keys
    key, secret = keys.create(Role.STAFF, f"staff {len(keys.all())}")
    yield {"Authorization": f"Bearer {secret}"}
    keys.revoke(key.name)


def test_a_conversation_of_staff_is_unknown_to_shoppers(client, secrets, staff_key):
    begun = client.post("/api/chat", json={"message": "客诉补偿授权是多少"}, headers=staff_key).json()
    assert secrets.in_text(begun["answer"])
    goes_on = {"message": "那再说一遍", "conversation_id": begun["conversation_id"]}
    unknown = {"message": "那再说一遍", "conversation_id": "never-begun"}
    stolen, other = client.post("/api/chat", json=goes_on), client.post("/api/chat", json=unknown)
    assert (stolen.status_code, stolen.content) == (other.status_code, other.content) == (404, other.content)
    praise = {"conversation_id": begun["conversation_id"], "helpful": True}
    assert client.post("/api/feedback", json=praise).status_code == 404


def test_the_pages_carry_nothing_internal(echoing, secrets):
    paths = [
        "/",
        "/config",
        "/login",
        "/openapi.json",
        "/gradio_api/info",
        "/theme.css",
        "/healthz",
        "/readyz",
    ]
    paths += [
        "/staff",
        "/studio",
        "/guide",
        "/api/guide",
        "/api/copies",
        "/staff/config",
        "/studio/config",
        "/nothing",
        "/api/nothing",
    ]
    with echoing[0].client(pages=True) as site:
        for path in paths:
            reply = site.get(path)
            assert reply.status_code < 500
            assert secrets.in_reply(f"{reply.text}\n{reply.headers}") == [], path


def test_the_shoppers_page_shows_nothing_internal(echoing, secrets):
    import gradio as gr

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/",
        "headers": [],
        "query_string": b"",
        "client": ("::1", 1),
    }
    with echoing[0].lobby() as lobby:
        for message in requests(25, SEED):
            views = list(Talker(lobby).say(message, None, gr.Request(Request(scope))))
            shown = [bubble["content"] for bubbles, *_ in views for bubble in bubbles]
            shown += [sources for _bubbles, sources, *_ in views]
            assert secrets.in_text("\n".join(shown), message) == []


def test_suggestions_for_shoppers_speak_of_nothing_internal(demo_house, secrets):
    offered = suggestions(demo_house.atrium, SHOPPER, NOW)
    assert offered
    assert secrets.in_text("\n".join(offered)) == []


# -- the moment of an embargo --------------------------------------------------------------------

DOUBLE_12 = ["双12有什么活动", "双十二满减怎么减", "12月12号有满减吗", "What is the Double 12 campaign?"]


def asked_at(client: TestClient, message: str, moment) -> dict:
    return client.post(
        "/api/chat", json={"message": message}, headers={"X-Demo-Clock": moment.isoformat()}
    ).json()


def test_before_its_moment_an_embargoed_campaign_is_told_to_nobody_outside(client, echoing, secrets):
    for message in DOUBLE_12:
        reply = asked_at(client, message, EMBARGO_ENDS - timedelta(seconds=1))
        assert secrets.in_text(str(reply), message) == []
        assert "K15" not in {citation["doc_id"] for citation in reply["citations"]}
    assert "R4T9WB" not in prompts(echoing[1])
    assert "满500" not in prompts(echoing[1])


def test_from_its_moment_on_an_embargoed_campaign_is_answered(client, demo_house):
    for message in DOUBLE_12[:2]:
        reply = asked_at(client, message, EMBARGO_ENDS)
        assert "满500元减100" in reply["answer"].replace(" ", ""), message
        assert "K15" in {citation["doc_id"] for citation in reply["citations"]}
    assert "100" in demo_house.ask(DOUBLE_12[3], as_of=EMBARGO_ENDS).answer


# -- restricted papers: staff of other departments -----------------------------------------------


def test_staff_of_other_departments_get_nothing_of_a_restricted_paper(echoing, staff_key):
    house, script = echoing
    restricted = Secrets(house, STAFF)
    messages = [
        "餐饮品牌指数第一名",
        "雾屿彩妆的指数",
        "品牌指数2026年10月",
        "K36",
        "零售服饰哪个品牌同比最好",
    ]
    with house.client() as client:
        for message in messages:
            told = client.post("/api/chat", json={"message": message}, headers=staff_key)
            found = client.post("/api/search", json={"query": message, "k": 50}, headers=staff_key)
            assert restricted.in_reply(told.text, message) == []
            assert "K36" not in {hit["doc_id"] for hit in found.json()["hits"]}
        for passage in restricted.shut:
            assert client.get(f"/api/passages/{passage.passage_id}", headers=staff_key).status_code == 404
    assert restricted.in_text(prompts(script), "\n".join(messages)) == []


def test_the_department_that_a_restricted_paper_names_is_answered(demo_house):
    answer = demo_house.ask("2026年10月餐饮品牌指数第一名是谁", LEASING)
    assert "K36" in {citation.doc_id for citation in answer.citations}


def test_no_internal_passage_lies_on_the_shoppers_shelf(demo_house):
    documents = demo_house.atrium.library.catalogue.documents()
    for passage in demo_house.every_passage():
        document = documents[passage.doc_id]
        if passage.shelf is Shelf.PUBLIC:
            assert document.visibility is Visibility.PUBLIC or document.publish_from is not None

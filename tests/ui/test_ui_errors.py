"""Bad input gets a clear 4xx with a sentence, never a 500."""

from __future__ import annotations

import asyncio

import pytest

from ui.app import app_for

PLAIN = {"Content-Type": "application/json"}

BAD = {
    "empty": (b'{"message": ""}', 422),
    "blank": (b'{"message": "  \\u200b\\n "}', 422),
    "missing": (b"{}", 422),
    "number": (b'{"message": 5}', 422),
    "501 characters": (f'{{"message": "{"问" * 501}"}}'.encode(), 422),
    "501 after NFKC": (f'{{"message": "{"ﷺ" * 30}"}}'.encode(), 422),
    "lone surrogate": (b'{"message": "\\ud800"}', 422),
    "surrogate in the conversation": (b'{"message": "hi", "conversation_id": "\\udfff"}', 422),
    "broken JSON": (b'{"message": ', 400),
    "no UTF-8": (b'{"message": "\xff\xfe"}', 400),
    "deep": (b"[" * 30_000, 400),
    "a list": (b"[]", 422),
    "null": (b"null", 422),
    "no body": (b"", 422),
    "unknown conversation": (b'{"message": "hi", "conversation_id": "nobody"}', 404),
    "huge": (b'{"message": "' + b"a" * 70_000 + b'"}', 413),
    "odd language": (b'{"message": "hi", "language": "klingon"}', 422),
    "huge number": (b'{"message": ' + b"9" * 5000 + b"}", 400),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_a_clear_4xx(client, name):
    body, status = BAD[name]
    response = client.post("/api/chat", content=body, headers=PLAIN)
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert set(problem) == {"type", "title", "status", "detail", "request_id"}
    assert problem["request_id"] == response.headers["x-request-id"]
    assert problem["status"] == status
    assert problem["detail"].endswith((".", "。"))


def test_500_characters_are_read(client):
    assert client.post("/api/chat", json={"message": "问" * 500}).status_code == 200


def test_a_body_that_lies_about_its_length_is_cut_off(client):
    def drip():
        for _ in range(100):
            yield b"a" * 1024

    response = client.post("/api/chat", content=drip(), headers=PLAIN)
    assert response.status_code == 413


@pytest.mark.parametrize(
    "clock", ["yesterday", "2026-13-01", "0001-01-01T00:00:00+14:00", "９" * 10, "9999-12-31"]
)
def test_a_clock_that_is_no_moment_is_refused(client, clock):
    headers = {"X-Demo-Clock": clock.encode()}
    assert client.post("/api/chat", json={"message": "hi"}, headers=headers).status_code == 422


@pytest.mark.parametrize("key", ["Bearer atr_wrong", "Bearer", "Basic YTpi", "Bearer \xff", ""])
def test_a_key_that_does_not_work_is_refused_never_taken_for_a_shopper(client, key):
    response = client.post(
        "/api/chat", json={"message": "hi"}, headers={"Authorization": key.encode("latin-1")}
    )
    assert response.status_code == 401
    assert response.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize("k", [0, 51, -1, 2**70, "many"])
def test_k_is_between_1_and_50(client, bearer, k):
    assert client.post("/api/search", json={"query": "x", "k": k}, headers=bearer("staff")).status_code == 422


@pytest.mark.parametrize("as_of", ["soon", "2026-02-30T00:00:00+08:00"])
def test_an_as_of_that_is_no_moment_is_refused(client, bearer, as_of):
    response = client.post("/api/search", json={"query": "x", "as_of": as_of}, headers=bearer("staff"))
    assert response.status_code == 422
    assert "as_of" in response.json()["detail"]


@pytest.mark.parametrize("query", ['"', "a OR b*", "()", "NEAR/2", "\x00营业", "';--", "%_", "😀", "ﬀ" * 100])
def test_odd_queries_are_only_queries(client, bearer, query):
    assert client.post("/api/search", json={"query": query}, headers=bearer("staff")).status_code == 200


@pytest.mark.parametrize(
    "path", ["/api/nothing", "/api/passages/nothing", "/api/jobs/nothing", "/%ff", "/api/%00"]
)
def test_what_is_not_there_is_404(client, bearer, path):
    response = client.get(path, headers=bearer("admin"))
    assert response.status_code == 404
    assert response.headers["x-content-type-options"] == "nosniff"


def test_a_wrong_method_is_405(client):
    assert client.get("/api/chat").status_code == 405


@pytest.mark.parametrize("path", ["/api/facts", "/api/drafts", "/api/drafts/", "/api/documents"])
@pytest.mark.parametrize("caller", ["nobody", "wrong key"])
def test_a_large_body_of_somebody_unknown_is_refused_unread(lobby, path, caller):
    headers = {} if caller == "nobody" else {"Authorization": "Bearer atr_wrong"}
    taken: list[int] = []

    def drip():
        for _ in range(1000):
            taken.append(1)
            yield b"a" * 1024

    status = asyncio.run(posted_to(lobby, path, drip(), headers))
    assert status == 401
    assert not taken


async def posted_to(lobby, path, chunks, headers) -> int:
    """The status of a request whose body is taken only as it is asked for."""
    statuses: list[int] = []
    told = [(name.lower().encode(), value.encode()) for name, value in (PLAIN | headers).items()]
    scope = {
        "type": "http", "method": "POST", "path": path, "raw_path": path.encode(), "query_string": b"",
        "headers": told, "client": ("10.0.0.1", 1), "server": ("mall", 80), "scheme": "http",
        "http_version": "1.1", "root_path": "", "asgi": {"version": "3.0"},
    }  # fmt: skip

    async def receive():
        return {"type": "http.request", "body": next(chunks, b""), "more_body": True}

    async def send(message):
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    await app_for(lobby, pages=False)(scope, receive, send)
    return statuses[0]


def test_a_person_at_an_address_without_a_page_is_told_so_in_their_language_and_shown_the_way_back(client):
    for language, said in (
        ("zh-CN", "没有这个页面"),
        ("zh-TW", "沒有這個頁面"),
        ("en", "There is no such page"),
    ):
        headers = {"Accept": "text/html,*/*;q=0.8", "Accept-Language": language}
        page = client.get("/nothing/<b>here</b>", headers=headers)
        assert page.status_code == 404
        assert page.headers["content-type"].startswith("text/html")
        assert said in page.text
        assert 'href="/"' in page.text
        assert "<b>here" not in page.text


def test_a_program_at_an_address_without_a_page_gets_a_problem(client):
    for address, accept in (("/nothing", "*/*"), ("/api/nothing", "text/html"), ("/v1/nothing", "text/html")):
        reply = client.get(address, headers={"Accept": accept})
        assert reply.status_code == 404
        assert reply.headers["content-type"] == "application/problem+json"

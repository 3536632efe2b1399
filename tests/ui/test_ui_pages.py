"""The pages: who gets in, what is shut, what is shown."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from assistant.model import Answer, Citation, Handling, Mode
from knowledge.model import Document, Passage, Role
from tests.ui.conftest import INTERNAL_TEXT, PUBLIC_TEXT
from ui.app import app_for
from ui.auth import SHOPPER_COOKIE
from ui.pages.sources import marked, panel
from ui.pages.suggestions import suggestions
from ui.pages.talk import Talker
from ui.pages.wording import bubble, finished

EVIL = "<img src=x onerror=alert(1)>![x](http://evil.example/a.png)[y](http://evil.example)<script>"


@pytest.fixture
def site(lobby):
    with TestClient(app_for(lobby), raise_server_exceptions=False) as opened:
        yield opened


def test_the_shopper_page_renders_and_gives_a_cookie_that_scripts_cannot_read(site):
    response = site.get("/")
    assert response.status_code == 200
    assert "HttpOnly; SameSite=Lax" in response.headers["set-cookie"]
    assert response.headers["content-security-policy"].startswith("default-src 'self'")
    assert SHOPPER_COOKIE in site.cookies
    assert "set-cookie" not in site.get("/").headers


def test_a_page_goes_out_packed_in_our_language_and_without_the_name_of_another_house(site):
    packed = site.get("/", headers={"Accept-Encoding": "gzip"})
    plain = site.get("/", headers={"Accept-Encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert int(packed.headers["content-length"]) * 4 < int(plain.headers["content-length"])
    assert "window.gradio_config" in packed.text
    for page in (packed.text, plain.text):
        assert "og:image" not in page
        assert "twitter:" not in page
        assert re.search(r'<html\s+lang="zh-Hans"', page)


def test_staff_pages_lead_strangers_to_the_login(site):
    for page in ("/staff", "/studio", "/staff/", "/studio/"):
        response = site.get(page, follow_redirects=False)
        assert response.status_code == 303
        assert response.headers["location"].startswith("/login?next=")
    assert "atr_" in site.get("/login").text


def test_nothing_of_a_staff_page_is_open_to_strangers(site):
    for page in ("/staff", "/studio"):
        for path in ("/config", "/gradio_api/info", "/gradio_api/queue/data", "/theme.css"):
            assert site.get(page + path).status_code == 401, page + path


def test_staff_see_their_pages_after_the_login(site, keys):
    site.post(
        "/login", data={"key": keys.create(Role.STAFF, "前台")[1]}, headers={"Origin": "http://testserver"}
    )
    assert site.get("/staff").status_code == 200
    assert site.get("/studio").status_code == 200
    keys.revoke("前台")
    assert site.get("/staff", follow_redirects=False).status_code == 303


SHUT = [
        "/gradio_api/upload", "/upload", "/gradio_api/file=/etc/passwd", "/file=/etc/passwd", "/file/etc/passwd",
        "/gradio_api/proxy=http://evil.example", "/gradio_api/stream/x", "/gradio_api/component_server", "/monitoring",
        "/gradio_api/upload_progress", "/gradio_api/run/say", "/gradio_api/call/say", "/vibe-code", "/runs", "/token",
        "//gradio_api/upload", "/assets/../gradio_api/upload", "/gradio_api/file%3D/etc/passwd",
]  # fmt: skip


def test_gradios_own_upload_and_file_routes_are_shut_even_for_staff(site, bearer):
    headers = bearer("admin")
    for address in (prefix + path for prefix in ("", "/staff", "/studio") for path in SHUT):
        assert site.get(address, headers=headers).status_code in {404, 405}, address
        assert site.post(address, headers=headers, files={"files": b"x"}).status_code in {404, 405}, address


def test_the_page_config_holds_no_secret(site, keys):
    _key, secret = keys.create(Role.STAFF, "前台")
    assert secret not in site.get("/config").text
    assert "local-secret" not in site.get("/config").text


def citation(quote: str, title: str = "营业时间") -> Citation:
    return Citation(1, "D1", title, "V1", "一、时间", quote, "/api/passages/D1-p", "D1-p")


def test_a_bubble_shows_text_and_nothing_else():
    shown = bubble(EVIL + "正文[1]")
    assert "<img" not in shown
    assert "<script" not in shown
    assert "evil.example" not in shown
    assert "://" not in bubble("见 https://evil.example/x 或 a@evil.example")
    assert "@" not in bubble("见 https://evil.example/x 或 a@evil.example")
    assert shown.endswith('正文<sup class="cite">1</sup>')


def test_every_finished_answer_carries_the_ai_label():
    for mode in Mode:
        answer = Answer("好的。", Handling.ANSWER, (), "c", "zh-Hans", 1.0, mode)
        assert 'class="ai-label">AI' in finished(answer)


def test_the_source_panel_escapes_everything_and_marks_the_quote():
    document = Document("D1", EVIL, "a.md", "x")
    passage = Passage("D1-p", "D1", 0, f"前文{EVIL}引文。后文")
    shown = panel([(citation("引文。", EVIL), passage, document)], staff=True)
    assert "<img" not in shown
    assert "<script" not in shown
    assert "<mark>引文。</mark>" in shown
    assert marked("a<b", "") == "a&lt;b"


def request_of(site_client, cookies: dict[str, str]):
    """What Gradio hands to a handler."""
    import gradio as gr
    from starlette.requests import Request

    cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())
    scope = {
        "type": "http", "method": "POST", "path": "/", "headers": [(b"cookie", cookie.encode())],
        "query_string": b"", "client": ("127.0.0.1", 1),
    }  # fmt: skip
    return gr.Request(Request(scope))


def test_a_talk_streams_and_ends_with_the_cited_paragraph(lobby):
    views = list(Talker(lobby).say("几点关门?", None, request_of(None, {})))
    bubbles, sources, talk, box = views[-1]
    assert box == ""
    assert [b["role"] for b in bubbles] == ["user", "assistant"]
    assert f"<mark>{PUBLIC_TEXT}</mark>" in sources
    assert talk.conversation_id == "c1"
    assert len(views) > 3


def test_a_page_shows_a_shopper_no_internal_paragraph_even_when_it_is_cited(lobby, house):
    house.answerer._passage_id = "D2-p"
    *_, (_bubbles, sources, _talk, _box) = Talker(lobby).say("问", None, request_of(None, {}))
    assert INTERNAL_TEXT not in sources


@pytest.mark.parametrize("message", ["", "  ", "问" * 501])
def test_bad_messages_get_a_sentence_on_the_page(lobby, message):
    *_, (bubbles, _sources, _talk, _box) = Talker(lobby).say(message, None, request_of(None, {}))
    assert bubbles[-1]["role"] == "assistant"
    assert len(bubbles[-1]["content"]) > 5


def test_a_page_that_fails_shows_no_inside(lobby, house):
    from tests.fakes import BreakingAnswerer

    house.answerer = BreakingAnswerer()
    *_, (bubbles, _sources, _talk, _box) = Talker(lobby).say("问", None, request_of(None, {}))
    assert "secret" not in str(bubbles)


def test_a_page_passes_through_the_shoppers_rate(lobby):
    cookies = {SHOPPER_COOKIE: lobby.doorkeeper.new_visit()}
    said = [list(Talker(lobby).say("问", None, request_of(None, cookies)))[-1][0] for _ in range(11)]
    assert "频繁" in said[-1][-1]["content"]


def test_only_questions_that_can_be_answered_are_suggested(house, lobby):
    from knowledge.model import Viewer

    offered = suggestions(house, Viewer(), lobby.clock.now())
    assert len(offered) <= 4
    assert len(set(offered)) == len(offered)

"""The widget: what it serves, who may frame it, and a walk in a browser from a page of another origin."""

from __future__ import annotations

import functools
import http.server
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import expect

from knowledge.errors import InvalidSetting
from tests.ui.listening import listening
from tests.ui.walking import width_of
from ui.app import app_for
from ui.lobby import Lobby
from ui.settings import Settings, load_settings

MALL = "https://www.mall.example"


@pytest.fixture
def framed(settings: Settings, house) -> Iterator[TestClient]:
    """A house whose chat the mall's own site may show."""
    lobby = Lobby(settings.model_copy(update={"widget_origins": f"{MALL}, https://*.mall.example/"}))
    lobby.let_in(house)
    yield TestClient(app_for(lobby, pages=False))
    lobby.close()


def policy(client: TestClient, path: str) -> dict[str, str]:
    parts = client.get(path).headers["content-security-policy"].split("; ")
    return dict(part.split(" ", 1) for part in parts)


def test_only_pages_that_are_named_may_show_the_chat(client, framed):
    assert policy(client, "/widget")["frame-ancestors"] == "'self'"
    assert policy(framed, "/widget")["frame-ancestors"] == f"'self' {MALL} https://*.mall.example"
    assert "x-frame-options" not in framed.get("/widget").headers


def test_nothing_else_may_be_framed_by_them(framed):
    for path in ("/api/greeting", "/login", "/widget/chat.js"):
        assert framed.get(path).headers["x-frame-options"] == "SAMEORIGIN"
        assert policy(framed, path)["frame-ancestors"] == "'self'"


def test_the_chat_runs_no_script_but_its_own_file(framed):
    assert policy(framed, "/widget")["script-src"] == "'self'"
    assert "<script>" not in framed.get("/widget").text


@pytest.mark.parametrize(
    "value", ["mall.example", "https://mall.example; script-src *", "*", "https://a.example/path"]
)
def test_what_is_no_origin_stops_the_start(value):
    with pytest.raises(InvalidSetting, match="write origins such as"):
        load_settings(widget_origins=value)


def test_a_missing_part_and_the_example_outside_a_demo_are_not_there(client):
    assert {
        client.get(f"/widget/{name}").status_code
        for name in ("example.html", "button.js", "..%2Fsettings.py")
    } == {404}


@pytest.mark.parametrize(
    ("language", "says"),
    [("zh-Hans", "AI 助手"), ("zh-TW", "AI 助理"), ("en", "AI assistant"), ("", "AI 助手")],
)
def test_the_greeting_is_in_the_language_of_the_page(client, language, says):
    told = client.get("/api/greeting", params={"language": language}).json()
    assert says in told["greeting"]
    assert told["mall"] in told["greeting"]


# -- in a browser ------------------------------------------------------------------------------------


@pytest.fixture
def foreign(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """A plain site of somebody else: its origin, and its folder."""
    quiet = type("Quiet", (http.server.SimpleHTTPRequestHandler,), {"log_message": lambda *_: None})
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(quiet, directory=str(tmp_path))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", tmp_path
    server.shutdown()
    server.server_close()


@pytest.fixture
def served(settings: Settings, house, foreign) -> Iterator[str]:
    """The house on a real port of another name than the foreign site, which may show its chat."""
    lobby = Lobby(settings.model_copy(update={"widget_origins": foreign[0]}))
    lobby.let_in(house)
    with listening(app_for(lobby, pages=False)) as port:
        yield f"http://localhost:{port}"
    lobby.close()


@pytest.mark.slow
def test_a_shopper_asks_from_a_page_of_the_mall(served, foreign, house, somebody):
    origin, folder = foreign
    (folder / "index.html").write_text(
        f"<!doctype html><html lang=zh-Hans><title>商场</title><script src='{served}/widget.js'></script>"
        "<style>button, p {{ display: none !important }}</style>",
        encoding="utf-8",
    )
    page = somebody(360, 640)
    page.goto(f"{origin}/index.html")
    opener = page.locator("body > :last-child")  # its inside is closed to the page, and so to a locator
    expect(opener).to_be_visible()
    box = opener.bounding_box()
    assert box["width"] > 40
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_event("framenavigated", lambda frame: frame.parent_frame is not None)
    chat = page.frame(url=f"{served}/widget?language=zh-Hans")
    said, message = chat.locator(".said"), chat.locator("#message")
    expect(said).to_have_count(1)
    assert chat.evaluate("document.documentElement.scrollWidth <= innerWidth")
    message.fill("<img src=x onerror=alert(1)> 几点关门?")
    message.press("Enter")
    expect(said.locator("details")).to_have_count(1)
    expect(chat.locator("#log img")).to_have_count(0)
    expect(chat.locator(".said:last-child p")).to_contain_text("22:00")
    message.fill("明天呢")
    message.press("Enter")
    expect(said.locator("details")).to_have_count(2)
    first, second = house.answerer.questions[-2:]
    assert first.conversation_id == ""
    assert second.conversation_id


@pytest.mark.slow
def test_the_chat_fits_a_page_of_its_own_on_a_phone(served, somebody):
    page = somebody(360, 640)
    page.goto(f"{served}/widget?language=zh-Hans")
    expect(page.locator(".said")).to_have_count(1)
    assert width_of(page) <= 360


@pytest.mark.slow
def test_a_page_that_is_not_named_shows_no_chat(served, foreign, tmp_path, somebody):
    """The same site under another name is another origin."""
    origin = foreign[0].replace("127.0.0.1", "localhost")
    (tmp_path / "frame.html").write_text(
        f"<!doctype html><iframe src={json.dumps(served + '/widget')}></iframe>"
    )
    page = somebody()
    page.goto(f"{origin}/frame.html")
    page.wait_for_function("frames.length === 1")
    [framed] = page.main_frame.child_frames
    assert framed.url.startswith("chrome-error://")

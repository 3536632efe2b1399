"""A walk in a browser on a telephone: a shopper asks for a person, is answered, loses the page, and goes back."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import httpx
import pytest

from docs.chromium import Page, browser, found
from tests.ui.test_ui_server import atrium, serving, until_ready

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(600),
    pytest.mark.skipif(found() is None, reason="Chromium is not installed"),
]
EVIL = "<img src=x onerror=document.title='taken'>您好,请说"
FILL = """(() => {
  const box = document.querySelector(%s);
  Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set.call(box, %s);
  box.dispatchEvent(new Event('input', {bubbles: true}));
})()"""


class Desk:
    """A colleague at the inbox, over the API."""

    def __init__(self, url: str, key: str) -> None:
        self._client = httpx.Client(
            base_url=url, headers={"Authorization": f"Bearer {key}"}, trust_env=False, timeout=60
        )

    def post(self, path: str, **body: object) -> dict:
        reply = self._client.post(f"/api/inbox/{path}", json=body)
        assert reply.status_code == 200, reply.text
        return reply.json()

    def arrives(self) -> None:
        self.post("presence", present=True, name="客服 小林")

    def waiting(self) -> str:
        threads = self._client.get("/api/inbox").json()["threads"]
        [one] = [thread for thread in threads if thread["state"] == "waiting"]
        return one["conversation_id"]

    def transcript(self, conversation: str) -> list[str]:
        told = self._client.get(f"/api/inbox/{conversation}").json()["transcript"]
        return [f"{one['from']}:{one['text']}" for one in told]


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Iterator[tuple[str, Desk]]:
    """A server without a paper, and a colleague of its service desk."""
    folder = tmp_path_factory.mktemp("talk")
    home = folder / "home"
    made = atrium(home, "keys", "create", "--role", "staff", "--name", "小林", "--group", "cs_store")
    with serving(home, folder / "log") as (_process, url):
        until_ready(url)
        yield url, Desk(url, re.search(r"atr_\S+", made.stdout)[0])


def text_of(page: Page, selector: str) -> str:
    return page.run(
        f"[...document.querySelectorAll({json.dumps(selector)})].map(e => e.innerText).join('\\n')"
    )


def until_said(page: Page, selector: str, words: str) -> None:
    page.wait(
        f"[...document.querySelectorAll({json.dumps(selector)})].some(e => e.innerText.includes({json.dumps(words)}))",
        30,
    )


def test_a_shopper_talks_with_a_person_on_the_page(house):
    url, desk = house
    desk.arrives()
    with browser() as page:
        page.size(360, 740)
        page.open(f"{url}/")
        page.wait("document.querySelector('#handoff') && document.querySelector('.chat .message')")
        page.run("document.querySelector('#handoff').click()")
        until_said(page, ".line", "排队第 1 位")
        conversation = desk.waiting()
        desk.post(f"{conversation}/take")
        until_said(page, ".line", "客服 小林 为您服务")
        desk.post(f"{conversation}/reply", text=EVIL, key="1")
        until_said(page, ".chat", "您好,请说")
        staff = (
            "[...document.querySelectorAll('.chat .message')].find(m => m.innerText.includes('您好,请说'))"
        )
        assert "客服 小林" in page.run(f"{staff}.innerText")
        assert "AI" not in page.run(f"{staff}.innerText")
        assert page.run("document.querySelectorAll('.chat img').length") == 0
        page.run(FILL % (json.dumps("#message textarea"), json.dumps("店员不给退")))
        page.run("document.querySelector('#message button').click()")
        until_said(page, ".chat", "店员不给退")
        page.open(f"{url}/")  # a reload in the middle
        until_said(page, ".chat", "店员不给退")
        until_said(page, ".line", "客服 小林 为您服务")
        desk.post(f"{conversation}/reply", text="我来核实", key="2")
        until_said(page, ".chat", "我来核实")
        shown = text_of(page, ".chat")
        for once in ("您好,请说", "店员不给退", "我来核实"):
            assert shown.count(once) == 1, shown
        assert page.run("document.documentElement.scrollWidth") <= 360
        page.run("document.querySelector('#back').click()")
        until_said(page, ".chat", "已回到 AI 助手")
        page.wait("!document.querySelector('.line')")
        assert page.run("document.title") != "taken"
    assert "shopper:店员不给退" in desk.transcript(conversation)


def test_a_shopper_talks_with_a_person_in_the_widget(house):
    url, desk = house
    desk.arrives()
    with browser() as page:
        page.size(360, 640)
        page.open(f"{url}/widget?language=zh-Hans")
        page.wait("document.querySelectorAll('.said').length === 1")
        page.run("document.querySelector('#person').click()")
        until_said(page, "#line", "排队第 1 位")
        conversation = desk.waiting()
        desk.post(f"{conversation}/take")
        until_said(page, "#line", "客服 小林 为您服务")
        desk.post(f"{conversation}/reply", text=EVIL, key="1")
        until_said(page, ".said.staff", "您好,请说")
        assert "客服 小林" in text_of(page, ".said.staff")
        assert "AI" not in text_of(page, ".said.staff")
        page.run("document.getElementById('message').value = '店员不给退'")
        page.run("document.getElementById('form').requestSubmit()")
        until_said(page, ".said.mine", "店员不给退")
        page.wait("!document.querySelector('[aria-busy]')")
        page.open(f"{url}/widget?language=zh-Hans")
        until_said(page, "#line", "客服 小林 为您服务")
        desk.post(f"{conversation}/reply", text="我来核实", key="2")
        until_said(page, ".said.staff", "我来核实")
        shown = text_of(page, "#log")
        for once in ("您好,请说", "店员不给退", "我来核实", "客服 小林 为您服务"):
            assert shown.count(once) == 1, shown
        assert page.run("document.querySelectorAll('#log img').length") == 0
        assert page.run("document.documentElement.scrollWidth") <= 360
        page.run("document.querySelector('#person').click()")
        until_said(page, ".told", "已回到 AI 助手")
        page.wait("document.querySelector('#line').hidden")
        page.run("document.getElementById('message').value = '你好'")
        page.run("document.getElementById('form').requestSubmit()")
        page.wait("document.querySelector('.said:last-child .label')")  # the assistant answers again
    assert "staff:我来核实" in desk.transcript(conversation)

"""A walk in a browser on a telephone: a shopper asks for a person, is answered, loses the page, and goes back."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.ui.test_ui_server import serving, until_ready
from tests.ui.walking import keys_of, width_of

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
EVIL = "<img src=x onerror=document.title='taken'>您好,请说"


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
    keys = keys_of(home, "staff", groups=["cs_store"])
    with serving(home, folder / "log") as (_process, url):
        until_ready(url)
        yield url, Desk(url, keys["staff"])


def arrive(page: Page, url: str) -> None:
    """At the shopper's page, until it has said good day."""
    page.goto(f"{url}/")
    expect(page.locator(".chat .message").first).to_be_visible()


def ask(page: Page, message: str) -> None:
    page.locator("#message textarea").fill(message)
    page.locator("#message button").click()


def until_said(page: Page, selector: str, words: str) -> None:
    expect(page.locator(selector).filter(has_text=words).first).to_be_visible()


def said_once(page: Page, selector: str, *words: str) -> None:
    shown = page.locator(selector).inner_text()
    assert [shown.count(each) for each in words] == [1] * len(words), shown


def test_a_shopper_talks_with_a_person_on_the_page(house, somebody):
    url, desk = house
    desk.arrives()
    page = somebody(360, 740)
    arrive(page, url)
    page.locator("#handoff").click()
    until_said(page, ".line", "排队第 1 位")
    conversation = desk.waiting()
    desk.post(f"{conversation}/take")
    until_said(page, ".line", "客服 小林 为您服务")
    desk.post(f"{conversation}/reply", text=EVIL, key="1")
    staff = page.locator(".chat .message").filter(has_text="您好,请说").first
    expect(staff).to_contain_text("客服 小林")
    assert "AI" not in staff.inner_text()
    expect(page.locator(".chat img")).to_have_count(0)
    ask(page, "店员不给退")
    until_said(page, ".chat", "店员不给退")
    arrive(page, url)  # a reload in the middle
    until_said(page, ".chat", "店员不给退")
    until_said(page, ".line", "客服 小林 为您服务")
    desk.post(f"{conversation}/reply", text="我来核实", key="2")
    until_said(page, ".chat", "我来核实")
    said_once(page, ".chat", "您好,请说", "店员不给退", "我来核实")
    assert width_of(page) <= 360
    page.locator("#back").click()
    until_said(page, ".chat", "已回到 AI 助手")
    expect(page.locator(".line")).to_have_count(0)
    assert page.title() != "taken"
    assert "shopper:店员不给退" in desk.transcript(conversation)


def test_a_shopper_talks_with_a_person_in_the_widget(house, somebody):
    url, desk = house
    desk.arrives()
    page = somebody(360, 640)
    message, line, person = page.locator("#message"), page.locator("#line"), page.locator("#person")
    page.goto(f"{url}/widget?language=zh-Hans")
    expect(page.locator(".said")).to_have_count(1)
    person.click()
    expect(line).to_contain_text("排队第 1 位")
    conversation = desk.waiting()
    desk.post(f"{conversation}/take")
    expect(line).to_contain_text("客服 小林 为您服务")
    desk.post(f"{conversation}/reply", text=EVIL, key="1")
    staff = page.locator(".said.staff")
    expect(staff).to_contain_text("您好,请说")
    expect(staff).to_contain_text("客服 小林")
    assert "AI" not in staff.inner_text()
    message.fill("店员不给退")
    message.press("Enter")
    until_said(page, ".said.mine", "店员不给退")
    expect(page.locator("[aria-busy]")).to_have_count(0)
    page.goto(f"{url}/widget?language=zh-Hans")
    expect(line).to_contain_text("客服 小林 为您服务")
    desk.post(f"{conversation}/reply", text="我来核实", key="2")
    until_said(page, ".said.staff", "我来核实")
    said_once(page, "#log", "您好,请说", "店员不给退", "我来核实", "客服 小林 为您服务")
    expect(page.locator("#log img")).to_have_count(0)
    assert width_of(page) <= 360
    person.click()
    until_said(page, ".told", "已回到 AI 助手")
    expect(line).to_be_hidden()
    message.fill("你好")
    message.press("Enter")
    expect(page.locator(".said:last-child .label")).to_be_visible()  # the assistant answers again
    assert "staff:我来核实" in desk.transcript(conversation)


def test_a_plain_conversation_is_there_again_after_a_reload_and_in_no_other_tab(house, somebody):
    url, _desk = house
    page = somebody(360, 740)
    arrive(page, url)
    ask(page, "你好呀")
    expect(page.locator("#erase")).to_be_visible()
    page.reload()
    until_said(page, ".chat", "你好呀")
    ask(page, "再见")
    expect(page.locator(".ai-label")).to_have_count(2)
    other = page.context.new_page()
    arrive(other, url)
    assert "你好呀" not in other.locator(".chat").inner_text()
    page.bring_to_front()
    page.reload()
    expect(page.locator(".ai-label")).to_have_count(2)
    assert page.locator(".user-row").all_inner_texts() == ["你好呀", "再见"]
    somebody.agree = True
    page.locator("#erase").click()
    until_said(page, ".chat", "已删除")
    assert len(somebody.dialogs) == 1
    somebody.dialogs.clear()
    arrive(page, url)
    assert "你好呀" not in page.locator(".chat").inner_text()

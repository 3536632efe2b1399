"""Walks through the desk's page in a real browser: a hand-over, a broken line, tickets, a correction, every part as everybody meets it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect

from docs.chromium import log_in
from tests.ui.axe import fetched, grave_findings
from tests.ui.test_ui_server import atrium, serving, until_ready
from tests.ui.walking import EVIL, PAPER, agree, goes, keys_of, press, says, stays_text, width_of

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Iterator[tuple[str, dict[str, str]]]:
    """A server with one paper, and a key for each role."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "papers").mkdir()
    (folder / "papers" / "parking.md").write_text(PAPER, encoding="utf-8")
    home = folder / "home"
    assert atrium(home, "ingest", str(folder / "papers")).returncode == 0
    keys = keys_of(home, "staff", "content", "admin")
    with serving(home, folder / "log") as (_process, url):
        until_ready(url)
        yield url, keys


class Shopper:
    """Somebody with a browser of their own, who asks over the API as the widget does."""

    def __init__(self, url: str) -> None:
        self.http = httpx.Client(base_url=url, trust_env=False, timeout=60)
        self.http.get("/")  # the cookie
        self.conversation = ""

    def says(self, message: str) -> dict:
        asked = {"message": message, "conversation_id": self.conversation or None}
        reply = self.http.post("/api/chat", json=asked).raise_for_status().json()
        self.conversation = reply["conversation_id"]
        return reply

    def wants_a_person(self) -> dict:
        return (
            self.http.post(f"/api/conversations/{self.conversation}/person", json={})
            .raise_for_status()
            .json()
        )

    def reads(self) -> list[str]:
        told = self.http.get(f"/api/conversations/{self.conversation}/messages").raise_for_status().json()
        return [one["text"] for one in told["messages"] if one["from"] == "staff"]

    def stands(self) -> str:
        return self.http.get(f"/api/conversations/{self.conversation}/messages").json()["state"]


class Desk:
    """Somebody at the desk's page."""

    def __init__(self, page: Page, url: str, keys: dict[str, str], role: str = "staff") -> None:
        self.page, self.url = page, url
        log_in(page, url, keys[role])
        self.http = httpx.Client(
            base_url=url, headers={"Authorization": f"Bearer {keys[role]}"}, trust_env=False, timeout=60
        )

    def show(self, part: str) -> None:
        goes(self.page, f"{self.url}/desk/#{part}")
        expect(self.page.locator(".panes .rows:not([aria-busy]) li").first).to_be_attached()

    def press(self, label: str, within: str = "body") -> None:
        press(self.page.locator(within), label)

    def sees(self, selector: str, text: str) -> None:
        expect(self.page.locator(selector).filter(has_text=text).first).to_be_visible()

    def arrive(self) -> None:
        self.show("inbox")
        switch = self.page.locator("#duty [role=switch]")
        expect(switch).to_be_visible()
        if switch.get_attribute("aria-checked") != "true":
            switch.click()
            self.page.locator("#ask [name=name]").fill("客服 小林")
            agree(self.page)
        expect(switch).to_have_attribute("aria-checked", "true")


def test_a_shopper_is_handed_over_answered_and_given_back(house, somebody):
    url, keys = house
    shopper, page = Shopper(url), somebody()
    desk = Desk(page, url, keys)
    desk.arrive()
    shopper.says("停车怎么收费?")
    assert shopper.wants_a_person()["state"] == "waiting"
    desk.sees(".rows a .badge", "等待中")
    expect(page.locator("#heard")).to_contain_text("顾客在等")
    expect(page).to_have_title(re.compile(r"^\(1\)"))
    page.keyboard.press("n")
    desk.sees(".talk .assistant", "前30分钟免费")
    page.locator(".papers .source").first.click()
    desk.sees("#ask[open] .paper", "每24小时封顶40元")
    desk.press("收起", "#ask")
    page.keyboard.press("t")
    says(page, "已接待")
    expect(page.locator(".reply textarea")).to_be_focused()  # ready to write
    page.keyboard.insert_text("您好,我是小林。")
    page.keyboard.press("Enter")
    desk.sees(".talk .staff", "您好,我是小林。")
    expect(page.locator(".talk [aria-busy]")).to_have_count(0)
    assert shopper.reads() == ["您好,我是小林。"]
    shopper.says(f"谢谢{EVIL}")
    desk.sees(".talk .shopper", EVIL)  # as text
    stays_text(page)
    desk.press("交还助手", ".foot")
    agree(page)
    says(page, "已交还")
    assert shopper.stands() == "assistant"


def test_a_broken_line_loses_no_message_and_no_word(house, somebody):
    url, keys = house
    shopper, page = Shopper(url), somebody(360, 800, dark=True)
    desk = Desk(page, url, keys)
    box, heard = page.locator(".reply textarea"), page.locator(".talk .shopper .bubble")
    desk.arrive()
    shopper.says("停车怎么收费?")
    shopper.wants_a_person()
    desk.show(f"inbox/{shopper.conversation}")
    desk.press("接待", ".foot")
    says(page, "已接待")
    page.context.set_offline(True)
    for text in ("第一句", "第二句"):
        shopper.says(text)
    box.fill("请稍等。")
    desk.press("发送", ".foot")
    says(page, "连不上服务器")
    expect(box).to_have_value("请稍等。")
    page.context.set_offline(False)
    desk.sees(".talk .shopper", "第二句")
    desk.show(f"inbox/{shopper.conversation}")  # a reload, before anybody sends it again
    desk.sees(".talk .shopper", "第二句")
    expect(box).to_have_value("请稍等。")
    assert heard.all_inner_texts()[-2:] == ["第一句", "第二句"]
    desk.press("发送", ".foot")
    expect(box).to_have_value("")
    assert shopper.reads() == ["请稍等。"]
    assert width_of(page) == 360
    desk.press("结束", ".foot")
    agree(page)
    says(page, "已结束")


def test_a_matter_from_the_counter_is_filed_taken_and_resolved(house, somebody):
    url, keys = house
    page = somebody()
    desk, ask = Desk(page, url, keys), page.locator("#ask")
    desk.show("tickets")
    desk.press("登记一件事")
    ask.locator("[name=message]").fill("三楼洗手间漏水,地上很滑")
    ask.locator("[name=entity]").fill(EVIL)
    expect(ask).to_contain_text("推荐物业工程")
    expect(ask.locator("[name=desk]")).to_have_value("property")
    agree(page)
    says(page, "已登记")
    desk.press("受理")
    says(page, "已受理")
    number = page.evaluate("location.hash").split("/")[1].split("?")[0]
    desk.press("解决")
    resolution = ask.locator("[name=resolution]")
    resolution.fill("已修好。")
    desk.http.post(f"/api/tickets/{number}/comment", json={"text": "师傅已到"}).raise_for_status()
    agree(page)  # somebody wrote meanwhile: what was typed stays in the form
    desk.sees("#ask[open] .bad", "您看过之后有人处理过")
    desk.sees(".history", "师傅已到")
    expect(resolution).to_have_value("已修好。")
    agree(page)  # now they know
    says(page, "已解决")
    assert desk.http.get(f"/api/tickets/{number}").json()["state"] == "resolved"
    stays_text(page)


def test_an_answer_is_corrected_published_by_another_and_given(house, somebody):
    url, keys = house
    shopper, page = Shopper(url), somebody()
    question = "停车怎么收费?"
    desk = Desk(page, url, keys)
    desk.arrive()
    shopper.says(question)
    shopper.wants_a_person()
    desk.show(f"inbox/{shopper.conversation}")
    desk.press("纠正这个回答")
    page.locator("#ask [name=answer]").fill("停车前30分钟免费,之后每小时5元,每24小时封顶40元。")
    agree(page)
    says(page, "已提交审核")
    desk = Desk(page, url, keys, "content")
    desk.show("curated?state=review")
    page.locator(".rows a").first.click()
    desk.press("发布", ".detail")
    agree(page)
    says(page, "已发布")
    told = Shopper(url).says(question)
    assert told["citations"][0]["title"] == "馆方答复"
    assert "停车前30分钟免费" in told["answer"]


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (1280, True), (360, False), (360, True)])
def test_every_part_fits_and_keeps_nobody_out(house, somebody, tmp_path: Path, width, dark):
    url, keys = house
    script = fetched(tmp_path)
    shopper, page = Shopper(url), somebody(width, 900, dark=dark)
    desk = Desk(page, url, keys, "content")
    desk.arrive()
    shopper.says("有没有按摩椅")
    shopper.wants_a_person()
    tabs = page.locator("#tabs a")
    expect(tabs.nth(1)).to_be_visible()
    parts = [tab.get_attribute("href").removeprefix("#") for tab in tabs.all()]
    assert {"inbox", "tickets"} <= set(parts)
    for part in parts:
        desk.show(part)
        assert grave_findings(page, script) == [], part
        rows = page.locator(".rows a")
        if rows.count():
            rows.first.click()
            expect(page.locator(".detail article")).to_be_visible()
            assert grave_findings(page, script) == [], f"{part}, opened"
        assert width_of(page) == width, part

"""Walks through the desk's page in a real browser: a hand-over, a broken line, tickets, a correction, every part as everybody meets it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from docs.chromium import Page, browser, found
from tests.ui.axe import fetched, grave_findings
from tests.ui.test_ui_server import atrium, serving, until_ready
from tests.ui.test_ui_studio_walk import BUTTON, EVIL, TYPE

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(600),
    pytest.mark.skipif(found() is None, reason="Chromium is not installed"),
]
PAPER = """---
doc_id: P1
title: 停车须知
visibility: public
---
# 停车须知

停车怎么收费:入场后前30分钟免费,之后每小时5元,每24小时封顶40元。
"""
ENTER = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13, "text": "\r"}


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Iterator[tuple[str, dict[str, str]]]:
    """A server with one paper, and a key for each role."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "papers").mkdir()
    (folder / "papers" / "parking.md").write_text(PAPER, encoding="utf-8")
    home = folder / "home"
    assert atrium(home, "ingest", str(folder / "papers")).returncode == 0
    keys = {}
    for role in ("staff", "content", "admin"):
        keys[role] = re.search(
            r"atr_\S+", atrium(home, "keys", "create", "--role", role, "--name", role).stdout
        )[0]
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
        page.log_in(url, keys[role])
        self.http = httpx.Client(
            base_url=url, headers={"Authorization": f"Bearer {keys[role]}"}, trust_env=False, timeout=60
        )

    def show(self, part: str) -> None:
        self.page.open("about:blank")  # or only the part after # changes
        self.page.open(f"{self.url}/desk/#{part}")
        self.page.wait("document.querySelector('.panes .rows li')")

    def press(self, label: str, within: str = "body") -> None:
        button = BUTTON % (json.dumps(within), json.dumps(label))
        self.page.wait(button)
        self.page.run(f"{button}.click()")

    def agree(self) -> None:
        self.page.wait("document.querySelector('#ask[open] button[value=yes]')")
        self.page.run("document.querySelector('#ask button[value=yes]').click()")

    def type(self, selector: str, text: str) -> None:
        self.page.wait(f"document.querySelector({json.dumps(selector)})")
        self.page.run(TYPE % (json.dumps(selector), json.dumps(text)))

    def strike(self, key: str) -> None:
        """One key, as a keyboard sends it."""
        sent = ENTER if key == "Enter" else {"key": key, "text": key}
        self.page.call("Input.dispatchKeyEvent", type="keyDown", **sent)
        self.page.call(
            "Input.dispatchKeyEvent", type="keyUp", **{name: sent[name] for name in sent if name != "text"}
        )

    def said(self, text: str) -> None:
        self.page.wait(f"document.querySelector('#said').textContent.includes({json.dumps(text)})")

    def sees(self, selector: str, text: str) -> None:
        self.page.wait(
            f"[...document.querySelectorAll({json.dumps(selector)})].some(e => e.innerText.includes({json.dumps(text)}))"
        )

    def arrive(self) -> None:
        self.show("inbox")
        self.page.wait("document.querySelector('#duty [role=switch]')")
        if self.page.run("document.querySelector('#duty [aria-checked=true]') === null"):
            self.page.run("document.querySelector('#duty button').click()")
            self.type("#ask [name=name]", "客服 小林")
            self.agree()
        self.page.wait("document.querySelector('#duty [aria-checked=true]')")


def test_a_shopper_is_handed_over_answered_and_given_back(house):
    url, keys = house
    shopper = Shopper(url)
    with browser() as page:
        page.size(1280, 900)
        desk = Desk(page, url, keys)
        desk.arrive()
        shopper.says("停车怎么收费?")
        assert shopper.wants_a_person()["state"] == "waiting"
        desk.sees(".rows a .badge", "等待中")
        assert "顾客在等" in page.run("document.querySelector('#heard').textContent")
        assert page.run("document.title").startswith("(1)")
        desk.strike("n")
        desk.sees(".talk .assistant", "前30分钟免费")
        page.run("document.querySelector('.papers .source').click()")
        desk.sees("#ask[open] .paper", "每24小时封顶40元")
        desk.press("收起", "#ask")
        desk.strike("t")
        desk.said("已接待")
        page.wait("document.activeElement === document.querySelector('.reply textarea')")  # ready to write
        page.call("Input.insertText", text="您好,我是小林。")
        desk.strike("Enter")
        desk.sees(".talk .staff", "您好,我是小林。")
        page.wait("!document.querySelector('.talk [aria-busy]')")
        assert shopper.reads() == ["您好,我是小林。"]
        shopper.says(f"谢谢{EVIL}")
        desk.sees(".talk .shopper", EVIL)  # as text
        assert page.run("document.querySelectorAll('main img, main script').length") == 0
        assert "taken" not in page.run("document.title")
        desk.press("交还助手", ".foot")
        desk.agree()
        desk.said("已交还")
        assert shopper.stands() == "assistant"


def test_a_broken_line_loses_no_message_and_no_word(house):
    url, keys = house
    shopper = Shopper(url)
    offline = {"latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
    with browser() as page:
        page.size(360, 800, dark=True)
        desk = Desk(page, url, keys)
        desk.arrive()
        shopper.says("停车怎么收费?")
        shopper.wants_a_person()
        desk.show(f"inbox/{shopper.conversation}")
        desk.press("接待", ".foot")
        desk.said("已接待")
        page.call("Network.enable")
        page.call("Network.emulateNetworkConditions", offline=True, **offline)
        for text in ("第一句", "第二句"):
            shopper.says(text)
        desk.type(".reply textarea", "请稍等。")
        desk.press("发送", ".foot")
        desk.said("连不上服务器")
        assert page.run("document.querySelector('.reply textarea').value") == "请稍等。"
        page.call("Network.emulateNetworkConditions", offline=False, **offline)
        desk.sees(".talk .shopper", "第二句")
        desk.show(f"inbox/{shopper.conversation}")  # a reload, before anybody sends it again
        desk.sees(".talk .shopper", "第二句")
        assert page.run("document.querySelector('.reply textarea').value") == "请稍等。"
        told = page.run("[...document.querySelectorAll('.talk .shopper .bubble')].map(e => e.innerText)")
        assert told[-2:] == ["第一句", "第二句"]
        desk.press("发送", ".foot")
        page.wait("document.querySelector('.reply textarea').value === ''")
        assert shopper.reads() == ["请稍等。"]
        assert page.run("document.documentElement.scrollWidth") == 360
        desk.press("结束", ".foot")
        desk.agree()
        desk.said("已结束")


def test_a_matter_from_the_counter_is_filed_taken_and_resolved(house):
    url, keys = house
    with browser() as page:
        page.size(1280, 900)
        desk = Desk(page, url, keys)
        desk.show("tickets")
        desk.press("登记一件事")
        desk.type("#ask [name=message]", "三楼洗手间漏水,地上很滑")
        desk.type("#ask [name=entity]", EVIL)
        page.wait("document.querySelector('#ask').innerText.includes('推荐物业工程')")
        assert page.run("document.querySelector('#ask [name=desk]').value") == "property"
        desk.agree()
        desk.said("已登记")
        desk.press("受理")
        desk.said("已受理")
        number = page.run("location.hash").split("/")[1].split("?")[0]
        desk.press("解决")
        desk.type("#ask [name=resolution]", "已修好。")
        desk.http.post(f"/api/tickets/{number}/comment", json={"text": "师傅已到"}).raise_for_status()
        desk.agree()  # somebody wrote meanwhile: what was typed stays in the form
        desk.sees("#ask[open] .bad", "您看过之后有人处理过")
        desk.sees(".history", "师傅已到")
        assert page.run("document.querySelector('#ask [name=resolution]').value") == "已修好。"
        desk.agree()  # now they know
        desk.said("已解决")
        assert desk.http.get(f"/api/tickets/{number}").json()["state"] == "resolved"
        assert page.run("document.querySelectorAll('main img, main script').length") == 0


def test_an_answer_is_corrected_published_by_another_and_given(house):
    url, keys = house
    shopper = Shopper(url)
    question = "停车怎么收费?"
    with browser() as page:
        page.size(1280, 900)
        desk = Desk(page, url, keys)
        if desk.http.get("/api/curated").status_code == 404:
            pytest.skip("this server keeps no answers of its own")
        desk.arrive()
        shopper.says(question)
        shopper.wants_a_person()
        desk.show(f"inbox/{shopper.conversation}")
        desk.press("纠正这个回答")
        desk.type("#ask [name=answer]", "停车前30分钟免费,之后每小时5元,每24小时封顶40元。")
        desk.agree()
        desk.said("已提交审核")
        desk = Desk(page, url, keys, "content")
        desk.show("curated?state=review")
        page.wait("document.querySelector('.rows a')")
        page.run("document.querySelector('.rows a').click()")
        desk.press("发布", ".detail")
        desk.agree()
        desk.said("已发布")
        told = Shopper(url).says(question)
        assert told["citations"][0]["title"] == "馆方答复"
        assert "停车前30分钟免费" in told["answer"]


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (1280, True), (360, False), (360, True)])
def test_every_part_fits_and_keeps_nobody_out(house, tmp_path: Path, width, dark):
    url, keys = house
    script = fetched(tmp_path)
    shopper = Shopper(url)
    with browser() as page:
        page.size(width, 900, dark)
        desk = Desk(page, url, keys, "content")
        desk.arrive()
        shopper.says("有没有按摩椅")
        shopper.wants_a_person()
        page.wait("document.querySelector('#tabs a:nth-child(2)')")
        parts = page.run("[...document.querySelectorAll('#tabs a')].map(a => a.hash.slice(1))")
        assert {"inbox", "tickets"} <= set(parts)
        for part in parts:
            desk.show(part)
            assert grave_findings(page, script) == [], part
            if page.run("Boolean(document.querySelector('.rows a'))"):
                page.run("document.querySelector('.rows a').click()")
                page.wait("document.querySelector('.detail article')")
                assert grave_findings(page, script) == [], f"{part}, opened"
            assert page.run("document.documentElement.scrollWidth") == width, part

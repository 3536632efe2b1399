"""Journeys through the house in a real browser: two shoppers at once, walls between roles, a server that comes back."""

from __future__ import annotations

import json
import re

import pytest

from docs.chromium import Page, browser, found
from tests.ui.test_ui_desk_walk import house  # noqa: F401
from tests.ui.test_ui_server import atrium, serving, until_ready
from tests.ui.test_ui_talk_walk import FILL, Desk, text_of, until_said

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(600),
    pytest.mark.skipif(found() is None, reason="Chromium is not installed"),
]
READY = "document.querySelector('.chat .message')"
LANGUAGE = "document.querySelector('[data-language=\"%s\"]').click()"


def arrive(page: Page, url: str) -> None:
    page.open(f"{url}/")
    page.wait(READY)


def ask(page: Page, message: str) -> None:
    page.run(FILL % (json.dumps("#message textarea"), json.dumps(message)))
    page.run("document.querySelector('#message button').click()")


def test_two_shoppers_at_once_see_nothing_of_each_other(house):  # noqa: F811
    url, _keys = house
    with browser() as one, browser() as other:
        for page in (one, other):
            page.size(360, 740)
            arrive(page, url)
        one.run(LANGUAGE % "en")
        ask(one, "停车怎么收费?我叫向日葵")
        ask(other, "有没有按摩椅")
        for page in (one, other):
            page.wait("document.querySelector('.ai-label')")
        assert "向日葵" in text_of(one, ".chat")
        assert "向日葵" not in text_of(other, "body")
        assert "按摩椅" not in text_of(one, "body")
        until_said(one, "#handoff", "Talk to a person")
        assert "转人工" in text_of(other, "#handoff")
        arrive(other, url)
        assert "向日葵" not in text_of(other, "body")


def test_a_language_a_notice_a_copy_and_a_deletion_are_the_shoppers_own(house):  # noqa: F811
    url, _keys = house
    with browser() as page:
        page.size(360, 740)
        arrive(page, url)
        until_said(page, ".purpose", "保存 180 天")
        page.run("document.querySelector('[data-understood]').click()")
        ask(page, "停车怎么收费?")
        page.wait("document.querySelector('button.copy')")
        page.run("window.confirm = () => true; window.kept = ''")
        page.run(
            "Object.defineProperty(navigator, 'clipboard', {value: {writeText: async text => { kept = text; }}})"
        )
        page.run("document.querySelector('button.copy').click()")
        page.wait("window.kept.includes('每小时5元')")
        assert "AI" not in page.run("window.kept")
        for language, person in (("zh-Hant", "轉人工"), ("en", "Talk to a person")):
            page.run(LANGUAGE % language)
            until_said(page, "#handoff", person)
            assert "每小时5元" in text_of(page, ".chat")  # what was said stays
        assert page.run("document.documentElement.lang") == "en"
        page.wait("document.querySelector('#erase')")
        page.run("document.querySelector('#erase').click()")
        until_said(page, ".chat", "This conversation is deleted.")
        assert "每小时5元" not in text_of(page, "body")
        arrive(page, url)
        until_said(page, "#handoff", "Talk to a person")  # remembered
        assert page.run("document.querySelector('.purpose') === null")


def test_a_role_finds_no_way_into_the_rooms_of_another(house):  # noqa: F811
    url, keys = house
    with browser() as page:
        arrive(page, url)
        for room in ("/desk/", "/admin/", "/studio/", "/library/", "/insights/", "/staff/"):
            page.open(url + room)
            assert page.run("location.pathname") == "/login", room
        page.log_in(url, keys["staff"])
        for room in ("/admin/", "/library/", "/insights/"):
            page.open(url + room)
            assert page.run("location.pathname") == "/login", room
        told = page.run(
            "Promise.all(['/api/users', '/api/keys', '/api/insights', '/api/audit'].map(path => fetch(path).then(r => r.status)))"
        )
        assert told == [403] * 4
        page.open(f"{url}/desk/")
        page.wait("document.querySelector('.panes')")
        links = page.run("[...document.querySelectorAll('.hero nav a')].map(a => a.getAttribute('href'))")
        assert "/staff" in links
        assert not {"/admin", "/library", "/insights"} & set(links)


def test_a_page_goes_on_after_the_server_was_killed_in_the_middle_of_a_hand_over(tmp_path):
    home, log = tmp_path / "home", tmp_path / "log"
    made = atrium(home, "keys", "create", "--role", "staff", "--name", "小林", "--group", "cs_store")
    with browser() as page:
        page.size(360, 740)
        with serving(home, log) as (_process, url):
            until_ready(url)
            desk = Desk(url, re.search(r"atr_\S+", made.stdout)[0])
            desk.arrives()
            arrive(page, url)
            page.run("document.querySelector('#handoff').click()")
            until_said(page, ".line", "排队第 1 位")
            conversation = desk.waiting()
            desk.post(f"{conversation}/take")
            desk.post(f"{conversation}/reply", text="请说", key="1")
            until_said(page, ".chat", "请说")
            page.run(FILL % (json.dumps("#message textarea"), json.dumps("小票丢了")))
        with serving(home, log, "--port", url.rpartition(":")[2]):
            until_ready(url)
            desk.arrives()
            desk.post(f"{conversation}/reply", text="我回来了", key="2")
            until_said(page, ".chat", "我回来了")
            until_said(page, ".line", "为您服务")
            page.wait("document.querySelector('#message textarea')?.value === '小票丢了'")
            page.run("document.querySelector('#message button').click()")
            until_said(page, ".chat", "小票丢了")
            shown = text_of(page, ".chat")
            assert [shown.count(words) for words in ("请说", "我回来了", "小票丢了")] == [1, 1, 1]
            assert desk.transcript(conversation)[-1] == "shopper:小票丢了"

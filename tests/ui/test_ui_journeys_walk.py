"""Journeys through the house in a real browser: two shoppers at once, walls between roles, a server that comes back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from docs.chromium import log_in
from tests.ui.test_ui_desk_walk import house  # noqa: F401
from tests.ui.test_ui_server import serving, until_ready
from tests.ui.test_ui_talk_walk import Desk, arrive, ask, said_once, until_said
from tests.ui.walking import keys_of

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


def speak(page, language: str) -> None:
    page.locator(f"[data-language='{language}']").click()


def test_two_shoppers_at_once_see_nothing_of_each_other(house, somebody):  # noqa: F811
    url, _keys = house
    one, other = somebody(360, 740), somebody(360, 740)
    for page in (one, other):
        arrive(page, url)
    speak(one, "en")
    until_said(one, "#handoff", "Talk to a person")
    ask(one, "停车怎么收费?我叫向日葵")
    ask(other, "有没有按摩椅")
    for page in (one, other):
        expect(page.locator(".ai-label")).to_have_count(1)
    expect(one.locator(".chat")).to_contain_text("向日葵")
    expect(other.locator("body")).not_to_contain_text("向日葵")
    expect(one.locator("body")).not_to_contain_text("按摩椅")
    until_said(other, "#handoff", "转人工")
    arrive(other, url)
    expect(other.locator("body")).not_to_contain_text("向日葵")


def test_a_language_a_notice_a_copy_and_a_deletion_are_the_shoppers_own(house, somebody):  # noqa: F811
    url, _keys = house
    page = somebody(360, 740, permissions=["clipboard-read", "clipboard-write"])
    arrive(page, url)
    until_said(page, ".purpose", "保存 180 天")
    page.locator("[data-understood]").click()
    ask(page, "停车怎么收费?")
    page.locator("button.copy").click()
    expect(page.locator("button.copy")).to_have_text("已复制")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "每小时5元" in copied
    assert "AI" not in copied
    for language, person in (("zh-Hant", "轉人工"), ("en", "Talk to a person")):
        speak(page, language)
        until_said(page, "#handoff", person)
        expect(page.locator(".chat")).to_contain_text("每小时5元")  # what was said stays
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.locator("#erase").click()  # is asked, and says no
    expect(page.locator(".chat")).to_contain_text("每小时5元")
    somebody.agree = True
    page.locator("#erase").click()
    until_said(page, ".chat", "This conversation is deleted.")
    assert len(somebody.dialogs) == 2
    somebody.dialogs.clear()
    expect(page.locator("body")).not_to_contain_text("每小时5元")
    arrive(page, url)
    until_said(page, "#handoff", "Talk to a person")  # remembered
    expect(page.locator(".purpose")).to_have_count(0)


def test_a_role_finds_no_way_into_the_rooms_of_another(house, somebody):  # noqa: F811
    url, keys = house
    page = somebody()
    arrive(page, url)
    login = re.compile(r"/login(\?|$)")
    for room in ("/desk/", "/admin/", "/studio/", "/library/", "/insights/", "/staff/"):
        page.goto(url + room)
        expect(page).to_have_url(login)
    log_in(page, url, keys["staff"])
    for room in ("/admin/", "/library/", "/insights/"):
        page.goto(url + room)
        expect(page).to_have_url(login)
    told = page.evaluate(
        "Promise.all(['/api/users', '/api/keys', '/api/insights', '/api/audit'].map(path => fetch(path).then(r => r.status)))"
    )
    assert told == [403] * 4
    page.goto(f"{url}/desk/")
    expect(page.locator(".panes")).to_be_visible()
    links = {link.get_attribute("href") for link in page.locator(".hero nav a").all()}
    assert "/staff" in links
    assert not {"/admin", "/library", "/insights"} & links


def test_a_page_goes_on_after_the_server_was_killed_in_the_middle_of_a_hand_over(tmp_path, somebody):
    home, log = tmp_path / "home", tmp_path / "log"
    keys = keys_of(home, "staff", groups=["cs_store"])
    page = somebody(360, 740)
    box = page.locator("#message textarea")
    with serving(home, log) as (_process, url):
        until_ready(url)
        desk = Desk(url, keys["staff"])
        desk.arrives()
        arrive(page, url)
        page.locator("#handoff").click()
        until_said(page, ".line", "排队第 1 位")
        conversation = desk.waiting()
        desk.post(f"{conversation}/take")
        desk.post(f"{conversation}/reply", text="请说", key="1")
        until_said(page, ".chat", "请说")
        box.fill("小票丢了")
    with serving(home, log, "--port", url.rpartition(":")[2]):
        until_ready(url)
        desk.arrives()
        desk.post(f"{conversation}/reply", text="我回来了", key="2")
        until_said(page, ".chat", "我回来了")
        until_said(page, ".line", "为您服务")
        expect(box).to_have_value("小票丢了")
        page.locator("#message button").click()
        until_said(page, ".chat", "小票丢了")
        said_once(page, ".chat", "请说", "我回来了", "小票丢了")
        assert desk.transcript(conversation)[-1] == "shopper:小票丢了"

"""Journeys through the house in a real browser: two people at once, walls between roles, a server that comes back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from docs.chromium import log_in
from tests.ui.test_ui_desk_walk import Desk as ClerkAt
from tests.ui.test_ui_desk_walk import Shopper, house  # noqa: F401
from tests.ui.test_ui_server import serving, until_listening, until_ready
from tests.ui.test_ui_talk_walk import Desk, arrive, ask, said_once, until_said
from tests.ui.walking import agree, keys_of, press, says

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


def test_a_page_that_is_loaded_while_the_server_starts_shows_what_was_said_once_it_has_started(
    tmp_path, somebody
):
    home, log = tmp_path / "home", tmp_path / "log"
    page, framed = somebody(360, 740), somebody(360, 640)
    with serving(home, log) as (_process, url):
        until_ready(url)
        arrive(page, url)
        ask(page, "停车怎么收费?")
        expect(page.locator(".ai-label")).to_have_count(1)
        framed.goto(f"{url}/widget?language=zh-Hans")
        expect(framed.locator(".said")).to_have_count(1)
        type_in_widget(framed, "停车怎么收费?")
        expect(framed.locator(".said .label")).to_have_count(1)
    with serving(home, log, "--port", url.rpartition(":")[2]):
        until_listening(url)
        framed.reload()
        arrive(page, url)  # the knowledge is still to be opened
        until_said(page, ".chat", "停车怎么收费?")
        until_said(framed, ".said.mine", "停车怎么收费?")
        expect(page.locator(".ai-label")).to_have_count(1)
        expect(framed.locator(".said .label")).to_have_count(1)
        expect(framed.locator(".said.failed")).to_have_count(0)


def test_every_open_page_goes_on_after_the_server_was_killed_and_started_again(tmp_path, somebody):
    """A shopper with the assistant, one in the widget, and a clerk; nobody loads a page anew."""
    home, log = tmp_path / "home", tmp_path / "log"
    keys = keys_of(home, "staff", groups=["cs_store"])
    shopper, framed, clerk = somebody(360, 740), somebody(360, 640), somebody()
    answers, said = shopper.locator(".ai-label"), framed.locator(".said .label")
    lost = clerk.locator("#lost")
    with serving(home, log) as (_process, url):
        until_ready(url)
        arrive(shopper, url)
        ask(shopper, "停车怎么收费?")
        expect(answers).to_have_count(1)
        framed.goto(f"{url}/widget?language=zh-Hans")
        expect(framed.locator(".said")).to_have_count(1)
        type_in_widget(framed, "停车怎么收费?")
        expect(said).to_have_count(1)
        log_in(clerk, url, keys["staff"])
        clerk.goto(f"{url}/desk/#inbox")
        expect(clerk.locator(".panes .rows:not([aria-busy])")).to_be_attached()
    expect(lost).to_be_visible()
    type_in_widget(framed, "洗手间在哪里?")
    expect(framed.locator(".said.failed")).to_have_count(1)
    with serving(home, log, "--port", url.rpartition(":")[2]):
        until_ready(url)
        expect(lost).to_be_hidden()
        desk = Desk(url, keys["staff"])
        desk.arrives()
        type_in_widget(framed, "洗手间在哪里?")
        expect(said).to_have_count(2)
        ask(shopper, "洗手间在哪里?")
        expect(shopper.locator(".chat .message:has(.ai-label)").last).to_be_visible()
        expect(shopper.locator(".chat")).to_contain_text("洗手间在哪里")
        shopper.locator("#handoff").click()
        until_said(shopper, ".line", "排队第 1 位")
        expect(clerk.locator(".rows a")).to_have_count(1)  # heard of without a look of theirs
        conversation = desk.waiting()
        desk.post(f"{conversation}/take")
        desk.post(f"{conversation}/reply", text="我在,请说", key="1")
        until_said(shopper, ".chat", "我在,请说")


def type_in_widget(page, message: str) -> None:
    page.locator("#message").fill(message)
    page.locator("#message").press("Enter")


def test_two_people_at_the_studio_see_nothing_of_each_others_drafts(house, somebody):  # noqa: F811
    url, keys = house
    one, other = somebody(), somebody()
    for page, role in ((one, "content"), (other, "admin")):
        log_in(page, url, keys[role])
        page.goto(f"{url}/studio/#write")
        expect(page.locator("#facts")).to_be_visible()
    body = one.locator(".card.current .editor:not(.line) textarea")
    one.locator("#facts .ways textarea").fill("品名:向日葵拿铁\n价格:26元\n规格:480ml")
    press(one, "整理事实")
    says(one, "整理出")
    one.locator("#brief textarea").fill("写给雨天来的人")
    press(one, "生成草稿")
    says(one, "写好")
    expect(body).to_have_value(re.compile("向日葵"))
    other.locator("#facts .ways textarea").fill("品名:蒲公英茶\n价格:18元\n规格:300ml")
    press(other, "整理事实")
    says(other, "整理出")
    for page in (one, other):
        page.reload()
        expect(page.locator("#fact-table textarea").first).to_be_visible()
    assert "向日葵" in all_of(one)
    assert "蒲公英" not in all_of(one)
    assert "蒲公英" in all_of(other)
    assert not words_in(other, "向日葵", "雨天")

    press(one, "退出")  # and somebody else sits down at the same browser
    expect(one.locator(".chat .message").first).to_be_visible()
    log_in(one, url, keys["admin"])
    one.goto(f"{url}/studio/#write")
    expect(one.locator("#facts")).to_be_visible()
    assert not words_in(one, "向日葵", "雨天")
    expect(one.locator(".card")).to_have_count(0)


def test_two_people_at_the_desk_see_nothing_of_each_others_unsent_replies(house, somebody):  # noqa: F811
    url, keys = house
    shopper, one, other = Shopper(url), somebody(), somebody()
    here, there = ClerkAt(one, url, keys), ClerkAt(other, url, keys, "admin")
    here.arrive()
    shopper.says("停车怎么收费?")
    shopper.wants_a_person()
    here.show(f"inbox/{shopper.conversation}")
    here.press("接待", ".foot")
    box = one.locator(".reply textarea")
    expect(box).to_be_focused()
    box.fill("还没想好怎么说")
    there.show(f"inbox/{shopper.conversation}")
    expect(other.locator(".talk")).to_contain_text("停车怎么收费")
    assert not words_in(other, "还没想好")
    assert shopper.reads() == []
    one.reload()
    expect(box).to_have_value("还没想好怎么说")
    press(one, "退出")
    expect(one.locator(".chat .message").first).to_be_visible()
    next_one = ClerkAt(one, url, keys, "admin")
    next_one.show(f"inbox/{shopper.conversation}")
    expect(one.locator(".talk")).to_contain_text("停车怎么收费")
    assert not words_in(one, "还没想好")
    next_one.press("结束", ".foot")
    agree(one)
    says(one, "已结束")


def all_of(page) -> str:
    """Every word of a page, those in its fields included, and what the browser keeps for it."""
    return page.evaluate(
        """[document.body.innerText, ...[...document.querySelectorAll('input, textarea')].map(f => f.value),
            JSON.stringify({...sessionStorage}), JSON.stringify({...localStorage})].join('\\n')"""
    )


def words_in(page, *words: str) -> set[str]:
    return {word for word in words if word in all_of(page)}

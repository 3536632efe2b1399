"""What README tells to try, in a real browser at the demo mall: a shopper asks, staff ask, copy goes to the guides."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.house import CORPUS
from tests.ui.listening import Served
from tests.ui.test_ui_talk_walk import arrive, ask, until_said
from tests.ui.walking import agree, goes, press, says, width_of

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]
SHEET = CORPUS / "content" / "PS-01_禾也桂花拿铁_产品单.docx"


def enter(page: Page, mall: Served, role: str, room: str) -> None:
    """Through the door as a person comes: led to the login, a key typed in, led on."""
    page.goto(f"{mall.url}/{room}")
    expect(page).to_have_url(re.compile("/login"))
    page.locator("summary").click()
    page.locator("[name=key]").fill(mall.keys[role])
    press(page, "用密钥登录")
    expect(page).to_have_url(re.compile(f"/{room}/"))


def leave(page: Page) -> None:
    press(page, "退出")
    expect(page.locator(".chat .message").first).to_be_visible()


def test_a_shopper_asks_reads_the_paragraph_and_asks_for_a_person(mall, somebody):
    page = somebody(360, 740)
    arrive(page, mall.url)
    profile = mall.house.atrium.profile
    expect(page.locator("h1")).to_contain_text(profile.name)
    expect(page.locator(".chips button").first).to_be_visible()
    answers = page.locator(".chat .message:has(.ai-label)")

    ask(page, "今天几点关门?")
    expect(answers).to_have_count(1)
    expect(answers.last).to_contain_text(re.compile(r"\d{1,2}[:：]\d\d"))

    ask(page, "停车怎么收费?会员能免多久?")
    expect(answers).to_have_count(2)
    expect(answers.last).to_contain_text("元")
    cited = page.locator("details.source").first
    expect(cited.locator("summary")).to_contain_text("停车收费与优惠规则")
    quote = cited.locator("mark").first
    expect(quote).to_be_visible()
    assert quote.inner_text().strip() in cited.locator("blockquote").inner_text()
    cited.locator("summary").click()
    expect(quote).to_be_hidden()

    ask(page, "那充电呢?")  # goes on from what was asked
    expect(answers).to_have_count(3)
    page.locator("#handoff").click()
    until_said(page, ".chat", profile.hotline)  # nobody is at the desk: there is always somebody to ring
    assert width_of(page) == 360


def test_staff_ask_a_rule_and_read_which_version_it_stands_in(mall, somebody):
    page = somebody()
    enter(page, mall, "staff", "staff")
    expect(page.locator(".chat .message").first).to_be_visible()
    ask(page, "客诉多久要结案?")
    answer = page.locator(".chat .message:has(.ai-label)")
    expect(answer).to_have_count(1)
    cited = page.locator("details.source").first
    expect(cited.locator("summary")).to_contain_text("V3.1")  # the older V2.4 lies in the archive
    expect(cited.locator(".where")).to_contain_text("内部")
    expect(cited.locator("mark").first).to_be_visible()
    page.locator(".hero nav a", has_text="服务台").click()
    expect(page.locator(".panes")).to_be_visible()
    leave(page)
    ask(page, "客诉多久要结案?")  # a shopper now
    expect(answer).to_have_count(1)
    expect(page.locator("details.source").filter(has_text="SOP")).to_have_count(0)


def test_copy_goes_from_a_product_sheet_to_a_guides_phone(mall, somebody):
    page = somebody()
    enter(page, mall, "content", "studio")
    page.set_input_files("#facts input[type=file]", SHEET)
    says(page, "整理出")
    facts = [field.input_value() for field in page.locator("#fact-table textarea").all()]
    assert any("桂花拿铁" in fact for fact in facts), facts
    press(page, "生成草稿")
    says(page, "写好")
    card = page.locator(".card.current")
    body = card.locator(".editor:not(.line) textarea")
    assert "桂花拿铁" in body.input_value()
    written = body.input_value()
    press(card, "存入文案库")
    says(page, "已存入文案库")
    press(card, "提交审核")
    says(page, "已提交审核")
    leave(page)

    enter(page, mall, "admin", "studio")
    goes(page, f"{mall.url}/studio/#copies?state=review")
    page.locator(".copies li a").first.click()
    press(page.locator("#copies"), "通过")
    agree(page)
    says(page, "已通过")

    phone = somebody(360, 740, has_touch=True, permissions=["clipboard-read", "clipboard-write"])
    enter(phone, mall, "staff", "guide")
    copy = phone.locator("#copies .copy")
    expect(copy).to_have_count(1)
    copy.locator("button.first").tap()
    says(phone, "已复制")
    copied = phone.evaluate("navigator.clipboard.readText()")
    assert written.strip() in copied
    assert "AI" in copied
    assert width_of(phone) == 360

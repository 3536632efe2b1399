"""The first admin in a real browser: sets the house up, makes an account, its person comes in, the record tells it all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.ui.test_ui_server import serving, until_ready
from tests.ui.walking import fill, goes, press, width_of

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
GOOD, OTHER = "窗外的银杏黄了三回", "purple tram, quiet harbour 9"
EVIL = "<img src=x onerror=document.title='run'>"


@pytest.fixture
def console(tmp_path: Path) -> Iterator[tuple[str, str]]:
    """The address of a house without an admin, and the code that its console shows."""
    with serving(tmp_path / "home", tmp_path / "log") as (_process, url):
        until_ready(url)
        yield url, re.search(r"ends: (\w+)", (tmp_path / "log").read_text(encoding="utf-8"))[1]


def send(page: Page, form: str, **fields: str) -> None:
    """Fills a form in and sends it off."""
    fill(page, form, **fields)
    page.locator(form).locator("[type=submit]").click()


def at(page: Page, url: str, tab: str) -> None:
    goes(page, f"{url}/admin/#{tab}")
    expect(page.locator("#view .cards, #view table").first).to_be_visible()


def test_a_house_gets_its_admin_and_an_account_its_person(console, somebody):
    url, code = console
    page = somebody(360, 780, dark=True)
    page.goto(f"{url}/setup")
    send(page, "form", code=code, name="wang.li", called="王丽", password=GOOD, again=GOOD)
    people = page.locator("#view .cards")
    expect(people).to_be_visible()
    press(page, "新建账户")
    send(page, "#ask form", name="chen.chen", called=EVIL, role="content", groups="客服")
    secret = page.locator(".secret")
    expect(secret).to_be_visible()
    once = secret.inner_text()
    press(page, "我已保存，关闭")
    expect(people.locator("> li")).to_have_count(2)
    assert secret.count() == 0  # it does not stay in the page
    assert page.title() == "中庭 Atrium · 管理"  # what somebody is called is text

    press(page, "退出")
    expect(page).to_have_url(f"{url}/")
    page.goto(f"{url}/password?name=chen.chen")
    send(page, "form", code=once, password=OTHER, again=OTHER)
    expect(page).to_have_url(f"{url}/staff/")
    page.goto(f"{url}/admin")
    expect(page).to_have_url(re.compile("/login"))
    expect(page.locator(".complaint")).to_contain_text("不能打开")

    send(page, "form:has([name=password])", name="wang.li", password=GOOD)
    expect(people).to_be_visible()
    for tab in ("people", "keys", "sessions", "limits", "audit"):
        if tab != "keys":  # there is none
            at(page, url, tab)
        assert width_of(page) == 360, tab
    press(page, "核对完整性")
    expect(page.locator(".verdict.good")).to_be_visible()
    record = page.locator("#view .cards")
    for act in ("建立第一个管理员", "建立账户", "用一次性代码设置密码", "登录"):
        expect(record).to_contain_text(act)

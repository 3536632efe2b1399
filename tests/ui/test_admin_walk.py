"""The first admin in a real browser: sets the house up, makes an account, its person comes in, the record tells it all."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from docs.chromium import Page, browser, found
from tests.ui.test_ui_server import serving, until_ready

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(600),
    pytest.mark.skipif(found() is None, reason="Chromium is not installed"),
]
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
    for name, value in fields.items():
        page.run(f"document.querySelector({json.dumps(f'{form} [name={name}]')}).value = {json.dumps(value)}")
    page.run(f"document.querySelector({json.dumps(form)}).requestSubmit()")
    time.sleep(1)
    page.wait("document.readyState === 'complete'")


def at(page: Page, url: str, tab: str) -> None:
    page.open(f"{url}/login")  # an address that differs in its # alone is no new page
    page.open(f"{url}/admin/#{tab}")
    page.wait("document.querySelector('#view .cards, #view table')")


def test_a_house_gets_its_admin_and_an_account_its_person(console):
    url, code = console
    with browser() as page:
        page.size(360, 780, dark=True)
        page.open(f"{url}/setup")
        send(page, "form", code=code, name="wang.li", called="王丽", password=GOOD, again=GOOD)
        page.wait("document.querySelector('#view .cards')")
        page.click("新建账户")
        send(page, "#ask form", name="chen.chen", called=EVIL, role="content", groups="客服")
        page.wait("document.querySelector('.secret')")
        once = page.run("document.querySelector('.secret').textContent")
        page.click("我已保存,关闭")
        page.wait("document.querySelectorAll('.cards li').length === 2")
        assert page.run("document.querySelector('.secret')") is None  # it does not stay in the page
        assert page.run("document.title") == "中庭 Atrium · 管理"  # what somebody is called is text

        page.run("document.querySelector('form[action=\"/logout\"]').requestSubmit()")
        time.sleep(1)
        page.open(f"{url}/password?name=chen.chen")
        send(page, "form", code=once, password=OTHER, again=OTHER)
        page.open(f"{url}/admin")
        assert page.run("location.pathname") == "/login"
        assert "不能打开" in page.run("document.querySelector('.complaint').textContent")

        send(page, "form", name="wang.li", password=GOOD)
        for tab in ("people", "keys", "sessions", "limits", "audit"):
            if tab != "keys":  # there is none
                at(page, url, tab)
            assert page.run("document.documentElement.scrollWidth") == 360, tab
        page.click("核对完整性")
        page.wait("document.querySelector('.verdict.good')")
        told = page.run("document.querySelector('#view .cards').textContent")
        assert all(act in told for act in ("建立第一个管理员", "建立账户", "用一次性代码设置密码", "登录"))

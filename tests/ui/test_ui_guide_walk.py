"""A guide with a phone, in a real browser: finds a text, copies it with one tap, is stopped when it was withdrawn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from assistant.copies import CopyStore, edition
from docs.chromium import Page, browser, found
from tests.copies import PLAIN, approved, office_over
from tests.ui.test_ui_server import atrium, serving, until_ready

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(600),
    pytest.mark.skipif(found() is None, reason="Chromium is not installed"),
]
EVIL = "<img src=x onerror=document.title='run'>下午茶见。"
CARDS = "[...document.querySelectorAll('#copies .copy')]"
LABEL = "AI生成底稿,经人工审核"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[tuple[str, dict[str, str], list[str]]]:
    """A server with two approved texts of two audiences, a key for each role, and the texts' ids."""
    home = tmp_path / "home"
    keys = {}
    for role in ("staff", "content"):
        made = atrium(home, "keys", "create", "--role", role, "--name", f"{role}一号")
        keys[role] = re.search(r"atr_\S+", made.stdout)[0]
    store = CopyStore(home / "copies.db")
    office = office_over(store, edition=edition())
    texts = (replace(PLAIN, product=None), replace(PLAIN, product=None, tag="T5", body=EVIL))
    ids = [approved(office, each).id for each in texts]
    store.close()
    with serving(home, tmp_path / "log") as (_process, url):
        until_ready(url)
        yield url, keys, ids


def test_a_guide_finds_copies_and_is_stopped(house):
    url, keys, ids = house
    with browser() as page:
        page.size(360, 780)
        page.log_in(url, keys["staff"])
        page.call("Browser.grantPermissions", permissions=["clipboardReadWrite", "clipboardSanitizedWrite"])
        page.open(f"{url}/guide")
        page.wait(f"{CARDS}.length === 2")
        assert page.run("document.documentElement.scrollWidth") == 360
        assert page.run("document.title") == "中庭 Atrium · 导购文案"  # what a text holds is text

        page.run("document.querySelector('#tags input[value=T5]').click()")
        page.wait(f"{CARDS}.length === 1")
        tap(page)
        page.wait("document.querySelector('#said').textContent.startsWith('已复制')")
        assert page.run("navigator.clipboard.readText()") == f"{EVIL}\n{LABEL}"

        headers = {"Authorization": f"Bearer {keys['content']}"}
        httpx.post(f"{url}/api/copies/{ids[1]}/withdraw", headers=headers, trust_env=False).raise_for_status()
        page.wait("document.querySelector('.copy button.first').textContent === '复制'")
        tap(page)
        page.wait("document.querySelector('#said').textContent.includes('已撤下')")
        page.wait(f"{CARDS}.length === 0")
        assert page.run("navigator.clipboard.readText()") == f"{EVIL}\n{LABEL}"  # nothing new was copied

        page.run("document.querySelector('#tags input[value=\"\"]').click()")
        page.wait(f"{CARDS}.length === 1")
        assert page.run(f"{CARDS}[0].querySelector('.text').textContent") == PLAIN.body


def tap(page: Page) -> None:
    """A real press, since the clipboard is open to a person's own act alone."""
    x, y = page.run(
        "(() => { const b = document.querySelector('.copy button.first'); b.scrollIntoView({block: 'center'});"
        " const r = b.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2]; })()"
    )
    for kind in ("mousePressed", "mouseReleased"):
        page.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

"""A guide with a phone, in a real browser: finds a text, copies it with one tap, is stopped when it was withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect

from assistant.copies import CopyStore, edition
from docs.chromium import log_in
from tests.copies import PLAIN, approved, office_over
from tests.ui.test_ui_server import serving, until_ready
from tests.ui.walking import keys_of, says, width_of

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
EVIL = "<img src=x onerror=document.title='run'>下午茶见。"
LABEL = "AI生成底稿,经人工审核"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[tuple[str, dict[str, str], list[str]]]:
    """A server with two approved texts of two audiences, a key for each role, and the texts' ids."""
    home = tmp_path / "home"
    keys = keys_of(home, "staff", "content")
    store = CopyStore(home / "copies.db")
    office = office_over(store, edition=edition())
    texts = (replace(PLAIN, product=None), replace(PLAIN, product=None, tag="T5", body=EVIL))
    ids = [approved(office, each).id for each in texts]
    store.close()
    with serving(home, tmp_path / "log") as (_process, url):
        until_ready(url)
        yield url, keys, ids


def clipboard(page: Page) -> str:
    return page.evaluate("navigator.clipboard.readText()")


def test_a_guide_finds_copies_and_is_stopped(house, somebody):
    url, keys, ids = house
    page = somebody(360, 780, has_touch=True, permissions=["clipboard-read", "clipboard-write"])
    log_in(page, url, keys["staff"])
    page.goto(f"{url}/guide")
    cards = page.locator("#copies .copy")
    copy = cards.locator("button.first")
    expect(cards).to_have_count(2)
    assert width_of(page) == 360
    assert page.title() == "中庭 Atrium · 导购文案"  # what a text holds is text

    page.locator("#tags label:has([value=T5])").click()
    expect(cards).to_have_count(1)
    copy.tap()
    says(page, "已复制")
    assert clipboard(page) == f"{EVIL}\n{LABEL}"

    headers = {"Authorization": f"Bearer {keys['content']}"}
    httpx.post(f"{url}/api/copies/{ids[1]}/withdraw", headers=headers, trust_env=False).raise_for_status()
    expect(copy).to_have_text("复制")
    copy.tap()
    says(page, "已撤下")
    expect(cards).to_have_count(0)
    assert clipboard(page) == f"{EVIL}\n{LABEL}"  # nothing new was copied

    page.locator("#tags label:has([value=''])").click()
    expect(cards).to_have_count(1)
    assert cards.locator(".text").text_content() == PLAIN.body

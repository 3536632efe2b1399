"""What walks through the pages share: keys, papers, how a page is opened, a button pressed, a form filled in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from knowledge.model import Role
from ui.settings import Settings
from ui.wiring import open_keys

PAPER = """---
doc_id: P1
title: 停车须知
visibility: public
---
# 停车须知

停车怎么收费:入场后前30分钟免费,之后每小时5元,每24小时封顶40元。
"""
EVIL = "<img src=x onerror=document.title='taken'><script>document.title='taken'</script>"


def keys_of(home: Path, *roles: str, groups: Sequence[str] = ()) -> dict[str, str]:
    """A new key for each role of a house, called after the role."""
    home.mkdir(parents=True, exist_ok=True)
    keys = open_keys(Settings(home=home))
    return {role: keys.create(Role(role), f"{role}一号", groups)[1] for role in roles}


def goes(page: Page, address: str) -> None:
    """Opens a page anew, also one that differs from the present one in its # alone."""
    page.goto("about:blank")
    page.goto(address)


def press(place: Page | Locator, label: str) -> None:
    """The first button in sight with these words."""
    place.get_by_role("button", name=label, exact=True).first.click()


def agree(page: Page) -> None:
    page.locator("#ask[open] button[value=yes]").click()


def fill(page: Page, form: str, **fields: str) -> None:
    for name, value in fields.items():
        field = page.locator(f"{form} [name={name}]")
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


def says(page: Page, text: str) -> None:
    """The line of a page that tells what was done."""
    expect(page.locator("#said")).to_contain_text(text)


def width_of(page: Page) -> int:
    """In CSS pixels, what lies out of sight at the side included."""
    return page.evaluate("document.documentElement.scrollWidth")


def stays_text(page: Page) -> None:
    """Nothing that somebody wrote has become markup, or run."""
    expect(page.locator("main img, main script, #log img")).to_have_count(0)
    assert "taken" not in page.title()

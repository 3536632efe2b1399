"""Walls and windows in a real browser at the demo mall: which role finds which page, and that each page fits a phone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from docs.chromium import log_in
from tests.ui.test_ui_roles import MATRIX
from tests.ui.test_ui_talk_walk import arrive, ask
from tests.ui.walking import goes, width_of
from ui.middleware.pages import GUARDED

SHOPPER, SERVICE, STAFF, CONTENT, ADMIN = ROLES = ("shopper", "service", "staff", "content", "admin")
LOGIN = re.compile(r"/login(\?|$)")

# Who may see each page of staff, apart from the code that says so.
ROOMS = {
    "/staff": {SERVICE, STAFF, CONTENT, ADMIN},
    "/studio": {SERVICE, STAFF, CONTENT, ADMIN},
    "/desk": {STAFF, CONTENT, ADMIN},
    "/guide": {STAFF, CONTENT, ADMIN},
    "/library": {CONTENT, ADMIN},
    "/insights": {CONTENT, ADMIN},
    "/admin": {ADMIN},
}
# What is there of each page once it is ready, and its views behind the #.
READY = {
    "/": (".chat .message", ()),
    "/privacy": ("main", ()),
    "/login": ("form", ()),
    "/password": ("form", ()),
    "/setup": ("main", ()),
    "/account": ("main", ()),
    "/widget": (".said", ()),
    "/staff": (".chat .message", ()),
    "/studio": ("#view section", ("write", "check", "copies", "figures")),
    "/desk": (".panes .rows:not([aria-busy])", ("inbox", "tickets", "curated", "gaps", "conversations")),
    "/guide": ("#copies", ()),
    "/library": ("#view h2", ("documents", "stale", "withdrawn", "runs")),
    "/insights": (".hero nav", ()),
    "/admin": ("#view section", ("people", "keys", "sessions", "limits", "audit")),
}


def test_every_page_has_its_row(client, bearer):
    """What answers with a page, and what is guarded, is in the tables of these walks."""
    headers = bearer("admin")
    paths = [
        path
        for method, path in MATRIX
        if method == "GET" and "{" not in path and not path.startswith("/api/")
    ]
    kinds = {path: client.get(path, headers=headers).headers.get("content-type", "") for path in paths}
    pages = {path.rstrip("/") or "/" for path, kind in kinds.items() if kind.startswith("text/html")}
    assert pages >= {"/login", "/widget", "/privacy"}
    assert {*pages, *GUARDED, "/"} == {*READY}
    assert {*GUARDED} == {*ROOMS}


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("role", ROLES)
def test_a_role_finds_its_own_pages_and_no_other(mall, somebody, role):
    page = somebody()
    arrive(page, mall.url)
    if role != SHOPPER:
        log_in(page, mall.url, mall.keys[role])
    own = {room for room, roles in ROOMS.items() if role in roles}
    for room in ROOMS:
        page.goto(f"{mall.url}{room}/")
        if room in own:
            expect(page.locator(READY[room][0]).first).to_be_attached()
            links = page.locator("nav[aria-label=页面] a")
            expect(links).to_have_count(len(own) + 2)
            assert {link.get_attribute("href") for link in links.all()} == {*own, "/account", "/"}, room
        else:
            expect(page).to_have_url(LOGIN)
            expect(page.locator(".complaint")).to_have_count(
                0 if role == SHOPPER else 1
            )  # who is somebody learns why
        seen = page.request.get(
            f"{mall.url}{room}/config", max_redirects=0
        )  # what a page is made of is behind the same wall
        assert seen.ok <= (room in own), room


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_login_that_is_over_opens_nothing_any_more(mall, somebody):
    page, other = somebody(), somebody()
    for each in (page, other):
        log_in(each, mall.url, mall.keys[ADMIN])
    page.goto(f"{mall.url}/admin/")
    page.get_by_role("button", name="退出", exact=True).click()
    expect(page.locator(".chat .message").first).to_be_visible()
    for room in ROOMS:
        page.goto(f"{mall.url}{room}/")
        expect(page).to_have_url(LOGIN)
    other.goto(f"{mall.url}/admin/")  # somebody else's login with the same key goes on
    expect(other.locator("#view section")).to_be_visible()


def fits(page: Page, where: str) -> None:
    expect(page.locator("body")).to_be_visible()
    assert width_of(page) <= 360, where


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_no_page_scrolls_sideways_on_a_phone(mall, somebody):
    page = somebody(360, 740)
    arrive(page, mall.url)
    ask(page, "有哪些餐饮店?停车怎么收费?")
    expect(page.locator(".ai-label")).to_have_count(1)
    fits(page, "an answer with its sources")
    log_in(page, mall.url, mall.keys[ADMIN])
    for path, (ready, views) in READY.items():
        for view in views or ("",):
            goes(page, f"{mall.url}{path}#{view}")
            expect(page.locator(ready).first).to_be_attached()
            page.wait_for_load_state("load")
            page.wait_for_timeout(500)  # lists come after the page
            fits(page, f"{path}#{view}")


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_what_is_opened_of_a_list_fits_a_phone_too(mall, somebody):
    page = somebody(360, 740)
    log_in(page, mall.url, mall.keys[ADMIN])
    goes(page, f"{mall.url}/library/#documents")
    page.locator("#results tbody tr a").first.click()
    expect(page.locator("#view .facts")).to_be_visible()
    fits(page, "a paper")
    goes(
        page, f"{mall.url}/library/#documents?q=%E5%BA%97%E9%93%BA%E7%9B%AE%E5%BD%95"
    )  # 店铺目录, a wide table
    page.locator("#results tbody tr a").filter(has_text="店铺目录").first.click()
    expect(page.locator("#view .facts")).to_be_visible()
    fits(page, "a sheet")
    shopper = somebody(360, 740)
    arrive(shopper, mall.url)
    ask(shopper, "https://example.com/" + "a" * 400)  # a word without an end
    expect(shopper.locator(".ai-label")).to_have_count(1)
    fits(shopper, "a long word")
    goes(page, f"{mall.url}/desk/#conversations")
    page.locator(".rows a").first.click()
    expect(page.locator(".detail article")).to_be_visible()
    fits(page, "a conversation")

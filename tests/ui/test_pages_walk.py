"""Every page in a real browser, wide and narrow, light and dark: it keeps nobody out, fits, and has a title and a language."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from docs.chromium import log_in
from tests.ui.axe import fetched, grave_findings
from tests.ui.test_admin_walk import console  # noqa: F401
from tests.ui.test_ui_desk_walk import house  # noqa: F401
from tests.ui.test_ui_talk_walk import arrive
from tests.ui.walking import width_of

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
SIZES = [(1280, False), (1280, True), (360, False), (360, True)]
GREETED, HEAD, MAIN = ".chat .message", ".hero nav", "main"
# Each page with what is there when it is ready.
OPEN = {"/": GREETED, "/privacy": MAIN, "/login": MAIN, "/password": MAIN, "/widget": ".said"}
OF_STAFF = {
    "/staff/": GREETED,
    "/studio/": MAIN,
    "/guide/": MAIN,
    "/library/": HEAD,
    "/insights/": HEAD,
    "/admin/": MAIN,
    "/desk/": ".panes",
    "/account": MAIN,
    "/setup": MAIN,  # there is an admin already: only the way back
}


@pytest.fixture(scope="module")
def checker(tmp_path_factory) -> str:
    return fetched(tmp_path_factory.mktemp("axe"))


def look(page: Page, url: str, path: str, until: str, width: int, checker: str) -> None:
    page.goto(f"{url}{path}")
    expect(page.locator(until).first).to_be_visible()
    waiting = page.locator("[aria-label='Empty value']").locator("visible=true")
    expect(waiting).to_have_count(0)  # Gradio's placeholder, where figures are still to come
    page.wait_for_timeout(1000)  # what fades in has its colours only then
    assert grave_findings(page, checker) == [], path
    assert width_of(page) <= width, path
    assert page.evaluate("document.title && document.documentElement.lang"), path


@pytest.mark.parametrize(("width", "dark"), SIZES)
def test_every_page_can_be_used_by_everybody(house, somebody, checker, width, dark):  # noqa: F811
    url, keys = house
    page = somebody(width, 900, dark=dark)
    for path, until in OPEN.items():
        look(page, url, path, until, width, checker)
    arrive(page, url)
    page.locator(".chips button").first.click()
    expect(page.locator(".ai-label").first).to_be_visible()
    assert grave_findings(page, checker) == [], "an answer"
    log_in(page, url, keys["admin"])
    for path, until in OF_STAFF.items():
        look(page, url, path, until, width, checker)


def test_the_first_set_up_can_be_used_by_everybody(console, somebody, checker):  # noqa: F811
    url, _code = console
    for width, dark in SIZES:
        look(somebody(width, 900, dark=dark), url, "/setup", "form", width, checker)

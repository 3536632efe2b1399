"""Every page in a real browser, wide and narrow, light and dark: it keeps nobody out, fits, and has a title and a language."""

from __future__ import annotations

import pytest

from docs.chromium import Page, browser, found
from tests.ui.axe import fetched, grave_findings
from tests.ui.test_admin_walk import console  # noqa: F401
from tests.ui.test_ui_desk_walk import house  # noqa: F401

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(600),
    pytest.mark.skipif(found() is None, reason="Chromium is not installed"),
]
SIZES = [(1280, False), (1280, True), (360, False), (360, True)]
GREETED = "document.querySelector('.chat .message')"
HEAD = "document.querySelector('.hero nav')"
MAIN = "document.querySelector('main')"
OPEN = {
    "/": GREETED,
    "/privacy": MAIN,
    "/login": MAIN,
    "/password": MAIN,
    "/widget": "document.querySelector('.said')",
}
OF_STAFF = {
    "/staff/": GREETED,
    "/studio/": MAIN,
    "/guide/": MAIN,
    "/library/": HEAD,
    "/insights/": HEAD,
    "/admin/": MAIN,
    "/account": MAIN,
    "/setup": MAIN,  # there is an admin already: only the way back
}
_ASK = "document.querySelector('.chips button').click()"
_ANSWERED = "document.querySelector('.ai-label')"


@pytest.fixture(scope="module")
def checker(tmp_path_factory) -> str:
    return fetched(tmp_path_factory.mktemp("axe"))


def look(page: Page, url: str, path: str, until: str, width: int, checker: str) -> None:
    page.open(f"{url}{path}")
    page.wait(until)
    page.run("new Promise(done => setTimeout(done, 1000))")
    assert grave_findings(page, checker) == [], path
    assert page.run("document.documentElement.scrollWidth") <= width, path
    assert page.run("document.title && document.documentElement.lang"), path


@pytest.mark.parametrize(("width", "dark"), SIZES)
def test_every_page_can_be_used_by_everybody(house, checker, width, dark):  # noqa: F811
    url, keys = house
    with browser() as page:
        page.size(width, 900, dark)
        for path, until in OPEN.items():
            look(page, url, path, until, width, checker)
        page.open(f"{url}/")
        page.wait(f"{GREETED} && document.querySelector('.chips button')")
        page.run(_ASK)
        page.wait(_ANSWERED)
        assert grave_findings(page, checker) == [], "an answer"
        page.log_in(url, keys["admin"])
        for path, until in OF_STAFF.items():
            look(page, url, path, until, width, checker)


def test_the_first_set_up_can_be_used_by_everybody(console, checker):  # noqa: F811
    url, _code = console
    with browser() as page:
        for width, dark in SIZES:
            page.size(width, 900, dark)
            look(page, url, "/setup", "document.querySelector('form')", width, checker)

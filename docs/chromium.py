"""Headless Chromium, driven by Playwright: for the pictures, the first paint and the walks through the pages."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Dialog, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
MISSING = "Chromium is not installed; on Debian or Ubuntu: apt-get install chromium"
LOOPBACK = {"127.0.0.1", "localhost", "::1"}
# Of its own accord a browser asks its maker for updates and looks addresses up: none of that here.
FLAGS = [
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-proxy-server",
]
PATIENCE = 60_000  # milliseconds; a machine that runs many tests at once is slow


def found(program: str | None = None) -> str | None:
    """The browser's program, None when there is none."""
    return program or next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def chromium(program: str | None = None) -> Iterator[Browser]:
    """A browser as long as it is entered. It holds an event loop: asyncio.run fails in this thread meanwhile."""
    program = found(program)
    if program is None:
        raise SystemExit(MISSING)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


class Visitors:
    """People with a browser of their own each: neither cookies nor anything kept is shared.

    Remembers what no page of the house should do: ask a stranger for anything, or put up a dialog.
    """

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._contexts: list[BrowserContext] = []
        self.requests: list[str] = []  # every address asked for, also where a policy stopped it
        self.dialogs: list[str] = []
        self.agree = False  # whether a dialog is answered with yes

    def __call__(self, width: int = 1280, height: int = 900, *, dark: bool = False, **more: Any) -> Page:
        """The page of somebody new, in a window of so many CSS pixels; `more` as Playwright's `new_context` takes it."""
        scheme = "dark" if dark else "light"
        made = self._browser.new_context(
            **{"locale": "zh-CN", **more}, viewport={"width": width, "height": height}, color_scheme=scheme
        )
        self._contexts.append(made)
        made.set_default_timeout(PATIENCE)
        made.on("request", lambda request: self.requests.append(request.url))
        made.on("dialog", self._answer)
        return made.new_page()

    def _answer(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        if self.agree:
            dialog.accept()
        else:
            dialog.dismiss()

    @property
    def strangers(self) -> list[str]:
        """The addresses on other machines that a page asked for."""
        parts = [(url, urlsplit(url)) for url in self.requests]
        return [url for url, part in parts if part.hostname and part.hostname not in LOOPBACK]

    def leave(self) -> None:
        for context in self._contexts:
            context.close()
        self._contexts.clear()


@contextmanager
def visitors(program: str | None = None) -> Iterator[Visitors]:
    """A browser for a script."""
    with chromium(program) as browser:
        somebody = Visitors(browser)
        yield somebody
        somebody.leave()


def log_in(page: Page, address: str, key: str) -> None:
    """By a key, as the login page does it."""
    reply = page.request.post(f"{address}/login", form={"key": key, "next": "/account"}, max_redirects=0)
    if reply.status != 303:
        raise SystemExit(f"{address} took no login with this key: {reply.status}.")

"""Headless Chromium, driven through its debugging protocol: for the pictures and for the walk through the pages."""

from __future__ import annotations

import base64
import itertools
import json
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
from websockets.sync.client import ClientConnection, connect

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--hide-scrollbars",
    "--lang=zh-CN",
    "--accept-lang=zh-CN",
    "--remote-debugging-port=0",
)
LOG_IN = """fetch('/login', {method: 'POST', body: new URLSearchParams({key: %s, next: '/staff'})}).then(r => r.ok)"""
_BUTTON = "[...document.querySelectorAll('button')].find(b => b.offsetParent && !b.closest('.visually-hidden') && b.textContent.trim() === %s)"
_CENTRE = """(() => {
  const place = document.querySelector(%s);
  place.scrollIntoView({block: 'center'});
  const box = place.getBoundingClientRect();
  return [box.x + box.width / 2, box.y + box.height / 2];
})()"""


class BrowserFailed(SystemExit):
    """The browser did not do what was asked; ends a script with the sentence."""


class Page:
    """One tab, spoken to over the debugging protocol."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._numbers = itertools.count(1)

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while (answer := json.loads(self._socket.recv(timeout=60))).get("id") != number:
            pass
        if "error" in answer:
            raise BrowserFailed(f"{method}: {answer['error']['message']}")
        return answer["result"]

    def run(self, script: str) -> Any:
        result = self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in result:
            raise BrowserFailed(
                f"{script[:60]}: {result['exceptionDetails']['exception'].get('description')}"
            )
        return result["result"].get("value")

    def wait(self, condition: str, seconds: float = 60) -> None:
        ends = time.monotonic() + seconds
        while not self.run(f"Boolean({condition})"):
            if time.monotonic() > ends:
                raise BrowserFailed(f"Waited {seconds} s in vain for {condition}.")
            time.sleep(0.3)

    def click(self, label: str) -> None:
        button = _BUTTON % json.dumps(label)
        self.wait(button)
        time.sleep(0.5)
        self.run(f"{button}.click()")
        time.sleep(0.5)

    def drop(self, selector: str, files: Sequence[Path]) -> None:
        """Drags files from outside the browser onto an element."""
        x, y = self.run(_CENTRE % json.dumps(selector))
        data = {"items": [], "files": [str(file) for file in files], "dragOperationsMask": 1}
        for kind in ("dragEnter", "dragOver", "drop"):
            self.call("Input.dispatchDragEvent", type=kind, x=x, y=y, data=data)

    def give(self, selector: str, files: Sequence[Path]) -> None:
        """Chooses files in a file field."""
        field = self.call("Runtime.evaluate", expression=f"document.querySelector({json.dumps(selector)})")
        self.call(
            "DOM.setFileInputFiles",
            files=[str(file) for file in files],
            objectId=field["result"]["objectId"],
        )

    def size(self, width: int, height: int, dark: bool = False) -> None:
        """The window's size in CSS pixels, and whether its person prefers a dark page."""
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.call("Emulation.setEmulatedMedia", features=[scheme])

    def log_in(self, address: str, key: str) -> None:
        self.open(f"{address}/login")
        self.run(LOG_IN % json.dumps(key))

    def open(self, address: str) -> None:
        self.call("Page.navigate", url=address)
        self.wait("document.readyState === 'complete'")

    def save(self, path: Path) -> None:
        taken = self.call("Page.captureScreenshot", format="png")
        path.write_bytes(base64.b64decode(taken["data"]))


def found(program: str | None = None) -> str | None:
    """The browser's program, None when there is none."""
    return program or next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def browser(program: str | None = None) -> Iterator[Page]:
    """A fresh browser with a profile of its own, and its one tab."""
    program = found(program)
    if program is None:
        raise BrowserFailed("Chromium is not here; install it or name it with --chromium.")
    with tempfile.TemporaryDirectory(prefix="atrium-browser-", ignore_cleanup_errors=True) as profile:
        process = subprocess.Popen(
            [program, *FLAGS, f"--user-data-dir={profile}", "about:blank"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            with connect(_tab(Path(profile)), max_size=None, proxy=None) as socket:
                yield Page(socket)
        finally:
            process.terminate()
            process.wait(timeout=20)


def _tab(profile: Path) -> str:
    """The socket of the first tab; Chromium writes its port into its profile."""
    note = profile / "DevToolsActivePort"
    for _ in range(300):
        if note.is_file() and (lines := note.read_text().splitlines()):
            tabs = httpx.get(f"http://127.0.0.1:{lines[0]}/json", trust_env=False).json()
            pages = [tab["webSocketDebuggerUrl"] for tab in tabs if tab["type"] == "page"]
            if pages:
                return pages[0]
        time.sleep(0.1)
    raise BrowserFailed("Chromium did not open its debugging port.")

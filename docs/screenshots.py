"""The pictures in docs/images, taken of a running demo with headless Chromium.

    make demo PORT=8200                                      # in one terminal
    .venv/bin/python docs/screenshots.py http://127.0.0.1:8200 [--key KEY]

Chromium is driven through its debugging protocol; --chromium names it when it is not on the path.
With --key (the staff key that the demo prints) the staff page and the studio are taken too.
"""

from __future__ import annotations

import argparse
import base64
import itertools
import json
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from websockets.sync.client import ClientConnection, connect

IMAGES = Path(__file__).parent / "images"
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--hide-scrollbars",
    "--lang=zh-CN",
    "--remote-debugging-port=0",
)
WIDTH, HEIGHT = 1180, 780

_LOG_IN = """fetch('/login', {method: 'POST', body: new URLSearchParams({key: %s, next: '/staff'})}).then(r => r.ok)"""
_TYPE = """(() => {
  const box = %s;
  const set = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(box), 'value').set;
  set.call(box, %s);
  box.dispatchEvent(new Event('input', {bubbles: true}));
})()"""
_VISIBLE = "[...document.querySelectorAll(%s)].find(e => e.offsetParent)"
_BUTTON = "[...document.querySelectorAll('button')].find(b => b.offsetParent && !b.closest('.visually-hidden') && b.textContent.trim() === %s)"


@dataclass(frozen=True)
class Picture:
    """One picture: a page, what is typed where and sent with which button, and what then must be there."""

    name: str
    path: str
    typed: str
    tab: str = ""
    box: str = "textarea"
    button: str = "发送"
    shown: str = "details.source"
    for_staff: bool = True


PICTURES = (
    Picture("shopper", "/", "停车怎么收费?会员能免多久?", for_staff=False),
    Picture("staff", "/staff/", "顾客投诉店员态度不好,多久之内要结案?"),
    Picture(
        "studio",
        "/studio/",
        "全网最低价,仅此一天!冠军同款桂花拿铁,中杯480毫升,第二杯半价。",
        tab="检查文案",
        button="检查",
        shown=".verdict",
    ),
)


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
            raise SystemExit(f"{method}: {answer['error']['message']}")
        return answer["result"]

    def run(self, script: str) -> Any:
        result = self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in result:
            raise SystemExit(f"{script[:60]}: {result['exceptionDetails']['exception'].get('description')}")
        return result["result"].get("value")

    def wait(self, condition: str, seconds: float = 60) -> None:
        ends = time.monotonic() + seconds
        while not self.run(f"Boolean({condition})"):
            if time.monotonic() > ends:
                raise SystemExit(f"Waited {seconds} s in vain for {condition}.")
            time.sleep(0.3)

    def click(self, label: str) -> None:
        button = _BUTTON % json.dumps(label)
        self.wait(button)
        time.sleep(0.5)
        self.run(f"{button}.click()")
        time.sleep(0.5)

    def open(self, address: str) -> None:
        self.call("Page.navigate", url=address)
        self.wait("document.readyState === 'complete'")

    def save(self, path: Path) -> None:
        taken = self.call("Page.captureScreenshot", format="png")
        path.write_bytes(base64.b64decode(taken["data"]))


def main() -> None:
    arguments = _arguments()
    IMAGES.mkdir(exist_ok=True)
    with _browser(arguments.chromium) as page:
        page.call(
            "Emulation.setDeviceMetricsOverride",
            width=WIDTH,
            height=HEIGHT,
            deviceScaleFactor=1,
            mobile=False,
        )
        for picture in PICTURES:
            if picture.for_staff and not arguments.key:
                continue
            if picture.for_staff:
                page.open(f"{arguments.address}/login")
                page.run(_LOG_IN % json.dumps(arguments.key))
            take(page, arguments.address, picture)


def take(page: Page, address: str, picture: Picture) -> None:
    page.open(address + picture.path)
    box = _VISIBLE % json.dumps(picture.box)
    page.wait(box)
    time.sleep(2)  # the page asks for its greeting and its suggestions
    if picture.tab:
        page.click(picture.tab)
    page.run(_TYPE % (box, json.dumps(picture.typed)))
    page.click(picture.button)
    page.wait(f"document.querySelector({json.dumps(picture.shown)})")
    time.sleep(1.5)  # scrolling and fading end
    path = IMAGES / f"{picture.name}.png"
    page.save(path)
    print(f"{path}: {path.stat().st_size // 1024} KB")


@contextmanager
def _browser(program: str | None) -> Iterator[Page]:
    """A fresh browser with a profile of its own, and its one tab."""
    program = program or next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        raise SystemExit("Chromium is not here; install it or name it with --chromium.")
    with tempfile.TemporaryDirectory(prefix="atrium-pictures-", ignore_cleanup_errors=True) as profile:
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
    raise SystemExit("Chromium did not open its debugging port.")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Takes the pictures in docs/images of a running demo.")
    parser.add_argument("address", help="for example http://127.0.0.1:8200")
    parser.add_argument("--key", help="a staff key; without one only the shopper's page is taken")
    parser.add_argument("--chromium", help="the browser's program")
    return parser.parse_args()


if __name__ == "__main__":
    main()

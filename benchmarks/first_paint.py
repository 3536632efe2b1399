"""What a browser loads for the shopper's page, and how soon it shows something, in Debian's Chromium.

    .venv/bin/python benchmarks/first_paint.py [http://127.0.0.1:8000/] [--runs 5] [--list]

The server runs already (`make demo`). Each run is a fresh browser with an empty cache, 1280 × 900, over loopback.
Printed are the requests and bytes of a first and of a second visit until the page is quiet, and medians with
ranges of the first contentful paint and of the first bubble; `--list` adds the largest files.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass

import own_packages  # noqa: F401

from docs.chromium import Page, visitors

QUIET = 1.5  # seconds without another file
_PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
_GREETED = ".chat .message, .said"
_FILES = """JSON.stringify([...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
  .map(file => [file.name, file.transferSize, file.decodedBodySize]))"""


@dataclass(frozen=True)
class Visit:
    """Milliseconds since navigation began; files by address with their bytes on the wire and unpacked."""

    paint: float
    bubble: float
    files: Sequence[tuple[str, int, int]]

    @property
    def wire(self) -> int:
        return sum(sent for _, sent, _ in self.files)

    @property
    def unpacked(self) -> int:
        return sum(whole for _, _, whole in self.files)


def visit(page: Page, address: str) -> Visit:
    page.goto(address, wait_until="commit")
    page.locator(_GREETED).first.wait_for()
    bubble = page.evaluate("performance.now()")
    while (
        paint := page.evaluate(_PAINT)
    ) is None:  # wait_for_function would be stopped by the policy of our pages
        page.wait_for_timeout(50)
    files: list[tuple[str, int, int]] = []
    while files != (found := [tuple(file) for file in json.loads(page.evaluate(_FILES))]):
        files = found
        time.sleep(QUIET)
    return Visit(paint, bubble, files)


def told(name: str, values: Sequence[float]) -> str:
    return f"{name:<24}{statistics.median(values):>8.0f} ms ({min(values):.0f}-{max(values):.0f})"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("address", nargs="?", default="http://127.0.0.1:8000/")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--list", action="store_true", help="the largest files of a first visit")
    given = parser.parse_args()
    first, second = [], []
    for _ in range(given.runs):
        with visitors() as somebody:
            page = somebody(1280, 900)
            first.append(visit(page, given.address))
            page.goto("about:blank")
            second.append(visit(page, given.address))
    for name, visits in (("first visit", first), ("second visit", second)):
        one = visits[-1]
        print(
            f"{name:<24}{len(one.files):>8} requests, {one.wire / 1e3:,.0f} kB sent, {one.unpacked / 1e3:,.0f} kB unpacked"
        )
        print(told("  first contentful paint", [each.paint for each in visits]))
        print(told("  first bubble", [each.bubble for each in visits]))
    if given.list:
        for address, sent, whole in sorted(first[-1].files, key=lambda file: -file[1])[:25]:
            print(f"{sent:>10,} {whole:>10,}  {address}")


if __name__ == "__main__":
    main()

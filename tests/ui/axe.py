"""axe-core, the accessibility checker, fetched for the walks through the pages; it is no part of the product."""

from __future__ import annotations

import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest
from playwright.sync_api import Page

VERSION = "axe-core@4"
GRAVE = ("serious", "critical")
_RUN = """axe.run(document, {resultTypes: ['violations']}).then(({violations}) => violations.flatMap(
  ({id, impact, nodes}) => nodes.map(({target}) => [impact, id, target.join(' ')])))"""


def fetched(folder: Path) -> str:
    """The checker's script; skips the test where it cannot be had."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm is not installed")
    made = subprocess.run(
        [npm, "pack", VERSION, "--silent"], cwd=folder, capture_output=True, text=True, timeout=120
    )
    packed = next(folder.glob("axe-core-*.tgz"), None)
    if made.returncode or packed is None:
        pytest.skip(f"axe-core cannot be fetched: {made.stderr[-200:]}")
    with tarfile.open(packed) as opened:
        member = opened.extractfile("package/axe.min.js")
        assert member is not None
        return member.read().decode("utf-8")


def grave_findings(page: Page, script: str) -> list[list[str]]:
    """What keeps people out of the page as it is shown now: how grave, which rule, which element."""
    page.evaluate(f"{script};0")
    return [found for found in page.evaluate(_RUN) if found[0] in GRAVE]

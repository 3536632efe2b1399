"""Text in pictures: whether what recognises it is installed."""

from __future__ import annotations

import importlib.util

from ui.checks.finding import Finding
from ui.settings import Settings


def check(_settings: Settings) -> Finding:
    if importlib.util.find_spec("rapidocr") is None:
        return Finding.warning("pictures", "rapidocr is not installed", "Install Atrium again: `make setup`.")
    return Finding.ok("pictures", "text in scans and photos is recognised")

"""The home: whether it takes files of this user."""

from __future__ import annotations

import os

from ui.checks.finding import Finding
from ui.settings import Settings


def check(settings: Settings) -> Finding:
    existing = next(folder for folder in (settings.home, *settings.home.parents) if folder.exists())
    if not (existing.is_dir() and os.access(existing, os.W_OK | os.X_OK)):
        return Finding.failed(
            "home", f"{existing} takes no files of this user", "Set ATRIUM_HOME to a folder of your own."
        )
    return Finding.ok(
        "home", str(settings.home) if existing == settings.home else f"{settings.home} (not made yet)"
    )

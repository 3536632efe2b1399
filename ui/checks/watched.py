"""Watched folders: whether each can be read."""

from __future__ import annotations

import os

from ui.checks.finding import Finding
from ui.settings import Settings


def check(settings: Settings) -> Finding:
    folders = settings.watched_folders
    away = [
        str(folder) for folder in folders if not (folder.is_dir() and os.access(folder, os.R_OK | os.X_OK))
    ]
    if away:
        return Finding.warning(
            "watched folders", f"{', '.join(away)} cannot be read", "Mount the share, or mend ATRIUM_WATCH."
        )
    return Finding.ok("watched folders", f"{len(folders)} can be read" if folders else "none is set")

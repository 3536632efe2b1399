"""Disk space beside the home."""

from __future__ import annotations

import shutil

from ui.checks.finding import Finding
from ui.settings import Settings

_LITTLE = 2 * 2**30  # bytes; the model, an index of a mall and a backup fit into it
_TOO_LITTLE = 200 * 2**20


def check(settings: Settings) -> Finding:
    existing = next(folder for folder in (settings.home, *settings.home.parents) if folder.exists())
    free = shutil.disk_usage(existing).free
    detail = f"{free / 2**30:.1f} GiB free at {existing}"
    if free < _TOO_LITTLE:
        return Finding.failed("disk", detail, "Free some space, or move ATRIUM_HOME to another disk.")
    if free < _LITTLE:
        return Finding.warning("disk", detail, "Papers may soon not fit: free some space.")
    return Finding.ok("disk", detail)

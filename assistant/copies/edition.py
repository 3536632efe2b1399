"""Which edition of the rules is at work: another one has approved copy looked at again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path


def edition(overlays: Iterable[Path] = ()) -> str:
    """A digest of the shipped rules and of what a house lays over them; a file that is not there counts as none."""
    found = hashlib.sha256(_shipped())
    for path in overlays:
        try:
            stat = path.stat()
        except OSError:
            continue
        found.update(f"{path.name} {stat.st_mtime_ns} {stat.st_size}".encode())
    return found.hexdigest()[:16]


@cache
def _shipped() -> bytes:
    """The tables of `assistant/data` and the code that checks by them."""
    found = hashlib.sha256()
    for package in ("assistant.data", "assistant.compliance"):
        for file in sorted(files(package).iterdir(), key=lambda each: each.name):
            if file.name.endswith((".py", ".json", ".yaml")):
                found.update(file.name.encode())
                found.update(file.read_bytes())
    return found.digest()

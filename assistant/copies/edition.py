"""Which edition of the rules is at work: another one has approved copy looked at again."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files


@cache
def edition() -> str:
    """A digest of the tables of `assistant/data` and of the code that checks by them."""
    found = hashlib.sha256()
    for package in ("assistant.data", "assistant.compliance"):
        for file in sorted(files(package).iterdir(), key=lambda each: each.name):
            if file.name.endswith((".py", ".json", ".yaml")):
                found.update(file.name.encode())
                found.update(file.read_bytes())
    return found.hexdigest()[:16]

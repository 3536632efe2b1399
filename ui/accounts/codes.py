"""One-time codes: what a person copies by hand, once."""

from __future__ import annotations

import secrets

HOURS = 72
_SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that look alike
_PARTS, _PART = 4, 5  # 100 random bits


def new_code() -> str:
    return "-".join("".join(secrets.choice(_SIGNS) for _ in range(_PART)) for _ in range(_PARTS))


def plain(code: str) -> str:
    """As it was made, whatever blanks and cases it was copied with."""
    return "".join(sign for sign in code.upper() if sign.isalnum())[:80]

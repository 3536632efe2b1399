"""The id of the request at hand: in its reply's header, in the body of its error, in each line of the log."""

from __future__ import annotations

import re
import secrets
from contextvars import ContextVar

HEADER = "X-Request-ID"
_ACCEPTED = re.compile(
    r"[A-Za-z0-9._-]{8,64}"
)  # what a proxy sends; nothing that could break a line of a log
_current: ContextVar[str] = ContextVar("request_id", default="")


def begin(given: str | None) -> str:
    """Takes the caller's id, or makes one of 64 random bits, for all that is done in this context."""
    chosen = given if given and _ACCEPTED.fullmatch(given) else secrets.token_hex(8)
    _current.set(chosen)
    return chosen


def current() -> str:
    """Empty outside of a request."""
    return _current.get()

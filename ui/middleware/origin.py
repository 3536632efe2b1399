"""A page of somebody else may not act in a visitor's name."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.wire.problems import Problem, response_of

_READING = {"GET", "HEAD", "OPTIONS"}
FOREIGN = Problem(403, "This request comes from a page of another origin and is refused.")


class SameOrigin:
    """Refuses requests that change something when their Origin is not this host."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] not in _READING and _is_foreign(Headers(scope=scope)):
            return await response_of(FOREIGN)(scope, receive, send)
        return await self._app(scope, receive, send)


def _is_foreign(headers: Headers) -> bool:
    origin = headers.get("origin")
    if origin is None:
        return False
    try:
        return urlsplit(origin).netloc.lower() != headers.get("host", "").lower()
    except ValueError:
        return True

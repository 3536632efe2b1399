"""More questions at once than can be answered soon are turned away at the door, so that those inside are answered."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send

from ui.wire.problems import Problem, response_of

ANSWERS = frozenset({"/api/chat", "/v1/chat/completions"})
TOO_MANY = Problem(
    503,
    "Too many questions at once; please try again in a moment. In an emergency call 110, 119 or 120.",
    {"Retry-After": "5"},
)


class Crowd:
    """At most `most` answers are in the making. It counts before a request waits for a thread, which is where they queue."""

    def __init__(self, app: ASGIApp, most: int) -> None:
        self._app = app
        self._most = most
        self._inside = 0  # touched by the event loop alone

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "POST" or scope["path"] not in ANSWERS:
            return await self._app(scope, receive, send)
        if self._inside >= self._most:
            return await response_of(TOO_MANY, scope["path"])(scope, receive, send)
        self._inside += 1
        try:
            return await self._app(scope, receive, send)
        finally:
            self._inside -= 1

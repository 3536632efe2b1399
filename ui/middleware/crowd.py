"""More questions at once than can be answered soon are turned away at the door, so that those inside are answered."""

from __future__ import annotations

from collections.abc import Callable

from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.rescue import Rescue
from ui.wire.problems import Problem, response_of

ANSWERS = frozenset({"/api/chat", "/v1/chat/completions"})
_SAID = "Too many questions at once; please try again in a moment. In an emergency call {numbers}."


class Crowd:
    """At most `most` answers are in the making. It counts before a request waits for a thread, which is where they queue."""

    def __init__(self, app: ASGIApp, most: int, rescue: Callable[[], Rescue] = Rescue) -> None:
        self._app = app
        self._most = most
        self._rescue = rescue
        self._inside = 0  # touched by the event loop alone

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "POST" or scope["path"] not in ANSWERS:
            return await self._app(scope, receive, send)
        if self._inside >= self._most:
            return await response_of(self._too_many(), scope["path"])(scope, receive, send)
        self._inside += 1
        try:
            return await self._app(scope, receive, send)
        finally:
            self._inside -= 1

    def _too_many(self) -> Problem:
        numbers = self._rescue().values(english=True)["numbers"]
        return Problem(503, _SAID.format(numbers=numbers), {"Retry-After": "5"})

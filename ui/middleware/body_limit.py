"""A body larger than its address takes is refused before it is read whole."""

from __future__ import annotations

import contextlib

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.entry.limits import Limits
from ui.wire.problems import Problem, response_of


class BodyTooLarge(Exception):
    """Raised inside `receive` when more comes than was announced."""


class BodyLimit:
    """JSON, page events and uploads each have a most."""

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self._app = app
        self._limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        most = self._most(scope)
        announced = Headers(scope=scope).get("content-length", "0")
        if not announced.isdecimal() or int(announced) > most:
            return await _refuse(most)(scope, receive, send)
        body = _Counted(receive, most)

        async def unless_too_large(message: Message) -> None:
            # Whoever parses the body may catch our exception and answer something of their own.
            if not body.too_large:
                await send(message)

        with contextlib.suppress(BodyTooLarge):
            await self._app(scope, body.receive, unless_too_large)
        if body.too_large:
            await _refuse(most)(scope, receive, send)
        return None

    def _most(self, scope: Scope) -> int:
        limits = self._limits
        path = scope["path"].rstrip("/")
        around = limits.json_bytes  # what multipart puts around the files
        if path == "/api/facts":
            return limits.upload_bytes + around
        if path == "/api/drafts":
            return limits.upload_bytes * 4 // 3 + around  # a picture in base64
        if path == "/api/batches":
            return limits.batch_bytes + around
        if path == "/api/documents":
            return limits.upload_bytes * limits.upload_files + around
        if path.startswith("/api/documents/") and path.endswith("/replace"):
            return limits.upload_bytes + around
        carries_a_conversation = "/gradio_api/" in scope["path"] or path.startswith("/v1/")
        return limits.page_event_bytes if carries_a_conversation else limits.json_bytes


class _Counted:
    """A body that is counted as it comes."""

    def __init__(self, receive: Receive, most: int) -> None:
        self._receive = receive
        self._left = most
        self.too_large = False

    async def receive(self) -> Message:
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            self.too_large = True
            raise BodyTooLarge
        return message


def _refuse(most: int):
    return response_of(Problem(413, f"The body is larger than the {most // 1024} KB that are read here."))

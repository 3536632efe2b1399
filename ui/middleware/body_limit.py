"""A body larger than its address takes is refused before it is read whole."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.limits import Limits
from ui.problems import Problem, response_of


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
        started = False

        async def watch(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, _counted(receive, most), watch)
        except BodyTooLarge:
            if started:
                raise
            await _refuse(most)(scope, receive, send)
        return None

    def _most(self, scope: Scope) -> int:
        limits = self._limits
        if scope["path"].rstrip("/") == "/api/documents":
            return limits.upload_bytes * limits.upload_files
        return limits.page_event_bytes if "/gradio_api/" in scope["path"] else limits.json_bytes


def _counted(receive: Receive, most: int) -> Receive:
    seen = 0

    async def counted() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > most:
            raise BodyTooLarge
        return message

    return counted


def _refuse(most: int):
    return response_of(Problem(413, f"The body is larger than the {most // 1024} KB that are read here."))

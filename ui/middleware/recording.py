"""What changes something is written into the audit record before it is acknowledged, whichever route did it."""

from __future__ import annotations

import asyncio
import logging
import re
from dataclasses import dataclass, field
from typing import Any, Protocol

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.auth import Act, Principal
from ui.wire.problems import Problem, response_of

log = logging.getLogger(__name__)

# What everybody of the house does all day; retrievals are recorded where the documents are known.
_ORDINARY = {Act.CHAT, Act.SEARCH, Act.TRIAGE, Act.COPY, Act.READ_DOCUMENTS, Act.READ_COPY}
_READING = {"GET", "HEAD", "OPTIONS"}
# Reading that takes something out of the house, or opens what is personal.
_TAKEN_OUT = re.compile(r".*(\.csv|\.xlsx|/contact)")
_UNRECORDED = Problem(507, "It was done, but the audit record takes no writing now. Tell the operator.")


@dataclass(slots=True)
class Acted:
    """Who was let do what in a request, and what a route tells of it."""

    principal: Principal
    act: Act
    about: str = ""
    detail: dict[str, Any] = field(default_factory=dict)


class Record(Protocol):
    def record(self, principal: Principal, act: str, about: str = "", **detail: Any) -> object: ...


class Recording:
    """Adds an entry for each request that was let change something and did. Its body is never looked at."""

    def __init__(self, app: ASGIApp, audit: Record) -> None:
        self._app = app
        self._audit = audit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        is_lost = False

        async def send_recorded(message: Message) -> None:
            nonlocal is_lost
            if message["type"] == "http.response.start" and (acted := _acted(scope, message["status"])):
                is_lost = not await asyncio.to_thread(self._write, scope, acted)
                if is_lost:
                    await response_of(_UNRECORDED)(scope, receive, send)
            if not is_lost:
                await send(message)

        return await self._app(scope, receive, send_recorded)

    def _write(self, scope: Scope, acted: Acted) -> bool:
        act, about = f"{scope['method']} {_template(scope)}", acted.about or _names(scope)
        try:
            self._audit.record(acted.principal, act, about, **acted.detail)
        except Exception:
            log.exception("Not recorded: %s %s by %s", act, about, acted.principal.called)
            return False
        return True


def _acted(scope: Scope, status: int) -> Acted | None:
    acted: Acted | None = scope.get("state", {}).get("acted")
    if acted is None or status >= 400 or acted.act in _ORDINARY or not acted.principal.viewer.is_staff:
        return None
    changes = scope["method"] not in _READING or _TAKEN_OUT.fullmatch(scope["path"])
    return acted if changes else None


def _template(scope: Scope) -> str:
    """The route's address with the names of its parts."""
    path = str(getattr(scope.get("route"), "path", scope["path"]))
    return re.sub(r":\w+}", "}", path)


def _names(scope: Scope) -> str:
    return ", ".join(str(value) for value in scope.get("path_params", {}).values())

"""/mcp: the tools over streamable HTTP, for whoever shows a key."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
from fastapi import FastAPI
from mcp.server.mcpserver import Context
from mcp.server.transport_security import TransportSecuritySettings
from starlette.requests import Request
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from ui.auth import Means
from ui.lobby import Lobby
from ui.mcp.tools import tools
from ui.middleware.pages import address_of
from ui.wire.problems import LOGIN_FIRST, Problem, problem_of, response_of

PATH = "/mcp"
_PASSED_ON = ("authorization", "x-demo-clock")


def mount_tools(app: FastAPI, lobby: Lobby) -> None:
    """Adds the tools to an application. Each call stands alone: no session is kept between them."""
    server = tools(_asking(app))
    # Foreign origins are refused for every route of ours, and a key is needed: the SDK's own list of hosts is not.
    inner = server.streamable_http_app(
        streamable_http_path=PATH,
        stateless_http=True,
        json_response=True,
        transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),
    )
    app.router.routes.append(Route(PATH, endpoint=_WithKey(inner, lobby), methods=["POST"]))
    outer = app.router.lifespan_context

    @asynccontextmanager
    async def lifespan(owner: FastAPI) -> AsyncIterator[Any]:
        async with outer(owner) as state, server.session_manager.run():
            yield state

    app.router.lifespan_context = lifespan


def _asking(app: FastAPI):
    async def ask(context: Context, method: str, address: str, asked: dict[str, Any]) -> tuple[int, Any]:
        """A request into this same application, with the headers that the caller came with."""
        request: Request = context.request_context.request  # type: ignore[assignment]
        headers = {name: request.headers[name] for name in _PASSED_ON if name in request.headers}
        transport = httpx.ASGITransport(app, raise_app_exceptions=False, client=(address_of(request), 0))
        async with httpx.AsyncClient(transport=transport, base_url="http://atrium") as http:
            if method == "GET":
                response = await http.get(address, headers=headers, params=asked)
            else:
                response = await http.post(address, headers=headers, json=asked)
        return response.status_code, response.json()

    return ask


class _WithKey:
    """Lets requests with a key that works through."""

    def __init__(self, app: Any, lobby: Lobby) -> None:
        self._app = app
        self._lobby = lobby

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        request = Request(scope)
        try:
            principal = self._lobby.doorkeeper.principal(request.headers, {}, address_of(request))
            if principal.means is Means.NOTHING:
                raise Problem(401, LOGIN_FIRST, {"WWW-Authenticate": "Bearer"})
        except Exception as error:
            return await response_of(problem_of(error))(scope, receive, send)
        return await self._app(scope, receive, send)

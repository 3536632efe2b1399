"""What is noted of every request: its id, how long it took, and what became of it; never what was in it."""

from __future__ import annotations

import logging
import time
from contextlib import nullcontext
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.operating import request_id
from ui.operating.metrics import Metrics

if TYPE_CHECKING:
    from ui.operating.traces import Traces

log = logging.getLogger(__name__)

ROUTES_OF_PAGES = "pages"  # Gradio's own, which are many and say nothing to an operator
NO_ROUTE = "none"


class Requests:
    """Gives each request an id, tells the metrics and the log of it by its route's template.

    Neither is told its address as it was sent: there may be words of a search or an id in it.
    """

    def __init__(self, app: ASGIApp, metrics: Metrics, traces: Traces | None = None) -> None:
        self._app = app
        self._metrics = metrics
        self._traces = traces

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        chosen = request_id.begin(Headers(scope=scope).get(request_id.HEADER))
        began = time.perf_counter()
        status = 499  # the caller left before anything was said

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[request_id.HEADER] = chosen
            await send(message)

        span = self._traces.span("request") if self._traces else nullcontext()
        try:
            with span as traced:
                await self._app(scope, receive, send_with_id)
                if traced is not None:
                    traced.update_name(f"{scope['method']} {route_of(scope)}")
                    traced.set_attribute("http.response.status_code", status)
        finally:
            self._note(scope, status, time.perf_counter() - began)
        return None

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        method, route = scope["method"], route_of(scope)
        self._metrics.request(method, route, status, seconds)
        told = {"method": method, "route": route, "status": status, "ms": round(seconds * 1000, 1)}
        log.info("request", extra={"told": told})


def route_of(scope: Scope) -> str:
    """The template of the route that took the request: `/api/tickets/{ticket_id}`."""
    route = scope.get("route")
    path = getattr(route, "path", None)
    if isinstance(path, str) and path.startswith(
        ("/api/", "/v1/", "/channels/", "/healthz", "/readyz", "/metrics", "/log")
    ):
        return path
    return ROUTES_OF_PAGES if route is not None or scope.get("app_root_path", "") else NO_ROUTE

"""What of the pages is shut: Gradio's own upload and file routes, and staff pages without a login."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.auth import SHOPPER_COOKIE, Act, BadKey, Doorkeeper, Means, Principal
from ui.wire.problems import BAD_KEY, LOGIN_FIRST, Page, Problem, missing, response_of

# Of Gradio's own routes only these are open. Shut are, above all, upload, file, proxy and stream: anybody
# may upload through a Gradio mount, and read what another mount holds. Uploads go through our own API.
_OPEN = re.compile(
    r"/(config|theme\.css|favicon\.ico|robots\.txt|manifest\.json|(static|assets|svelte)/[^.].*)?"
    r"|/gradio_api/(info|startup-events|app_id|cancel|reset|queue/join|queue/data|heartbeat/\w+)/?"
)
_OURS = re.compile(
    r"/(api/.*|channels/.*|v1/.*|mcp|widget(\.js|/[\w.]+)?|healthz|readyz|metrics|privacy|login(/sso(/back)?)?|logout|setup|password"
    r"|account(/password|/leave)?|openapi\.json)"
)

GUARDED: Mapping[str, Act] = {
    "/staff": Act.SEARCH,
    "/desk": Act.TICKETS,
    "/studio": Act.COPY,
    "/guide": Act.READ_COPY,
    "/library": Act.WRITE_DOCUMENTS,
    "/admin": Act.ACCOUNTS,
    "/insights": Act.INSIGHTS,
}

# Who may send what is large: a body of megabytes is read, and JSON parsed, before a route asks who sent it.
_LARGE: Mapping[re.Pattern[str], Act] = {
    re.compile(r"/api/documents(/.*/replace)?/?"): Act.WRITE_DOCUMENTS,
    re.compile(r"/api/(facts|drafts)/?"): Act.COPY,
    re.compile(r"/api/batches/?"): Act.WRITE_COPY,
}


class PageGate:
    """Sends whoever is not logged in to the login page, and gives a new shopper a signed cookie."""

    def __init__(self, app: ASGIApp, doorkeeper: Doorkeeper, nothing_here: Page) -> None:
        """`nothing_here` makes what a person sees where there is no page."""
        self._app = app
        self._doorkeeper = doorkeeper
        self._nothing_here = nothing_here

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        path = scope["path"]
        if not is_open(path):
            return await missing(Request(scope), self._nothing_here)(scope, receive, send)
        if path == "/" and scope["method"] == "GET":
            send = self._with_cookie(Request(scope), send)
        if guarded := guard_of(path):
            principal = self._principal(Request(scope))
            if principal is None or not principal.may(GUARDED[guarded]):
                return await _refuse(scope, guarded)(scope, receive, send)
        if (act := _needed_to_send(path)) and scope["method"] == "POST":
            principal = self._principal(Request(scope))
            if principal is None or not principal.may(act):
                return await response_of(_may_not_send(principal))(scope, receive, send)
        if path in GUARDED:
            return await RedirectResponse(f"{path}/", 307)(scope, receive, send)
        return await self._app(scope, receive, send)

    def _principal(self, request: Request) -> Principal | None:
        try:
            return self._doorkeeper.principal(request.headers, request.cookies, address_of(request))
        except BadKey:
            return None

    def _with_cookie(self, request: Request, send: Send) -> Send:
        principal = self._principal(request)
        if principal is None or principal.means is not Means.NOTHING:
            return send
        secure = "; Secure" if request.url.scheme == "https" else ""
        cookie = f"{SHOPPER_COOKIE}={self._doorkeeper.new_visit()}; Path=/; HttpOnly; SameSite=Lax{secure}"

        async def send_with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", []), (b"set-cookie", cookie.encode())]
            await send(message)

        return send_with_cookie


def _needed_to_send(path: str) -> Act | None:
    return next((act for large, act in _LARGE.items() if large.fullmatch(path)), None)


def _may_not_send(principal: Principal | None) -> Problem:
    if principal is None:
        return BAD_KEY
    if principal.viewer.is_staff:
        return Problem(403, f"The role {principal.role.value} may not do this.")
    return Problem(401, LOGIN_FIRST, {"WWW-Authenticate": "Bearer"})


def guard_of(path: str) -> str | None:
    """The guarded page that a path belongs to."""
    return next((page for page in GUARDED if path == page or path.startswith(f"{page}/")), None)


def is_open(path: str) -> bool:
    """Whether anything may be reached under this path at all."""
    if path in GUARDED or _OURS.fullmatch(path):
        return True
    page = guard_of(path)
    return bool(_OPEN.fullmatch(path.removeprefix(page) if page else path))


def address_of(request: Request) -> str:
    """The caller's address, as the server resolved it (behind trusted proxies, the forwarded one)."""
    return request.client.host if request.client else "unknown"


def _refuse(scope: Scope, page: str):
    wants_page = scope["method"] == "GET" and scope["path"].rstrip("/") == page
    if wants_page:
        return RedirectResponse(f"/login?next={quote(page)}", 303)
    return response_of(Problem(401, "Please log in for this page."))

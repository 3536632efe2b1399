"""What of the pages is shut: Gradio's own upload and file routes, and staff pages without a login."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.auth import SHOPPER_COOKIE, Act, BadKey, Doorkeeper, Means, Principal
from ui.problems import Problem, response_of

# Anybody may upload through a Gradio mount, and read what another mount holds. Uploads go through our own API.
_SHUT = re.compile(
    r"/gradio_api/(upload|upload_progress|file|stream|component_server|heartbeat_file|proxy)\b"
)
_SHUT_OLD = re.compile(
    r"^(/staff|/studio)?/(upload|upload_progress|file|stream|proxy|component_server)(=|/|$)"
)

GUARDED: Mapping[str, Act] = {"/staff": Act.SEARCH, "/studio": Act.COPY}

_NOTHING_HERE = Problem(404, "There is nothing here.")


class PageGate:
    """Sends whoever is not logged in to the login page, and gives a new shopper a signed cookie."""

    def __init__(self, app: ASGIApp, doorkeeper: Doorkeeper) -> None:
        self._app = app
        self._doorkeeper = doorkeeper

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        path = scope["path"]
        if _SHUT.search(path) or _SHUT_OLD.search(path):
            return await response_of(_NOTHING_HERE)(scope, receive, send)
        if path == "/" and scope["method"] == "GET":
            send = self._with_cookie(Request(scope), send)
        if guarded := guard_of(path):
            principal = self._principal(Request(scope))
            if principal is None or not principal.may(GUARDED[guarded]):
                return await _refuse(scope, guarded)(scope, receive, send)
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


def guard_of(path: str) -> str | None:
    """The guarded page that a path belongs to."""
    return next((page for page in GUARDED if path == page or path.startswith(f"{page}/")), None)


def address_of(request: Request) -> str:
    """The caller's address, as the server resolved it (behind trusted proxies, the forwarded one)."""
    return request.client.host if request.client else "unknown"


def _refuse(scope: Scope, page: str):
    wants_page = scope["method"] == "GET" and scope["path"].rstrip("/") == page
    if wants_page:
        return RedirectResponse(f"/login?next={quote(page)}", 303)
    return response_of(Problem(401, "Please log in for this page."))

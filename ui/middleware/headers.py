"""Security headers on every response, errors included."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.wire.problems import INTERNAL, response_of

log = logging.getLogger(__name__)

# Gradio works under this policy and asks nobody else for anything; an image in an answer cannot either.
CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "media-src 'self' blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "frame-src 'none'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    ]
)

# A page that is wholly our own: its files and no inline script.
OWN = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
)
OWN_PAGES = {"/studio/", "/desk/", "/admin/"}

WIDGET = {"/widget", "/widget.js"}  # what pages of other origins may show or load
EXAMPLE = "/widget/example.html"  # the demo's page of a mall, which shows it

HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # with no-referrer a browser sends our own forms with "Origin: null"
    "X-Frame-Options": "SAMEORIGIN",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class SecurityHeaders:
    """Adds the headers, and turns what nobody caught into a problem that says nothing of the inside."""

    def __init__(self, app: ASGIApp, framed_by: Sequence[str] = ()) -> None:
        """`framed_by` are the origins of pages that may show the widget in a frame."""
        self._app = app
        widget = _for_the_widget(framed_by)
        own = {**HEADERS, "Content-Security-Policy": OWN}
        self._of_path = {
            **dict.fromkeys(WIDGET, widget),
            **dict.fromkeys(OWN_PAGES, own),
            EXAMPLE: _for_the_example(),
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        started = False

        async def send_with_headers(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                self._dress(MutableHeaders(scope=message), scope["path"])
            await send(message)

        try:
            await self._app(scope, receive, send_with_headers)
        except Exception:
            log.exception("Unforeseen error in %s %s", scope["method"], scope["path"])
            if started:
                raise
            await response_of(INTERNAL)(scope, receive, send_with_headers)
        return None

    def _dress(self, headers: MutableHeaders, path: str) -> None:
        for name, value in self._of_path.get(path, HEADERS).items():
            headers[name] = value
        if path.startswith("/api/"):
            headers.setdefault("Cache-Control", "no-store")


def _for_the_widget(framed_by: Sequence[str]) -> dict[str, str]:
    """Its own files and no inline script; shown by our own pages and by those that are named."""
    ancestors = " ".join(["'self'", *framed_by])
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
        f"base-uri 'none'; form-action 'none'; frame-ancestors {ancestors}"
    )
    # X-Frame-Options knows no list; frame-ancestors stands in its place. Other origins load the script.
    kept = {name: value for name, value in HEADERS.items() if name != "X-Frame-Options"}
    return {**kept, "Content-Security-Policy": policy, "Cross-Origin-Resource-Policy": "cross-origin"}


def _for_the_example() -> dict[str, str]:
    policy = CONTENT_SECURITY_POLICY.replace("frame-src 'none'", "frame-src 'self'")
    return {**HEADERS, "Content-Security-Policy": policy}

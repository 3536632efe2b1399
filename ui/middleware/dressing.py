"""The HTML that Gradio writes for our pages: its advertisement taken out, our language put in, and packed for the way."""

from __future__ import annotations

import gzip
import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

PAGES = {"/", "/staff/", "/library/", "/insights/"}
_LEVEL = 5  # of gzip's; of 60 kB ten are left

# What a messenger shows of a link that is sent on: Gradio's name and picture instead of the mall's.
_CARD = re.compile(r'<meta\s+(?:property="og:|name="twitter:)[^>]*>\s*')
_LANGUAGE = re.compile(r'(<html\s+lang=)"en"')


class Dressing:
    """Reads the whole page before it goes out: Gradio sends it in one piece."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET" or scope["path"] not in PAGES:
            return await self._app(scope, receive, send)
        start: Message | None = None
        body = bytearray()

        async def held(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start" and _is_html(message):
                start = message
            elif start is None or message["type"] != "http.response.body":
                await send(message)
            else:
                body.extend(message.get("body", b""))
                if not message.get("more_body"):
                    await send_dressed(start, bytes(body))

        async def send_dressed(start: Message, page: bytes) -> None:
            page = dressed(page.decode("utf-8")).encode("utf-8")
            headers = MutableHeaders(raw=start["headers"])
            if "gzip" in Headers(scope=scope).get("accept-encoding", ""):
                page = gzip.compress(page, _LEVEL)
                headers["Content-Encoding"] = "gzip"
            headers.add_vary_header("Accept-Encoding")
            headers["Content-Length"] = str(len(page))
            await send({**start, "headers": headers.raw})
            await send({"type": "http.response.body", "body": page})

        return await self._app(scope, receive, held)


def dressed(page: str) -> str:
    """The page without what is said of somebody else in it."""
    return _LANGUAGE.sub(r'\1"zh-Hans"', _CARD.sub("", page), count=1)


def _is_html(start: Message) -> bool:
    headers = Headers(raw=start["headers"])
    return headers.get("content-type", "").startswith("text/html") and "content-encoding" not in headers

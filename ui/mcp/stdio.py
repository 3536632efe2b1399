"""The tools over standard input and output, for a program on the same machine that starts them."""

from __future__ import annotations

import threading
from typing import Any

import anyio
from anyio.to_thread import run_sync
from mcp.server.mcpserver import Context

from ui.desk import Desk
from ui.mcp.tools import tools

_UNAUTHORIZED = 401
_ANOTHER_ROLE = (
    "This tool needs another role than a shopper's: start the server with `--role staff`, content or admin."
)


def speak(desk: Desk, role: str) -> None:
    """Serves the tools until standard input ends, as a user of this role would be served."""
    one_at_a_time = threading.Lock()  # a house that is opened here has one event loop

    def send(method: str, address: str, asked: dict[str, Any]) -> tuple[int, Any]:
        with one_at_a_time:
            if method == "GET":
                reply = desk.try_ask(method, f"{address}?{_query(asked)}", role=role)
            else:
                reply = desk.try_ask(method, address, asked, role=role)
        return (_UNAUTHORIZED, {"detail": _ANOTHER_ROLE}) if reply[0] == _UNAUTHORIZED else reply

    async def ask(_context: Context, method: str, address: str, asked: dict[str, Any]) -> tuple[int, Any]:
        return await run_sync(send, method, address, asked)

    anyio.run(tools(ask).run_stdio_async)


def _query(asked: dict[str, Any]) -> str:
    from urllib.parse import urlencode

    return urlencode(asked)

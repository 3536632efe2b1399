"""A server that plays the robots of groups, and the interface of an official account: it behaves as it is told, and remembers."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

TAKEN = {"errcode": 0, "errmsg": "ok"}  # WeCom's and DingTalk's
TAKEN_BY_FEISHU = {"code": 0, "msg": "success", "data": {}}


@dataclass
class Heard:
    """One request."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


Answer = tuple[int, Any, dict[str, str]]
Behaves = Callable[[Heard], Any]


@dataclass
class Robots:
    """`behave` gives what is answered: JSON, or (status, body, headers)."""

    behave: Behaves
    url: str = ""
    heard: list[Heard] = field(default_factory=list)

    def on(self, path: str) -> list[Heard]:
        return [one for one in self.heard if one.path == path]


@contextmanager
def playing(behave: Behaves = lambda _heard: TAKEN) -> Iterator[Robots]:
    robots = Robots(behave)

    class Handler(BaseHTTPRequestHandler):
        def _serve(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            parts = urlsplit(self.path)
            query = {
                name: values[-1] for name, values in parse_qs(parts.query, keep_blank_values=True).items()
            }
            headers = {name.lower(): value for name, value in self.headers.items()}
            heard = Heard(self.command, parts.path, query, headers, body)
            robots.heard.append(heard)
            answer = robots.behave(heard)
            status, told, more = answer if isinstance(answer, tuple) else (200, answer, {})
            sent = told if isinstance(told, bytes) else json.dumps(told).encode()
            self.send_response(status)
            for name, value in more.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(sent)))
            self.end_headers()
            self.wfile.write(sent)

        do_POST = do_GET = _serve

        def log_message(self, *_args: object) -> None:
            return None

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # type: ignore[method-assign]  # who hangs up in the middle is part of a test
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    robots.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield robots
    finally:
        server.shutdown()
        server.server_close()

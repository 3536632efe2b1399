"""Small model servers for tests: each behaves in one way, right or wrong, on 127.0.0.1."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

KEY = "sk-canary-3f9a1c"
_OPENAI_HEAD = {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "m"}


@dataclass
class Script:
    """A server's behaviour and what it has been asked; replace `behave` to change its mood."""

    behave: Callable[[Reply], None]
    requests: list[dict[str, Any]] = field(default_factory=list)
    stopping: threading.Event = field(default_factory=threading.Event)

    def wait(self, seconds: float) -> None:
        """Does nothing for a while, but not longer than the server lives."""
        self.stopping.wait(seconds)


class Reply:
    """One reply on its way out."""

    def __init__(self, handler: BaseHTTPRequestHandler, script: Script, asked: dict[str, Any]) -> None:
        self._handler = handler
        self.script = script
        self.asked = asked

    def head(self, status: int = 200, kind: str = "text/event-stream") -> None:
        self._handler.send_response(status)
        self._handler.send_header("Content-Type", kind)
        self._handler.send_header("Connection", "close")
        self._handler.end_headers()

    def raw(self, data: str) -> None:
        self._handler.wfile.write(data.encode())
        self._handler.wfile.flush()

    def event(self, data: Any) -> None:
        self.raw(f"data: {data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)}\n\n")

    def text(self, text: str) -> None:
        self.event(
            {**_OPENAI_HEAD, "choices": [{"index": 0, "delta": {"content": text}, "finish_reason": None}]}
        )

    def finish(self, reason: str = "stop") -> None:
        self.event({**_OPENAI_HEAD, "choices": [{"index": 0, "delta": {}, "finish_reason": reason}]})

    def done(self) -> None:
        self.event("[DONE]")

    # Ollama's protocol: a JSON object a line, as recorded in its documentation

    def line(self, **data: Any) -> None:
        told = {"model": "m", "created_at": "2026-10-26T17:15:24.097767Z", **data}
        self.raw(json.dumps(told, ensure_ascii=False) + "\n")

    def says(self, text: str, **more: Any) -> None:
        self.line(message={"role": "assistant", "content": text, **more}, done=False)

    def ends(self, reason: str = "stop") -> None:
        self.line(
            message={"role": "assistant", "content": ""},
            done=True,
            done_reason=reason,
            total_duration=4883583458,
            load_duration=1334875,
            prompt_eval_count=26,
            prompt_eval_duration=342546000,
            eval_count=282,
            eval_duration=4535599000,
        )

    @property
    def prompt(self) -> str:
        return "\n".join(message["content"] for message in self.asked["messages"])


@contextmanager
def serving(behave: Callable[[Reply], None]) -> Iterator[tuple[str, Script]]:
    """A running server: its base address and its script."""
    script = Script(behave)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            script.requests.append({"path": self.path, "headers": dict(self.headers), **asked})
            with suppress(BrokenPipeError, ConnectionResetError):  # the client may hang up, as it should
                script.behave(Reply(self, script, asked))

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1", script
    finally:
        script.stopping.set()
        server.shutdown()
        server.server_close()


# -- servers that work ---------------------------------------------------------------------------


def saying(text: str, step: int = 4) -> Callable[[Reply], None]:
    """Streams a fixed text."""

    def behave(reply: Reply) -> None:
        _stream(reply, text, step)

    return behave


def ollama_saying(text: str, thought: str = "", step: int = 4) -> Callable[[Reply], None]:
    """Streams a fixed text as Ollama does; a thought comes before it in a field of its own."""

    def behave(reply: Reply) -> None:
        reply.head(kind="application/x-ndjson")
        for start in range(0, len(thought), step):
            reply.says("", thinking=thought[start : start + step])
        for start in range(0, len(text), step):
            reply.says(text[start : start + step])
        reply.ends()

    return behave


def echo(reply: Reply) -> None:
    """Streams back the whole prompt that it was sent: what it never had, it cannot leak."""
    _stream(reply, reply.prompt, 64)


def obedient(reply: Reply) -> None:
    """Does what the last imperative in its context says, as the weakest of models would."""
    orders = [line for line in reply.prompt.splitlines() if line.startswith(("请说：", "SAY: "))]
    _stream(reply, orders[-1].split("：" if "：" in orders[-1] else ": ", 1)[1] if orders else "好的。", 8)


def _stream(reply: Reply, text: str, step: int) -> None:
    reply.head()
    for start in range(0, len(text), step):
        reply.text(text[start : start + step])
    reply.finish()
    reply.done()


# -- servers that do not -------------------------------------------------------------------------


def _hang(reply: Reply) -> None:
    reply.script.wait(30)


def _error(status: int) -> Callable[[Reply], None]:
    def behave(reply: Reply) -> None:
        reply.head(status, "application/json")
        reply.raw(json.dumps({"error": {"message": f"Incorrect API key provided: {KEY}"}}))

    return behave


def _html(reply: Reply) -> None:
    reply.head(200, "text/html")
    reply.raw("<html><body>Welcome to the gateway</body></html>")


def _empty_choices(reply: Reply) -> None:
    reply.head()
    reply.event({**_OPENAI_HEAD, "choices": []})
    reply.done()


def _bad_json(reply: Reply) -> None:
    reply.head()
    reply.event('{"id": "c1", "choices": [{"index": 0, "delta"')
    reply.done()


def _cut(reply: Reply) -> None:
    reply.head()
    reply.text("满300")


def _no_last_word(reply: Reply) -> None:
    reply.head()
    reply.text("满300减50[1]。")
    reply.finish()


def _no_reason(reply: Reply) -> None:
    reply.head()
    reply.text("满300减50[1]。")
    reply.done()


def _length(reply: Reply) -> None:
    reply.head()
    reply.text("满300减")
    reply.finish("length")
    reply.done()


def _nothing(reply: Reply) -> None:
    reply.head()
    reply.finish()
    reply.done()


def _stall(reply: Reply) -> None:
    reply.head()
    reply.text("满300")
    reply.script.wait(30)


def _drip(reply: Reply) -> None:
    reply.head()
    while not reply.script.stopping.is_set():
        reply.text("满")
        time.sleep(0.05)


def _keep_alive(reply: Reply) -> None:
    reply.head()
    while not reply.script.stopping.is_set():
        reply.raw(": ping\n\n")
        time.sleep(0.002)


def _oversize(reply: Reply) -> None:
    reply.head()
    while not reply.script.stopping.is_set():
        reply.text("满" * 2000)


def _endless_line(reply: Reply) -> None:
    reply.head()
    reply.raw("data: ")
    while not reply.script.stopping.is_set():
        reply.raw("x" * 65536)


def _says_error(reply: Reply) -> None:
    reply.head()
    reply.event({"error": {"message": f"quota of {KEY} exceeded"}})


# name -> behaviour; "refused" and "unknown host" need an address, not a server
FAULTS: dict[str, Callable[[Reply], None]] = {
    "hang": _hang,
    "status 500": _error(500),
    "status 429": _error(429),
    "status 401": _error(401),
    "html with status 200": _html,
    "empty choices": _empty_choices,
    "bad json": _bad_json,
    "cut stream": _cut,
    "no last word": _no_last_word,
    "no finish reason": _no_reason,
    "out of tokens": _length,
    "an empty reply": _nothing,
    "stall": _stall,
    "drip": _drip,
    "keep-alive flood": _keep_alive,
    "oversize flood": _oversize,
    "a line without end": _endless_line,
    "an error in the stream": _says_error,
}


# -- Ollama, when it does not --------------------------------------------------------------------


def _ollama_error(status: int, sentence: str) -> Callable[[Reply], None]:
    def behave(reply: Reply) -> None:
        reply.head(status, "application/json; charset=utf-8")
        reply.raw(json.dumps({"error": f"{sentence} {KEY}"}))

    return behave


def _ollama(*lines: str, ending: Callable[[Reply], None] | None = None) -> Callable[[Reply], None]:
    """Says these pieces, then does something else than ending well."""

    def behave(reply: Reply) -> None:
        reply.head(kind="application/x-ndjson")
        for line in lines:
            reply.says(line)
        if ending:
            ending(reply)

    return behave


def _ollama_drip(reply: Reply) -> None:
    reply.head(kind="application/x-ndjson")
    while not reply.script.stopping.wait(0.05):
        reply.says("满")


OLLAMA_FAULTS: dict[str, Callable[[Reply], None]] = {
    "hang": _hang,
    "no such model": _ollama_error(404, "model 'm' not found"),
    "does not support thinking": _ollama_error(400, '"m" does not support thinking'),
    "out of memory": _ollama_error(500, "model requires more system memory (9.9 GiB) than is available"),
    "busy": _ollama_error(503, "server busy, please try again. maximum pending requests exceeded"),
    "html with status 200": _html,
    "an error in the stream": _ollama(
        "满300", ending=lambda reply: reply.raw('{"error":"llama runner died"}\n')
    ),
    "cut stream": _ollama("满300"),
    "half a line": _ollama("满300", ending=lambda reply: reply.raw('{"model":"m","message":{"role":"assis')),
    "no objects": _ollama(ending=lambda reply: reply.raw("[1, 2]\n")),
    "no message": _ollama(
        ending=lambda reply: reply.raw('{"message":{"content":null},"done":false}\n{"x":1}\n')
    ),
    "out of tokens": _ollama("满300减", ending=lambda reply: reply.ends("length")),
    "only loaded": _ollama(ending=lambda reply: reply.ends("load")),
    "an empty reply": _ollama(ending=lambda reply: reply.ends()),
    "thoughts only": _ollama("<think>怎么减呢", ending=lambda reply: reply.ends()),
    "stall": _ollama("满300", ending=_hang),
    "drip": _ollama_drip,
    "a line without end": _endless_line,
}

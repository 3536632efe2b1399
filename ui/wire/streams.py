"""Streams of events that stay open: they look at the bell in the event loop, so that any number of listeners costs no thread."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import inf
from typing import Annotated, Any

from fastapi import Query
from fastapi.responses import StreamingResponse

from ui.wire.problems import Problem

LOOK = 0.2  # seconds between looks at the bell
ASK_AGAIN = 3.0  # after which it is asked whether the caller still may listen, and what changed by itself
HEARTBEAT = 15.0  # of silence, which a proxy would take for the end
MOST = 2000  # streams in all
MOST_ALIKE = 5  # of one conversation, or of one person
_TOO_MANY = Problem(
    429, "Too many streams are open; close one, or try again in a moment.", {"Retry-After": "10"}
)
# What a stream consists of, for its description: before OpenAPI 3.2 the schema of a stream is that of each event.
EVENTS: dict[str, Any] = {
    "text/event-stream": {
        "schema": {
            "title": "Event",
            "description": "One event of the stream (HTML standard, server-sent events); `data` is JSON, or [DONE].",
            "type": "object",
            "required": ["data"],
            "properties": {
                "event": {"type": "string", "description": "what the event tells; absent at `/v1`"},
                "data": {"type": "string"},
                "id": {
                    "type": "string",
                    "description": "what is sent back as `Last-Event-ID` to go on after it",
                },
            },
        }
    }
}
_RETRY = "retry: 2000\n\n"  # milliseconds after which a browser comes back


@dataclass(frozen=True, slots=True)
class Frame:
    """One event; `data` is its JSON. `number` is what a listener sends back as Last-Event-ID."""

    event: str
    data: str
    number: int | None = None

    def __str__(self) -> str:
        head = "" if self.number is None else f"id: {self.number}\n"
        return f"{head}event: {self.event}\ndata: {self.data}\n\n"


class Listener:
    """What one stream tells. `may` and `news` read files, in a thread; `rung` looks at memory alone."""

    def rung(self) -> int:
        raise NotImplementedError

    def may(self) -> bool:
        """Whether the caller still may listen."""
        raise NotImplementedError

    def news(self) -> list[Frame]:
        """What is new since this was last asked."""
        raise NotImplementedError


class Streams:
    """How many streams are open, by whom they are for."""

    def __init__(self) -> None:
        self._open: Counter[str] = Counter()

    def refuse_too_many(self, name: str) -> None:
        """Raises Problem when no further stream may be opened."""
        if self._open.total() >= MOST or self._open[name] >= MOST_ALIKE:
            raise _TOO_MANY

    @contextmanager
    def counted(self, name: str) -> Iterator[None]:
        self._open[name] += 1
        try:
            yield
        finally:
            self._open[name] -= 1
            if not self._open[name]:
                del self._open[name]

    def response(
        self, name: str, listener: Listener, ends: Callable[[], bool], seconds: float | None = None
    ) -> StreamingResponse:
        """The stream of a listener, for so many seconds where they are given. `ends`: the server is about to end."""
        self.refuse_too_many(name)
        return StreamingResponse(
            self._frames(name, listener, ends, seconds),
            media_type="text/event-stream",
            headers={"X-Accel-Buffering": "no"},
        )

    async def _frames(
        self, name: str, listener: Listener, ends: Callable[[], bool], seconds: float | None
    ) -> AsyncIterator[str]:
        with self.counted(name):
            yield _RETRY
            heard, asked, spoke = -1, -ASK_AGAIN, time.monotonic()
            until = inf if seconds is None else spoke + seconds
            while not ends():
                now, rung = time.monotonic(), listener.rung()
                is_due = now - asked >= ASK_AGAIN
                if is_due:
                    asked = now
                    if not await asyncio.to_thread(listener.may):
                        return
                if is_due or rung != heard:
                    heard = rung
                    for frame in await asyncio.to_thread(listener.news):
                        spoke = now
                        yield str(frame)
                if now >= until:
                    return
                if now - spoke > HEARTBEAT:
                    spoke = now
                    yield ": here\n\n"
                await asyncio.sleep(LOOK)


Seconds = Annotated[
    int | None, Query(ge=0, le=86_400)
]  # for which a stream stays open; None: as long as both like


def sequence(text: str | None, otherwise: int) -> int:
    """The number that a listener saw last; what is none counts as `otherwise`."""
    return int(text) if text and text.isdecimal() and len(text) < 16 else otherwise


def data_of(reply: Any) -> str:
    """A reply as the one line of an event."""
    return reply.model_dump_json(by_alias=True)

"""Deadlines that hold whatever the library below does: it works in a thread, the clock is here."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from knowledge.errors import ModelUnavailable


@dataclass(frozen=True, slots=True)
class Deadlines:
    """How long a model may take, in seconds; `total` covers retries too."""

    connect: float = 3.0
    first_token: float = 10.0
    idle: float = 5.0
    total: float = 20.0

    @classmethod
    def within(cls, seconds: float) -> Deadlines:
        """The usual shares of another total."""
        usual = cls()
        share = seconds / usual.total
        return cls(min(usual.connect, seconds), usual.first_token * share, usual.idle * share, seconds)

    def wait(self, started: float, waiting_since: float | None) -> float:
        """Seconds left for the next piece; `waiting_since` is None before the first one."""
        now = time.monotonic()
        left = self.total - (now - started)
        if waiting_since is None:
            return max(0.0, min(left, self.first_token - (now - started)))
        return max(0.0, min(left, self.idle))


_END = object()


def timed(produce: Callable[[], Iterator[str]], deadlines: Deadlines, started: float) -> Iterator[str]:
    """The pieces of `produce()`, which runs in a thread of its own; raises what it raises.

    Raises ModelUnavailable at a deadline. The thread is left behind then: whoever opened the
    connection closes it, and its own read timeout ends it.
    """
    pieces: queue.Queue[object] = queue.Queue()
    threading.Thread(target=_pump, args=(produce, pieces), name="language-model", daemon=True).start()
    arrived: float | None = None
    while True:
        try:
            piece = pieces.get(timeout=deadlines.wait(started, arrived))
        except queue.Empty:
            raise ModelUnavailable(_too_slow(deadlines, started, arrived)) from None
        if piece is _END:
            return
        if isinstance(piece, BaseException):
            raise piece
        arrived = time.monotonic()
        yield str(piece)


def _pump(produce: Callable[[], Iterator[str]], pieces: queue.Queue[object]) -> None:
    try:
        for piece in produce():
            pieces.put(piece)
        pieces.put(_END)
    except BaseException as error:  # carried over to the thread that waits
        pieces.put(error)


def _too_slow(deadlines: Deadlines, started: float, arrived: float | None) -> str:
    if arrived is None:
        return f"The language model sent no text within {deadlines.first_token:g} seconds."
    if time.monotonic() - started >= deadlines.total:
        return f"The language model had not finished after {deadlines.total:g} seconds."
    return f"The language model stopped sending for {deadlines.idle:g} seconds."

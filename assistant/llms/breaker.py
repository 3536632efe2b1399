"""A circuit breaker: a model that keeps failing is left alone for a while, so that nobody waits for it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator, Sequence

from assistant.llms.model import LanguageModel, Message
from knowledge.errors import ModelUnavailable


class Breaker:
    """A model that fails at once while the one behind it is known to be down.

    After `failures` failures in a row it is open for `rest` seconds; then one question tries the
    model again, and its outcome closes or reopens the breaker.
    """

    def __init__(
        self,
        model: LanguageModel,
        failures: int = 5,
        rest: float = 20.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._model = model
        self._limit = failures
        self._rest = rest
        self._clock = clock
        self._failed = 0
        self._open_until = 0.0
        self._lock = threading.Lock()

    @property
    def is_open(self) -> bool:
        return self._failed >= self._limit

    def prepare(self) -> None:
        self._model.prepare()

    def stream(self, messages: Sequence[Message]) -> Generator[str, None, None]:
        self._enter()
        begun = False
        try:
            for piece in self._model.stream(messages):
                begun = True
                yield piece
        except ModelUnavailable:
            self._failure()
            raise
        except GeneratorExit:  # the reader has left; a model that had begun to answer is there
            if begun:
                self._success()
            raise
        self._success()

    def _enter(self) -> None:
        """Lets a question through; while open, only one every `rest` seconds."""
        with self._lock:
            if not self.is_open:
                return
            now = self._clock()
            if now < self._open_until:
                raise ModelUnavailable("The language model failed repeatedly and is left alone for a moment.")
            self._open_until = now + self._rest  # the one that tries; the others go on waiting

    def _failure(self) -> None:
        with self._lock:
            self._failed += 1
            self._open_until = self._clock() + self._rest

    def _success(self) -> None:
        with self._lock:
            self._failed = 0

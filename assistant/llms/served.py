"""A model behind a server: attempts, deadlines and limits, whatever protocol the server speaks."""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass

import httpx

from assistant.llms.deadlines import Deadlines, timed
from assistant.llms.model import Message
from assistant.llms.thoughts import StrayThought, Thoughts
from assistant.llms.wire import WatchedTransport
from knowledge.errors import ModelUnavailable

_ATTEMPTS = 2

OUT_OF_REACH = "The language model's server cannot be reached; check its address."
TOO_LATE = "The language model's server did not answer in time."
TOO_MUCH = "The language model's server sent far more than an answer."
NO_REPLY = "The language model's server sent something that is not a chat reply."
BROKEN_OFF = "The language model's reply broke off before its end, or was no reply at all."
EMPTY = "The language model sent an empty reply."


class Fault(Exception):
    """Why an attempt failed, in a sentence of ours: a server's own words may repeat the key.

    `again`: another attempt may help.
    """

    def __init__(self, sentence: str, again: bool = False) -> None:
        super().__init__(sentence)
        self.again = again


@dataclass(frozen=True, slots=True)
class Server:
    """Where a model is served and what it can take; sizes in tokens, `max_characters` of one reply."""

    base_url: str
    model: str
    api_key: str = ""
    context_window: int = 8192
    max_tokens: int = 600
    max_characters: int = 6000

    def __repr__(self) -> str:
        return f"Server({self.base_url!r}, {self.model!r})"

    @property
    def max_bytes(self) -> int:
        """Enough for a reply of one character an event, each in an envelope of some hundred bytes."""
        return 65_536 + self.max_characters * 600


class ServedModel(ABC):
    """What all protocols share. A reply is passed on without the model's thoughts, and whole or not at all."""

    def __init__(self, server: Server, deadlines: Deadlines | None = None) -> None:
        self._server = server
        self._deadlines = deadlines or Deadlines()
        self._thinks_first = False  # its template opens the thought, so that only the end of it is sent

    @abstractmethod
    def prepare(self) -> None:
        """What takes long and need not wait for the first question; says nothing when it fails."""

    @abstractmethod
    def _pieces(
        self, messages: Sequence[Message], client: httpx.Client, transport: WatchedTransport
    ) -> Iterator[str]:
        """The text of one request; an empty piece is a sign of life. Raises Fault, also where the reply is not whole."""

    def stream(self, messages: Sequence[Message]) -> Generator[str, None, None]:
        started = time.monotonic()
        for attempt in range(1, _ATTEMPTS + 1):
            begun = False
            try:
                for piece in self._attempt(messages, started):
                    begun = True
                    yield piece
                return
            except Fault as fault:
                if begun or not fault.again or attempt == _ATTEMPTS:
                    raise ModelUnavailable(str(fault)) from None

    def _attempt(self, messages: Sequence[Message], started: float) -> Iterator[str]:
        transport = WatchedTransport(self._server.max_bytes)
        limits = httpx.Timeout(self._deadlines.first_token, connect=self._deadlines.connect)
        with httpx.Client(transport=transport, timeout=limits) as client:
            size = 0
            pieces = timed(lambda: self._pieces(messages, client, transport), self._deadlines, started)
            for piece in self._spoken(pieces):
                size += len(piece)
                if size > self._server.max_characters:
                    raise Fault(
                        f"The language model wrote more than {self._server.max_characters} characters."
                    )
                yield piece
            if not size:
                raise Fault(EMPTY)

    def _spoken(self, pieces: Iterator[str]) -> Iterator[str]:
        thoughts = Thoughts(self._thinks_first)
        try:
            for piece in pieces:
                if said := thoughts.spoken(piece):
                    yield said
        except StrayThought:
            self._thinks_first = True
            raise Fault("The language model thought aloud; from now on its thoughts are expected.") from None
        if said := thoughts.rest():
            yield said


def status_fault(status: int) -> Fault:
    """What a status other than 200 means."""
    if status == 404:
        return Fault("The language model's server does not know this model or address (HTTP status 404).")
    return Fault(f"The language model's server answered with HTTP status {status}.", again=status >= 500)

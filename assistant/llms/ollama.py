"""Ollama's own protocol: one JSON object a line, at /api/chat.

Its OpenAI-compatible address knows neither the size of the context, which is small unless it is asked
for and then cuts the prompt without a word, nor how to ask a model not to think aloud, nor how long the
model is to stay in memory (https://docs.ollama.com/api/chat, /api/streaming, /api/errors).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

import httpx

from assistant.llms.model import Message
from assistant.llms.served import (
    BROKEN_OFF,
    EMPTY,
    NO_REPLY,
    OUT_OF_REACH,
    TOO_LATE,
    TOO_MUCH,
    Fault,
    ServedModel,
    status_fault,
)
from assistant.llms.wire import Flood, WatchedTransport

_KEPT = "30m"  # in memory after a question; loading takes longer than a shopper waits
_LOADING = 120.0  # seconds


class OllamaModel(ServedModel):
    """A model that Ollama serves."""

    def prepare(self) -> None:
        """Has the model loaded: a request without messages does that and no more."""
        with suppress(httpx.HTTPError), httpx.Client(timeout=_LOADING) as client:
            client.post(self._address, json=self._asked([], stream=False), headers=self._headers)

    @property
    def _address(self) -> str:
        base = self._server.base_url.rstrip("/")
        return base.removesuffix("/v1").removesuffix("/api") + "/api/chat"

    @property
    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._server.api_key}"} if self._server.api_key else {}

    def _asked(self, messages: Sequence[Message], stream: bool = True) -> dict[str, Any]:
        server = self._server
        return {
            "model": server.model,
            "messages": [{"role": message.role, "content": message.content} for message in messages],
            "stream": stream,
            "think": False,
            "keep_alive": _KEPT,
            "options": {
                "temperature": 0,
                "num_ctx": server.context_window,
                "num_predict": server.max_tokens,
            },
        }

    def _pieces(
        self, messages: Sequence[Message], client: httpx.Client, transport: WatchedTransport
    ) -> Iterator[str]:
        written = False
        try:
            with client.stream(
                "POST", self._address, json=self._asked(messages), headers=self._headers
            ) as reply:
                if reply.status_code != 200:
                    raise status_fault(reply.status_code)
                for line in reply.iter_lines():
                    if not line.strip():
                        continue
                    said = _read(line)
                    text = said["message"]["content"] if "message" in said else ""
                    written = written or bool(text)
                    yield text
                    if said.get("done"):
                        _judge(said.get("done_reason", "stop"), written)
                        return
        except (httpx.HTTPError, Flood, ValueError, TypeError, KeyError) as error:
            raise _fault(error) from None
        raise Fault(BROKEN_OFF, not written)


def _read(line: str) -> dict[str, Any]:
    """One object of the stream. Raises Fault for a report of an error, ValueError for anything else."""
    said = json.loads(line)
    if not isinstance(said, dict):
        raise ValueError(line)
    if "error" in said:  # the status was sent long before
        raise Fault("The language model's server reports an error.", again=True)
    if "message" not in said and not said.get("done"):
        raise ValueError(line)
    return said


def _judge(reason: str, written: bool) -> None:
    if reason != "stop":
        raise Fault(f"The language model stopped before it had finished ({reason}).")
    if not written:
        raise Fault(EMPTY)


# the first that fits
_FAULTS: tuple[tuple[type[Exception], str, bool], ...] = (
    (Flood, TOO_MUCH, False),
    (httpx.TimeoutException, TOO_LATE, False),
    (httpx.ConnectError, OUT_OF_REACH, True),
    (httpx.HTTPError, BROKEN_OFF, True),
)


def _fault(error: Exception) -> Fault:
    for kind, sentence, again in _FAULTS:
        if isinstance(error, kind):
            return Fault(sentence, again)
    return Fault(NO_REPLY, again=True)

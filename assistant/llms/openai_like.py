"""Any OpenAI-compatible model server, through LlamaIndex's client."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from types import SimpleNamespace
from typing import Any

import httpx

from assistant.llms.deadlines import Deadlines, timed
from assistant.llms.model import Message
from assistant.llms.wire import Flood, WatchedTransport
from knowledge.errors import ModelUnavailable

_UNFINISHED = frozenset({"length", "content_filter", "tool_calls", "function_call"})
_NO_KEY = "none"  # the client insists on a key, and would otherwise take one from the environment
_ATTEMPTS = 2


class _Fault(Exception):
    """Why an attempt failed, in a sentence of ours: a server's own words may repeat the key."""

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


class OpenAILikeModel:
    """A model behind an OpenAI-compatible address, Ollama's included.

    The client library reports an HTML page, an empty stream and a cut one as success, and has no
    deadline for the whole; so all of these are judged here.
    """

    def __init__(self, server: Server, deadlines: Deadlines | None = None) -> None:
        self._server = server
        self._deadlines = deadlines or Deadlines()

    def stream(self, messages: Sequence[Message]) -> Generator[str, None, None]:
        load_client()
        started = time.monotonic()
        for attempt in range(1, _ATTEMPTS + 1):
            begun = False
            try:
                for piece in self._attempt(messages, started):
                    begun = True
                    yield piece
                return
            except _Fault as fault:
                if begun or not fault.again or attempt == _ATTEMPTS:
                    raise ModelUnavailable(str(fault)) from None

    def _attempt(self, messages: Sequence[Message], started: float) -> Iterator[str]:
        transport = WatchedTransport(self._server.max_bytes)
        limits = httpx.Timeout(self._deadlines.first_token, connect=self._deadlines.connect)
        with httpx.Client(transport=transport, timeout=limits) as client:
            size = 0
            for piece in timed(lambda: self._pieces(messages, client, transport), self._deadlines, started):
                size += len(piece)
                if size > self._server.max_characters:
                    raise _Fault(
                        f"The language model wrote more than {self._server.max_characters} characters."
                    )
                yield piece

    def _pieces(
        self, messages: Sequence[Message], client: httpx.Client, transport: WatchedTransport
    ) -> Iterator[str]:
        """The text of one request, in the worker's thread; a reply that is not whole is a fault."""
        try:
            finish, written = "", False
            for response in self._client(client).stream_chat(_chat(messages)):
                finish = _finish_reason(response.raw) or finish
                if response.delta:
                    written = True
                    yield response.delta
        except Exception as error:  # whatever a broken server makes the library raise
            raise _fault(error) from None
        if not transport.completed or not finish:
            raise _Fault(
                "The language model's reply broke off before its end, or was no reply at all.", not written
            )
        if finish in _UNFINISHED:
            raise _Fault(f"The language model stopped before it had finished ({finish}).")
        if not written:
            raise _Fault("The language model sent an empty reply.")

    def _client(self, client: httpx.Client) -> Any:
        server = self._server
        return load_client().OpenAILike(
            model=server.model,
            api_base=server.base_url,
            api_key=server.api_key or _NO_KEY,
            is_chat_model=True,
            context_window=server.context_window,
            max_tokens=server.max_tokens,
            temperature=0.0,
            max_retries=0,
            timeout=self._deadlines.total,
            http_client=client,
        )


@cache
def load_client() -> SimpleNamespace:
    """The client library, whole; its three seconds are spent before any deadline runs.

    Not imported with this module, since most installations start without a language model.
    """
    import openai
    from llama_index.core.llms import ChatMessage
    from llama_index.llms.openai_like import OpenAILike

    with openai.OpenAI(api_key=_NO_KEY, base_url="http://localhost") as client:
        client.chat.completions.create  # noqa: B018  loads the part that is imported at first use
    return SimpleNamespace(openai=openai, ChatMessage=ChatMessage, OpenAILike=OpenAILike)


def _chat(messages: Sequence[Message]) -> list[Any]:
    return [load_client().ChatMessage(role=message.role, content=message.content) for message in messages]


def _finish_reason(chunk: Any) -> str:
    choices = getattr(chunk, "choices", None) or []
    return str(getattr(choices[0], "finish_reason", None) or "") if choices else ""


def _fault(error: Exception) -> _Fault:
    openai = load_client().openai
    if isinstance(error, Flood):
        return _Fault("The language model's server sent far more than an answer.")
    if isinstance(error, openai.APITimeoutError):
        return _Fault("The language model's server did not answer in time.")
    if isinstance(error, openai.APIConnectionError):
        return _Fault("The language model's server cannot be reached; check its address.", again=True)
    if isinstance(error, openai.APIStatusError):
        sentence = f"The language model's server answered with HTTP status {error.status_code}."
        return _Fault(sentence, again=error.status_code >= 500)
    return _Fault("The language model's server sent something that is not a chat reply.", again=True)

"""Any OpenAI-compatible model server, through LlamaIndex's client."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from functools import cache
from types import SimpleNamespace
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

_UNFINISHED = frozenset({"length", "content_filter", "tool_calls", "function_call"})
_NO_KEY = "none"  # the client insists on a key, and would otherwise take one from the environment


class OpenAILikeModel(ServedModel):
    """A model behind an OpenAI-compatible address.

    The client library reports an HTML page, an empty stream and a cut one as success, and has no
    deadline for the whole; so all of these are judged here.
    """

    def prepare(self) -> None:
        load_client()

    def stream(self, messages: Sequence[Message]) -> Generator[str, None, None]:
        load_client()  # before any deadline runs
        yield from super().stream(messages)

    def _pieces(
        self, messages: Sequence[Message], client: httpx.Client, transport: WatchedTransport
    ) -> Iterator[str]:
        """The text of one request, in the worker's thread; a reply that is not whole is a fault."""
        try:
            finish, written = "", False
            for response in self._client(client).stream_chat(_chat(messages)):
                finish = _finish_reason(response.raw) or finish
                written = written or bool(response.delta)
                yield response.delta or ""
        except Exception as error:  # whatever a broken server makes the library raise
            raise _fault(error) from None
        if not transport.completed or not finish:
            raise Fault(BROKEN_OFF, not written)
        if finish in _UNFINISHED:
            raise Fault(f"The language model stopped before it had finished ({finish}).")
        if not written:
            raise Fault(EMPTY)

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


def _fault(error: Exception) -> Fault:
    openai = load_client().openai
    if isinstance(error, Flood):
        return Fault(TOO_MUCH)
    if isinstance(error, openai.APITimeoutError):
        return Fault(TOO_LATE)
    if isinstance(error, openai.APIConnectionError):
        return Fault(OUT_OF_REACH, again=True)
    if isinstance(error, openai.APIStatusError):
        return status_fault(error.status_code)
    return Fault(NO_REPLY, again=True)

"""/v1: the house as a model that OpenAI's clients can talk to."""

from __future__ import annotations

import json
import logging
import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from fastapi import APIRouter
from fastapi.exceptions import RequestValidationError
from fastapi.responses import StreamingResponse
from pydantic import ValidationError

from assistant.model import Answer
from knowledge.model import Role
from ui.asking import Asking
from ui.auth import Principal
from ui.entry.access import AskedAt, InLobby, Keyed
from ui.lobby import Lobby
from ui.schemas.chat import ChatReply
from ui.schemas.completions import Completion, CompletionRequest, ModelCard, ModelList, Usage
from ui.wire.problems import Problem, problem_of, spoken_to_clients
from ui.wire.streams import EVENTS

log = logging.getLogger(__name__)
router = APIRouter(tags=["OpenAI-compatible"])

SHOPPER, STAFF = "atrium-shopper", "atrium-staff"


@router.get("/v1/models")
def models(principal: Keyed) -> ModelList:
    """The models that this key may use."""
    return ModelList(data=[ModelCard(id=name) for name in _models(principal)])


@router.post("/v1/chat/completions", responses={200: {"content": EVENTS}}, response_model_exclude_none=True)
def completions(asked: CompletionRequest, lobby: InLobby, principal: Keyed, as_of: AskedAt) -> Completion:
    """Answers the last message. Citations, handling and tickets stand in the field `atrium`."""
    viewer = _as(asked.model, principal)
    try:
        message = asked.question.message
    except ValidationError as error:
        raise RequestValidationError(error.errors()) from None
    asking = Asking(lobby, viewer, message, as_of, earlier=asked.earlier)
    talk = _Talk(lobby, asked, asking)
    if asked.stream:
        return StreamingResponse(talk.frames(), media_type="text/event-stream")  # type: ignore[return-value]
    return talk.whole()


def _models(principal: Principal) -> list[str]:
    return [SHOPPER, STAFF] if principal.viewer.is_staff else [SHOPPER]


def _as(model: str, principal: Principal) -> Principal:
    """Who is asking, as this model sees them: a shopper's model knows what a shopper may know."""
    allowed = _models(principal)
    if model not in allowed:
        raise Problem(404, f"There is no model {model!r}; this key may use {' and '.join(allowed)}.")
    return replace(principal, role=Role.SHOPPER, groups=frozenset()) if model == SHOPPER else principal


@dataclass(frozen=True)
class _Talk:
    """One request and what is written back."""

    lobby: Lobby
    asked: CompletionRequest
    asking: Asking

    def whole(self) -> Completion:
        answer = self.asking.answer()
        message = {"role": "assistant", "content": answer.answer}
        choice = {"index": 0, "message": message, "finish_reason": "stop"}
        return _completion(self.asked.model, "chat.completion", [choice], self._usage(answer), answer)

    def frames(self) -> Iterator[str]:
        """Chunks as they are written, then [DONE]; an error ends the stream."""
        stamp = _completion(self.asked.model, "chat.completion.chunk", [])
        try:
            for chunk in self._chunks(stamp):
                yield _frame(chunk.model_dump(mode="json", exclude_none=True))
        except Exception as error:
            log.exception("A stream broke off")
            yield _frame(spoken_to_clients(problem_of(error)))
        yield "data: [DONE]\n\n"

    def _chunks(self, stamp: Completion) -> Iterator[Completion]:
        yield _piece(stamp, {"role": "assistant", "content": ""})
        written = ""
        for event in self.asking.stream():
            if event.text:
                written += event.text
                yield _piece(stamp, {"content": event.text})
            if event.done is not None:
                if rest := _rest(written, event.done.answer):
                    yield _piece(stamp, {"content": rest})
                last = _piece(stamp, {}, "stop")
                yield last.model_copy(update={"atrium": ChatReply.of(event.done)})
                if self.asked.stream_options and self.asked.stream_options.include_usage:
                    yield stamp.model_copy(update={"usage": self._usage(event.done)})

    def _usage(self, answer: Answer) -> Usage:
        texts = ["\n".join(message.text for message in self.asked.messages), answer.answer]
        prompt, completion = self.lobby.atrium.library.embedder.count_tokens(texts)
        return Usage.of(prompt, completion)


def _rest(written: str, answer: str) -> str:
    """What is still to be said. A stream takes nothing back: an answer that replaces what was written follows it."""
    if written.strip() == answer.strip():
        return ""
    return answer.removeprefix(written) if answer.startswith(written) else f"\n\n{answer}"


def _completion(
    model: str,
    kind: Any,
    choices: list[dict[str, Any]],
    usage: Usage | None = None,
    answer: Answer | None = None,
) -> Completion:
    return Completion(
        id=f"chatcmpl-{secrets.token_hex(12)}",
        object=kind,
        created=int(time.time()),
        model=model,
        choices=choices,
        usage=usage,
        atrium=ChatReply.of(answer) if answer else None,
    )


def _piece(stamp: Completion, delta: dict[str, str], finish: str | None = None) -> Completion:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return stamp.model_copy(update={"choices": [choice]})


def _frame(data: dict[str, Any]) -> str:
    return f"data: {json.dumps(data, ensure_ascii=False)}\n\n"

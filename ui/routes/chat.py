"""POST /api/chat: a question in, an answer with citations out, whole or as a stream."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse

from assistant.channels import API, PAGES
from ui.asking import Asking
from ui.auth import Means, Principal
from ui.entry.access import AskedAt, Chatting, InLobby, reader_of
from ui.schemas.chat import ChatReply, ChatRequest
from ui.wire.problems import body_of, problem_of
from ui.wire.streams import EVENTS

log = logging.getLogger(__name__)
router = APIRouter(tags=["chat"])


@router.post("/api/chat", responses={200: {"content": EVENTS}})
def chat(
    asked: ChatRequest, request: Request, lobby: InLobby, principal: Chatting, as_of: AskedAt
) -> ChatReply:
    """Answers anyone; a staff key or session makes it staff mode. With `Accept: text/event-stream` it streams."""
    channel, mall = _from(asked, principal)
    asking = Asking(
        lobby,
        principal,
        asked.message,
        as_of,
        asked.conversation_id,
        asked.language,
        channel=channel,
        mall=mall,
        listens=principal.means is not Means.LOCAL,  # the command line asks once
        key=asked.key,
        reader=reader_of(request, asked.language),
    )
    if "text/event-stream" in request.headers.get("accept", ""):
        return StreamingResponse(_events(asking), media_type="text/event-stream")  # type: ignore[return-value]
    answer = asking.answer()
    return ChatReply.of(answer, asking.standing(answer))


def _from(asked: ChatRequest, principal: Principal) -> tuple[str, str]:
    """Channel and mall: whoever shows a key is believed, anybody else where it is a page for everybody."""
    if principal.means not in {Means.COOKIE, Means.NOTHING}:
        return asked.channel or API, asked.mall
    return (asked.channel if asked.channel in PAGES else API), ""


def _events(asking: Asking) -> Iterator[str]:
    """`token` for each piece of text, then `citations`, then `done` with the whole reply; or `error`."""
    try:
        for event in asking.stream():
            if event.text:
                yield frame("token", {"text": event.text})
            if event.done is not None:
                reply = ChatReply.of(event.done, asking.standing(event.done)).model_dump(mode="json")
                yield frame("citations", reply["citations"])
                yield frame("done", reply)
    except Exception as error:
        log.exception("A stream broke off")
        yield frame("error", body_of(problem_of(error)))


def frame(event: str, data: Any) -> str:
    """One server-sent event. JSON keeps line breaks escaped, so that data is always one line."""
    return f"event: {event}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"

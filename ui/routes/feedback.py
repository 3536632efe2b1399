"""/api/feedback: whether an answer helped, from whoever asked, and why not."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from assistant.feedback import kept, named
from ui.entry.access import Chatting, InAtrium, InLobby
from ui.schemas.chat import FeedbackRequest, ReasonReply, ReasonsReply
from ui.schemas.fields import Language
from ui.wire.problems import Problem

router = APIRouter(tags=["chat"])


@router.post("/api/feedback", status_code=204)
def feedback(asked: FeedbackRequest, lobby: InLobby, atrium: InAtrium, principal: Chatting) -> None:
    """Only on one's own conversation, and on answers that it has."""
    conversation_id = lobby.conversations.check(asked.conversation_id, principal)
    if not conversation_id:
        raise Problem(422, "conversation_id is empty; send the one that the answer carried.")
    turn = lobby.conversations.check_turn(conversation_id, asked.turn)
    atrium.journal.feedback(conversation_id, asked.helpful, kept(asked.reasons, asked.reason), turn)


@router.get("/api/feedback/reasons")
def offered(principal: Chatting, language: Annotated[Language, Query()] = None) -> ReasonsReply:
    """What may be chosen after a thumb down."""
    return ReasonsReply(
        reasons=[ReasonReply(id=one, name=name) for one, name in named(language or "zh-Hans")]
    )

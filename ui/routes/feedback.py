"""POST /api/feedback: whether an answer helped, from whoever asked."""

from __future__ import annotations

from fastapi import APIRouter

from ui.access import Chatting, InAtrium, InLobby
from ui.problems import Problem
from ui.schemas.chat import FeedbackRequest

router = APIRouter(tags=["chat"])


@router.post("/api/feedback", status_code=204)
def feedback(asked: FeedbackRequest, lobby: InLobby, atrium: InAtrium, principal: Chatting) -> None:
    """Only on one's own conversation."""
    conversation_id = lobby.conversations.check(asked.conversation_id, principal)
    if not conversation_id:
        raise Problem(422, "conversation_id is empty; send the one that the answer carried.")
    atrium.journal.feedback(conversation_id, asked.helpful, asked.reason, asked.turn)

"""GET /api/passages/{id}: the cited paragraph itself, for whoever may read it."""

from __future__ import annotations

from fastapi import APIRouter

from ui.access import AskedAt, Chatting, InAtrium, InLobby
from ui.problems import Problem
from ui.schemas.documents import PassageReply

router = APIRouter(tags=["documents"])

NO_PASSAGE = "There is no such passage."


@router.get("/api/passages/{passage_id:path}")
def passage(
    passage_id: str, lobby: InLobby, atrium: InAtrium, principal: Chatting, as_of: AskedAt
) -> PassageReply:
    """A forbidden passage and a missing one look the same."""
    found = atrium.library.passage(passage_id, principal.viewer, as_of)
    if found is None:
        raise Problem(404, NO_PASSAGE)
    passage, document = found
    lobby.retrieved(principal, "passage", [document.doc_id])
    return PassageReply(
        passage_id=passage.passage_id,
        doc_id=document.doc_id,
        title=document.title,
        version=document.version,
        locator=passage.locator,
        text=passage.text,
    )

"""GET /api/passages/{id}: the cited paragraph itself, for whoever may read it."""

from __future__ import annotations

from datetime import datetime

from fastapi import APIRouter

from assistant.curated.passage import entry_id
from knowledge.model import Viewer
from ui.atrium import Atrium
from ui.desks.opened import passage_of
from ui.entry.access import AskedAt, Chatting, InAtrium, InLobby
from ui.schemas.curated import OriginReply
from ui.schemas.documents import PassageReply
from ui.wire.problems import Problem

router = APIRouter(tags=["documents"])

NO_PASSAGE = "There is no such passage."


@router.get("/api/passages/{passage_id:path}")
def passage(
    passage_id: str, lobby: InLobby, atrium: InAtrium, principal: Chatting, as_of: AskedAt
) -> PassageReply:
    """A forbidden passage and a missing one look the same."""
    found = passage_of(atrium, passage_id, principal.viewer, as_of)
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
        rests_on=_rests_on(atrium, passage_id, principal.viewer, as_of),
    )


def _rests_on(atrium: Atrium, passage_id: str, viewer: Viewer, as_of: datetime) -> OriginReply | None:
    """The source of a curated answer; who said so is told to staff."""
    found = atrium.curated.published(entry_id(passage_id), viewer, as_of)
    if found is None:
        return None
    origin = found.entry.origin
    document = atrium.library.document(origin.doc_id, viewer, as_of) if origin.doc_id else None
    if document is None and (origin.doc_id or not viewer.is_staff):
        return None
    return OriginReply.of(origin, may_read=True, statement=origin.statement if viewer.is_staff else "")

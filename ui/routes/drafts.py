"""POST /api/drafts: from a product sheet or a text to drafts for channels."""

from __future__ import annotations

from fastapi import APIRouter

from assistant.drafting.model import DraftRequest
from ui.access import AskedAt, InAtrium, Writing
from ui.schemas.copy import DraftsReply, DraftsRequest

router = APIRouter(tags=["copy"])


@router.post("/api/drafts")
def drafts(asked: DraftsRequest, atrium: InAtrium, principal: Writing, as_of: AskedAt) -> DraftsReply:
    """Every draft carries its selling points with their sources, and what the rules say of it."""
    request = DraftRequest(
        product=asked.product,
        text=asked.text,
        channels=tuple(asked.channels),
        tag=asked.tag,
        campaign=asked.campaign,
        language=asked.language,
        partner=asked.partner,
        seed=asked.seed,
        as_of=as_of,
    )
    return DraftsReply.of(atrium.drafter(principal.viewer, as_of).draft(request))

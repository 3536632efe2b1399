"""POST /api/search: passages as the caller may read them, best first."""

from __future__ import annotations

from fastapi import APIRouter

from ui.access import AskedAt, InAtrium, InLobby, Searching
from ui.schemas.search import HitReply, SearchReply, SearchRequest

router = APIRouter(tags=["search"])


@router.post("/api/search")
def search(
    asked: SearchRequest, lobby: InLobby, atrium: InAtrium, principal: Searching, now: AskedAt
) -> SearchReply:
    """`as_of` is an ISO moment; without one it is the time of the request."""
    as_of = lobby.moment(asked.as_of, otherwise=now)
    found = atrium.library.search(principal.viewer).find(asked.query, as_of=as_of, k=asked.k)
    lobby.retrieved(principal, "search", [hit.document.doc_id for hit in found.hits])
    return SearchReply(hits=[HitReply.of(hit) for hit in found.hits], answerable=float(found.answerable))

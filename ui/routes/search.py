"""POST /api/search: passages as the caller may read them, best first."""

from __future__ import annotations

from fastapi import APIRouter

from ui.entry.access import AskedAt, InAtrium, InLobby, Searching
from ui.schemas.search import HitReply, SearchReply, SearchRequest

router = APIRouter(tags=["search"])

_CURATED = 3  # answers of the house's own among the hits


@router.post("/api/search")
def search(
    asked: SearchRequest, lobby: InLobby, atrium: InAtrium, principal: Searching, now: AskedAt
) -> SearchReply:
    """`as_of` is an ISO moment; without one it is the time of the request."""
    as_of = lobby.moment(asked.as_of, otherwise=now)
    found = atrium.library.search(principal.viewer).find(asked.query, as_of=as_of, k=asked.k)
    best = found.hits[0].score if found.hits else 0.0
    curated = atrium.curated.hits(asked.query, principal.viewer, as_of, best, _CURATED)
    hits = sorted((*curated, *found.hits), key=lambda hit: hit.score, reverse=True)[: asked.k]
    answerable = max([found.answerable, *(hit.parts["curated"] for hit in curated)])
    lobby.retrieved(principal, "search", [hit.document.doc_id for hit in hits])
    return SearchReply(hits=[HitReply.of(hit) for hit in hits], answerable=float(answerable))

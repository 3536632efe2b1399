"""/studio: its page, and the lists that it offers."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from assistant.drafting.subject import why_not_usable
from ui.entry.access import AskedAt, InAtrium, InLobby, LooksAtCopy
from ui.pages.reasons import reasons
from ui.pages.studio import STUDIO, lists
from ui.routes.own import routes_of

router = APIRouter(include_in_schema=False)
page = routes_of(STUDIO)  # part of what only a server has

_PICTURES = ["docx", "csv", "xlsx", "pdf", "md", "txt", "html", "png", "jpg", "jpeg", "webp"]


@router.get("/api/studio")
def studio(looker: LooksAtCopy, lobby: InLobby, atrium: InAtrium, as_of: AskedAt) -> dict[str, Any]:
    """Who is at the page, what its lists offer, and which papers drafts may be written from."""
    papers = atrium.library.documents(looker.viewer, as_of)

    def of_type(doc_type: str) -> list[dict[str, str]]:
        usable = (d for d in papers if d.doc_type == doc_type and not why_not_usable(d, as_of))
        return [{"id": d.doc_id, "name": d.label} for d in usable]

    return {
        "me": {"id": f"{looker.means} {looker.id}", "name": looker.called, "may": sorted(looker.acts)},
        **lists(atrium.channels.known.values()),
        "problems": [atrium.channels.problem] if atrium.channels.problem else [],
        "products": of_type("product"),
        "campaigns": of_type("campaign"),
        "endings": _PICTURES,
        "bytes": lobby.limits.upload_bytes,
        "reasons": reasons(),
    }

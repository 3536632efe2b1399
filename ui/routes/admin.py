"""/admin and what its page asks for itself."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from ui.entry.access import InLobby, LooksAfter
from ui.pages.admin import ADMIN, limits, roles, words
from ui.pages.reasons import reasons
from ui.routes.own import routes_of

router = APIRouter(include_in_schema=False)
page = routes_of(ADMIN)  # part of what only a server has


@router.get("/api/admin")
def admin(lobby: InLobby, looker: LooksAfter) -> dict[str, Any]:
    """Who is at the page, what its lists offer, and the limits as they are."""
    return {
        "me": {"id": looker.id, "name": looker.called},
        "roles": roles(),
        "means": words()["means"],
        "recorded": words()["recorded"],
        "acts": lobby.audit.acts(),
        "limits": limits(lobby.limits),
        "reasons": reasons(),
    }

"""/admin and what its page asks for itself."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from fastapi.responses import FileResponse, HTMLResponse, Response

from ui.entry.access import InLobby, LooksAfter
from ui.pages.admin import FILES, assets, limits, page_html, roles, words
from ui.pages.palette import variables
from ui.pages.reasons import reasons
from ui.wire.problems import Problem

router = APIRouter(include_in_schema=False)
page = APIRouter(include_in_schema=False)  # part of what only a server has

_FRESH = {"Cache-Control": "no-cache"}  # an upgrade reaches an open browser with its next look


@page.get("/admin/")
def show(admin: LooksAfter) -> HTMLResponse:
    return HTMLResponse(page_html(admin), headers=_FRESH)


@page.get("/admin/assets/palette.css")
def palette() -> Response:
    return Response(variables(), media_type="text/css", headers=_FRESH)


@page.get("/admin/assets/{name}")
def asset(name: str) -> FileResponse:
    if (kind := assets().get(name)) is None:
        raise Problem(404, "There is nothing here.")
    return FileResponse(FILES / name, media_type=kind, headers=_FRESH)


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

"""What a page of our own asks for itself: the page, its files and its colours."""

from __future__ import annotations

from fastapi import APIRouter, Depends
from fastapi.responses import FileResponse, HTMLResponse, Response

from ui.auth import Principal
from ui.entry.access import looking
from ui.middleware.pages import GUARDED
from ui.pages.own import KINDS, OwnPage
from ui.pages.palette import variables
from ui.wire.problems import Problem

_FRESH = {"Cache-Control": "no-cache"}  # an upgrade reaches an open browser with its next look


def routes_of(page: OwnPage) -> APIRouter:
    """The gate before them has let in whoever may see the page."""
    router = APIRouter(include_in_schema=False)
    looker = Depends(looking(GUARDED[page.path]))

    @router.get(f"{page.path}/")
    def show(principal: Principal = looker) -> HTMLResponse:
        return HTMLResponse(page.html(principal), headers=_FRESH)

    @router.get(f"{page.path}/assets/palette.css")
    def palette() -> Response:
        return Response(variables(), media_type="text/css", headers=_FRESH)

    @router.get(f"{page.path}/assets/{{name}}")
    def asset(name: str) -> FileResponse:
        if (file := page.assets.get(name)) is None:
            raise Problem(404, "There is nothing here.")
        return FileResponse(file, media_type=KINDS[file.suffix], headers=_FRESH)

    return router

"""/api/library: the library page's pieces of HTML. For the page alone; programs use /api/documents and /api/jobs."""

from __future__ import annotations

from functools import cache
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse

from assistant.desks import Desks
from ui.auth import Act, Principal
from ui.desks.publishing import NO_DOCUMENT
from ui.entry.access import AskedAt, InLobby, principal_of, refusal
from ui.pages.document import document_html, withdrawn_html
from ui.pages.listing import Wanted, listing
from ui.pages.overdue import stale_html
from ui.pages.runs import card_html, run_html, running_html, runs_html
from ui.pages.table import listing_html
from ui.routes.documents import InPublishing
from ui.routes.jobs import found, replies, reply
from ui.wire.problems import Problem

router = APIRouter(prefix="/api/library", include_in_schema=False, default_response_class=HTMLResponse)
RECENT = 50


def keeper_of(request: Request) -> Principal:
    """Who is at the page. Looking costs little and is not counted: a person who types in the search looks often."""
    principal = principal_of(request)
    if not principal.may(Act.WRITE_DOCUMENTS):
        raise refusal(principal)
    return principal


Keeper = Annotated[Principal, Depends(keeper_of)]
Number = Annotated[int, Query(ge=0, le=1_000_000)]


@cache
def desks() -> dict[str, str]:
    """Desks by id, with the name that people use."""
    return {desk.id: desk.name for desk in Desks.load()}


@router.get("/documents")
def documents(
    keeper: Keeper,
    office: InPublishing,
    as_of: AskedAt,
    q: Annotated[str, Query(max_length=200)] = "",
    state: str = "",
    visibility: str = "",
    look: str = "",
    sort: str = "",
    page: Number = 1,
) -> HTMLResponse:
    wanted = Wanted(q, state, visibility, look, sort, page)
    rows = office.rows(keeper.viewer, as_of)
    return HTMLResponse(listing_html(listing(rows, wanted), wanted, desks()))


@router.get("/documents/{doc_id:path}")
def document(
    doc_id: str, keeper: Keeper, office: InPublishing, lobby: InLobby, as_of: AskedAt, start: Number = 0
) -> HTMLResponse:
    detail = office.detail(doc_id, keeper.viewer, as_of)
    if detail is None:
        raise Problem(404, NO_DOCUMENT)
    lobby.retrieved(keeper, "library page", [doc_id])
    return HTMLResponse(document_html(detail, keeper.may(Act.PUBLISH), desks(), start))


@router.get("/stale")
def stale(keeper: Keeper, office: InPublishing, as_of: AskedAt) -> HTMLResponse:
    rows = office.rows(keeper.viewer, as_of, stale=True)
    return HTMLResponse(stale_html(rows, as_of.date(), desks()))


@router.get("/withdrawn")
def withdrawn(keeper: Keeper, office: InPublishing) -> HTMLResponse:
    return HTMLResponse(withdrawn_html(office.withdrawn(keeper.viewer)))


@router.get("/runs")
def runs(request: Request, _keeper: Keeper, lobby: InLobby) -> HTMLResponse:
    return HTMLResponse(runs_html(replies(lobby.jobs.recent(RECENT), lobby, request)))


@router.get("/running")
def running(request: Request, _keeper: Keeper, lobby: InLobby) -> HTMLResponse:
    return HTMLResponse(running_html(replies(lobby.jobs.recent(RECENT), lobby, request)))


@router.get("/runs/{job_id}")
def run(job_id: str, request: Request, _keeper: Keeper, lobby: InLobby, card: bool = False) -> HTMLResponse:
    shown = reply(found(lobby.jobs, job_id), lobby, request)
    return HTMLResponse(card_html(shown) if card else run_html(shown))

"""/healthz, /readyz and /metrics: what an operator's machines ask."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse
from prometheus_client import CONTENT_TYPE_LATEST

from ui.auth import Act
from ui.entry.access import InLobby, principal_of, refusal
from ui.operating.rounds import look_round

router = APIRouter(tags=["operation"])


@router.get("/healthz")
async def healthz() -> dict[str, str]:
    """The process is alive; nothing else is touched."""
    return {"status": "ok"}


@router.get("/readyz")
def readyz(lobby: InLobby) -> JSONResponse:
    """200 only when questions can be answered; per part: ok, degraded, starting or down."""
    look_round(lobby)
    ready = lobby.readiness.is_ready
    body: dict[str, Any] = {"status": "ok" if ready else "not ready", "parts": lobby.readiness.parts()}
    return JSONResponse(body, 200 if ready else 503, headers={} if ready else {"Retry-After": "2"})


@router.get("/metrics", response_class=PlainTextResponse)
def metrics(request: Request, lobby: InLobby) -> Response:
    """Figures in Prometheus' text format, for an admin key."""
    principal = principal_of(request)
    if not principal.may(Act.OPERATE):
        raise refusal(principal)
    return Response(lobby.metrics.text(), media_type=CONTENT_TYPE_LATEST)

"""POST /api/compliance: what the rules of advertising, price and platform say of a text."""

from __future__ import annotations

from fastapi import APIRouter

from ui.access import InAtrium, Writing
from ui.schemas.copy import ComplianceReply, ComplianceRequest

router = APIRouter(tags=["copy"])


@router.post("/api/compliance")
def compliance(asked: ComplianceRequest, atrium: InAtrium, _principal: Writing) -> ComplianceReply:
    """Spans point into the text as it was sent."""
    return ComplianceReply.of(atrium.checker.check(asked.text, asked.channel, asked.category))

"""POST /api/triage: what a message is, how urgent, and whose it is."""

from __future__ import annotations

from fastapi import APIRouter

from ui.access import InAtrium, Triaging
from ui.schemas.triage import TriageReply, TriageRequest

router = APIRouter(tags=["triage"])


@router.post("/api/triage")
def triage(asked: TriageRequest, atrium: InAtrium, principal: Triaging) -> TriageReply:
    """The message is judged as one that a colleague passes on: internal matters are not refused."""
    judged = atrium.triager.judge(asked.message, principal.viewer)
    return TriageReply(
        intent=judged.intent,
        subject=judged.subject,
        priority=judged.priority,
        desk=judged.desk,
        second_desks=list(judged.second_desks),
        reason=judged.reason,
    )

"""POST /api/triage: what a message is, how urgent, whose it is, and the tickets it makes."""

from __future__ import annotations

from fastapi import APIRouter

from assistant.language import detect
from assistant.triage.entities import Entity
from assistant.triage.matters import Matter
from ui.entry.access import InAtrium, Triaging
from ui.schemas.triage import NamedEntity, TicketPart, TriageReply, TriageRequest

router = APIRouter(tags=["triage"])


@router.post("/api/triage")
def triage(asked: TriageRequest, atrium: InAtrium, principal: Triaging) -> TriageReply:
    """The message is judged as one that a colleague passes on: internal matters are not refused."""
    viewer = principal.viewer
    judged = atrium.triager.judge(asked.message, viewer)
    matters = atrium.triager.matters(asked.message, viewer)
    desks = dict.fromkeys([*judged.second_desks, *(matter.triage.desk for matter in matters)])
    return TriageReply(
        intent=judged.intent,
        subject=judged.subject,
        priority=judged.priority,
        desk=judged.desk,
        second_desks=[desk for desk in desks if desk != judged.desk],
        reason=judged.reason,
        language=detect(asked.message),
        entities=_named(atrium.triager.entities(asked.message)),
        tickets=[_ticket(matter) for matter in matters],
    )


def _ticket(matter: Matter) -> TicketPart:
    judged = matter.triage
    return TicketPart(
        text=matter.text,
        intent=judged.intent,
        subject=judged.subject,
        priority=judged.priority,
        desk=judged.desk,
        second_desks=list(judged.second_desks),
        entities=_named(matter.entities),
        reason=matter.reason,
    )


def _named(entities: tuple[Entity, ...]) -> list[NamedEntity]:
    return [NamedEntity(kind=entity.kind, name=entity.name, words=entity.words) for entity in entities]

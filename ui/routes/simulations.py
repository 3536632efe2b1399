"""DELETE /api/simulations: takes out what the simulator put in."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel

from assistant.insights.facts import SIMULATOR
from assistant.insights.gathering import ERASED_BY
from assistant.tickets import Person
from ui.access import InAtrium, allowed
from ui.auth import Act, Principal

router = APIRouter(tags=["insights"])


class SimulationsReply(BaseModel):
    erased: int


@router.delete("/api/simulations")
def erase(
    atrium: InAtrium, _principal: Annotated[Principal, Depends(allowed(Act.OPERATE))]
) -> SimulationsReply:
    """Conversations of the simulator with their turns and opinions, for good; their tickets stay without words, closed,
    and count in no figure."""
    office = atrium.tickets.office(datetime.now(UTC))
    ids = atrium.journal.of_owner(SIMULATOR)
    for one in ids:
        office.forget(one, Person(ERASED_BY, "模拟"))
        atrium.journal.erase(one)
    return SimulationsReply(erased=len(ids))

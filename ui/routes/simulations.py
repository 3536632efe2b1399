"""DELETE /api/simulations: takes out what the simulator put in."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel

from assistant.insights.facts import SIMULATOR
from assistant.insights.gathering import ERASED_BY
from assistant.tickets import Person
from ui.auth import Act, Principal
from ui.entry.access import InAtrium, allowed

router = APIRouter(tags=["insights"])


class SimulationsReply(BaseModel):
    erased: int


@router.delete("/api/simulations")
def erase(
    atrium: InAtrium, _principal: Annotated[Principal, Depends(allowed(Act.OPERATE))]
) -> SimulationsReply:
    """Conversations of the simulator with their turns, opinions and labels, for good; their tickets stay without words, closed,
    and count in no figure."""
    ids = atrium.journal.of_owner(SIMULATOR)
    for one in ids:
        atrium.labels.erase(one, Person(ERASED_BY, "模拟"), SIMULATOR)
    return SimulationsReply(erased=len(ids))

"""/desk: its page, what it must know of the house, and what waits there."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request

from assistant.tickets import Due, State, Wanted
from ui.desks.ticketdesk import Looks, TicketDesk
from ui.entry.access import InLobby, principal_of
from ui.pages.deskpage import DESK, lists
from ui.pages.reasons import reasons
from ui.routes.own import routes_of
from ui.schemas.deskpage import DeskCounts

router = APIRouter(include_in_schema=False)
page = routes_of(DESK)  # part of what only a server has


@router.get("/api/desk")
def at(request: Request, desk: Looks, lobby: InLobby) -> dict[str, Any]:
    """Who is at the page, which desks are theirs, and what its lists offer."""
    principal, hand = principal_of(request), desk.hand
    return {
        "me": {
            "id": f"{principal.means} {principal.id}",
            "name": hand.person.name,
            "may": sorted(principal.acts),
            "desks": None if hand.desks is None else sorted(hand.desks),
            "is_admin": hand.is_admin,
        },
        **lists(desk.clocks.desks),
        "is_clock_fixed": lobby.settings.clock is not None,
        "reasons": reasons(),
    }


@router.get("/api/desk/counts")
def counts(desk: Looks) -> DeskCounts:
    """How many tickets of the person's desks are open, new, theirs, due soon and overdue, at which moment."""
    return DeskCounts(
        now=desk.moment,
        open=_count(desk, is_open=True),
        new=_count(desk, state=State.NEW),
        mine=_count(desk, is_open=True, person=desk.hand.person.id),
        soon=_count(desk, due=Due.SOON),
        overdue=_count(desk, due=Due.OVERDUE),
    )


def _count(desk: TicketDesk, **asked: Any) -> int:
    return desk.store.count(Wanted(**asked, desks=desk.sees), desk.moment, desk.soon)

"""How a route comes to a desk: whoever may do the act meets it, at the moment that the request speaks of."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from fastapi import Request

from ui.atrium import Atrium
from ui.auth import Act, Principal
from ui.entry.access import AskedAt, InAtrium, InLobby, allowed, looking
from ui.lobby import Lobby

Met = TypeVar("Met")


def at_desk(
    meet: Callable[[Principal, Lobby, Atrium, datetime], Met], act: Act, *, is_counted: bool = True
) -> Callable[..., Met]:
    """A dependency: the desk of whoever may do this. Looking may be left out of the count of requests."""
    admitted = allowed(act) if is_counted else looking(act)

    def desk(request: Request, lobby: InLobby, atrium: InAtrium, as_of: AskedAt) -> Met:
        return meet(admitted(request), lobby, atrium, as_of)

    return desk

"""The service desk as one person meets it: who they are here, which desks are theirs, the moment."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Annotated

from fastapi import Depends

from assistant.desks import UnknownDesk
from assistant.tickets import Hand, NoSuchTicket, NotYours, Sealed, ServiceDesk, TicketOffice
from knowledge.model import Role
from ui.atrium import Atrium
from ui.auth import Act, Principal
from ui.desks import copydesk
from ui.desks.copydesk import person_of
from ui.desks.meeting import at_desk
from ui.lobby import Lobby
from ui.wire.problems import Problem


class TicketDesk:
    """`office` acts for `hand`; every refusal leaves as a Problem: 404 unknown, 403 another desk's, 409 the state."""

    def __init__(self, principal: Principal, atrium: Atrium, as_of: datetime) -> None:
        self.service: ServiceDesk = atrium.tickets
        self.store = self.service.store
        self.clocks = self.service.clocks
        self.moment = as_of
        self.hand = hand_of(principal, {desk.id for desk in self.clocks.desks})
        self.office: TicketOffice = self.service.office(as_of, datetime.now(UTC))

    @property
    def sees(self) -> frozenset[str] | None:
        """The desks whose tickets this person may see; None: all."""
        return None if self.hand.is_admin else self.hand.desks

    @property
    def soon(self) -> dict:
        return {level: self.clocks.soon(level) for level in self.clocks.rules}


def hand_of(principal: Principal, desks: set[str]) -> Hand:
    """A key's groups that are desks bind it to them; a key without one works for all. Admins are bound by none."""
    is_admin = principal.role is Role.ADMIN
    bound = principal.groups & desks
    return Hand(person_of(principal), frozenset(bound) if bound and not is_admin else None, is_admin)


def _meet(principal: Principal, _lobby: Lobby, atrium: Atrium, as_of: datetime) -> TicketDesk:
    return TicketDesk(principal, atrium, as_of)


@contextmanager
def refusals() -> Iterator[None]:
    """What is refused, as a Problem; a full or read-only disk too."""
    with copydesk.refusals():
        try:
            yield
        except NoSuchTicket as error:
            raise Problem(404, str(error)) from None
        except NotYours as error:
            raise Problem(403, str(error)) from None
        except UnknownDesk as error:
            raise Problem(422, str(error)) from None
        except Sealed as error:
            raise Problem(409, str(error)) from None


Works = Annotated[TicketDesk, Depends(at_desk(_meet, Act.TICKETS))]
Looks = Annotated[TicketDesk, Depends(at_desk(_meet, Act.TICKETS, is_counted=False))]
Operates = Annotated[TicketDesk, Depends(at_desk(_meet, Act.OPERATE))]

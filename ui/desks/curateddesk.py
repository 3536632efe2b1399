"""Curated answers as one person meets them: who they are here, the moment, what they may know and do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Annotated

from fastapi import Depends

from assistant.copies import Person
from assistant.curated import Act as Done
from assistant.curated import CuratedOffice, Entry, NoSuchEntry, Refused, State
from assistant.curated.internal import internal_words
from assistant.curated.moves import MOVES, own_work
from knowledge.model import Viewer
from ui.atrium import Atrium
from ui.auth import Act, Principal
from ui.desks import copydesk
from ui.desks.cited import CitedPapers
from ui.desks.copydesk import person_of
from ui.desks.meeting import at_desk
from ui.lobby import Lobby
from ui.wire.problems import Problem

SHOPPER = Viewer()
# What each act is called on the wire, and who may do it.
ACTS: dict[Done, tuple[str, Act]] = {
    Done.EDITED: ("edit", Act.CORRECT),
    Done.SUBMITTED: ("submit", Act.CORRECT),
    Done.PUBLISHED: ("publish", Act.CURATE),
    Done.RETURNED: ("return", Act.CURATE),
    Done.WITHDRAWN: ("withdraw", Act.CORRECT),
    Done.RENEWED: ("renew", Act.CURATE),
}


class CuratedDesk:
    """`office` acts for `person`; every refusal leaves as a Problem: 404 unknown, 409 the state or the rules."""

    def __init__(self, principal: Principal, lobby: Lobby, atrium: Atrium, as_of: datetime) -> None:
        self.principal = principal
        self.viewer = principal.viewer
        self.person: Person = person_of(principal)
        self.as_of = as_of
        self.answers = atrium.curated
        self.store = atrium.curated.store
        self.sources = atrium.curated.sources
        self.papers = CitedPapers(atrium.library, principal.viewer, as_of)
        self.desks = {desk.id: desk.name for desk in atrium.tickets.clocks.desks}
        self._triager = atrium.triager
        self.office = CuratedOffice(
            self.store,
            self.sources,
            principal.viewer,
            as_of,
            datetime.now(lobby.clock.timezone),  # a record must not claim the demo's day
            known_numbers(atrium, as_of),
            self._is_urgent,
            lambda text: internal_words(text, atrium.library, as_of),
        )

    @property
    def today(self) -> date:
        return self.as_of.date()

    def owner_of(self, question: str) -> str:
        """The desk that triage names for a question."""
        return self._triager.judge(question, SHOPPER).desk

    def check_owner(self, owner: str) -> None:
        """Raises Problem for a desk that the house does not have."""
        if owner and owner not in self.desks:
            raise Problem(422, f"owner: {owner[:40]!r} is no desk; choose from {', '.join(self.desks)}.")

    def is_mine(self, entry: Entry) -> bool:
        hands = [one.who for one in self.store.revisions(entry.id)]
        hands += [event.who for event in self.store.history(entry.id) if event.act is Done.SUBMITTED]
        return bool(own_work(self.person, hands))

    def may(self, entry: Entry, is_mine: bool) -> list[str]:
        """What this person may do with an entry as it stands."""
        state = entry.state_on(self.today)
        found = [
            name
            for act, (name, needed) in ACTS.items()
            if self.principal.may(needed) and state in MOVES[act].start
        ]
        barred = {"publish", "renew"} if is_mine else set()
        if state in (State.PUBLISHED, State.EXPIRED) and not self.principal.may(Act.CURATE):
            barred.add("withdraw")
        return [name for name in found if name not in barred]

    def _is_urgent(self, text: str) -> bool:
        return self._triager.judge(text, SHOPPER).priority == "P0"


def known_numbers(atrium: Atrium, as_of: datetime) -> list[str]:
    """The telephone numbers that everybody may read: the hotline's and the shops'."""
    shops = atrium.library.directory(SHOPPER, as_of).shops
    return [atrium.profile.hotline, *(shop.phone for shop in shops if shop.phone)]


@contextmanager
def refusals() -> Iterator[None]:
    """What is refused, as a Problem; a full or read-only disk too."""
    with copydesk.refusals():
        try:
            yield
        except NoSuchEntry as error:
            raise Problem(404, str(error)) from None
        except Refused as error:
            raise Problem(409, str(error)) from None


Corrects = Annotated[CuratedDesk, Depends(at_desk(CuratedDesk, Act.CORRECT))]
Looks = Annotated[CuratedDesk, Depends(at_desk(CuratedDesk, Act.CORRECT, is_counted=False))]
Curates = Annotated[CuratedDesk, Depends(at_desk(CuratedDesk, Act.CURATE))]

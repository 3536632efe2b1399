"""The inbox as one person meets it: who they are here, which desks are theirs, what stands in it for them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Annotated

from fastapi import Depends

from assistant.handover import BEAT, InboxOffice, Line, Message, NoSuchThread, Present, State, Thread
from assistant.language import HANS
from assistant.tickets import NoSuchTicket
from assistant.tickets.moves import OPEN
from ui.atrium import Atrium
from ui.auth import Act, Principal
from ui.desks import ticketdesk
from ui.desks.meeting import at_desk
from ui.desks.ticketdesk import TicketDesk
from ui.lobby import Lobby
from ui.schemas.inbox import DeskReply, InboxReply, MeReply, PresentReply, RowReply
from ui.wire.problems import Problem

_MISSED = timedelta(days=7)  # for which a person who was asked for in vain is looked for
_SHORT = 80  # characters of the latest message in a list
_ORDER = (State.WAITING, State.WITH_PERSON, State.ASSISTANT)


@dataclass(frozen=True, slots=True)
class Head:
    """What a list says of a thread beside itself."""

    position: int | None
    last: Message | None
    unanswered: int


class InboxDesk:
    """`office` acts for `hand`; every refusal leaves as a Problem: 404 unknown, 403 a colleague's, 409 the state."""

    def __init__(self, principal: Principal, atrium: Atrium, as_of: datetime) -> None:
        self.principal = principal
        self.atrium = atrium
        self.moment = as_of
        self.line: Line = atrium.persons
        self.tickets = TicketDesk(principal, atrium, as_of)
        self.hand = self.tickets.hand
        self.office = InboxOffice(self.line, self.tickets.office, self.hand, as_of)

    # -- the list --------------------------------------------------------------------------------

    def threads(self) -> list[Thread]:
        """Those of this person's desks, waiting ones first; ones missed only while their ticket is open."""
        every = self.line.store.open(datetime.now(UTC) - _MISSED)
        mine = [one for one in every if self.hand.works_for(one.desk) and (one.is_live or self._is_open(one))]
        return sorted(mine, key=lambda one: _ORDER.index(one.state))

    def _is_open(self, thread: Thread) -> bool:
        try:
            return self.tickets.store.find(thread.ticket_id).state in OPEN
        except NoSuchTicket:
            return False

    def inbox(self) -> InboxReply:
        threads = self.threads()
        heads = self.line.store.heads([one.conversation_id for one in threads])
        rows = []
        for thread in threads:
            last, unanswered = heads.get(thread.conversation_id, (None, 0))
            position = self.line.store.position(thread) if thread.state is State.WAITING else None
            rows.append(self._row(thread, Head(position, last, unanswered)))
        there = self.line.present()
        return InboxReply(
            threads=rows,
            waiting=sum(one.state is State.WAITING for one in threads),
            mine=sum(row.is_mine for row in rows),
            present=[_present(one) for one in there],
            desks=[
                DeskReply(id=desk.id, name=desk.name, present=sum(one.serves(desk.id) for one in there))
                for desk in self.line.desk.clocks.desks
                if self.hand.works_for(desk.id)
            ],
            me=self.me(there),
        )

    def me(self, there: list[Present]) -> MeReply:
        mine = next((one for one in there if one.person.id == self.hand.person.id), None)
        desks = mine.desks if mine else self.hand.desks
        return MeReply(
            name=self.hand.person.name,
            who=mine.who if mine else "",
            present=mine is not None,
            until=mine.until if mine else None,
            desks=None if desks is None else sorted(desks),
            beat=BEAT,
        )

    def row(self, thread: Thread) -> RowReply:
        """One line of the list."""
        last, unanswered = self.line.store.heads([thread.conversation_id]).get(
            thread.conversation_id, (None, 0)
        )
        position = self.line.store.position(thread) if thread.state is State.WAITING else None
        return self._row(thread, Head(position, last, unanswered))

    def _row(self, thread: Thread, head: Head) -> RowReply:
        desks, last, telling = self.line.desk.clocks.desks, head.last, self.line.telling
        same = (
            "conversation_id",
            "state",
            "desk",
            "priority",
            "ticket_id",
            "language",
            "channel",
            "mall",
            "since",
        )
        return RowReply(
            **{name: getattr(thread, name) for name in same},
            is_missed=thread.state is State.ASSISTANT and thread.is_wanted,
            is_mine=thread.staff is not None and thread.staff.id == self.hand.person.id,
            may_take=self.office.may_take(thread),
            desk_name=desks[thread.desk].name if thread.desk in desks else thread.desk,
            position=head.position,
            who=telling.named(thread.who, HANS),
            staff=thread.staff.name if thread.staff else "",
            unanswered=head.unanswered,
            last=last.n if last else 0,
            last_from=last.sender.value if last else "",
            last_text=telling.read(last, HANS).text[:_SHORT] if last else "",
            last_at=last.at if last else None,
        )  # fmt: skip


def _present(one: Present) -> PresentReply:
    desks = None if one.desks is None else sorted(one.desks)
    return PresentReply(name=one.person.name, who=one.who, desks=desks, until=one.until)


def _meet(principal: Principal, _lobby: Lobby, atrium: Atrium, as_of: datetime) -> InboxDesk:
    return InboxDesk(principal, atrium, as_of)


@contextmanager
def refusals() -> Iterator[None]:
    """What is refused, as a Problem."""
    with ticketdesk.refusals():
        try:
            yield
        except NoSuchThread as error:
            raise Problem(404, str(error)) from None


Answers = Annotated[InboxDesk, Depends(at_desk(_meet, Act.TICKETS))]
Watches = Annotated[InboxDesk, Depends(at_desk(_meet, Act.TICKETS, is_counted=False))]

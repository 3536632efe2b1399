"""The office: what people do with tickets, each act by the rules of its moment."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy.exc import IntegrityError

from assistant.tickets import moves
from assistant.tickets.clocks import Clocks
from assistant.tickets.erasing import erased
from assistant.tickets.filing import Filing
from assistant.tickets.model import (
    Act,
    Comment,
    Contact,
    Event,
    Hand,
    NewTicket,
    NoSuchTicket,
    NotYours,
    Overtaken,
    Person,
    Refused,
    State,
    Ticket,
)
from assistant.tickets.moment import Moment
from assistant.tickets.seal import Seal
from assistant.tickets.store import NO_TICKET, Change, TicketStore

_TRIES = 5  # numbers drawn until one is free
ONLY_DESKS = (
    "联系方式只给受理岗位的同事看:请管理员用 --group {desk} 给您开一把钥匙,或请该岗位的同事联系顾客。"
)


class TicketOffice:
    """One for each request. Clocks are read at `moment`; `now` is the real time, for the records.

    `known` are the numbers that the mall publishes, which are nobody's personal data. Every act raises
    NoSuchTicket, NotYours or Refused, and then nothing has happened. `turn`, where given, is that of the
    ticket that was looked at.
    """

    def __init__(
        self,
        store: TicketStore,
        clocks: Clocks,
        seal: Seal,
        moment: datetime,
        now: datetime,
        known: Collection[str] = (),
    ) -> None:
        self._store = store
        self._clocks = clocks
        self._seal = seal
        self._at = Moment(clocks, moment, now, known)
        self._filing = Filing(self._at, seal)

    def open(self, new: NewTicket, who: Person) -> Ticket:
        """Files a matter; nobody has been told of it yet. What goes on with an open ticket of the same conversation joins it.

        Raises UnknownDesk.
        """
        for _ in range(_TRIES):
            ticket = self._filing.first(new)
            event = Event(
                ticket.id,
                Act.OPENED,
                None,
                State.NEW,
                who,
                self._at.now,
                {"desk": new.desk, "priority": new.priority},
            )
            try:
                return self._store.add(
                    ticket,
                    event,
                    self._filing.sealed(ticket, ticket, new),
                    partial(self._filing.joined, again=ticket, new=new, who=who),
                )
            except IntegrityError:
                continue  # the number is taken
        raise Refused("没有取到工单号,请再试一次。")

    def adopt(self, ticket_id: str, new: NewTicket, who: Person) -> tuple[Ticket, Event, bytes | None]:
        """A ticket that an earlier release filed under this number, as it would be filed today."""
        ticket = replace(self._filing.first(new), id=ticket_id)
        event = Event(
            ticket_id, Act.OPENED, None, State.NEW, who, self._at.now, {"filed_at": new.at.isoformat()}
        )
        return ticket, event, self._filing.sealed(ticket, ticket, new)

    def take(self, ticket_id: str, hand: Hand, turn: int | None = None) -> Ticket:
        """Takes it up, or goes on with it after a wait, in one's own name."""
        ticket = self._ready(ticket_id, Act.TAKEN, hand, turn)
        is_answer = self._clocks.is_answered_by_taking(ticket.priority)
        taken = self._at.answered(self._at.running(ticket)) if is_answer else self._at.running(ticket)
        return self._moved(ticket, replace(taken, assignee=hand.person), Act.TAKEN, hand)

    def assign(
        self, ticket_id: str, desk: str, hand: Hand, text: str = "", turn: int | None = None
    ) -> Ticket:
        """Hands it to another desk, or back to one's own for a colleague. What was promised stays promised.

        Raises UnknownDesk.
        """
        ticket = self._ready(ticket_id, Act.ASSIGNED, hand, turn)
        desk = self._clocks.desks[desk].id
        seconds = tuple(one for one in ticket.second_desks if one != desk)
        given = replace(self._at.running(ticket), desk=desk, second_desks=seconds, assignee=None)
        return self._moved(ticket, given, Act.ASSIGNED, hand, text, detail={"from": ticket.desk, "to": desk})

    def comment(
        self, ticket_id: str, text: str, hand: Hand, is_public: bool = False, turn: int | None = None
    ) -> Ticket:
        """Adds to it: for the customer, or for the desks only. The customer's first word from the desk is its response."""
        ticket = self._ready(ticket_id, Act.COMMENTED, hand, turn, text)
        if is_public and not hand.works_for(ticket.desk):
            raise NotYours(f"对顾客的答复由{ticket.desk}来写;您可以写内部说明。")
        said = self._at.answered(ticket) if is_public and ticket.state in moves.OPEN else ticket
        is_assignee = ticket.assignee is not None and ticket.assignee.id == hand.person.id
        state = State.WORKING if ticket.state is State.TAKEN and is_assignee else ticket.state
        detail = {"public": is_public}
        return self._moved(ticket, said, Act.COMMENTED, hand, text, is_public, detail, state)

    def wait(
        self, ticket_id: str, for_customer: bool, text: str, hand: Hand, turn: int | None = None
    ) -> Ticket:
        """Waits for the customer, whom `text` asks and for whose time the desk does not answer; or for a shop."""
        ticket = self._ready(ticket_id, Act.WAITED, hand, turn, text)
        state = State.WAITING_CUSTOMER if for_customer else State.WAITING_BRAND
        waiting = self._at.stopped(self._at.answered(ticket)) if for_customer else self._at.running(ticket)
        detail = {"for": "customer" if for_customer else "brand"}
        return self._moved(ticket, waiting, Act.WAITED, hand, text, for_customer, detail, state)

    def resolve(self, ticket_id: str, resolution: str, hand: Hand, turn: int | None = None) -> Ticket:
        """Says what was done about it."""
        ticket = self._ready(ticket_id, Act.RESOLVED, hand, turn, resolution)
        said = self._at.masked(resolution)
        done = replace(self._at.stopped(self._at.answered(ticket)), resolved_at=self._at.at, resolution=said)
        return self._moved(ticket, done, Act.RESOLVED, hand, resolution, True)

    def reopen(self, ticket_id: str, text: str, hand: Hand, turn: int | None = None) -> Ticket:
        """It was not done after all: it waits for its desk again, with the time that was left."""
        ticket = self._ready(ticket_id, Act.REOPENED, hand, turn, text)
        again = replace(
            self._at.running(ticket), resolved_at=None, assignee=None, reopened=ticket.reopened + 1
        )
        return self._moved(ticket, again, Act.REOPENED, hand, text)

    def close(self, ticket_id: str, hand: Hand, text: str = "", turn: int | None = None) -> Ticket:
        """Ends what was resolved."""
        ticket = self._ready(ticket_id, Act.CLOSED, hand, turn)
        return self._moved(ticket, ticket, Act.CLOSED, hand, text)

    def dismiss(self, ticket_id: str, text: str, hand: Hand, turn: int | None = None) -> Ticket:
        """Ends what was a false alarm."""
        ticket = self._ready(ticket_id, Act.DISMISSED, hand, turn, text)
        return self._moved(ticket, self._at.stopped(ticket), Act.DISMISSED, hand, text)

    def merge(self, ticket_id: str, into: str, hand: Hand, turn: int | None = None) -> Ticket:
        """Closes a duplicate in favour of another ticket of the same conversation, which takes on the more urgent clocks.

        The one that goes on.
        """
        ticket = self._ready(ticket_id, Act.MERGED, hand, turn)
        other = self._ready(into, Act.MERGED, hand)
        if (
            ticket.id == other.id
            or not ticket.conversation_id
            or ticket.conversation_id != other.conversation_id
        ):
            raise Refused("只能与同一次会话的另一张未完结的工单合并。")
        heir = replace(
            other,
            priority=min(ticket.priority, other.priority),
            respond_by=min(ticket.respond_by, other.respond_by),
            resolve_by=min(ticket.resolve_by, other.resolve_by),
            has_contact=ticket.has_contact or other.has_contact,
            has_consent=ticket.has_consent or other.has_consent,
        )
        gone = replace(self._at.stopped(ticket), state=State.CLOSED, merged_into=other.id)
        return self._store.change(
            Change(other, heir, self._at.event(heir, Act.MERGED, other, hand.person, {"took_in": ticket.id})),
            Change(ticket, gone, self._at.event(gone, Act.MERGED, ticket, hand.person, {"into": other.id})),
        )

    def contact(self, ticket_id: str, hand: Hand) -> list[Contact]:
        """How to reach the customer, for the desk that has the matter; each look stands in the history. Raises Sealed."""
        ticket = self.seen(ticket_id, hand)
        if not hand.is_bound_to(ticket.desk):
            raise NotYours(ONLY_DESKS.format(desk=ticket.desk))
        ids = [ticket.id, *(one.id for one in self._store.merged_into(ticket.id))]
        every = (self._seal.open(one, sealed) for one in ids for sealed in self._store.contacts(one))
        found = list(dict.fromkeys(every))
        self._store.note(
            self._at.event(ticket, Act.CONTACT_SHOWN, ticket, hand.person, {"count": len(found)})
        )
        return found

    def erase(self, ticket_id: str, who: Person) -> list[str]:
        """Takes out what was written in the ticket's conversation; the numbers of the tickets that lost their words."""
        ticket = self._store.find(ticket_id)
        return self.erase_all(self._store.of_conversation(ticket.conversation_id) or [ticket], who)

    def forget(self, conversation_id: str, who: Person) -> list[str]:
        """The same by conversation."""
        return self.erase_all(self._store.of_conversation(conversation_id), who)

    def erase_all(self, tickets: Sequence[Ticket], who: Person) -> list[str]:
        """The same for these tickets; the numbers of those that had words left."""
        left = [ticket for ticket in tickets if not ticket.erased_at]
        changes = []
        for ticket in left:
            bare = erased(self._at.stopped(ticket) if ticket.state in moves.OPEN else ticket, self._at.now)
            changes.append(Change(ticket, bare, self._at.event(bare, Act.ERASED, ticket, who)))
        if changes:
            self._store.erase(changes)
        return [ticket.id for ticket in left]

    def seen(self, ticket_id: str, hand: Hand) -> Ticket:
        """The ticket, for whoever works for one of its desks; to others it never was. Raises NoSuchTicket."""
        ticket = self._store.find(ticket_id)
        if not any(hand.works_for(desk) for desk in ticket.desks):
            raise NoSuchTicket(NO_TICKET)
        return ticket

    # -- the parts -------------------------------------------------------------------------------

    def _ready(self, ticket_id: str, act: Act, hand: Hand, turn: int | None = None, text: str = "") -> Ticket:
        """The ticket, when this may be done with it as it was looked at."""
        ticket = self.seen(ticket_id, hand)
        moves.check(ticket, act, hand, text if text or moves.MOVES[act].says else "-")
        if turn is not None and turn != ticket.turn:
            raise Overtaken("您看过之后有人处理过这张工单,请刷新后再操作。")
        return ticket

    def _moved(
        self,
        ticket: Ticket,
        after: Ticket,
        act: Act,
        hand: Hand,
        text: str = "",
        is_public: bool = False,
        detail: dict[str, Any] | None = None,
        state: State | None = None,
    ) -> Ticket:
        said, sealed = self._at.masked(text.strip()), None
        if said != text.strip():
            sealed = self._seal.close(ticket.id, Contact(words=text.strip()))
        after = replace(
            after,
            state=state or moves.after(act, ticket.state),
            has_contact=after.has_contact or sealed is not None,
        )
        comment = Comment(hand.person.name, self._at.now, said, is_public) if said else None
        event = self._at.event(after, act, ticket, hand.person, detail)
        try:
            return self._store.change(Change(ticket, after, event, comment, sealed))
        except Overtaken:
            self._ready(ticket.id, act, hand, text=text)  # says who was first, where the state tells
            raise

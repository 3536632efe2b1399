"""A matter on its way to a ticket: one of its own, or a part of one that is open."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace

from assistant.tickets.model import (
    CUSTOMER,
    SUMMARY,
    Act,
    Comment,
    NewTicket,
    Person,
    State,
    Ticket,
)
from assistant.tickets.moment import Moment
from assistant.tickets.seal import Seal
from assistant.tickets.store import Change
from knowledge.text import fold


@dataclass(frozen=True)
class Filing:
    """What is filed at one moment."""

    moment: Moment
    seal: Seal

    def first(self, new: NewTicket) -> Ticket:
        """The ticket that a matter makes by itself. Raises UnknownDesk."""
        clocks, words = self.moment.clocks, self.moment.masked(new.message)
        desk = clocks.desks[new.desk].id
        return Ticket(
            id=f"T{secrets.token_hex(4).upper()}",
            state=State.NEW,
            turn=1,
            desk=desk,
            second_desks=tuple(dict.fromkeys(one for one in new.second_desks if one != desk)),
            priority=new.priority,
            conversation_id=new.conversation_id,
            channel=new.channel,
            role=new.role,
            language=new.language,
            intent=new.intent,
            subject=new.subject,
            entity=self.moment.masked(new.entity),
            summary=" ".join(words.split())[:SUMMARY],
            words=words,
            is_gap=new.is_gap,
            has_contact=bool(new.contact) or words != new.message,
            has_consent=new.has_consent,
            opened_at=new.at,
            changed_at=self.moment.now,
            respond_by=clocks.respond_by(desk, new.priority, new.at),
            resolve_by=clocks.resolve_by(desk, new.priority, new.at),
        )

    def joined(self, other: Ticket, again: Ticket, new: NewTicket, who: Person) -> Change | None:
        """What a matter adds to an open ticket of its conversation; None where it is one of its own.

        The same words are the same matter. Other words about the same thing go on with it, and a desk that they name
        besides looks on; unless they are more urgent: those stand apart. Questions that the papers do not answer are each their own.
        """
        if other.priority > again.priority:
            return None
        is_same = other.desk == again.desk and fold(other.words) == fold(again.words)
        about = (other.intent, other.subject) == (again.intent, again.subject) and bool(other.intent)
        if not is_same and (not about or other.is_gap or again.is_gap):
            return None
        act = Act.REPEATED if is_same else Act.ADDED
        comment = None if is_same else Comment(CUSTOMER, self.moment.now, again.words, True)
        seconds = (desk for desk in (*other.second_desks, *again.desks) if desk != other.desk)
        after = replace(
            other,
            second_desks=tuple(dict.fromkeys(seconds)),
            has_contact=other.has_contact or again.has_contact,
            has_consent=other.has_consent or again.has_consent,
        )
        if other.state is State.WAITING_CUSTOMER:  # the wait is over
            after = replace(self.moment.running(after), state=State.WORKING)
        return Change(
            other, after, self.moment.event(after, act, other, who), comment, self.sealed(other, again, new)
        )

    def sealed(self, ticket: Ticket, made: Ticket, new: NewTicket) -> bytes | None:
        """What is not to be read in `made`, the ticket of a new matter, sealed for `ticket`."""
        hidden = new.message if made.words != new.message else ""
        contact = replace(new.contact, words=new.contact.words or hidden)
        return self.seal.close(ticket.id, contact) if contact else None

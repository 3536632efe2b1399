"""What is left of a ticket when its conversation is deleted: desk, priority and times, so that figures stay true."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from assistant.tickets.model import State, Ticket
from assistant.tickets.moves import OPEN


def erased(ticket: Ticket, at: datetime) -> Ticket:
    """Without a word of the customer's or of those who wrote about them, and without the way back to the conversation."""
    return replace(
        ticket,
        state=State.CLOSED if ticket.state in OPEN else ticket.state,
        conversation_id="",
        entity="",
        summary="",
        words="",
        resolution="",
        has_contact=False,
        has_consent=False,
        erased_at=at,
    )

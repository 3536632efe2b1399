"""Deletes a conversation for good: for whoever held it, and for admins."""

from __future__ import annotations

from assistant.labels import Erased
from assistant.tickets import Person, Ticket
from assistant.tickets.model import CUSTOMER
from assistant.tickets.moves import OPEN
from ui.auth import Act, Principal
from ui.conversations import UnknownConversation
from ui.desks.copydesk import person_of
from ui.lobby import Lobby
from ui.wire.problems import UNKNOWN_CONVERSATION, Problem

BEING_HELPED = Problem(
    409, "This conversation has an emergency that is being attended to; it can be deleted once that is done."
)


def erase(lobby: Lobby, conversation_id: str, principal: Principal) -> Erased:
    """How much was deleted. Raises UNKNOWN_CONVERSATION, or BEING_HELPED to a shopper with an open emergency."""
    atrium, mine = lobby.atrium, _is_mine(conversation_id, lobby, principal)
    if not mine and not principal.may(Act.OPERATE):
        raise UNKNOWN_CONVERSATION
    if atrium.journal.owner(conversation_id) is None and not atrium.journal.all_turns(conversation_id):
        raise UNKNOWN_CONVERSATION
    is_shopper = not principal.viewer.is_staff
    if is_shopper and any(map(_is_urgent, atrium.tickets.store.of_conversation(conversation_id))):
        raise BEING_HELPED
    who = Person(CUSTOMER, CUSTOMER) if is_shopper else person_of(principal)
    return atrium.labels.erase(conversation_id, who, "asked for by its owner" if mine else "by an operator")


def _is_mine(conversation_id: str, lobby: Lobby, principal: Principal) -> bool:
    try:
        return bool(lobby.conversations.check(conversation_id, principal))
    except UnknownConversation:
        return False


def _is_urgent(ticket: Ticket) -> bool:
    return ticket.priority == "P0" and ticket.state in OPEN

"""/api/conversations: a shopper's conversation with a person, for whoever's it is."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Query, Request
from fastapi.responses import StreamingResponse

from assistant.handover import Standing, Wanted
from assistant.model import Ticket as Number
from ui.auth import Act, BadKey, Principal
from ui.conversations import UnknownConversation, owner
from ui.entry.access import AskedAt, Chatting, InLobby, Reader, looking, principal_of, reader_of
from ui.lobby import Lobby
from ui.schemas.chat import StandingReply, TicketReply
from ui.schemas.threads import MessageReply, MessagesReply, PersonReply, PersonRequest, TurnReply
from ui.wire.problems import UNKNOWN_CONVERSATION, Problem
from ui.wire.streams import Frame, Listener, Seconds, data_of, sequence

router = APIRouter(tags=["a person"])

Looking = Annotated[Principal, Depends(looking(Act.CHAT))]
After = Annotated[int, Query(ge=0, lt=2**53)]


@router.post("/api/conversations/{conversation_id}/person")
def ask_for_a_person(
    conversation_id: str, lobby: InLobby, principal: Chatting, as_of: AskedAt, request: Request,
    asked: PersonRequest | None = None,
) -> PersonReply:  # fmt: skip
    """A person, please: a place in the queue where somebody is there, else a ticket with the promised time."""
    asked, mine = asked or PersonRequest(), _mine(lobby, conversation_id, principal)
    begun = lobby.atrium.journal.conversation(mine)
    if begun is None or begun.role != "shopper":
        raise Problem(409, "This conversation is with staff already; a shopper's may be handed over.")
    last = next(reversed(lobby.atrium.journal.turns(mine, 1)), None)
    persons = lobby.atrium.persons
    language = asked.language or (last.language if last and last.language else begun.language)
    found = persons.ticket_of(mine)
    number = Number(found.id, found.desk, found.priority) if found else None
    wanted = Wanted(mine, number, language, as_of, begun.channel, begun.mall, owner(principal))
    reader = reader_of(request, asked.language) or language
    said, ticket = persons.ask(wanted, asked.text or (last.message if last else ""), reader)
    told = StandingReply.of(persons.stands(mine, as_of, reader)).model_dump()
    filed = TicketReply(id=ticket.id, desk=ticket.desk, priority=ticket.priority)
    return PersonReply(**told, conversation_id=mine, said=said, ticket=filed)


@router.delete("/api/conversations/{conversation_id}/person")
def back_to_the_assistant(
    conversation_id: str, lobby: InLobby, principal: Chatting, as_of: AskedAt, reader: Reader
) -> StandingReply:
    """Back to the assistant; the ticket stays."""
    mine = _mine(lobby, conversation_id, principal)
    persons = lobby.atrium.persons
    if persons.store.find(mine) is None:
        return StandingReply.of(persons.stands(mine, as_of, reader))
    thread, _ = persons.go_back(mine, as_of)
    return StandingReply.of(persons.standing(thread, as_of, reader))


@router.get("/api/conversations/{conversation_id}/messages")
def messages(
    conversation_id: str, lobby: InLobby, principal: Looking, as_of: AskedAt, reader: Reader, after: After = 0
) -> MessagesReply:
    """What was said after a message, and where the conversation stands; all that was said when it is opened anew."""
    mine = _mine(lobby, conversation_id, principal)
    persons = lobby.atrium.persons
    told = StandingReply.of(persons.stands(mine, as_of, reader)).model_dump()
    said = [MessageReply.of(one) for one in persons.messages(mine, after, reader)]
    turns = [] if after else [TurnReply.of(turn) for turn in lobby.atrium.journal.all_turns(mine)]
    return MessagesReply(**told, conversation_id=mine, messages=said, turns=turns)


@router.get("/api/conversations/{conversation_id}/events")
def events(
    conversation_id: str,
    lobby: InLobby,
    principal: Looking,
    as_of: AskedAt,
    request: Request,
    reader: Reader,
    after: After = 0,
    last_event_id: Annotated[str | None, Header(max_length=40)] = None,
    seconds: Seconds = None,
) -> StreamingResponse:
    """`state` at once and whenever it changes, `message` for each message after the one that was seen last."""
    mine = _mine(lobby, conversation_id, principal)
    listener = _Shopper(lobby, request, mine, sequence(last_event_id, after), reader)
    return lobby.streams.response(mine, listener, lambda: lobby.jobs.is_winding_down, seconds)


class _Shopper(Listener):
    """The shopper's end of one conversation."""

    def __init__(self, lobby: Lobby, request: Request, conversation_id: str, after: int, reader: str) -> None:
        self._lobby = lobby
        self._request = request
        self._mine = conversation_id
        self._after = after
        self._reader = reader
        self._stood: Standing | None = None
        self._persons = lobby.atrium.persons

    def rung(self) -> int:
        return self._persons.store.bell.heard(self._mine)

    def may(self) -> bool:
        try:
            _mine(self._lobby, self._mine, principal_of(self._request))
        except (UnknownConversation, BadKey):
            return False
        return True

    def news(self) -> list[Frame]:
        """What was said comes before where that led; at the beginning where it stands comes first."""
        said = self._persons.messages(self._mine, self._after, self._reader)
        standing = self._persons.stands(self._mine, self._now, self._reader)
        frames = [Frame("message", data_of(MessageReply.of(one)), one.n) for one in said]
        self._after = said[-1].n if said else self._after
        told = Frame("state", data_of(StandingReply.of(standing)))
        if self._stood is None:
            frames.insert(0, told)
        elif standing != self._stood:
            frames.append(told)
        self._stood = standing
        return frames

    @property
    def _now(self) -> datetime:
        return self._lobby.clock.now()


def _mine(lobby: Lobby, conversation_id: str, principal: Principal) -> str:
    """Raises UnknownConversation: never begun, forgotten or somebody else's look the same."""
    if not conversation_id or len(conversation_id) > 100:
        raise UNKNOWN_CONVERSATION
    return lobby.conversations.check(conversation_id, principal)

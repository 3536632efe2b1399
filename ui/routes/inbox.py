"""/api/inbox: the conversations that wait for staff or are with them."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Header, Request
from fastapi.responses import StreamingResponse

from assistant.language import HANS
from ui.auth import Act, BadKey
from ui.desks.inboxdesk import Answers, InboxDesk, Watches, refusals
from ui.desks.inboxview import whole
from ui.entry.access import InLobby, principal_of
from ui.lobby import Lobby
from ui.schemas.inbox import (
    EndRequest,
    InboxReply,
    MeReply,
    PresenceRequest,
    ReplyRequest,
    ReturnRequest,
    RowReply,
    TakeRequest,
    ThreadReply,
    TransferRequest,
)
from ui.schemas.threads import SaidReply
from ui.wire.streams import Frame, Listener, Seconds, data_of, sequence

router = APIRouter(tags=["inbox"])


@router.get("/api/inbox")
def inbox(desk: Watches) -> InboxReply:
    """What waits, who is there, and what one has oneself."""
    return desk.inbox()


@router.get("/api/inbox/events")
def events(
    desk: Watches,
    lobby: InLobby,
    request: Request,
    last_event_id: Annotated[str | None, Header(max_length=40)] = None,
    seconds: Seconds = None,
) -> StreamingResponse:
    """`inbox` at once and whenever the list changes, `message` for each message in its conversations."""
    listener = _Staff(lobby, request, desk, last_event_id)
    name = f"staff {desk.hand.person.id}"
    return lobby.streams.response(name, listener, lambda: lobby.jobs.is_winding_down, seconds)


@router.post("/api/inbox/presence")
def presence(asked: PresenceRequest, desk: Watches) -> MeReply:
    """Is there from now on, or leaves. Runs out unless it is said again."""
    with refusals():
        if asked.present:
            desk.office.arrive(asked.name, asked.desk)
        else:
            desk.office.leave()
        return desk.me(desk.line.present())


@router.get("/api/inbox/{conversation_id}")
def one(conversation_id: str, desk: Watches) -> ThreadReply:
    """One conversation: summary, transcript, sources seen, suggested replies, tickets."""
    with refusals():
        return whole(desk, desk.office.seen(conversation_id))


@router.post("/api/inbox/{conversation_id}/take")
def take(conversation_id: str, desk: Answers, asked: TakeRequest | None = None) -> RowReply:
    """Has it from now on, and its ticket; of two at once one wins."""
    with refusals():
        return desk.row(desk.office.take(conversation_id, (asked or TakeRequest()).name))


@router.post("/api/inbox/{conversation_id}/reply")
def reply(conversation_id: str, asked: ReplyRequest, desk: Answers) -> SaidReply:
    """Says something to the shopper, once for each key."""
    with refusals():
        return SaidReply.of(desk.office.reply(conversation_id, asked.text, asked.key))


@router.post("/api/inbox/{conversation_id}/return")
def give_back(conversation_id: str, desk: Answers, asked: ReturnRequest | None = None) -> RowReply:
    """Back to the assistant; the ticket stays open."""
    with refusals():
        return desk.row(desk.office.give_back(conversation_id, (asked or ReturnRequest()).text))


@router.post("/api/inbox/{conversation_id}/close")
def close(conversation_id: str, desk: Answers, asked: EndRequest | None = None) -> RowReply:
    """The end; with a resolution the ticket's too."""
    asked = asked or EndRequest()
    with refusals():
        return desk.row(desk.office.close(conversation_id, asked.text, asked.resolution))


@router.post("/api/inbox/{conversation_id}/transfer")
def transfer(conversation_id: str, asked: TransferRequest, desk: Answers) -> RowReply:
    """To another desk, where it waits again; its ticket goes along."""
    with refusals():
        return desk.row(desk.office.transfer(conversation_id, asked.desk, asked.comment))


class _Staff(Listener):
    """A colleague's end of all conversations of their desks."""

    def __init__(self, lobby: Lobby, request: Request, desk: InboxDesk, last_event_id: str | None) -> None:
        self._lobby = lobby
        self._request = request
        self._desk = desk
        self._store = desk.line.store
        self._seen = sequence(last_event_id, self._store.latest)
        self._told: dict[str, Any] = {}

    def rung(self) -> int:
        return self._store.bell.count

    def may(self) -> bool:
        """Whether it still is the same person, who may. What they may see is looked at anew each time."""
        try:
            principal = principal_of(self._request)
        except BadKey:
            return False
        if not principal.may(Act.TICKETS) or principal.id != self._desk.principal.id:
            return False
        self._desk = InboxDesk(principal, self._lobby.atrium, self._lobby.clock.now())
        return True

    def news(self) -> list[Frame]:
        said = self._store.said_since(self._seen)
        self._seen = said[-1].number if said else self._seen
        telling = self._desk.line.telling
        ids = {one.conversation_id for one in said}
        mine = {
            one for one in ids if (found := self._store.find(one)) and self._desk.hand.works_for(found.desk)
        }
        frames = [
            Frame("message", data_of(SaidReply.of(telling.read(one, HANS))), one.number)
            for one in said
            if one.conversation_id in mine
        ]
        listed = self._desk.inbox()
        if (told := _without_hours(listed)) != self._told:
            self._told = told
            frames.insert(0, Frame("inbox", data_of(listed)))
        return frames


def _without_hours(listed: InboxReply) -> dict[str, Any]:
    """The list without until when people say that they are there: that alone is no news."""
    return listed.model_dump(exclude={"me": {"until"}, "present": {"__all__": {"until"}}})

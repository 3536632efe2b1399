"""/api/conversations: what was asked, its labels, corrections of them, and its deletion."""

from __future__ import annotations

import base64
from datetime import date, datetime, time, timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from assistant.labels import Kind, Labelled, LabelOffice, Place, Wanted
from assistant.labels.store import place_of
from assistant.labels.taxonomy import taxonomy
from knowledge.model import Role
from ui import erasing
from ui.auth import Act, Principal
from ui.conversations import UnknownConversation
from ui.desks.copydesk import person_of
from ui.entry.access import Chatting, InAtrium, InLobby, allowed, looking
from ui.lobby import Lobby
from ui.schemas.fields import readable
from ui.schemas.labels import (
    AgainReply,
    ConversationDetailReply,
    ConversationReply,
    ConversationsReply,
    ErasedConversationReply,
    KindReply,
    LabelsRequest,
)
from ui.wire.problems import Problem

router = APIRouter(tags=["conversations"])

Looks = Annotated[Principal, Depends(looking(Act.LABEL))]
Labels = Annotated[Principal, Depends(allowed(Act.LABEL))]
Operates = Annotated[Principal, Depends(allowed(Act.OPERATE))]
Short = Annotated[str, Query(max_length=100)]


def wanted(
    lobby: InLobby,
    atrium: InAtrium,
    principal: Looks,
    label: Annotated[list[str], Query(max_length=10)] = [],  # noqa: B006
    channel: Short = "",
    language: Short = "",
    mall: Annotated[str | None, Query(max_length=200)] = None,
    role: Short = "",
    outcome: Short = "",
    day: date | None = None,
    since: Annotated[date | None, Query(alias="from")] = None,
    until: Annotated[date | None, Query(alias="to")] = None,
    q: Annotated[str, Query(max_length=200)] = "",
) -> Wanted:
    """What a list asks for, of what the caller may see. `label` is KIND:VALUE and may be given several times.

    Days are the mall's, both ends included.
    """
    words = readable(q)
    first, last = day or since, day or until
    labels = [_label(text) for text in label] + ([(Kind.OUTCOME, outcome)] if outcome else [])
    seen = _roles(principal)
    if role:
        seen = frozenset({role}) & seen if seen is not None else frozenset({role})
    return Wanted(
        tuple(labels),
        channel,
        language,
        mall,
        _midnight(first, lobby),
        _midnight(last + timedelta(days=1), lobby) if last else None,
        seen,
        frozenset(atrium.journal.saying(words)) if words else None,
    )


@router.get("/api/labels")
def kinds(_principal: Looks) -> list[KindReply]:
    """The closed lists: every kind of label with its values."""
    return [KindReply.of(kind) for kind in taxonomy().values()]


@router.post("/api/labels/again")
def again(atrium: InAtrium, _principal: Operates) -> AgainReply:
    """Labels every conversation anew; what staff set stays."""
    return AgainReply(labelled=atrium.labels.again(), version=atrium.labels.version)


@router.get("/api/conversations")
def listed(
    asked: Annotated[Wanted, Depends(wanted)],
    lobby: InLobby,
    atrium: InAtrium,
    after: Annotated[str, Query(max_length=300)] = "",
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> ConversationsReply:
    """The latest first. `next` goes on from here."""
    found = atrium.labels.page(asked, _place(after), limit + 1)
    more = len(found) > limit
    shown = found[:limit]
    return ConversationsReply(
        conversations=[ConversationReply.of(one, lobby.clock.timezone) for one in shown],
        next=_cursor(place_of(shown[-1])) if more else None,
    )


@router.get("/api/conversations/{conversation_id}")
def one(conversation_id: str, lobby: InLobby, atrium: InAtrium, principal: Looks) -> ConversationDetailReply:
    """Every turn, and every label with what it rests on."""
    return _whole(_seen(conversation_id, atrium.labels, principal), lobby)


@router.put("/api/conversations/{conversation_id}/labels")
def correct(
    conversation_id: str, asked: LabelsRequest, lobby: InLobby, atrium: InAtrium, principal: Labels
) -> ConversationDetailReply:
    """What staff set wins, with their name; `null` takes it back."""
    _seen(conversation_id, atrium.labels, principal)
    made = atrium.labels.correct(
        conversation_id, dict(asked.labels), person_of(principal), asked.note, asked.desk
    )
    if made is None:
        raise UnknownConversation
    return _whole(made, lobby)


@router.delete("/api/conversations/{conversation_id}")
def erase(
    conversation_id: str, lobby: InLobby, atrium: InAtrium, principal: Chatting
) -> ErasedConversationReply:
    """Deletes a conversation for good, for admins and for whoever held it."""
    return ErasedConversationReply.of(erasing.erase(lobby, conversation_id, principal))


def _roles(principal: Principal) -> frozenset[str] | None:
    """Shoppers' conversations for whoever labels; those of colleagues, who may read other papers, for admins."""
    return None if principal.may(Act.OPERATE) else frozenset({Role.SHOPPER.value})


def _seen(conversation_id: str, office: LabelOffice, principal: Principal) -> Labelled:
    """One that the caller may know of; raises UnknownConversation."""
    found, roles = office.find(conversation_id), _roles(principal)
    if found is None or (roles is not None and found.role not in roles):
        raise UnknownConversation
    return found


def _whole(one: Labelled, lobby: Lobby) -> ConversationDetailReply:
    atrium = lobby.atrium
    return ConversationDetailReply.told(
        one,
        atrium.journal.all_turns(one.id),
        atrium.journal.opinions(one.id),
        atrium.labels.store.corrections(one.id),
        lobby.clock.timezone,
    )


def _label(text: str) -> tuple[Kind, str]:
    kind, _, value = text.partition(":")
    if kind not in set(Kind) or not value:
        raise Problem(422, f"label: {text!r} is no KIND:VALUE; kinds are {', '.join(Kind)}.")
    return Kind(kind), value


def _midnight(day: date | None, lobby: Lobby) -> datetime | None:
    return datetime.combine(day, time(), lobby.clock.timezone) if day else None


def _cursor(place: Place) -> str:
    return base64.urlsafe_b64encode(f"{place.as_of} {place.conversation_id}".encode()).decode()


def _place(cursor: str) -> Place | None:
    if not cursor:
        return None
    try:
        as_of, _, conversation_id = base64.urlsafe_b64decode(cursor).decode().partition(" ")
        datetime.fromisoformat(as_of)
    except ValueError:
        raise Problem(422, "after: send what `next` of the list before said.") from None
    return Place(as_of, conversation_id)

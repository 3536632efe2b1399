"""Tickets on the wire: what people send about them, and what they are told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, Field, model_validator

from assistant.tickets import Clocks, Comment, Contact, Due, Event, NewTicket, State, Ticket
from assistant.tickets.clocks import late_resolution, late_response
from ui.schemas.fields import Comment as Text
from ui.schemas.fields import Correction, Language, Name, Request, readable

Line = Annotated[str, Field(max_length=200), AfterValidator(lambda text: " ".join(readable(text).split()))]
Said = Annotated[Correction, Field(max_length=1000)]  # may be left out
Turn = Annotated[int | None, Field(ge=1, le=2**31)]


class ContactRequest(Request):
    name: Line = ""
    phone: Line = ""
    mail: Line = ""


class TicketRequest(Request):
    """`consent`: the customer agreed to be called back, without which no contact is kept."""

    desk: Name
    priority: Literal["P0", "P1", "P2", "P3"]
    message: Text
    second_desks: list[Name] = Field(default=[], max_length=12)
    intent: Line = ""
    subject: Line = ""
    entity: Line = ""
    channel: Line = "desk"
    language: Language = None
    contact: ContactRequest = ContactRequest()
    consent: bool = False

    @model_validator(mode="after")
    def _agreed(self) -> TicketRequest:
        if any((self.contact.name, self.contact.phone, self.contact.mail)) and not self.consent:
            raise ValueError("contact details are kept only with the customer's consent; send consent: true")
        return self

    def new(self, role: str, at: datetime) -> NewTicket:
        same = ("desk", "priority", "message", "intent", "subject", "entity", "channel")
        return NewTicket(
            **{name: getattr(self, name) for name in same},
            at=at,
            second_desks=tuple(self.second_desks),
            role=role,
            language=self.language or "zh-Hans",
            contact=Contact(self.contact.name, self.contact.phone, self.contact.mail),
            has_consent=self.consent,
        )


class ActRequest(Request):
    """`turn` is that of the ticket that was looked at; without it the act is on the ticket as it stands."""

    turn: Turn = None
    comment: Said = ""


class AssignRequest(ActRequest):
    desk: Name


class CommentRequest(Request):
    turn: Turn = None
    text: Text
    public: bool = False


class WaitRequest(ActRequest):
    for_: Annotated[Literal["customer", "brand"], Field(alias="for")] = "customer"


class ResolveRequest(Request):
    turn: Turn = None
    resolution: Text


class CloseRequest(ActRequest):
    false_alarm: bool = False


class MergeRequest(Request):
    turn: Turn = None
    into: Name


class TicketReply(BaseModel):
    """No field holds personal data. `due_at` is the next moment that something is to be done by."""

    id: str
    state: State
    turn: int
    desk: str
    desk_name: str
    second_desks: list[str]
    priority: str
    channel: str
    role: str
    language: str
    intent: str
    subject: str
    entity: str
    summary: str
    is_gap: bool
    has_contact: bool
    has_consent: bool
    opened_at: datetime
    respond_by: datetime
    responded_at: datetime | None
    resolve_by: datetime
    paused_at: datetime | None
    resolved_at: datetime | None
    due: Due
    due_at: datetime | None
    late_response: bool
    late_resolution: bool
    assignee: str | None
    resolution: str
    reopened: int
    merged_into: str
    erased_at: datetime | None

    @classmethod
    def of(cls, ticket: Ticket, clocks: Clocks, now: datetime, **more: Any) -> TicketReply:
        told = {name: getattr(ticket, name) for name in cls.model_fields if hasattr(ticket, name)}
        told |= {
            "desk_name": clocks.desks[ticket.desk].name if ticket.desk in clocks.desks else ticket.desk,
            "assignee": ticket.assignee.name if ticket.assignee else None,
            "due": clocks.stand(ticket, now),
            "due_at": clocks.due_at(ticket),
            "late_response": late_response(ticket, now),
            "late_resolution": late_resolution(ticket, now),
        }
        zone = clocks.hours.zone()
        here = {name: at.astimezone(zone) for name, at in told.items() if isinstance(at, datetime)}
        return cls(**told | here | more)


class TicketsReply(BaseModel):
    tickets: list[TicketReply]
    total: int


class CommentReply(BaseModel):
    who: str
    at: datetime
    text: str
    is_public: bool

    @classmethod
    def of(cls, comment: Comment) -> CommentReply:
        return cls(**{name: getattr(comment, name) for name in cls.model_fields})


class EventReply(BaseModel):
    act: str
    before: State | None
    after: State
    who: str
    at: datetime
    detail: Mapping[str, Any]

    @classmethod
    def of(cls, event: Event) -> EventReply:
        same = {name: getattr(event, name) for name in ("before", "after", "at", "detail")}
        return cls(**same, act=event.act.value, who=event.who.name)


class TicketDetailReply(TicketReply):
    """`words` are the customer's, masked; `same_conversation` the numbers of other tickets that came from there."""

    words: str
    comments: list[CommentReply]
    history: list[EventReply]
    same_conversation: list[str]

    @classmethod
    def told(
        cls,
        ticket: Ticket,
        clocks: Clocks,
        now: datetime,
        comments: Sequence[Comment],
        history: Sequence[Event],
        others: Sequence[Ticket],
    ) -> TicketDetailReply:
        told = cls.of(
            ticket,
            clocks,
            now,
            comments=[CommentReply.of(one) for one in comments],
            history=[EventReply.of(one) for one in reversed(history)],
            same_conversation=[one.id for one in others if one.id != ticket.id],
        )
        assert isinstance(told, TicketDetailReply)
        return told


class ContactReply(BaseModel):
    """As the customer gave it; `words` hold what is masked elsewhere."""

    name: str
    phone: str
    mail: str
    words: str

    @classmethod
    def of(cls, contact: Contact) -> ContactReply:
        return cls(**{name: getattr(contact, name) for name in cls.model_fields})


class ContactsReply(BaseModel):
    id: str
    contacts: list[ContactReply]


class ErasedReply(BaseModel):
    erased: list[str]

"""The inbox on the wire: conversations that wait for staff or are with them, and all about one of them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from assistant.handover import State
from ui.schemas.chat import Key
from ui.schemas.fields import Comment, Correction, Name, Request
from ui.schemas.tickets import Line, TicketReply

ShownName = Annotated[Line, Field(max_length=40)]  # what the shopper reads above staff's words; empty: 客服


class PresenceRequest(Request):
    """Said again before it runs out. Without `desk` one is there for all desks that one may work for."""

    present: bool
    desk: Name | None = None
    name: ShownName = ""


class TakeRequest(Request):
    name: ShownName = ""


class ReplyRequest(Request):
    """Sent again with the same `key` it counts once."""

    text: Comment
    key: Key = ""


class ReturnRequest(Request):
    """`text` is a last word to the shopper."""

    text: Annotated[Correction, Field(max_length=1000)] = ""


class EndRequest(Request):
    """`resolution` resolves the ticket too; without it the ticket stays open at its desk."""

    text: Annotated[Correction, Field(max_length=1000)] = ""
    resolution: Annotated[Correction, Field(max_length=1000)] = ""


class TransferRequest(Request):
    """`comment` is for the other desk, on the ticket."""

    desk: Name
    comment: Annotated[Correction, Field(max_length=1000)] = ""


class PresentReply(BaseModel):
    """`desks` None: all of them."""

    name: str  # the colleague's
    who: str  # as shoppers read it
    desks: list[str] | None
    until: datetime


class MeReply(BaseModel):
    name: str
    who: str
    present: bool
    until: datetime | None
    desks: list[str] | None
    beat: int  # seconds after which to say again that one is present


class RowReply(BaseModel):
    """One conversation in the list. `unanswered` counts the shopper's messages since the last word of staff; `is_missed`:
    a person was asked for while nobody was there, and the assistant has the conversation."""

    conversation_id: str
    state: State
    is_missed: bool
    is_mine: bool
    may_take: bool
    desk: str
    desk_name: str
    priority: str
    ticket_id: str
    language: str
    channel: str
    mall: str
    since: datetime | None
    position: int | None
    staff: str
    who: str
    unanswered: int
    last: int
    last_from: str
    last_text: str
    last_at: datetime | None


class DeskReply(BaseModel):
    id: str
    name: str
    present: int  # how many are there


class InboxReply(BaseModel):
    """Those that wait first, the most urgent and the oldest of them on top; then those with a person; then missed ones."""

    threads: list[RowReply]
    waiting: int
    mine: int
    present: list[PresentReply]
    desks: list[DeskReply]
    me: MeReply


class EntryReply(BaseModel):
    """One thing that was said, by time. `n` is a message of the thread, `turn` a turn of the journal; `sources` name documents."""

    sender: Literal["shopper", "staff", "assistant", "notice"] = Field(serialization_alias="from")
    name: str = ""
    text: str
    at: datetime | None
    n: int = 0
    turn: int = 0
    handling: str = ""
    sources: list[str] = []


class SourceReply(BaseModel):
    """A document that the shopper was shown."""

    doc_id: str
    title: str
    version: str
    url: str


class AnsweredReply(BaseModel):
    question: str
    sources: list[str]


class EntityReply(BaseModel):
    kind: str
    name: str


class MoodReply(BaseModel):
    """A mood and the shopper's words that show it."""

    mood: str
    words: list[str]


class SummaryReply(BaseModel):
    """What the next person has to know; `text` says it in a few lines. Made without a language model."""

    text: str
    asked: list[str]
    answered: list[AnsweredReply]
    open: list[str]
    entities: list[EntityReply]
    moods: list[MoodReply]
    tickets: list[str]
    language: str


class SuggestionReply(BaseModel):
    """`kind` is passage (of the papers), phrase (of the desk) or practice (a good reply of before).

    What `is_internal` is there to be read, not to be sent: it is never `is_ready`.
    """

    kind: Literal["passage", "phrase", "practice"]
    name: str = ""
    text: str
    is_ready: bool = True
    is_internal: bool = False
    doc_id: str = ""
    title: str = ""
    version: str = ""
    locator: str = ""
    url: str = ""


class ThreadReply(RowReply):
    summary: SummaryReply
    transcript: list[EntryReply]
    sources: list[SourceReply]
    suggestions: list[SuggestionReply]
    tickets: list[TicketReply]

"""A conversation with a person on the wire, as its shopper sees it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Self

from pydantic import BaseModel, Field

from assistant.handover import Message, Sender
from assistant.journal import Turn
from ui.schemas.chat import StandingReply, TicketReply
from ui.schemas.fields import Correction, Language, Request


class PersonRequest(Request):
    """`text` says what it is about; without it that is the last question."""

    text: Annotated[Correction, Field(max_length=500)] = ""
    language: Language = None


class MessageReply(BaseModel):
    """`n` counts within the conversation. `turn` is that of the answer where the assistant speaks."""

    n: int
    sender: Sender = Field(serialization_alias="from")
    name: str
    text: str
    at: datetime
    key: str = ""
    turn: int = 0

    @classmethod
    def of(cls, message: Message) -> Self:
        return cls(**{name: getattr(message, name) for name in cls.model_fields})


class SaidReply(MessageReply):
    """A message with the conversation that it was said in."""

    conversation_id: str


class TurnReply(BaseModel):
    """What was asked of the assistant and answered, as the journal keeps it."""

    turn: int
    message: str
    answer: str
    handling: str
    at: datetime | None

    @classmethod
    def of(cls, turn: Turn) -> TurnReply:
        same = {name: getattr(turn, name) for name in ("message", "answer", "handling", "at")}
        return cls(**same, turn=turn.n)


class PersonReply(StandingReply):
    """`said` is what to tell the shopper now, message `last` of the conversation."""

    conversation_id: str
    said: str
    ticket: TicketReply | None = None


class MessagesReply(StandingReply):
    """`turns` only where all messages are asked for (`after` is 0): what was said to the assistant, to be shown again."""

    conversation_id: str
    messages: list[MessageReply]
    turns: list[TurnReply] = Field(default=[])

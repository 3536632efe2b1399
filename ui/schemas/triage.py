"""A message and its triage on the wire."""

from __future__ import annotations

from pydantic import BaseModel

from ui.schemas.fields import Question, Request


class TriageRequest(Request):
    message: Question


class NamedEntity(BaseModel):
    """Something of the mall that a message names: a shop, floor, facility or campaign, and the words that name it."""

    kind: str
    name: str
    words: str


class TicketPart(BaseModel):
    """One matter of a message. `text` is the part of the message that it is about."""

    text: str
    intent: str
    subject: str = ""
    priority: str
    desk: str
    second_desks: list[str] = []
    entities: list[NamedEntity] = []
    reason: str


class TriageReply(BaseModel):
    """The message as a whole; `tickets` are its matters, the most urgent first, one where it is about one thing."""

    intent: str
    subject: str = ""
    priority: str
    desk: str
    second_desks: list[str] = []
    reason: str
    language: str = ""
    entities: list[NamedEntity] = []
    tickets: list[TicketPart] = []

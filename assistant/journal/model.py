"""The nouns of the journal: a conversation, one turn of it, an opinion about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple


@dataclass(frozen=True, slots=True)
class Conversation:
    """Who began it, where, and when. `owner` is whoever may go on with it; it is never a secret."""

    id: str
    owner: str
    role: str
    channel: str
    mall: str
    language: str
    began_at: datetime


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and what was answered. `topic` is the full question that a follow-up leans on.

    `as_of` is the moment that the question spoke of, which figures count by; `at` is when it was asked. `seconds` are
    those until the first word. `citations` hold doc_id, title, version and passage_id of each source, in the order of
    the marks; `tickets` the numbers of the tickets that it opened. `n` is the turn's own number, 0 before it is kept.
    """

    message: str
    topic: str
    answer: str
    handling: str
    documents: tuple[str, ...] = ()
    n: int = 0
    conversation_id: str = ""
    role: str = "shopper"
    at: datetime | None = None
    as_of: datetime | None = None
    intent: str = ""
    subject: str = ""
    priority: str = ""
    desk: str = ""
    language: str = ""
    mode: str = ""
    confidence: float = 1.0
    seconds: float = 0.0
    citations: tuple[dict[str, Any], ...] = ()
    tickets: tuple[str, ...] = ()


class Trace(NamedTuple):
    """A turn without its words, as figures count it. `as_of` and `citations` (JSON) are as the file has them."""

    conversation_id: str
    as_of: str
    role: str
    handling: str
    intent: str
    subject: str
    desk: str
    language: str
    seconds: float
    citations: str


@dataclass(frozen=True, slots=True)
class Opinion:
    """A thumb up or down with its reason, on one turn or, with `turn` 0, on the conversation."""

    conversation_id: str
    turn: int
    helpful: bool
    reason: str
    at: datetime

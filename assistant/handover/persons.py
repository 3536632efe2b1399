"""What an answer needs to know of persons: whether one is there for a matter, and the place in their queue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from assistant.model import Ticket as Number


@dataclass(frozen=True, slots=True)
class Wanted:
    """A person is wanted for a matter, with its ticket where one is filed already. `moment` is the one that is spoken of."""

    conversation_id: str
    ticket: Number | None
    language: str
    moment: datetime
    channel: str = "api"
    mall: str = ""
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Sought:
    """What came of it, and the sentence that says so; it never promises more than there is. `prompt` is what to write meanwhile."""

    is_there: bool
    text: str
    prompt: str = ""


class Persons(Protocol):
    """Where answers send who wants a person."""

    def seek(self, wanted: Wanted) -> Sought:
        """Puts the conversation into the queue, where somebody is there for it."""
        ...

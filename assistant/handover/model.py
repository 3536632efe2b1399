"""The nouns of a hand-over: a thread between a shopper and a person, its states, its messages, who is at a desk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from assistant.copies.model import Overtaken, Person, Refused
from knowledge.errors import AtriumError

__all__ = ["Overtaken", "Person", "Refused"]


class State(StrEnum):
    """Who has the conversation: the assistant, nobody yet, a person; or a person ended it."""

    ASSISTANT = "assistant"
    WAITING = "waiting"
    WITH_PERSON = "with_person"
    CLOSED = "closed"


class Sender(StrEnum):
    """Who says something in a thread. A notice tells what became of it."""

    SHOPPER = "shopper"
    STAFF = "staff"
    ASSISTANT = "assistant"
    NOTICE = "notice"


class Act(StrEnum):
    """What somebody did with a thread, as its history tells it."""

    ASKED = "asked"  # the shopper asked for a person, and somebody is there
    MISSED = "missed"  # the shopper asked for a person, and nobody was there
    LAPSED = "lapsed"  # those who were there went before it was taken up
    WENT_BACK = "went_back"  # the shopper went back to the assistant
    SAID = "said"  # the shopper
    ANSWERED = "answered"  # the assistant, at once, in an emergency
    TAKEN = "taken"
    REPLIED = "replied"
    RETURNED = "returned"  # staff gave it back to the assistant
    TRANSFERRED = "transferred"
    CLOSED = "closed"


class NoSuchThread(AtriumError):
    """The thread never was, or is none that this person may know of."""


@dataclass(frozen=True, slots=True)
class Thread:
    """One conversation as it stands between a shopper and the desks. `turn` counts what was done with it.

    `owner` is whose conversation it is. `since` is the real time at which it began to wait, or was taken up; `staff`
    who has it, `who` the name that the shopper reads. `is_wanted`: a person was asked for and has not come yet.
    """

    conversation_id: str
    state: State
    turn: int
    desk: str
    priority: str
    ticket_id: str
    language: str
    channel: str = "api"
    mall: str = ""
    owner: str = ""
    is_wanted: bool = False
    since: datetime | None = None
    staff: Person | None = None
    who: str = ""
    changed_at: datetime | None = None

    @property
    def is_live(self) -> bool:
        """Whether what the shopper writes goes to a person."""
        return self.state in (State.WAITING, State.WITH_PERSON)


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of the house's own by its key, so that whoever reads it has it in their language.

    `values` are what it names, none of them in any language: a place in a queue, a number of a ticket, a desk by its id,
    a moment in ISO 8601, the name of a person.
    """

    key: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Message:
    """What was said in a thread, the `n`th of it; `number` counts over all threads. Both are 0 before it is kept.

    `key` makes a message that is sent again count once. `turn` is that of the journal where the assistant answered.
    `told` is what a notice says; its `text` is that in the language in which it was kept.
    """

    sender: Sender
    text: str
    at: datetime
    name: str = ""
    key: str = ""
    turn: int = 0
    n: int = 0
    number: int = 0
    conversation_id: str = ""
    told: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a thread's history, without free text. `at` is the real time, `as_of` the moment that figures count by."""

    conversation_id: str
    act: Act
    before: State | None
    after: State
    who: Person
    at: datetime
    as_of: datetime
    detail: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody at a desk until a moment, unless they say again that they are. `desks` None: for all of them."""

    person: Person
    who: str
    desks: frozenset[str] | None
    until: datetime

    def serves(self, desk: str) -> bool:
        return self.desks is None or desk in self.desks


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a conversation stands, for whoever reads it. `line` says it in their language; empty where there is nothing to say."""

    state: State
    position: int | None = None
    who: str = ""
    line: str = ""
    last: int = 0  # the latest message's number

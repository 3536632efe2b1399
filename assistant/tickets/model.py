"""The nouns of the service desk: a ticket, its states and acts, who acts, what was written about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from assistant.channels import API
from assistant.copies.model import Overtaken, Person, Refused
from knowledge.errors import AtriumError

__all__ = ["Overtaken", "Person", "Refused"]

SUMMARY = 120  # characters
CUSTOMER = "顾客"  # who wrote, where it was none of the staff


class State(StrEnum):
    """Where a ticket stands."""

    NEW = "new"
    TAKEN = "taken"
    WORKING = "working"
    WAITING_BRAND = "waiting_brand"
    WAITING_CUSTOMER = "waiting_customer"
    RESOLVED = "resolved"
    CLOSED = "closed"
    FALSE_ALARM = "false_alarm"


class Act(StrEnum):
    """What somebody did with a ticket, as its history tells it."""

    OPENED = "opened"
    REPEATED = "repeated"  # the customer said the same again
    ADDED = "added"  # the customer went on about the same matter
    TAKEN = "taken"
    ASSIGNED = "assigned"
    COMMENTED = "commented"
    WAITED = "waited"
    RESOLVED = "resolved"
    REOPENED = "reopened"
    CLOSED = "closed"
    DISMISSED = "dismissed"  # a false alarm
    MERGED = "merged"
    CONTACT_SHOWN = "contact_shown"
    TOLD = "told"  # a message about it was taken by the desk's channel
    ERASED = "erased"


class NoSuchTicket(AtriumError):
    """The ticket never was, or is none that this person may know of."""


class NotYours(AtriumError):
    """The ticket is another desk's, or another colleague has it; the message says whose."""


@dataclass(frozen=True, slots=True)
class Hand:
    """Somebody of the staff. `desks` are those that they are bound to; None: whoever works for all of them."""

    person: Person
    desks: frozenset[str] | None = None
    is_admin: bool = False

    def works_for(self, desk: str) -> bool:
        return self.is_admin or self.desks is None or desk in self.desks

    def is_bound_to(self, desk: str) -> bool:
        """Named for this desk, not merely let in: what the customer's contact asks for."""
        return self.is_admin or (self.desks is not None and desk in self.desks)


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach the customer, as they gave it. `words` hold what was masked elsewhere, as it was written."""

    name: str = ""
    phone: str = ""
    mail: str = ""
    words: str = ""

    def __bool__(self) -> bool:
        return any((self.name, self.phone, self.mail, self.words))


@dataclass(frozen=True, slots=True)
class NewTicket:
    """A matter as it comes in. `at` is the moment that its clocks count from; `message` the customer's words; `channel`
    where they were said, an id of channels_in.yaml, or another word of whoever files it by hand."""

    desk: str
    priority: str
    message: str
    at: datetime
    conversation_id: str = ""
    second_desks: tuple[str, ...] = ()
    channel: str = API
    role: str = "shopper"
    language: str = "zh-Hans"
    intent: str = ""
    subject: str = ""
    entity: str = ""  # the shop, floor or place it is about
    is_gap: bool = False  # the papers do not say what was asked
    contact: Contact = Contact()
    has_consent: bool = False  # the customer agreed to be called back


@dataclass(frozen=True, slots=True)
class Ticket:
    """One matter as it stands. `turn` counts what was done with it. Personal data stands in no field of it.

    `respond_by` is what the customer was promised and never moves; `resolve_by` moves by as much
    of the desk's time as the customer was waited for. `paused_at` is since when that is.
    """

    id: str
    state: State
    turn: int
    desk: str
    second_desks: tuple[str, ...]
    priority: str
    conversation_id: str
    channel: str
    role: str
    language: str
    intent: str
    subject: str
    entity: str
    summary: str
    words: str
    is_gap: bool
    has_contact: bool
    has_consent: bool
    opened_at: datetime
    changed_at: datetime
    respond_by: datetime
    resolve_by: datetime
    responded_at: datetime | None = None
    paused_at: datetime | None = None
    resolved_at: datetime | None = None
    assignee: Person | None = None
    resolution: str = ""
    reopened: int = 0
    merged_into: str = ""
    erased_at: datetime | None = None

    @property
    def desks(self) -> tuple[str, ...]:
        return (self.desk, *self.second_desks)


@dataclass(frozen=True, slots=True)
class Comment:
    """What was written about a ticket. A public one is for the customer, an internal one for the desks."""

    who: str
    at: datetime
    text: str
    is_public: bool


@dataclass(frozen=True, slots=True)
class Told:
    """That the channel of a desk took a message: which one, at which real time."""

    hook: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the history: no free text, so that it can stay when a customer's words go.

    `at` is the real time. `before` is None for the first.
    """

    ticket_id: str
    act: Act
    before: State | None
    after: State
    who: Person
    at: datetime
    detail: Mapping[str, Any] = field(default_factory=dict)

"""The facts of one conversation, frozen: all that any figure is counted from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

SIMULATOR = "simulator"  # the owner of conversations that `atrium simulate` made
UNKNOWN = ""  # of a dimension: nobody said


class People(StrEnum):
    """Who asked: figures of customers and of staff are never mixed."""

    CUSTOMERS = "customers"
    STAFF = "staff"


STAFF_ROLES = frozenset({"staff", "content", "admin"})


def people_of(role: str) -> People:
    """A service asks for the customers whom it serves."""
    return People.STAFF if role in STAFF_ROLES else People.CUSTOMERS


@dataclass(frozen=True, slots=True)
class TicketFact:
    """One ticket. `is_counted`: neither merged into another nor a false alarm."""

    id: str
    desk: str
    is_counted: bool = True
    is_gap: bool = False
    is_late_response: bool = False
    is_late_resolution: bool = False
    was_resolved: bool = False
    was_reopened: bool = False


@dataclass(frozen=True, slots=True)
class ThreadFact:
    """A hand-over to a person: since when it was wanted, and when somebody of the staff first wrote."""

    asked_at: datetime
    answered_at: datetime | None = None

    @property
    def minutes(self) -> float | None:
        """Until the first response; None while there is none."""
        if self.answered_at is None:
            return None
        return max(0.0, (self.answered_at - self.asked_at).total_seconds() / 60)


@dataclass(frozen=True, slots=True)
class LabelFact:
    """What labels say of a conversation, empty where they say nothing; `outdated` as Facts have it."""

    polarity: str = ""
    emotion: str = ""
    cause: str = ""
    format: str = ""
    floor: str = ""
    gap: str = ""
    gap_desk: str = ""
    outdated: int = 0


@dataclass(frozen=True, slots=True)
class Facts:
    """One conversation; with `id` "" tickets that no conversation is known of. `began_at` is in the mall's own zone.

    `handlings` are the kinds of answers that it had; `topics` pairs of intent and subject; `seconds` those until the
    first word of each answer; `outdated` counts the papers that were cited though not in force, each once; `label` is None
    where nobody labels.
    """

    id: str
    began_at: datetime
    people: People = People.CUSTOMERS
    is_simulated: bool = False
    channel: str = UNKNOWN
    mall: str = UNKNOWN
    language: str = UNKNOWN
    desk: str = UNKNOWN
    turns: int = 0
    handlings: frozenset[str] = frozenset()
    topics: tuple[tuple[str, str], ...] = ()
    seconds: tuple[float, ...] = ()
    outdated: int = 0
    thumbs_up: int = 0
    thumbs_down: int = 0
    tickets: tuple[TicketFact, ...] = ()
    thread: ThreadFact | None = None
    label: LabelFact | None = None

    @property
    def day(self) -> date:
        return self.began_at.date()

    @property
    def format(self) -> str:
        return self.label.format if self.label else UNKNOWN

    @property
    def floor(self) -> str:
        return self.label.floor if self.label else UNKNOWN

    @property
    def is_conversation(self) -> bool:
        return bool(self.id)

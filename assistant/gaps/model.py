"""The nouns of knowledge gaps: a question asked in vain, a gap of such questions, how it was closed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from enum import StrEnum

from assistant.copies import Person
from assistant.journal import Turn
from knowledge.errors import AtriumError


class Why(StrEnum):
    """What tells that a question was asked in vain."""

    UNANSWERED = "unanswered"
    HANDED_OVER = "handed_over"
    DOUBTFUL = "doubtful"
    DISLIKED = "disliked"


class Kind(StrEnum):
    """What is wrong with the papers, in the order in which a tie is decided."""

    MISSING = "missing"
    OUTDATED = "outdated"
    CONFLICTING = "conflicting"
    UNCLEAR = "unclear"


CALLED = {
    Kind.MISSING: "缺失",
    Kind.OUTDATED: "过期",
    Kind.CONFLICTING: "冲突",
    Kind.UNCLEAR: "表述不清",
}


class State(StrEnum):
    """Where a gap stands: closed, then asked in vain again, or asked and answered."""

    OPEN = "open"
    CLOSED = "closed"
    REOPENED = "reopened"
    MENDED = "mended"


class NoSuchGap(AtriumError):
    """The gap never was, or all its questions were erased."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question that belongs to a gap, as the journal has it now. `why` is None for one that was answered."""

    turn: Turn
    why: Why | None
    reasons: tuple[str, ...] = ()  # of a thumb down
    channel: str = ""


@dataclass(frozen=True, slots=True)
class Closing:
    """Who closed a gap and by what; `ref` is the document's or the curated answer's number."""

    gap_id: str
    who: Person
    at: datetime
    note: str
    by: str = "other"
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap with what its questions add up to. `question` is the one nearest to all of them."""

    id: str
    question: str
    kind: Kind
    state: State
    asked: tuple[Asked, ...]  # in vain, oldest first
    answered: tuple[Asked, ...]  # after it was closed
    owner: str
    closings: tuple[Closing, ...] = ()

    @property
    def conversations(self) -> int:
        return len({one.turn.conversation_id for one in self.asked})

    @property
    def first_asked(self) -> datetime:
        return min(moment(one.turn) for one in self.asked)

    @property
    def last_asked(self) -> datetime:
        return max(moment(one.turn) for one in self.asked)

    @property
    def why(self) -> Mapping[str, int]:
        return {why.value: n for why in Why if (n := sum(one.why is why for one in self.asked))}


def moment(turn: Turn) -> datetime:
    """The moment that a question spoke of, which figures count by."""
    found = turn.as_of or turn.at
    assert found is not None  # of a turn that the journal keeps
    return found


def day(turn: Turn, zone: tzinfo | None) -> date:
    """The day in a time zone."""
    return moment(turn).astimezone(zone).date()

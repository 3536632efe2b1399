"""The nouns of curation: a question with the mall's own answer, its states, its source and its history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from assistant.copies import Person
from knowledge.errors import AtriumError
from knowledge.model import Visibility


class State(StrEnum):
    """Where an entry stands. EXPIRED is never stored: it is PUBLISHED after its last day."""

    DRAFT = "draft"
    REVIEW = "review"
    PUBLISHED = "published"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class Act(StrEnum):
    """What somebody did with an entry, as its history tells it."""

    WRITTEN = "written"
    EDITED = "edited"
    SUBMITTED = "submitted"
    PUBLISHED = "published"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    RENEWED = "renewed"


class NoSuchEntry(AtriumError):
    """The entry never was, or must not be known to exist."""


class Refused(AtriumError):
    """Something that cannot be done with an entry as it stands; the message says why."""


class Overtaken(Refused):
    """Somebody else acted on it between the look and the act."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What an answer rests on: a document as it was looked at, with words of it, or a named person's statement."""

    doc_id: str = ""
    title: str = ""
    version: str = ""
    sha256: str = ""
    locator: str = ""
    quote: str = ""  # an exact part of one of the document's passages
    statement: str = ""  # who says so, where no document does
    audience: tuple[str, ...] = ()  # of a restricted document: the groups that may know of it

    @property
    def is_given(self) -> bool:
        return bool(self.doc_id or self.statement)


@dataclass(frozen=True, slots=True)
class Wording:
    """What an entry says: the question in the ways people ask it, and the answer. English is optional."""

    question: str
    answer: str
    others: tuple[str, ...] = ()  # other wordings of the same question
    question_en: str = ""
    answer_en: str = ""

    @property
    def questions(self) -> tuple[str, ...]:
        """Every wording that is matched in Chinese."""
        return tuple(dict.fromkeys((self.question, *self.others)))


@dataclass(frozen=True, slots=True)
class NewEntry:
    """A correction as a member of staff writes it."""

    wording: Wording
    visibility: Visibility
    origin: Origin = Origin()
    valid_until: date | None = None
    owner: str = ""  # the desk that answers for it
    is_best: bool = False  # best practice: offered to desks as a suggested reply
    conversation_id: str = ""  # where it came from; the words of that conversation are not kept here
    turn_n: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """One question and answer as it stands. `turn` counts what was done with it, `revision` the texts it had."""

    id: str
    state: State
    revision: int
    turn: int
    wording: Wording
    visibility: Visibility
    origin: Origin
    valid_until: date | None
    owner: str
    is_best: bool
    conversation_id: str
    turn_n: int
    author: Person
    created_at: datetime
    changed_at: datetime
    publisher: Person | None = None
    published_at: datetime | None = None
    is_confirmed: bool = False  # the publisher said that what stands in an internal paper may be public

    @property
    def is_public(self) -> bool:
        return self.visibility is Visibility.PUBLIC

    def state_on(self, today: date) -> State:
        """The state by the calendar: a published answer ends with its last day."""
        over = self.valid_until is not None and self.valid_until < today
        return State.EXPIRED if self.state is State.PUBLISHED and over else self.state


@dataclass(frozen=True, slots=True)
class Revision:
    """One text that an entry had."""

    revision: int
    wording: Wording
    who: Person
    at: datetime


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the history. `before` is None for the first."""

    entry_id: str
    act: Act
    before: State | None
    after: State
    revision: int
    who: Person
    at: datetime
    comment: str = ""
    detail: Mapping[str, Any] = field(default_factory=dict)

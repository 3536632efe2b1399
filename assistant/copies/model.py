"""The nouns of approval: a piece of copy, its states, revisions, evidence and history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from knowledge.errors import AtriumError


class State(StrEnum):
    """Where a piece of copy stands. EXPIRED is never stored: it is APPROVED after its last day."""

    DRAFT = "draft"
    REVIEW = "review"
    APPROVED = "approved"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class Act(StrEnum):
    """What somebody did with a piece of copy, as its history tells it."""

    SAVED = "saved"
    EDITED = "edited"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    OWNED = "owned"


class NoSuchCopy(AtriumError):
    """The piece of copy never was."""


class Refused(AtriumError):
    """Something that cannot be done with a piece of copy as it stands; the message says why."""


class Overtaken(Refused):
    """Somebody else acted on it between the look and the act."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who acts. `id` stays the same over logins of one key; `name` is for people."""

    id: str
    name: str

    def is_same(self, other: Person) -> bool:
        """A colleague with a new key keeps the name, a renamed key keeps the id: either makes one person."""
        return self.id == other.id or self.name == other.name


@dataclass(frozen=True, slots=True)
class Source:
    """Where something in the copy stands. `doc_id` is empty for what lies in no library, a pasted text.

    `version` and `sha256` are those of the document that was looked at when the copy was saved, and
    again when it was approved.
    """

    name: str
    doc_id: str = ""
    locator: str = ""
    quote: str = ""
    version: str = ""
    sha256: str = ""
    is_proof: bool = False  # an approver's proof; `locator` is then the rule that it answers


@dataclass(frozen=True, slots=True)
class Tick:
    """An approver's word that a document proves what a finding asks for.

    `span` (start, end) in the checked text; None where the rule has one finding only.
    """

    rule_id: str
    doc_id: str
    valid_until: date | None = None
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Proof:
    """A tick as it is archived, with the wording it answers and the document as it was."""

    rule_id: str
    span: tuple[int, int]
    text: str
    doc_id: str
    title: str
    version: str
    sha256: str
    valid_until: date | None
    revision: int
    who: str
    at: datetime

    def holds(self, on: date) -> bool:
        return self.valid_until is None or on <= self.valid_until


@dataclass(frozen=True, slots=True)
class NewCopy:
    """What is saved as a draft. `tag` (T1–T8) is for finding it, and stands in no text."""

    channel: str
    body: str
    title: str = ""
    tag: str | None = None
    campaign: str | None = None
    product: str | None = None
    language: str = "zh-Hans"
    category: str | None = None
    mode: str = "template"  # template or generated: who wrote the first text
    sources: tuple[Source, ...] = ()
    selling_points: tuple[Mapping[str, Any], ...] = ()
    steps: tuple[str, ...] = ()  # of the arithmetic in it, as shown beside the draft


@dataclass(frozen=True, slots=True)
class Copy:
    """One piece of copy as it stands. `turn` counts what was done with it, `revision` the texts it had."""

    id: str
    state: State
    revision: int
    turn: int
    channel: str
    tag: str | None
    campaign: str | None
    product: str | None
    language: str
    category: str | None
    mode: str
    title: str
    body: str
    selling_points: tuple[Mapping[str, Any], ...]
    steps: tuple[str, ...]
    author: Person
    created_at: datetime
    changed_at: datetime
    approver: Person | None = None
    approved_at: datetime | None = None
    expires_on: date | None = None
    owner: str = ""
    owned_at: datetime | None = None
    distance: float | None = None  # 0–1, from the first text to the approved one
    checked_with: str = ""  # the edition of the rules that `checked_as` was found by
    checked_as: str = ""  # why it is not final by these rules; empty when nothing forbids it
    sources: tuple[Source, ...] = ()

    @property
    def text(self) -> str:
        """Title and body as they are checked and copied."""
        return f"{self.title}\n{self.body}" if self.title else self.body

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents that it cites, each once."""
        return tuple(dict.fromkeys(source.doc_id for source in self.sources if source.doc_id))

    def state_on(self, today: date) -> State:
        """The state by the calendar: an approval ends with its last day."""
        over = self.expires_on is not None and self.expires_on < today
        return State.EXPIRED if self.state is State.APPROVED and over else self.state


@dataclass(frozen=True, slots=True)
class Revision:
    """One text that a piece of copy had."""

    revision: int
    title: str
    body: str
    who: Person
    at: datetime

    @property
    def text(self) -> str:
        return f"{self.title}\n{self.body}" if self.title else self.body


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the history. `before` is None for the first."""

    copy_id: str
    act: Act
    before: State | None
    after: State
    revision: int
    who: Person
    at: datetime
    comment: str = ""
    detail: Mapping[str, Any] = field(default_factory=dict)

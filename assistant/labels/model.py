"""The nouns of labelling: a label with its evidence, all labels of a conversation, a correction by staff."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from assistant.copies.model import Person
from knowledge.errors import AtriumError


class Kind(StrEnum):
    """What is labelled; the values of each stand in assistant/data/labels.yaml."""

    NEEDS = "needs"
    POLARITY = "polarity"
    EMOTION = "emotion"
    CAUSE = "cause"
    PREFERENCES = "preferences"
    STAGE = "stage"
    FORMATS = "formats"
    FLOORS = "floors"
    CHANNEL = "channel"
    OUTCOME = "outcome"
    GAP = "gap"


class Source(StrEnum):
    """What a label rests on."""

    RULE = "rule"
    LIKENESS = "likeness"  # to labelled examples
    DIRECTORY = "directory"  # the mall's own shops and floors
    TRIAGE = "triage"
    JOURNAL = "journal"  # what was done with the question
    STAFF = "staff"


class NoSuchLabel(AtriumError):
    """A value that its kind does not have; the message names those that it has."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """`turn` is the number of the turn (0: the conversation as a whole), `words` stand in its message.

    `rule` names the row of the table, empty for other sources; `score` is a likeness, about -1 to 1. Words that tell
    of health, a child or another matter that is never labelled are left out: `words` is empty then.
    """

    turn: int
    words: str = ""
    source: Source = Source.RULE
    rule: str = ""
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Label:
    """One value of one kind. `confidence` is 0 to 1; `about` says of a preference what it is about (品牌, 价格带)."""

    value: str
    confidence: float
    evidence: tuple[Evidence, ...] = ()
    about: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How it ended. `documents` counts the papers that were cited; `outdated` are the ids of those that were not in
    force at the moment that the question spoke of: there must be none."""

    label: Label | None = None
    documents: int = 0
    outdated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quality:
    """`first_seconds` until the first word of the first answer; `rewritten`: a person wrote what the assistant had not."""

    first_seconds: float = 0.0
    turns: int = 0
    thumbs_up: int = 0
    thumbs_down: int = 0
    rewritten: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """What the papers lack, and the desk that should mend it."""

    label: Label | None = None
    desk: str = ""


@dataclass(frozen=True, slots=True)
class Labels:
    """All labels of one conversation. Empty or None where nothing was sure enough.

    `version` is that of the rules and examples; `corrected` names the kinds that staff have set.
    """

    needs: tuple[Label, ...] = ()
    polarity: Label | None = None
    emotion: Label | None = None
    cause: Label | None = None
    preferences: tuple[Label, ...] = ()
    stage: Label | None = None
    formats: tuple[Label, ...] = ()
    floors: tuple[Label, ...] = ()
    channel: Label | None = None
    outcome: Outcome = field(default_factory=Outcome)
    quality: Quality = field(default_factory=Quality)
    gap: Gap = field(default_factory=Gap)
    version: str = ""
    corrected: tuple[Kind, ...] = ()

    def of(self, kind: Kind) -> tuple[Label, ...]:
        """The labels of one kind, none to many."""
        found = getattr(self, kind.value)
        if isinstance(found, Outcome | Gap):
            found = found.label
        if found is None:
            return ()
        return (found,) if isinstance(found, Label) else tuple(found)

    def values(self, kind: Kind) -> tuple[str, ...]:
        """Only what they say: needs → ("停车", "活动/券")."""
        return tuple(label.value for label in self.of(kind))

    @property
    def plain(self) -> dict[str, tuple[str, ...]]:
        """Every kind that has a label, with its values."""
        return {kind.value: values for kind in Kind if (values := self.values(kind))}


@dataclass(frozen=True, slots=True)
class Labelled:
    """A conversation as a list shows it: whose and when, with its labels. Moments are aware.

    `as_of` is the moment that its first question spoke of (figures count by it), `last_at` when the last was asked.
    `first` are the first words, masked.
    """

    id: str
    role: str
    channel: str
    mall: str
    language: str
    as_of: datetime
    last_at: datetime
    turns: int
    first: str
    labels: Labels


@dataclass(frozen=True, slots=True)
class Correction:
    """What somebody of the staff set in place of what was told. `after` None: what the rules say counts again."""

    kind: Kind
    before: tuple[str, ...]
    after: tuple[str, ...] | None
    who: Person
    at: datetime
    note: str = ""
    desk: str = ""  # of a gap


@dataclass(frozen=True, slots=True)
class Erased:
    """What was deleted of a conversation; no word of it stands here. `tickets` are numbers, which stay without words."""

    conversation_id: str
    turns: int
    labels: int
    tickets: tuple[str, ...] = ()
    threads: int = 0

    @property
    def told(self) -> Mapping[str, Any]:
        return {"turns": self.turns, "labels": self.labels, "tickets": self.tickets, "threads": self.threads}

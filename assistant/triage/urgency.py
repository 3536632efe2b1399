"""Urgency: emergencies and matters a person must answer within half an hour."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from assistant.triage.wording import Notation, Pattern, read_rules

_CLAUSE_END = re.compile(r"[,。!?;\n]")
_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Alarm:
    """An emergency that was recognised: its kind, its name and the words that raised it."""

    kind: str
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Pressing:
    """A P1 rule: what it is about, whose it is, and why it cannot wait."""

    subject: str
    desk: str
    why: str
    pattern: Pattern
    unless: Pattern = _NEVER
    intent: str = "投诉"
    second: tuple[str, ...] = ()
    owner_first: bool = False

    def applies(self, text: str) -> bool:
        return bool(self.pattern.search(text)) and not self.unless.search(text)


@dataclass(frozen=True, slots=True)
class _Context:
    """What makes a trigger harmless (a drill, a story, a rule asked about), and what revokes that."""

    name: str
    pattern: Pattern
    unless: Pattern
    silences: frozenset[str]  # empty: every kind
    clause_only: bool

    def covers(self, kind: str, text: str, clause: str) -> bool:
        if self.silences and kind not in self.silences:
            return False
        where = clause if self.clause_only else text
        return bool(self.pattern.search(where)) and not self.unless.search(text)


@dataclass(frozen=True, slots=True)
class _Kind:
    kind: str
    subject: str
    name: str
    patterns: tuple[Pattern, ...]
    unless: Pattern
    staff_only: bool
    masks: tuple[Pattern, ...]


class Urgency:
    """The rules of urgency.yaml, compiled."""

    def __init__(self, rules: Mapping[str, Any]) -> None:
        notation = Notation(rules["words"])
        self._masks = [notation.compile(mask) for mask in rules["masks"]]
        self._contexts = [_context(row, notation) for row in rules["contexts"]]
        self._kinds = [_kind(row, notation, rules["kind_masks"]) for row in rules["kinds"]]
        self._live = notation.compile(rules["live"])
        self._pressing = [_pressing(row, notation) for row in rules["p1"]]

    @classmethod
    def load(cls) -> Urgency:
        return cls(read_rules("urgency.yaml"))

    def alarms(self, text: str, staff: bool) -> list[Alarm]:
        """Every emergency in a normalised message, the most dangerous kind first."""
        bare = _blanked(text, self._masks)
        found = (self._alarm(kind, bare, text) for kind in self._kinds if staff or not kind.staff_only)
        return [alarm for alarm in found if alarm]

    def calm_matters(self, text: str) -> list[Alarm]:
        """Media and crowds, which a shopper's message hands over calmly instead of raising an alarm."""
        bare = _blanked(text, self._masks)
        found = (self._alarm(kind, bare, text) for kind in self._kinds if kind.staff_only)
        return [alarm for alarm in found if alarm]

    def is_excused(self, kind: str, text: str) -> bool:
        """Whether the message as a whole tells of a drill, a story, a rule or the past, not of now."""
        return any(context.covers(kind, text, text) for context in self._contexts)

    def without_harmless(self, text: str) -> str:
        """The text without its harmless phrases: what an alarm may rest on."""
        return _blanked(text, self._masks).replace("□", "")

    def is_live(self, text: str) -> bool:
        """Whether the words say that it is happening, so that no likeness may silence a rule."""
        return bool(self._live.search(text))

    def alarm_of(self, kind: str, text: str) -> Alarm:
        """An alarm that likeness raised, not a pattern."""
        name = next(row.name for row in self._kinds if row.subject == kind)
        return Alarm(kind, name, text[:40])

    def kind_spoken_of(self, text: str) -> str:
        """The kind whose words stand in a text, excused or not; empty when there is none."""
        bare = _blanked(text, self._masks)
        for kind in self._kinds:
            if next(iter(_matches(kind.patterns, _blanked(bare, kind.masks))), None):
                return kind.subject
        return ""

    def pressing(self, text: str) -> list[Pressing]:
        """The P1 rules that a normalised message meets, in the order of the table."""
        return [rule for rule in self._pressing if rule.applies(text)]

    def _alarm(self, kind: _Kind, bare: str, text: str) -> Alarm | None:
        if kind.unless.search(text):
            return None
        for match in _matches(kind.patterns, _blanked(bare, kind.masks)):
            clause = _clause_around(text, match.end() - 1)
            if not any(context.covers(kind.kind, text, clause) for context in self._contexts):
                return Alarm(kind.subject, kind.name, text[match.start() : match.end()])
        return None


def _blanked(text: str, masks: Iterable[Pattern]) -> str:
    """The text with harmless phrases blanked; positions stay."""
    for mask in masks:
        text = mask.sub(lambda match: "□" * len(match[0]), text)
    return text


def _matches(patterns: Iterable[Pattern], text: str) -> Iterable[re.Match[str]]:
    for pattern in patterns:
        yield from pattern.finditer(text)


def _clause_around(text: str, position: int) -> str:
    starts = [match.end() for match in _CLAUSE_END.finditer(text, 0, max(position, 0))]
    end = _CLAUSE_END.search(text, max(position, 0))
    return text[starts[-1] if starts else 0 : end.start() if end else len(text)]


def _optional(row: Mapping[str, Any], notation: Notation) -> Pattern:
    return notation.compile(row["unless"]) if row.get("unless") else _NEVER


def _context(row: Mapping[str, Any], notation: Notation) -> _Context:
    return _Context(
        name=row["name"],
        pattern=notation.compile(row["pattern"]),
        unless=_optional(row, notation),
        silences=frozenset(row.get("silences", ())),
        clause_only=row.get("scope") == "clause",
    )


def _kind(row: Mapping[str, Any], notation: Notation, masks: Mapping[str, list[str]]) -> _Kind:
    return _Kind(
        kind=row["kind"],
        subject=row.get("subject", row["kind"]),
        name=row["name"],
        patterns=tuple(notation.compile(pattern) for pattern in row["patterns"]),
        unless=_optional(row, notation),
        staff_only=row.get("audience") == "staff",
        masks=tuple(notation.compile(mask) for mask in masks.get(row["kind"], ())),
    )


def _pressing(row: Mapping[str, Any], notation: Notation) -> Pressing:
    return Pressing(
        subject=row["subject"],
        desk=row["desk"],
        why=row["why"],
        pattern=notation.compile(row["pattern"]),
        unless=_optional(row, notation),
        intent=row.get("intent", "投诉"),
        second=tuple(row.get("second", ())),
        owner_first=bool(row.get("owner_first")),
    )

"""The rules of label_rules.yaml, compiled: one record a row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.labels.private import Private
from assistant.triage.wording import Notation, Pattern, read_rules

_CLAUSE_END = re.compile(r"[,.。!?;\n]")


def clause_span(text: str, at: int) -> tuple[int, int]:
    """Where the clause around a place begins and ends."""
    starts = [match.end() for match in _CLAUSE_END.finditer(text, 0, at)]
    end = _CLAUSE_END.search(text, at)
    return (starts[-1] if starts else 0), (end.start() if end else len(text))


def clause_around(text: str, at: int) -> str:
    start, end = clause_span(text, at)
    return text[start:end]


@dataclass(frozen=True, slots=True)
class Rule:
    """One row. `stands`: a word of negation before it does not take it back; `clause`: what
    makes it none counts only in its own clause."""

    value: str
    name: str
    pattern: Pattern
    unless: Pattern | None = None
    where: Pattern | None = None
    stands: bool = False
    clause: bool = False
    about: str = ""

    def match(self, text: str) -> Any:
        """Where the row applies to a text, None where it does not."""
        match = self.pattern.search(text)
        if not match:
            return None
        if self.unless and self.unless.search(clause_around(text, match.start()) if self.clause else text):
            return None
        return match if self.where is None or self.where.search(text) else None


@dataclass(frozen=True, slots=True)
class Irony:
    """Praise beside something that went wrong, and phrases of irony."""

    praise: Pattern
    wrong: Pattern
    unless: Pattern
    phrases: Pattern


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of shop: by what a directory says of it, and by what people say."""

    value: str
    shop: Pattern
    said: Pattern
    unless: Pattern | None


@dataclass(frozen=True, slots=True)
class GapWords:
    conflict: Pattern
    outdated: Pattern
    unclear: Pattern


@dataclass(frozen=True, slots=True)
class Meant:
    """What a subject of triage means here: a need, a cause."""

    intents: frozenset[str]
    subject: str
    need: str
    cause: str


@dataclass(frozen=True)
class Rules:
    """The whole table."""

    private: Private
    negation: Pattern
    harmless: Pattern
    not_meant: Pattern
    no_floor: Pattern
    irony: Irony
    needs: tuple[Rule, ...]
    emotions: tuple[Rule, ...]
    causes: tuple[Rule, ...]
    stages: tuple[Rule, ...]
    preferences: tuple[Rule, ...]
    formats: tuple[Format, ...]
    places: tuple[Rule, ...]
    gap: GapWords
    subjects: tuple[Meant, ...]
    intents: Mapping[str, str]

    @classmethod
    def load(cls) -> Rules:
        return cls.of(read_rules("label_rules.yaml"))

    @classmethod
    def of(cls, rows: Mapping[str, Any]) -> Rules:
        notation = Notation(rows["words"])

        def table(name: str) -> tuple[Rule, ...]:
            return tuple(_rule(row, notation) for row in rows[name])

        return cls(
            private=Private(rows["private"], notation),
            negation=notation.compile("(?:<not>)$"),
            harmless=notation.compile(rows["harmless"]),
            not_meant=notation.compile(rows["not_meant"]),
            no_floor=notation.compile(rows["no_floor"]),
            irony=Irony(**_compiled(rows["irony"], notation)),
            needs=table("needs"),
            emotions=table("emotion"),
            causes=table("cause"),
            stages=table("stage"),
            preferences=table("preferences"),
            formats=tuple(
                Format(row["value"], *(_optional(row, name, notation) for name in ("shop", "said", "unless")))  # type: ignore[arg-type]
                for row in rows["formats"]
            ),
            places=table("places"),
            gap=GapWords(**_compiled(rows["gap"], notation)),
            subjects=tuple(_meant(rows["subjects"])),
            intents=rows["intents"],
        )


def _rule(row: Mapping[str, Any], notation: Notation) -> Rule:
    return Rule(
        value=row.get("value", ""),
        name=row.get("name", row.get("value", row.get("about", ""))),
        pattern=notation.compile(row["pattern"]),
        unless=_optional(row, "unless", notation),
        where=_optional(row, "where", notation),
        stands=bool(row.get("stands")),
        clause=bool(row.get("clause")),
        about=row.get("about", ""),
    )


def _optional(row: Mapping[str, Any], name: str, notation: Notation) -> Pattern | None:
    return notation.compile(row[name]) if row.get(name) else None


def _compiled(rows: Mapping[str, str], notation: Notation) -> dict[str, Pattern]:
    return {name: notation.compile(pattern) for name, pattern in rows.items()}


def _meant(rows: Sequence[Mapping[str, Any]]) -> Iterable[Meant]:
    for row in rows:
        yield Meant(frozenset(row["intents"]), row["subject"], row.get("need", ""), row.get("cause", ""))

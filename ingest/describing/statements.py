"""What each source says about a document, field by field, and what holds when they disagree."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from knowledge.editions import edition_in, same_number
from knowledge.provenance import Said


@dataclass(frozen=True, slots=True)
class Statement:
    """A value of a field, where it stands, and how a person wrote it."""

    value: Any
    said: Said

    def __str__(self) -> str:
        return f"{shown(self.value)} ({self.said.value})"


@dataclass
class Statements:
    """Everything that is said about one document; of several values of a field the most trusted holds."""

    by_field: dict[str, list[Statement]] = field(default_factory=dict)
    settled: dict[str, Any] = field(default_factory=dict)

    def add(self, name: str, value: Any, said: Said) -> None:
        """Notes a value; an empty one says nothing."""
        if value not in (None, "", ()):
            self.by_field.setdefault(name, []).append(Statement(value, said))

    def settle(self, name: str, value: Any) -> None:
        """Says which value holds where trust does not decide it (the narrower one, the later one)."""
        self.settled[name] = value

    def holds(self, name: str, default: Any = "") -> Any:
        ranked = self.ranked(name)
        return self.settled.get(name, ranked[0].value if ranked else default)

    def said(self, name: str) -> Said:
        ranked = self.ranked(name)
        if not ranked:
            return Said.DEFAULT
        return next((one.said for one in ranked if one.value == self.holds(name)), ranked[0].said)

    def ranked(self, name: str) -> list[Statement]:
        order = list(Said)
        return sorted(self.by_field.get(name, ()), key=lambda statement: order.index(statement.said))

    def drop(self, name: str, said: Said) -> None:
        self.by_field[name] = [one for one in self.by_field.get(name, ()) if one.said != said]

    def conflicts(self) -> list[str]:
        """A sentence for each field on which two sources disagree: both values, where they stand, what holds."""
        return [
            f"{name}: {first} and {other} disagree; {shown(self.holds(name))} holds."
            for name in self.by_field
            for first, other in self._disagreeing(name)
        ]

    def _disagreeing(self, name: str) -> list[tuple[Statement, Statement]]:
        differs = _COMPARED.get(name, _differ_if_stated)
        ranked = self.ranked(name)
        return [(ranked[0], other) for other in ranked[1:] if differs(ranked[0], other)][:1]


def shown(value: Any) -> str:
    """A value in a sentence."""
    return ", ".join(map(str, value)) or "nobody" if isinstance(value, tuple) else str(value)


def _differ_if_stated(one: Statement, other: Statement) -> bool:
    """Two descriptions must not differ; a heading or a word in a name may."""
    stated = (Said.FRONT_MATTER, Said.SIDECAR)
    return one.said in stated and other.said in stated and one.value != other.value


def _versions_differ(one: Statement, other: Statement) -> bool:
    """V4 and V3 do, V4 and V4.0 do not, V4 and 终版 cannot be compared."""
    a, b = edition_in(one.value), edition_in(other.value)
    if a.number and b.number:
        return not same_number(a.number, b.number)
    if a.stage and b.stage:
        return a.stage != b.stage
    return bool(a.day and b.day) and not (a.day.startswith(b.day) or b.day.startswith(a.day))


def _differ(one: Statement, other: Statement) -> bool:
    return bool(one.value != other.value)


def _days_differ(one: Statement, other: Statement) -> bool:
    """A day in a file's name may be any of a document's days: it is compared elsewhere."""
    return one.value != other.value and other.said is not Said.FILE_NAME


_COMPARED: dict[str, Callable[[Statement, Statement], bool]] = {
    "version": _versions_differ,
    "issued_on": _days_differ,
    "effective_from": _differ,
    "effective_to": _differ,
    "review_by": _differ,
    "publish_from": _differ,
}


def odd_day_in_name(name_day: date | None, days: Sequence[date | None]) -> str:
    """A sentence when a file's name bears a day that is none of the document's; empty otherwise."""
    stated = [day for day in days if day]
    if name_day is None or not stated or name_day in stated:
        return ""
    return f"issued_on: the file name says {name_day}, the document says {stated[0]}; {stated[0]} holds."

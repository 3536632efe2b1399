"""What a check says of a text: findings, and the status that follows from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Severity(StrEnum):
    """BLOCK cannot be approved; EVIDENCE needs an attached proof; WARN and INFO are advice."""

    BLOCK = "block"
    EVIDENCE = "evidence"
    WARN = "warn"
    INFO = "info"


STATUSES = ("ok", "needs_evidence", "blocked")  # from best to worst


@dataclass(frozen=True, slots=True)
class Finding:
    """One breach. `span` is (start, end) in the text as it was given, `text` is that slice.

    `replacement` could stand in its place at one click ("" leaves it out); None where a person has
    to write. `checked_at` is the day on which somebody last compared the rule with its source.
    """

    rule_id: str
    severity: Severity
    text: str
    span: tuple[int, int]
    basis: tuple[str, ...]
    why: str
    suggestion: str
    checked_at: date | None = None
    replacement: str | None = None

    @property
    def needs_evidence(self) -> bool:
        return self.severity is Severity.EVIDENCE


@dataclass(frozen=True, slots=True)
class Evidence:
    """A proof attached to a text: the document that answers one rule, and until when it is valid."""

    rule_id: str
    doc_id: str
    valid_until: date | None = None

    def holds(self, on: date | None) -> bool:
        return on is None or self.valid_until is None or on <= self.valid_until


@dataclass(frozen=True, slots=True)
class Verdict:
    status: str  # ok, needs_evidence, blocked
    findings: tuple[Finding, ...] = ()

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> Verdict:
        ordered = tuple(findings)
        return cls(status_of(ordered), ordered)


def status_of(findings: Iterable[Finding]) -> str:
    severities = {finding.severity for finding in findings}
    if Severity.BLOCK in severities:
        return "blocked"
    return "needs_evidence" if Severity.EVIDENCE in severities else "ok"


def worst(statuses: Iterable[str]) -> str:
    return max(statuses, key=STATUSES.index, default="ok")

"""What an ingest run did with every file."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass, field
from enum import StrEnum

from ingest.model import Flag


class Outcome(StrEnum):
    """What became of a file."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"
    WITHDRAWN = "withdrawn"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Entry:
    """One file's line in the report. `reason` is a sentence for the person who added the file."""

    path: str
    outcome: Outcome
    reason: str = ""
    doc_id: str = ""
    passages: int = 0
    warnings: tuple[str, ...] = ()
    flags: tuple[Flag, ...] = ()


@dataclass(slots=True)
class Spent:
    """Seconds that each stage was at work. Stages overlap: their sum may exceed the run's time."""

    reading: float = 0.0  # waiting for a reading whose file's turn had come
    embedding: float = 0.0
    publishing: float = 0.0


@dataclass(frozen=True, slots=True)
class Report:
    """A whole run. `is_cancelled` when it was stopped before the last file."""

    entries: tuple[Entry, ...]
    seconds: float
    is_cancelled: bool = False
    spent: Spent = field(default_factory=Spent)

    @property
    def counts(self) -> dict[str, int]:
        """How many files had each outcome; outcomes that did not occur are 0."""
        found = Counter(entry.outcome for entry in self.entries)
        return {outcome.value: found[outcome] for outcome in Outcome}

    @property
    def passages(self) -> int:
        return sum(entry.passages for entry in self.entries)

    @property
    def exit_code(self) -> int:
        """0 nothing failed (warnings are allowed), 1 some files failed and the rest is in, 2 nothing is in."""
        counts = self.counts
        is_in = counts["added"] + counts["updated"] + counts["unchanged"] + counts["duplicate"]
        if not is_in and not counts["withdrawn"]:
            return 2
        return 1 if counts["failed"] else 0

    def to_json(self) -> str:
        """The report as one JSON object: entries, counts, passages, seconds, exit_code."""
        data = {
            "entries": [asdict(entry) for entry in self.entries],
            "counts": self.counts,
            "passages": self.passages,
            "seconds": round(self.seconds, 3),
            "spent": {stage: round(seconds, 3) for stage, seconds in asdict(self.spent).items()},
            "cancelled": self.is_cancelled,
            "exit_code": self.exit_code,
        }
        return json.dumps(data, ensure_ascii=False)

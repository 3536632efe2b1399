"""The nouns of a batch: a row as it came, what it asks for, what was written for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from knowledge.errors import AtriumError

# What becomes of a row, beside the statuses of a draft (ok, needs_evidence, blocked).
REJECTED = "rejected"  # it asks for nothing that can be written
FAILED = "failed"  # an error of ours; a resume tries again
WAITING = "waiting"  # not written yet
WITHHELD = "withheld"  # of a paper that the reader may not see now


class BadTable(AtriumError):
    """A table that cannot be worked on at all; the message says what to change."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a text is made of. Rows that ask for the same share one text; empty means none."""

    tag: str
    channel: str
    product: str
    campaign: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `number` is its place in the file as a spreadsheet counts, the header being in one too.

    `cells` are all of its own, as wide as the header. `wanted` is None for a row that nothing can be written
    for, and `reason` then says why.
    """

    number: int
    cells: tuple[str, ...]
    community: str = ""
    wanted: Wanted | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """What was written: a text, or the reason why there is none. `prints`: what it was made from, by name."""

    status: str
    title: str = ""
    body: str = ""
    findings: str = ""
    score: float | None = None
    label: str = ""
    mode: str = ""
    prints: Mapping[str, str] = field(default_factory=dict)


NOTHING_YET = Made(WAITING)

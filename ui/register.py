"""The documents as their keepers see them: a row for each, and one in full."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from knowledge.decisions import Decision
from knowledge.model import Document, Passage, Standing, Visibility
from knowledge.versions import Version


@dataclass(frozen=True, slots=True)
class Row:
    """One document in the list."""

    doc_id: str
    title: str
    version: str
    standing: Standing
    visibility: Visibility
    doc_type: str
    owner_desk: str
    language: str
    source: str
    issued_on: date | None
    effective_from: date | None
    effective_to: date | None
    publish_from: datetime | None
    review_by: date | None
    is_stale: bool  # review_by lies before the day asked about
    passages: int
    warnings: tuple[str, ...]
    is_upload: bool
    is_replacement: bool  # a new version that is not in force before somebody publishes it
    waiting: Decision | None  # the submission that nobody has answered yet: .who, .at
    returned: Decision | None  # the answer that asks for changes, until it is submitted again: .comment
    changed: Version | None  # the file's changed content, kept aside until somebody publishes it
    supersedes: tuple[str, ...]
    superseded_by: tuple[str, ...]
    objection: str  # why it may not be published, a sentence; empty when it may


@dataclass(frozen=True, slots=True)
class Detail:
    """One document in full. `passages` in the order of the file; `.locator`, `.shelf`, `.confidence` are theirs."""

    row: Row
    document: Document  # .said_by, .audience, .extra
    passages: tuple[Passage, ...]
    changed_passages: tuple[Passage, ...]  # of row.changed
    versions: tuple[Version, ...]  # what it was before, newest first; restorable
    decisions: tuple[Decision, ...]  # newest first
    older: tuple[Row, ...] = field(default=())  # what it supersedes, the nearest first
    newer: tuple[Row, ...] = field(default=())  # what supersedes it

"""The documents as their keepers see them: a row for each, and one in full."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from knowledge import minutes, versions
from knowledge.decisions import WAITING, Decision, What, objection
from knowledge.library import Library
from knowledge.model import Document, Passage, Standing, Viewer, Visibility
from knowledge.versions import Version
from ui.desks.discretion import Discretion, discretion_towards, may_know


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
    is_stale: bool  # review_by lies before the day asked about, and the document is not over
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


_OVER = (Standing.SUPERSEDED, Standing.EXPIRED)  # nobody needs to review these any more
_SAME = (
    "doc_id", "title", "version", "visibility", "doc_type", "owner_desk", "language", "source", "issued_on",
    "effective_from", "effective_to", "publish_from", "review_by",
)  # fmt: skip


@dataclass(frozen=True)
class _State:
    """What rows are made of, read once for all of them."""

    known: Mapping[str, Document]
    counts: Mapping[str, int]
    last: Mapping[tuple[str, str], Decision]
    changed: Mapping[str, Version]
    discretion: Discretion


class Register:
    """Lists a library's documents for whoever keeps them. `upload_root` is what the uploads' folder is known by."""

    def __init__(self, library: Library, upload_root: str) -> None:
        self._library = library
        self._upload_root = upload_root

    def rows(self, viewer: Viewer, as_of: datetime) -> list[Row]:
        """Every document that the viewer may read."""
        state = self._state(viewer, as_of)
        return [self._row(document, state, as_of) for document in state.known.values()]

    def detail(self, doc_id: str, viewer: Viewer, as_of: datetime) -> Detail | None:
        """One document in full; None when it does not exist or must not be known to exist."""
        state = self._state(viewer, as_of)
        document = state.known.get(doc_id)
        if document is None:
            return None
        row = self._row(document, state, as_of)
        with self._library.catalogue.connect() as connection:
            found = versions.find(connection, row.changed.version_id) if row.changed else None
            before = versions.of(connection, doc_id) if viewer.is_staff else []
            made = minutes.made_about(connection, doc_id) if viewer.is_staff else []
        secret = {one.source for one in state.discretion.hidden} - {document.source}
        return Detail(
            row,
            document,
            tuple(self._library.passages(doc_id, viewer, as_of)),
            found[1].passages if found else (),
            tuple(one for one in before if may_know(viewer, one.document)),
            tuple(one for one in made if one.source not in secret),
            tuple(self._row(state.known[one], state, as_of) for one in _chain(document, state.known)),
            tuple(self._row(state.known[one], state, as_of) for one in row.superseded_by),
        )

    def withdrawn(self, viewer: Viewer) -> list[Version]:
        """The last content of each document that was taken out; what only moved or was renamed is left out."""
        there = {document.sha256 for document in self._library.catalogue.documents().values()}
        with self._library.catalogue.connect() as connection:
            gone = versions.withdrawn(connection)
        return [one for one in gone if one.document.sha256 not in there and may_know(viewer, one.document)]

    def _state(self, viewer: Viewer, as_of: datetime) -> _State:
        catalogue = self._library.catalogue
        with catalogue.connect() as connection:
            last = minutes.latest(connection) if viewer.is_staff else {}
            changed = versions.waiting(connection) if viewer.is_staff else {}
        known = {document.doc_id: document for document in self._library.documents(viewer, as_of)}
        readable = {doc_id: one for doc_id, one in changed.items() if may_know(viewer, one.document)}
        towards = discretion_towards(viewer, catalogue)
        return _State(known, catalogue.passages_by_document(), last, readable, towards)

    def _row(self, document: Document, state: _State, as_of: datetime) -> Row:
        changed = state.changed.get(document.doc_id)
        subject = changed.document if changed else document
        last = state.last.get((document.doc_id, subject.sha256))
        same: dict[str, Any] = {name: getattr(document, name) for name in _SAME}
        standing = self._library.catalogue.standing(document, as_of)
        return Row(
            **same,
            standing=standing,
            is_stale=standing not in _OVER and bool(document.review_by and document.review_by < as_of.date()),
            warnings=state.discretion.sentences(document.warnings),
            supersedes=state.discretion.sentences(document.supersedes),
            passages=state.counts.get(document.doc_id, 0),
            is_upload=document.extra.get("root") == self._upload_root,
            is_replacement=document.declared_status == WAITING,
            waiting=last if last and last.what is What.SUBMITTED else None,
            returned=last if last and last.what is What.RETURNED else None,
            changed=changed,
            superseded_by=tuple(
                one.doc_id
                for one in self._library.catalogue.successors(document.doc_id)
                if one.doc_id in state.known
            ),
            objection=objection(subject),
        )


def _chain(document: Document, known: Mapping[str, Document]) -> list[str]:
    """What a document supersedes, and what that supersedes, each once."""
    found: list[str] = []
    ahead = list(document.supersedes)
    while ahead:
        doc_id = ahead.pop(0)
        if doc_id in known and doc_id not in found and doc_id != document.doc_id:
            found.append(doc_id)
            ahead += known[doc_id].supersedes
    return found

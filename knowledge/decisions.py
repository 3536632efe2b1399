"""What people decided about documents: taken in, submitted, published, returned, withdrawn, restored, edited.

A decision is about the very bytes that somebody saw: it is kept with their SHA-256, and says
nothing of what the file becomes later.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from knowledge.errors import AtriumError
from knowledge.model import Document, Visibility


class What(StrEnum):
    """What was decided."""

    UPLOADED = "uploaded"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    RESTORED = "restored"
    EDITED = "edited"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision. `fields` holds what goes with it: the values of an upload or an edit, the bytes held back by a restore."""

    doc_id: str
    source: str
    sha256: str  # of the file's bytes that it is about
    what: What
    who: str
    at: datetime
    visibility: Visibility | None = None  # what a publication decided
    comment: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """published by 林 on 2026-03-02."""
        return f"{self.what.value} by {self.who or 'somebody'} on {self.at.date()}"


class Refused(AtriumError):
    """Something that cannot be done with a document as it stands; the message says why."""


class NoSuchDocument(AtriumError):
    """The document or version is gone, or never was."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What was decided about a file with these very bytes, for an ingest to heed."""

    published: Decision | None = None  # it may be told to those for whom this decided
    answering: Decision | None = None  # by which the file's earlier content, still current, was made public
    withdrawn: Decision | None = None  # it was taken out and not let in again
    held: Decision | None = None  # an earlier content was restored over it
    is_waiting: bool = False  # it was read already and waits for somebody to publish it
    given: Mapping[str, Any] = field(default_factory=dict)  # with the upload
    edited: Mapping[str, Any] = field(default_factory=dict)  # by a person since

    @property
    def said(self) -> str:
        """By whom the content was published that answers now."""
        return self.answering.sentence if self.answering else ""

    def waits(self, document: Document) -> bool:
        """Whether a changed file is kept aside: it is internal until somebody publishes it, the earlier content answers.

        What its author narrows takes effect at once.
        """
        answering = self.answering
        if answering is None or answering.visibility is not Visibility.PUBLIC:
            return False
        is_same = answering.doc_id == document.doc_id
        return is_same and self.published is None and document.visibility is Visibility.INTERNAL

    def overtakes(self, document: Document) -> str:
        """Why a document that was read without this ruling must not be taken in as it is; empty when it may."""
        made = self.withdrawn or self.held
        if made is None and self.published and released(document, self.published) != document:
            made = self.published
        return f"While the file was read it was {made.sentence}. Run the ingest again." if made else ""


# -- what follows from them ---------------------------------------------------------------------------

OVER = ("superseded", "expired", "archived")  # declared_status of what answers nothing any more
WAITING = "waiting"  # declared_status of a new version that is not in force before somebody publishes it


def objection(document: Document) -> str:
    """Why one person's word may not make a document public: the statement that forbids it. Empty when none does."""
    said = document.said_by.get("visibility", "")
    name = f"{document.doc_id} ({said})" if said else document.doc_id
    if document.visibility is Visibility.RESTRICTED:
        return f"{name} is restricted: change that statement first, in the file or where it lies."
    if document.visibility is Visibility.DRAFT or document.declared_status == "draft":
        return f"{name} is a draft: give in its final text under a name that says so."
    if secrecy := document.extra.get("secrecy"):
        return f"The first page of {document.doc_id} says 密级 {secrecy}: only a text without it can be published."
    if document.declared_status in OVER or document.extra.get("archived"):
        return f"{document.doc_id} is over ({document.declared_status or 'archived'}): publish the text that holds now."
    if (stated := document.extra.get("embargo")) and embargo(document) is None:
        return (
            f"publish_from {stated!r} in {document.doc_id} is no date and time: correct it in the file first."
        )
    return ""


def embargo(document: Document) -> datetime | None:
    """The moment before which shoppers must not be told, also where its folder did not let the file say so."""
    try:
        return document.publish_from or datetime.fromisoformat(document.extra.get("embargo", ""))
    except ValueError:
        return None


def released(document: Document, decision: Decision) -> Document:
    """A document as a publication makes it. What a statement forbids to publish stays what it is."""
    is_public = decision.visibility is Visibility.PUBLIC
    if is_public and objection(document):
        return document
    return replace(
        document,
        visibility=Visibility.PUBLIC if is_public else document.visibility,
        declared_status="" if document.declared_status == WAITING else document.declared_status,
        publish_from=embargo(document) if is_public else document.publish_from,
        extra={name: said for name, said in document.extra.items() if name != "held"},
        said_by=document.said_by | {"visibility": decision.sentence},
    )


def published_by(made: Sequence[Decision], source: str, sha256: str) -> Decision | None:
    """The publication that holds for these bytes of this file; taking the document out ends every one of it."""
    found = None
    for decision in made:
        if decision.source != source:
            continue
        if decision.what is What.WITHDRAWN:
            found = None
        elif decision.sha256 == sha256 and decision.what in (What.PUBLISHED, What.RESTORED):
            found = decision if decision.visibility else found
    return found


def hold_on(made: Sequence[Decision], source: str, current: Document | None) -> Decision | None:
    """The restore that put the current content there and holds back the file's own."""
    restores = [one for one in made if one.source == source and one.what is What.RESTORED]
    last = restores[-1] if restores else None
    is_current = last and current and last.fields.get("restored") == current.fingerprint
    return last if is_current and last and last.fields.get("held") else None


def ruling(
    made: Sequence[Decision], source: str, sha256: str, fingerprint: str, current: Document | None
) -> Ruling:
    """What holds for a file that is about to be read; `current` is the document that it is now.

    A withdrawal holds for the bytes under whatever name they come back, a publication only for the
    file that somebody saw.
    """
    withdrawn: Decision | None = None
    given: dict[str, Any] = {}
    edited: dict[str, Any] = {}
    for decision in made:
        if decision.sha256 != sha256:
            continue
        if decision.what is What.WITHDRAWN:
            withdrawn = decision
        elif decision.what in (What.UPLOADED, What.RESTORED):
            withdrawn = None
        if decision.source != source:
            continue
        if decision.what is What.UPLOADED:
            given, edited = dict(decision.fields), {}
        elif decision.what is What.EDITED:
            edited = edited | dict(decision.fields)
    hold = hold_on(made, source, current)
    is_other = current is not None and current.sha256 != sha256
    is_held = hold and _holds(hold, sha256, fingerprint)
    return Ruling(
        published=published_by(made, source, sha256),
        withdrawn=withdrawn,
        answering=published_by(made, source, current.sha256) if current and is_other else None,
        held=hold if is_held else None,
        given=given,
        edited=edited,
    )


def _holds(hold: Decision, sha256: str, fingerprint: str) -> bool:
    """Other bytes are held by their hash, the same bytes otherwise described by their fingerprint."""
    is_same = hold.fields["held"] == sha256
    return is_same and (hold.sha256 != sha256 or hold.fields.get("held_fingerprint") == fingerprint)


# -- what a person corrected ---------------------------------------------------------------------------

TEXTS = ("title", "version", "owner_desk", "doc_type")
DAYS = ("effective_from", "effective_to", "review_by")


def amended(document: Document, fields: Mapping[str, Any], said_by: str) -> Document:
    """A document with corrected fields: TEXTS as they are, DAYS as ISO dates or empty."""
    texts = {name: str(fields[name]) for name in TEXTS if name in fields}
    days = {
        name: date.fromisoformat(fields[name]) if fields[name] else None for name in DAYS if name in fields
    }
    said = dict.fromkeys((*texts, *days), said_by)
    changes: dict[str, Any] = {**texts, **days}
    return replace(document, said_by=document.said_by | said, **changes)

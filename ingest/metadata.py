"""What is known about a document besides its text: who may see it, which version, from when to when.

Sources in falling order of trust: front matter, sidecar, folder, file name, first page. Whatever
is missing or odd never makes a document visible to more people.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, tzinfo
from pathlib import PurePosixPath

from ingest.hints import (
    as_date,
    day_in,
    doc_type_in,
    first_page_of,
    is_draft_name,
    named_at_start,
    plain_name,
    version_in,
)
from ingest.model import Reading
from knowledge.model import Document, Shelf, Visibility

# Narrower visibilities stand further right: of several statements the narrowest holds.
_NARROWER = (Visibility.PUBLIC, Visibility.INTERNAL, Visibility.RESTRICTED, Visibility.DRAFT)


@dataclass(frozen=True, slots=True)
class Folder:
    """What a folder's name says about the files in it."""

    visibility: Visibility
    is_archive: bool = False
    is_held: bool = False  # nothing in it becomes public by a date that it names


FOLDERS: dict[str, Folder] = {
    "public": Folder(Visibility.PUBLIC),
    "internal": Folder(Visibility.INTERNAL),
    "content": Folder(Visibility.INTERNAL),
    "restricted": Folder(Visibility.RESTRICTED),
    "draft": Folder(Visibility.DRAFT),
    "drafts": Folder(Visibility.DRAFT),
    "archive": Folder(Visibility.INTERNAL, is_archive=True),
    "archived": Folder(Visibility.INTERNAL, is_archive=True),
    "uploads": Folder(Visibility.INTERNAL, is_held=True),
    "内部": Folder(Visibility.INTERNAL),
    "受限": Folder(Visibility.RESTRICTED),
    "草稿": Folder(Visibility.DRAFT),
    "讨论稿": Folder(Visibility.DRAFT),
    "归档": Folder(Visibility.INTERNAL, is_archive=True),
}

_STATUSES = frozenset(["in_force", "superseded", "expired", "draft", "embargoed", "archived"])
_OVER = frozenset(("superseded", "expired", "archived"))
_OWN_FIELDS = frozenset(
    [
        "doc_id",
        "title",
        "doc_type",
        "visibility",
        "audience",
        "version",
        "status",
        "issued_on",
        "effective_from",
        "effective_to",
        "publish_from",
        "supersedes",
        "owner_desk",
        "review_by",
        "language",
        "file",
        "duplicate_of",
        "internal_columns",
    ]
)


@dataclass
class Described:
    """A document with what was odd about its description."""

    document: Document
    warnings: list[str] = field(default_factory=list)
    duplicate_of: str = ""
    internal_columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a file comes from: what is known of it before it is read."""

    source: str  # path relative to the folder that was given, with slashes
    folders: tuple[str, ...] = ()  # names of the folders it lies in, the given one included
    sha256: str = ""
    fingerprint: str = ""
    sidecar: Mapping[str, object] = field(default_factory=dict)
    zone: tzinfo = UTC  # the mall's, for an embargo written without one


def describe(origin: Origin, reading: Reading) -> Described:
    """The document that a file is, by everything that is said about it."""
    return _Description(origin, reading).described()


def shelf_of(document: Document) -> Shelf:
    """The shelf for a document's public parts: PUBLIC when it is, or is scheduled to become, public."""
    is_over = document.declared_status in _OVER or document.declared_status == "draft"
    is_archived = bool(document.extra.get("archived"))
    if is_over or is_archived or document.visibility in (Visibility.RESTRICTED, Visibility.DRAFT):
        return Shelf.INTERNAL
    is_for_all = document.visibility is Visibility.PUBLIC or document.publish_from is not None
    return Shelf.PUBLIC if is_for_all else Shelf.INTERNAL


class _Description:
    def __init__(self, origin: Origin, reading: Reading) -> None:
        self.origin = origin
        self.reading = reading
        self.front = reading.front_matter
        self.said: dict[str, object] = {**origin.sidecar, **self.front}
        self.name = PurePosixPath(origin.source).stem
        self.folders = [FOLDERS[name.lower()] for name in origin.folders if name.lower() in FOLDERS]
        self.first_page = first_page_of(reading)
        self.warnings: list[str] = []

    def described(self) -> Described:
        publish_from, is_lost = self._publish_from()
        visibility = self._visibility()
        if is_lost and visibility is Visibility.PUBLIC:
            visibility = Visibility.INTERNAL  # an embargo that cannot be read must hold
        is_archived = any(folder.is_archive for folder in self.folders)
        document = Document(
            doc_id=self._text("doc_id") or self.origin.source,
            title=self._text("title")
            or self.reading.title
            or named_at_start(self.reading)
            or plain_name(self.name),
            source=self.origin.source,
            sha256=self.origin.sha256,
            fingerprint=self.origin.fingerprint,
            visibility=visibility,
            doc_type=self._text("doc_type").lower() or doc_type_in(self.name),
            version=self._text("version") or version_in(self.name) or self.first_page.get("version", ""),
            declared_status=self._status(is_archived),
            issued_on=self._date("issued_on") or day_in(self.name) or self._first_page_date("issued_on"),
            effective_from=self._date("effective_from") or self._first_page_date("effective_from"),
            effective_to=self._date("effective_to"),
            publish_from=None if is_archived or self._is_held() else publish_from,
            supersedes=_words(self.said.get("supersedes")),
            audience=_words(self.said.get("audience")),
            owner_desk=self._text("owner_desk"),
            review_by=self._date("review_by"),
            language=self._text("language"),
            extra=self._extra(is_archived),
        )
        self._check(document)
        return Described(
            document, self.warnings, self._text("duplicate_of"), _words(self.said.get("internal_columns"))
        )

    def _text(self, name: str) -> str:
        value = self.said.get(name, "")
        if isinstance(value, list | dict):
            self.warnings.append(f"{name} must be one value; what is written there was ignored.")
            return ""
        return " ".join(str(value).split())

    def _visibility(self) -> Visibility:
        stated = [said["visibility"] for said in (self.front, self.origin.sidecar) if "visibility" in said]
        views = [Visibility.parse(value) for value in stated]
        for value, view in zip(stated, views, strict=True):
            if str(value).strip().lower() != view.value:
                self.warnings.append(f"visibility {str(value)!r} is unknown; the document is internal.")
        views += [folder.visibility for folder in self.folders]
        if not views:
            self.warnings.append("No visibility is stated; the document is internal.")
            views = [Visibility.INTERNAL]
        if self._is_draft_by_name():
            views.append(Visibility.DRAFT)
        if self.first_page.get("secrecy") and max(map(_NARROWER.index, views)) == 0:
            self.warnings.append("The first page names a level of secrecy; the document is internal.")
            views.append(Visibility.INTERNAL)
        return max(views, key=_NARROWER.index)

    def _is_held(self) -> bool:
        return any(folder.is_held for folder in self.folders)

    def _is_draft_by_name(self) -> bool:
        return is_draft_name(self.name) or self._text("status").lower() == "draft"

    def _status(self, is_archived: bool) -> str:
        status = self._text("status").lower()
        if status and status not in _STATUSES:
            self.warnings.append(f"status {status!r} is unknown and was ignored.")
            status = ""
        if is_archived:
            return status if status == "expired" else "superseded"
        if self._is_draft_by_name() or any(folder.visibility is Visibility.DRAFT for folder in self.folders):
            return "draft"
        return status

    def _publish_from(self) -> tuple[datetime | None, bool]:
        """The end of an embargo, and whether one was stated that cannot be read."""
        text = self._text("publish_from")
        if not text:
            return None, False
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            self.warnings.append(f"publish_from {text!r} is no date and time; the document stays internal.")
            return None, True
        return (moment if moment.tzinfo else moment.replace(tzinfo=self.origin.zone)), False

    def _date(self, name: str) -> date | None:
        text = self._text(name)
        if not text:
            return None
        day = as_date(text)
        if day is None:
            self.warnings.append(f"{name} {text!r} is no date (write 2026-11-21) and was ignored.")
        return day

    def _first_page_date(self, name: str) -> date | None:
        return day_in(self.first_page.get(name, ""))

    def _extra(self, is_archived: bool) -> dict[str, str]:
        extra = {
            key: ", ".join(map(str, value)) if isinstance(value, list) else str(value)
            for key, value in self.said.items()
            if key not in _OWN_FIELDS and not isinstance(value, dict)
        }
        return extra | ({"archived": "yes"} if is_archived else {})

    def _check(self, document: Document) -> None:
        start, end = document.effective_from, document.effective_to
        if start and end and end < start:
            self.warnings.append(f"effective_to {end} lies before effective_from {start}.")
        if document.visibility is Visibility.RESTRICTED and not document.audience:
            self.warnings.append("The document is restricted but names no audience: nobody can read it.")


def _words(value: object) -> tuple[str, ...]:
    """A list, or one text with commas, as words."""
    items: Sequence[object] = value if isinstance(value, list) else re.split(r"[,，、;；]", str(value or ""))
    return tuple(text for item in items if not isinstance(item, dict) and (text := str(item).strip()))

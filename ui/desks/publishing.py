"""What becomes of documents after they were read: submit, publish, return, replace, withdraw, restore, edit."""

from __future__ import annotations

import errno
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import PurePosixPath
from typing import Any

from sqlalchemy.exc import OperationalError

from knowledge import minutes, versions
from knowledge.decisions import DAYS, TEXTS, WAITING, Decision, NoSuchDocument, Refused, What
from knowledge.lifecycle import OPEN_PASSAGES, Lifecycle, is_told
from knowledge.model import Document, Passage, Publication, Viewer, Visibility
from knowledge.versions import Version
from ui.auth import Act, Principal
from ui.background.jobs import Job
from ui.desks.discretion import may_know
from ui.desks.register import Detail, Register, Row
from ui.desks.uploads import Received, Upload, Uploads
from ui.lobby import Lobby
from ui.wire.problems import Problem

NO_DOCUMENT = "There is no such document."
_LONGEST = 200  # characters of an edited field


class Publishing:
    """One for each lobby. Every refusal is a Problem with a sentence: 404 unknown or not theirs, 403 the role, 409 the state."""

    def __init__(self, lobby: Lobby) -> None:
        self._lobby = lobby
        self._uploads = Uploads(lobby.settings.home / "uploads", lobby.limits)

    # -- reading ---------------------------------------------------------------------------------

    def rows(
        self, viewer: Viewer, as_of: datetime, *, stale: bool = False, waiting: bool = False
    ) -> list[Row]:
        """Every document that the viewer may read; only stale ones, or only those that wait for an answer."""
        rows = self._register.rows(viewer, as_of)
        return [row for row in rows if (row.is_stale or not stale) and (row.waiting or not waiting)]

    def detail(self, doc_id: str, viewer: Viewer, as_of: datetime) -> Detail | None:
        """One document in full; None when it does not exist or must not be known to exist."""
        return self._register.detail(doc_id, viewer, as_of)

    def withdrawn(self, viewer: Viewer) -> list[Version]:
        """The last content of each document that was taken out, newest first; `restore` brings one back."""
        return self._register.withdrawn(viewer)

    def preview(self, version_id: int, viewer: Viewer) -> tuple[Passage, ...] | None:
        """The passages of a version, in order; None when there is none or it must not be known to exist."""
        found = self._version(version_id, viewer)
        return found[1].passages if found else None

    # -- deciding; each is recorded with the principal's name ------------------------------------

    def submit(self, doc_id: str, principal: Principal) -> Decision:
        """Asks for it to be published (content)."""
        with self._deciding(doc_id, principal, Act.WRITE_DOCUMENTS) as (lifecycle, who, at):
            return lifecycle.submit(doc_id, who, at)

    def publish(self, doc_id: str, principal: Principal) -> Decision:
        """Makes it public at once; a replacement takes the place, and the visibility, of what it replaces (admin)."""
        with self._deciding(doc_id, principal, Act.PUBLISH) as (lifecycle, who, at):
            return lifecycle.publish(doc_id, who, at)

    def return_(self, doc_id: str, principal: Principal, comment: str) -> Decision:
        """Gives a submission back with a comment (admin)."""
        with self._deciding(doc_id, principal, Act.PUBLISH) as (lifecycle, who, at):
            return lifecycle.give_back(doc_id, who, at, comment.strip())

    def withdraw(self, doc_id: str, principal: Principal) -> Decision:
        """Takes it out: nothing finds it from now on; it stays restorable (content)."""
        with self._deciding(doc_id, principal, Act.WRITE_DOCUMENTS) as (lifecycle, who, at):
            return lifecycle.withdraw(doc_id, who, at)

    def restore(self, version_id: int, principal: Principal, doc_id: str = "") -> Decision:
        """Makes an earlier or withdrawn content current again (content; without PUBLISH it makes nothing public).

        `doc_id`, where given, must be the version's.
        """
        _refuse_role(principal, Act.WRITE_DOCUMENTS)
        with _refusals(), self._library.writing:
            found = self._version(version_id, principal.viewer)
            if found is None or doc_id not in ("", found[0].doc_id):
                raise NoSuchDocument
            there = self._library.sources().get(found[0].document.source)
            if there is not None and not may_know(principal.viewer, there):
                raise NoSuchDocument
            may_publish = principal.may(Act.PUBLISH)
            return self._lifecycle.restore(version_id, principal.called, self._now(), may_publish=may_publish)

    def edit(self, doc_id: str, fields: Mapping[str, object], principal: Principal) -> Decision:
        """Sets title, version, effective_from, effective_to, review_by, owner_desk, doc_type (content)."""
        with self._deciding(doc_id, principal, Act.WRITE_DOCUMENTS) as (lifecycle, who, at):
            edited = _edited(fields)
            self._refuse_words_for_shoppers(doc_id, edited, principal)
            return lifecycle.amend(doc_id, edited, who, at)

    def _refuse_words_for_shoppers(
        self, doc_id: str, edited: Mapping[str, str], principal: Principal
    ) -> None:
        """A title is text that shoppers read: of what is public only those may write it who may publish."""
        document = self._library.catalogue.documents()[doc_id]
        words = [
            name
            for name in ("title", "version")
            if edited.get(name, getattr(document, name)) != getattr(document, name)
        ]
        if words and is_told(document) and not principal.may(Act.PUBLISH):
            raise Problem(
                403,
                f"Shoppers read the {words[0]} of {doc_id}: only who may publish may change it.",
            )

    # -- files -----------------------------------------------------------------------------------

    def upload(self, files: Sequence[Upload], principal: Principal) -> Job:
        """Keeps files and reads them in a job (content). A name that an upload had before becomes its new version."""
        _refuse_role(principal, Act.WRITE_DOCUMENTS)
        with _refusals(), self._uploads.received(files) as received:
            with self._library.writing:
                for one in received:
                    self._note(one, self._same_name(one.name, principal.viewer), principal)
            return self._read(received, principal)

    def replace(self, doc_id: str, upload: Upload, principal: Principal) -> Job:
        """Reads a file as the new version of a document, which stays until the new one is published (content)."""
        with (
            self._deciding(doc_id, principal, Act.WRITE_DOCUMENTS),
            self._uploads.received([upload]) as received,
        ):
            self._note(received[0], self._library.catalogue.documents()[doc_id], principal)
            return self._read(received, principal)

    def _read(self, received: Sequence[Received], principal: Principal) -> Job:
        self._uploads.place(received)
        arguments = {"paths": [str(self._uploads.folder)], "only": [one.source for one in received]}
        return self._lobby.jobs.submit("upload", arguments, asked_by=principal.called)

    def _note(self, received: Received, old: Document | None, principal: Principal) -> None:
        """Writes down who gave a file in and what it is to be, before an ingest can see it."""
        if old is not None and OPEN_PASSAGES not in old.extra:
            raise Refused(
                f"{old.doc_id} was read by an earlier release: ingest its file again before it is replaced."
            )
        given = {"doc_id": self._new_id(received, old)} | (_taken_over(old) if old else {})
        decision = Decision(
            given["doc_id"],
            received.source,
            received.sha256,
            What.UPLOADED,
            principal.called,
            self._now(),
            fields=given,
        )
        self._lifecycle.note_upload(decision)

    def _same_name(self, name: str, viewer: Viewer) -> Document | None:
        """The newest version among the uploads whose file was called so, in whatever case."""
        known = self._library.catalogue.documents()
        same = [
            document
            for document in known.values()
            if document.extra.get("root") == self._uploads.root
            and PurePosixPath(document.source).name.casefold() == name.casefold()
            and may_know(viewer, document)
        ]
        older = {doc_id for document in same for doc_id in document.supersedes}
        return next((document for document in same if document.doc_id not in older), None)

    def _new_id(self, received: Received, old: Document | None) -> str:
        """A doc_id that nothing had before: the file's name, or the old one's with a number."""
        with self._library.catalogue.connect() as connection:
            used = minutes.names_used(connection) | set(self._library.catalogue.documents())
        base = old.doc_id.rpartition("@")[0] or old.doc_id if old else PurePosixPath(received.name).stem
        numbered = (f"{base}@{number}" for number in range(2, len(used) + 3))
        return next(doc_id for doc_id in (base, *numbered) if doc_id not in used)

    def _version(self, version_id: int, viewer: Viewer) -> tuple[Version, Publication] | None:
        """A version, unless it, or what its document has become or was at last, must not be known to exist."""
        with self._library.catalogue.connect() as connection:
            found = versions.find(connection, version_id)
            kept = versions.of(connection, found[0].doc_id) if found else []
        if found is None:
            return None
        now = self._library.catalogue.documents().get(found[0].doc_id)
        last = now or (kept[0].document if kept else found[0].document)
        return found if all(may_know(viewer, each) for each in (found[0].document, last)) else None

    # -- the parts -------------------------------------------------------------------------------

    @property
    def _library(self):
        return self._lobby.atrium.library

    @property
    def _lifecycle(self) -> Lifecycle:
        return Lifecycle(self._library)

    @property
    def _register(self) -> Register:
        return Register(self._library, self._uploads.root)

    def _now(self) -> datetime:
        """The real time, whatever the demo's clock says: a record must not claim another day."""
        return datetime.now(self._lobby.clock.timezone)

    @contextmanager
    def _deciding(
        self, doc_id: str, principal: Principal, act: Act
    ) -> Iterator[tuple[Lifecycle, str, datetime]]:
        """The lifecycle with who acts and when, after it is clear that they may and that nobody else writes."""
        _refuse_role(principal, act)
        now = self._now()
        with _refusals(), self._library.writing:
            if self._library.document(doc_id, principal.viewer, now) is None:
                raise NoSuchDocument
            yield self._lifecycle, principal.called, now


def _refuse_role(principal: Principal, act: Act) -> None:
    if not principal.may(act):
        raise Problem(403, f"The role {principal.role.value} may not do this.")


_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@contextmanager
def _refusals() -> Iterator[None]:
    """What is refused, as a Problem; a full or read-only disk too."""
    try:
        yield
    except NoSuchDocument:
        raise Problem(404, NO_DOCUMENT) from None
    except Refused as refused:
        raise Problem(409, str(refused)) from None
    except OperationalError as error:
        if "full" in str(error.orig):
            raise Problem(507, "The disk is full: nothing was changed. Make room and try again.") from None
        if "readonly" in str(error.orig):
            raise Problem(507, "The disk takes no writing now: nothing was changed.") from None
        raise
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise Problem(507, "The disk is full: nothing was kept. Make room and try again.") from None
        if error.errno == errno.EROFS:
            raise Problem(507, "The disk takes no writing now: nothing was kept.") from None
        raise


def _taken_over(old: Document) -> dict[str, Any]:
    """What a new version has from the old one where its file says nothing. Never wider than the old one."""
    given = {
        "replaces": old.doc_id,
        "title": old.title,
        "doc_type": old.doc_type,
        "owner_desk": old.owner_desk,
        "audience": list(old.audience),
        "internal_columns": old.extra.get("internal_columns", ""),
        # A version that was never published is replaced together with what it was to replace.
        "also": list(old.supersedes) if old.declared_status == WAITING else [],
    }
    if old.visibility is Visibility.RESTRICTED:
        given["visibility"] = old.visibility.value
    return given


def _edited(fields: Mapping[str, object]) -> dict[str, str]:
    """Fields as strings. Raises Problem for one that is unknown or does not fit."""
    edited: dict[str, str] = {}
    for name, value in fields.items():
        text = " ".join(str(value if value is not None else "").split())
        if name not in TEXTS + DAYS:
            raise Problem(422, f"{name} cannot be edited; {', '.join(TEXTS + DAYS)} can.")
        if len(text) > _LONGEST or (name == "title" and not text):
            raise Problem(422, f"{name} must have 1 to {_LONGEST} characters.")
        if name in DAYS and text:
            try:
                date.fromisoformat(text)
            except ValueError:
                raise Problem(422, f"{name} {text!r} is no date; write it as 2026-03-02.") from None
        edited[name] = text
    if not edited:
        raise Problem(422, f"Nothing is to be edited; send one of {', '.join(TEXTS + DAYS)}.")
    return edited

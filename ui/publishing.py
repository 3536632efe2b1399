"""What becomes of documents after they were read: submit, publish, return, replace, withdraw, restore, edit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import BinaryIO, Protocol

from knowledge.decisions import Decision
from knowledge.model import Viewer
from knowledge.versions import Version
from ui.auth import Principal
from ui.jobs import Job
from ui.lobby import Lobby
from ui.register import Detail, Row


class Upload(Protocol):
    """A file that somebody sends; FastAPI's UploadFile is one."""

    filename: str | None
    size: int | None
    file: BinaryIO


class Publishing:
    """One for each lobby. Every refusal is a Problem with a sentence: 404 unknown or not theirs, 403 the role, 409 the state."""

    def __init__(self, lobby: Lobby) -> None:
        self._lobby = lobby

    # -- reading ---------------------------------------------------------------------------------

    def rows(
        self, viewer: Viewer, as_of: datetime, *, stale: bool = False, waiting: bool = False
    ) -> list[Row]:
        """Every document that the viewer may read; only stale ones, or only those that wait for an answer."""
        raise NotImplementedError

    def detail(self, doc_id: str, viewer: Viewer, as_of: datetime) -> Detail | None:
        """One document in full; None when it does not exist or must not be known to exist."""
        raise NotImplementedError

    def withdrawn(self, viewer: Viewer) -> list[Version]:
        """The last content of each document that was taken out, newest first; `restore` brings one back."""
        raise NotImplementedError

    # -- deciding; each is recorded with the principal's name ------------------------------------

    def submit(self, doc_id: str, principal: Principal) -> Decision:
        """Asks for it to be published (content)."""
        raise NotImplementedError

    def publish(self, doc_id: str, principal: Principal) -> Decision:
        """Makes it public at once; a replacement takes the place, and the visibility, of what it replaces (admin)."""
        raise NotImplementedError

    def return_(self, doc_id: str, principal: Principal, comment: str) -> Decision:
        """Gives a submission back with a comment (admin)."""
        raise NotImplementedError

    def withdraw(self, doc_id: str, principal: Principal) -> Decision:
        """Takes it out: nothing finds it from now on; it stays restorable (content)."""
        raise NotImplementedError

    def restore(self, version_id: int, principal: Principal) -> Decision:
        """Makes an earlier or withdrawn content current again (content; without PUBLISH it widens nothing)."""
        raise NotImplementedError

    def edit(self, doc_id: str, fields: Mapping[str, object], principal: Principal) -> Decision:
        """Sets title, version, effective_from, effective_to, review_by, owner_desk, doc_type (content)."""
        raise NotImplementedError

    # -- files -----------------------------------------------------------------------------------

    def upload(self, files: Sequence[Upload], principal: Principal) -> Job:
        """Keeps files and reads them in a job (content). A name that an upload had before becomes its new version."""
        raise NotImplementedError

    def replace(self, doc_id: str, upload: Upload, principal: Principal) -> Job:
        """Reads a file as the new version of a document, which stays until the new one is published (content)."""
        raise NotImplementedError

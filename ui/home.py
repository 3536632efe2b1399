"""The home folder's one owner: a lock, and a note for the command line on how to reach the owner."""

from __future__ import annotations

import fcntl
import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType

from knowledge.errors import AtriumError


class HomeInUse(AtriumError):
    """Another process owns this home folder."""


@dataclass(frozen=True, slots=True)
class Note:
    """How to reach the server that owns a home. `key` works only from this machine, as long as it runs."""

    pid: int
    url: str
    key: str


class Home:
    """A home folder, owned by this process as long as it is entered.

    Two processes on one embedded index read stale vectors, so a second owner is refused. The lock
    is the kernel's: it ends with the process, however that ends.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.local_key = secrets.token_urlsafe(32)
        self._handle: int | None = None

    def __enter__(self) -> Home:
        """Raises HomeInUse."""
        self.folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(self.folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(handle)
            raise HomeInUse(
                f"Another Atrium process is using {self.folder}; end it or wait for it,"
                " or name another home: ATRIUM_HOME=FOLDER."
            ) from None
        self._handle = handle
        self._note.unlink(missing_ok=True)
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if self._handle is not None:
            self._note.unlink(missing_ok=True)
            os.close(self._handle)
            self._handle = None

    def announce(self, url: str) -> None:
        """Leaves the note, readable by this user only."""
        note = Note(os.getpid(), url, self.local_key)
        temporary = self.folder / "server.json.new"
        temporary.unlink(missing_ok=True)
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(asdict(note), file)
        temporary.replace(self._note)

    @property
    def _note(self) -> Path:
        return self.folder / "server.json"


def server_note(folder: Path) -> Note | None:
    """The note of a server that owns this home; only worth something while the lock is held."""
    try:
        return Note(**json.loads((folder / "server.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None

"""The anchor: number and hash of the last entry, in a file beside the record, or on another disk."""

from __future__ import annotations

import fcntl
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_WRITTEN = re.compile(r"(\d{1,15}) ([0-9a-f]{64})\n?")


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a record ended. In text: `N HASH`."""

    n: int
    hash: str

    def __str__(self) -> str:
        return f"{self.n} {self.hash}"


def mark_in(text: str) -> Mark | None:
    """The mark that a text writes, if it does."""
    found = _WRITTEN.fullmatch(text.strip())
    return Mark(int(found[1]), found[2]) if found else None


class Anchor:
    """The file. While it is held nobody else adds to the record."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> Mark | None:
        """None when there is no file, or none that makes sense."""
        try:
            return mark_in(self.path.read_text(encoding="ascii", errors="replace"))
        except OSError:
            return None

    @contextmanager
    def held(self) -> Iterator[Held]:
        """Locked among all processes. Raises OSError when the file can be neither opened nor made."""
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield Held(handle)
        finally:
            os.close(handle)


class Held:
    """The file while it is locked."""

    def __init__(self, handle: int) -> None:
        self._handle = handle

    @property
    def mark(self) -> Mark | None:
        return mark_in(os.pread(self._handle, 200, 0).decode("ascii", "replace"))

    def move(self, mark: Mark) -> None:
        """Only forward: one write, shorter than a block of any disk."""
        now = self.mark
        if now is None or mark.n > now.n:
            written = f"{mark}\n".encode()
            os.pwrite(self._handle, written, 0)
            os.ftruncate(self._handle, len(written))

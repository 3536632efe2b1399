"""The folder of batches under the home: begun, found, listed, and forgotten when their time is over."""

from __future__ import annotations

import logging
import re
import secrets
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy.exc import DatabaseError

from ui.batches.book import Book, remove
from ui.batches.model import Row

log = logging.getLogger(__name__)

FOLDER = "batches"
_ID = re.compile(r"B[0-9a-f]{16}")
_ENDING = ".db"
_HALF_WRITTEN = 24 * 60 * 60  # seconds after which a part belongs to nobody


@dataclass(frozen=True)
class Owner:
    """Whose batch it is, and as whom its papers are read."""

    id: str
    name: str
    role: str
    groups: tuple[str, ...] = ()


class Shelf:
    """Batches by their ids; each is a file of its own, so that forgetting one is deleting it."""

    def __init__(self, home: Path, days: int) -> None:
        """`days`: how long a batch is kept after it was begun."""
        self.folder = home / FOLDER
        self._kept = timedelta(days=days)

    def begin(
        self, owner: Owner, name: str, columns: Iterable[str], found: Iterable[Row], **facts: Any
    ) -> str:
        """Keeps a new batch and returns its id; of a table that turns out to be bad nothing stays."""
        self.folder.mkdir(parents=True, exist_ok=True)
        batch_id = f"B{secrets.token_hex(8)}"
        told = {
            "name": name, "columns": list(columns), "created_at": datetime.now(UTC).isoformat(), "notes": [],
            "owner": owner.id, "owner_name": owner.name, "role": owner.role, "groups": sorted(owner.groups),
        }  # fmt: skip
        Book.begun(self._path(batch_id), found, {**told, **facts}).close()
        return batch_id

    @contextmanager
    def opened(self, batch_id: str) -> Iterator[Book | None]:
        """None when there is no such batch."""
        if not _ID.fullmatch(batch_id) or not self._path(batch_id).is_file():
            yield None
            return
        book = Book(self._path(batch_id))
        try:
            yield book
        finally:
            book.close()

    def each(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """The batches with what is known of them, the newest first; a damaged one is passed over."""
        found: list[tuple[str, dict[str, Any]]] = []
        for path in self.folder.glob(f"B*{_ENDING}"):
            with suppress(DatabaseError), self.opened(path.stem) as book:
                if book is not None and "created_at" in (facts := book.facts):
                    found.append((path.stem, facts))
        yield from sorted(found, key=lambda one: one[1]["created_at"], reverse=True)

    def sweep(self, busy: Iterable[str] = ()) -> list[str]:
        """Deletes the batches whose time is over, but not those that are `busy`; returns their ids."""
        for part in (*self.folder.glob("*.part"), *self.folder.glob(".out-*")):
            with suppress(FileNotFoundError):
                if part.stat().st_mtime < time.time() - _HALF_WRITTEN:
                    remove(part)
        before = (datetime.now(UTC) - self._kept).isoformat()
        kept = set(busy)
        old = [one for one, facts in self.each() if facts["created_at"] < before and one not in kept]
        for batch_id in old:
            remove(self._path(batch_id))
        if old:
            log.info("Deleted %d batches of copy that were kept for %d days.", len(old), self._kept.days)
        return old

    def _path(self, batch_id: str) -> Path:
        return self.folder / f"{batch_id}{_ENDING}"

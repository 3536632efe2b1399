"""The office of batches: takes tables, has their texts written by jobs of its own, tells how far they are."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from knowledge.errors import AtriumError
from ui.background.job import Job
from ui.background.jobs import Jobs
from ui.background.ledger import Ledger, Status
from ui.batches.book import Book
from ui.batches.shelf import FOLDER, Owner, Shelf
from ui.batches.table import read_table
from ui.batches.terms import Terms
from ui.batches.work import KINDS
from ui.settings import Settings

if TYPE_CHECKING:
    from ui.atrium import Atrium


class NoSuchBatch(AtriumError):
    """There is no such batch, or it is somebody else's."""


_BETWEEN_SWEEPS = 3600.0  # seconds
NO_BATCH = "没有这个批次，或者它不是您的，或者保存期已过。"


@dataclass(frozen=True)
class Batch:
    """What is known of a batch now. `written` and `drafts` count texts, each for any number of rows."""

    id: str
    facts: dict[str, Any]
    written: int
    drafts: int
    status: Status
    job: Job | None

    @property
    def is_under_way(self) -> bool:
        return self.status in (Status.WAITING, Status.RUNNING)


class BatchOffice:
    """Its jobs have a queue of their own: a batch only reads, so no ingest waits for it, nor it for one."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.jobs = Jobs(Ledger(settings.home / FOLDER), KINDS)
        self._shelf = Shelf(settings.home, settings.batch_days)
        self._swept_at = 0.0

    def begin(self, atrium: Atrium) -> None:
        """From now on texts are written."""
        self._sweep()
        self.jobs.begin(atrium)

    def close(self) -> None:
        self.jobs.close()

    def take(self, atrium: Atrium, data: bytes, name: str, owner: Owner, as_of: datetime | None) -> str:
        """Keeps a table as a new batch, queues its job and returns its id. Raises BadTable."""
        self._sweep()
        channels = atrium.channels
        terms = Terms.of(channels.known, channels.problem)
        table = read_table(data, terms, self._settings.limits.batch_rows)
        sha256 = hashlib.sha256(data).hexdigest()
        batch_id = self._shelf.begin(owner, name, table.columns, table.rows, sha256=sha256, job="")
        with self.opened(batch_id) as book:
            self._submit(batch_id, book, owner.name, as_of)
        return batch_id

    @contextmanager
    def opened(self, batch_id: str, owner_id: str | None = None) -> Iterator[Book]:
        """The batch's file. Raises NoSuchBatch, also for another owner's; with no owner it is anybody's."""
        with self._shelf.opened(batch_id) as book:
            if book is None or (owner_id is not None and book.facts.get("owner") != owner_id):
                raise NoSuchBatch(NO_BATCH)
            yield book

    def batch(self, batch_id: str, book: Book) -> Batch:
        facts = book.facts
        job = self.jobs.find(facts["job"])
        written, drafts = book.counted()
        return Batch(batch_id, facts, written, drafts, _status(job, written, drafts), job)

    def recent(self, owner_id: str | None, limit: int) -> list[Batch]:
        """The newest first; with no owner everybody's."""
        if time.monotonic() - self._swept_at > _BETWEEN_SWEEPS:
            self._sweep()
        found: list[Batch] = []
        for batch_id, facts in self._shelf.each():
            if owner_id is None or facts["owner"] == owner_id:
                with self.opened(batch_id) as book:
                    found.append(self.batch(batch_id, book))
            if len(found) == limit:
                break
        return found

    def cancel(self, batch_id: str, book: Book) -> Batch:
        """Stops after the current text; what is written stays. One that has ended stays as it is."""
        batch = self.batch(batch_id, book)
        if batch.job is not None:
            self.jobs.cancel(batch.job.id)
        return self.batch(batch_id, book)

    def resume(self, batch_id: str, book: Book, asked_by: str, as_of: datetime | None) -> Batch:
        """Writes what is missing, what failed, and what was made of something that has changed since."""
        batch = self.batch(batch_id, book)
        if batch.is_under_way and not (batch.job and batch.job.stop.is_set()):
            return batch
        if batch.job is not None and batch.status is Status.INTERRUPTED:
            self.jobs.cancel(batch.job.id)  # an earlier process's, which nobody took up
        self._submit(batch_id, book, asked_by, as_of)
        return self.batch(batch_id, book)

    def _submit(self, batch_id: str, book: Book, asked_by: str, as_of: datetime | None) -> None:
        arguments = {"batch": batch_id, "as_of": as_of.isoformat() if as_of else None}
        before = book.facts["job"]
        job = self.jobs.submit("batch", arguments, asked_by=asked_by, retry_of=before)
        book.tell(job=job.id)

    def _sweep(self) -> None:
        self._swept_at = time.monotonic()
        self._shelf.sweep(_at_work(self.jobs.recent(200)))


def _at_work(jobs: Sequence[Job]) -> list[str]:
    return [job.arguments["batch"] for job in jobs if not job.has_ended and "batch" in job.arguments]


def _status(job: Job | None, written: int, drafts: int) -> Status:
    """What the last job came to; of one that nobody remembers, what it left."""
    if job is not None:
        return job.status
    return Status.DONE if written == drafts else Status.INTERRUPTED

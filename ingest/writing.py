"""Publishing behind the reading: documents in batches, one batch embedded while another is written."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Protocol, Self

from ingest.report import Entry, Spent
from knowledge.decisions import Ruling
from knowledge.model import Document, Publication
from knowledge.unread import Unread

BATCH = 256  # passages: enough that texts of like length go together, few enough that documents appear soon
_LOOK = 0.1  # seconds between two looks at whether to stop
_WAITING = 3  # batches on their way; beyond that, reading waits


class Library(Protocol):
    """Where documents are published: each document all or nothing."""

    def sources(self) -> dict[str, Document]:
        """Every current document by its source."""

    def embed(self, publications: Sequence[Publication]) -> Any:
        """What `publish_all` wants to be given; may run beside it."""

    def publish_all(self, publications: Sequence[Publication], vectors: Any) -> None:
        """Publishes one after another; what was published before an error stays published."""

    def withdraw(self, doc_id: str) -> None: ...

    def ruling(self, source: str, sha256: str, fingerprint: str) -> Ruling:
        """What people decided about a file with these bytes, described as the fingerprint says."""

    def unread(self, source: str, fingerprint: str) -> Unread | None:
        """Why a file as it is now was left out by an earlier run."""

    def note_unread(self, source: str, fingerprint: str, why: Unread) -> None: ...

    def set_profile(self, profile: Mapping[str, object]) -> None: ...

    def changes(self) -> Mapping[str, Sequence[str]]:
        """doc_id of a notice -> what a person should look at in what it changes: its paper was not found."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """A document on its way into the library: its place in the report, its line there, and what it replaces."""

    place: int
    entry: Entry
    publication: Publication
    replaces: str = ""  # doc_id of the same file's earlier document, when it had another


@dataclass(frozen=True, slots=True)
class _Batch:
    """Documents on their way, and the two steps of it."""

    documents: list[Accepted]
    vectors: Future[Any]
    published: Future[list[Exception | None]]


class Writer:
    """Takes accepted documents and publishes them in the background, in the order they came."""

    def __init__(
        self,
        library: Library,
        settle: Callable[[Accepted, Exception | None], None],
        spent: Spent,
        batch: int = BATCH,
    ) -> None:
        """`settle` is told of each document in the thread that waits here, with the error if there was one."""
        self.library = library
        self.settle = settle
        self.spent = spent
        self.batch = batch
        self._batch: list[Accepted] = []
        self._size = 0
        self._under_way: deque[_Batch] = deque()
        self._embedding = ThreadPoolExecutor(1, thread_name_prefix="embed")
        self._publishing = ThreadPoolExecutor(1, thread_name_prefix="publish")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._embedding.shutdown(wait=True, cancel_futures=kind is not None)
        self._publishing.shutdown(wait=True, cancel_futures=kind is not None)

    def take(self, accepted: Accepted) -> None:
        """Adds a document to the batch; waits while too many batches are on their way."""
        self._batch.append(accepted)
        self._size += len(accepted.publication.passages)
        # What takes out another document goes last in its batch: a later file may bring that one's id back.
        if self._size >= self.batch or accepted.replaces:
            self.flush()
        while len(self._under_way) > _WAITING:
            self._collect()

    def flush(self) -> None:
        """Sends the batch on its way, full or not."""
        if not self._batch:
            return
        batch, self._batch, self._size = self._batch, [], 0
        vectors = self._embedding.submit(self._embed, batch)
        published = self._publishing.submit(self._publish, batch, vectors)
        self._under_way.append(_Batch(batch, vectors, published))

    def collect(self) -> None:
        """Settles the batches that are done already."""
        while self._under_way and self._under_way[0].published.done():
            self._collect()

    def go_on(self) -> None:
        """For whoever waits: settles what is done, and when nothing is on its way, does not wait for a full batch."""
        self.collect()
        if not self._under_way:
            self.flush()

    def drain(self, waiting: Callable[[Accepted], None], stopped: Callable[[], bool]) -> bool:
        """Publishes all that was taken and settles it; `waiting` is told the document that is waited for.

        False when it was stopped before: then only the batch that comes next is published, with any that
        was begun.
        """
        is_whole = not stopped()
        if is_whole or not self._under_way:
            self.flush()
        while self._under_way:
            if stopped():
                is_whole &= not self._drop_unbegun()
            waiting(self._under_way[0].documents[0])
            if wait([self._under_way[0].published], _LOOK).done:
                self._collect()
        return is_whole

    def _drop_unbegun(self) -> bool:
        """Whether there was anything to drop behind the batch that comes next."""
        dropped = [each for each in list(self._under_way)[1:] if each.vectors.cancel()]
        for each in dropped:
            each.published.cancel()
            self._under_way.remove(each)
        return bool(dropped)

    def _collect(self) -> None:
        batch = self._under_way.popleft()
        for accepted, error in zip(batch.documents, batch.published.result(), strict=True):
            self.settle(accepted, error)

    def _embed(self, batch: Sequence[Accepted]) -> Any:
        started = time.monotonic()
        try:
            return self.library.embed([each.publication for each in batch])
        finally:
            self.spent.embedding += time.monotonic() - started

    def _publish(self, batch: Sequence[Accepted], vectors: Future[Any]) -> list[Exception | None]:
        """Publishes a batch at one go; when that fails, each alone, so that one document's fault is only its own."""
        publications = [each.publication for each in batch]
        try:
            made = vectors.result()
            started = time.monotonic()
            self.library.publish_all(publications, made)
            self._withdraw_replaced(batch)
            self.spent.publishing += time.monotonic() - started
        except Exception:
            return [self._alone(each) for each in batch]
        return [None] * len(batch)

    def _alone(self, accepted: Accepted) -> Exception | None:
        try:
            one = [accepted.publication]
            self.library.publish_all(one, self.library.embed(one))
            self._withdraw_replaced([accepted])
        except Exception as error:
            return error
        return None

    def _withdraw_replaced(self, batch: Sequence[Accepted]) -> None:
        for each in batch:
            if each.replaces:
                self.library.withdraw(each.replaces)

"""Long jobs: queued in a ledger, run one after another in a thread of their own."""

from __future__ import annotations

import logging
import secrets
import threading
from collections import deque
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from knowledge.errors import AtriumError
from ui.background.job import Arguments, Job, Kind
from ui.background.ledger import Entry, Ledger, Status

log = logging.getLogger(__name__)

MOST_INTERRUPTIONS = 3


class UnknownJob(AtriumError):
    """There is no such job."""


class NothingToRetry(AtriumError):
    """A job that still runs, or in which nothing failed."""


class Jobs:
    """Runs jobs one at a time, since there is one writer of the library, and keeps them in a ledger.

    For callers: `submit("ingest", {"paths": [...]})` queues a job and returns it; `find(id)`,
    `recent(limit)`, `cancel(id)` and `retry(id)` are what they say; `job.ended.wait()` waits.
    For the owner: `resume()` takes up what an earlier process left, `begin(room)` starts to work
    (jobs wait until then), `close()` stops after the current file. What is left waiting or in the
    middle then stays in the ledger, and the next `resume()` takes it up. Safe to use from several threads.
    """

    def __init__(self, ledger: Ledger, kinds: Mapping[str, Kind]) -> None:
        """The ledger must be this process's own: what it calls running is taken to have died."""
        self.kinds = kinds
        self._ledger = ledger
        self._room: Any = None
        self._queue: deque[Job] = deque()
        self._live: dict[str, Job] = {}  # those that have not ended
        self._left: list[Job] = []  # of them, an earlier process's
        self._changed = threading.Condition()
        self._is_winding_down = False
        self._thread: threading.Thread | None = None
        for entry in ledger.unfinished():
            self._left_over(Job.of(entry))

    # -- for callers -----------------------------------------------------------------------------

    def submit(
        self,
        kind: str,
        arguments: Arguments | None = None,
        *,
        asked_by: str = "",
        retry_of: str = "",
        join: bool = False,
    ) -> Job:
        """Queues a job. With `join`, one that waits already and asks for the same is returned instead."""
        job = Job(secrets.token_hex(8), kind, arguments or {}, asked_by, retry_of)
        if kind not in self.kinds:
            raise ValueError(f"There is no kind of job {kind!r}.")
        with self._changed:
            if join and (same := self._waiting_like(job)):
                return same
            self._ledger.add(job)
            self._enqueue(job)
        return job

    def find(self, job_id: str) -> Job | None:
        live = self._live.get(job_id)
        if live is not None:
            return live
        entry = self._ledger.find(job_id)
        return Job.of(entry) if entry else None

    def recent(self, limit: int = 20) -> list[Job]:
        """Newest first."""
        return [self._live.get(entry.id) or Job.of(entry) for entry in self._ledger.recent(limit)]

    def cancel(self, job_id: str) -> Job:
        """A waiting job is cancelled at once, a running one after its current file; an ended one stays as it is.

        Raises UnknownJob.
        """
        job = self._known(job_id)
        with self._changed:
            if job.status in (Status.WAITING, Status.INTERRUPTED):
                for place in (self._queue, self._left):
                    if job in place:
                        place.remove(job)
                self._end(job, Status.CANCELLED)
            elif job.status is Status.RUNNING:
                job.stop.set()
                job.changes += 1
        return job

    def retry(self, job_id: str, *, asked_by: str = "") -> Job:
        """A new job over what failed: the failed files, or all of a job that did not come to its end.

        Raises UnknownJob, and NothingToRetry when it still runs or nothing failed.
        """
        job = self._known(job_id)
        if not job.has_ended:
            raise NothingToRetry(f"Job {job_id} has not ended yet; wait for it, or cancel it first.")
        if job.kind not in self.kinds:
            raise NothingToRetry(f"Jobs of the kind {job.kind!r} are not known here.")
        arguments = job.arguments
        if job.status is Status.DONE:
            again = self.kinds[job.kind].again(job.arguments, job.report)
            if again is None:
                raise NothingToRetry(f"Nothing failed in job {job_id}, so there is nothing to retry.")
            arguments = again
        return self.submit(job.kind, arguments, asked_by=asked_by, retry_of=job_id)

    def title(self, job: Job) -> str:
        """What people call a job; never a path of this machine."""
        return self.kinds[job.kind].title(job.arguments) if job.kind in self.kinds else job.kind

    def is_local(self, job: Job) -> bool:
        """Whether its arguments name paths of this machine, which only callers on it may choose."""
        return job.kind not in self.kinds or self.kinds[job.kind].is_local

    # -- for the owner ---------------------------------------------------------------------------

    def resume(self) -> list[Job]:
        """Queues again what earlier processes left waiting or in the middle; returns those jobs.

        A job in whose middle the process died three times is failed: it probably is the cause.
        """
        with self._changed:
            left, self._left = self._left, []
            for job in left:
                self._resume(job)
        resumed = [job for job in left if not job.has_ended]
        if resumed:
            log.warning("Taking up %d jobs that an earlier process left unfinished.", len(resumed))
        return resumed

    def begin(self, room: Any) -> None:
        """From now on jobs are worked on, with this (a library and its ingest). Once is enough."""
        with self._changed:
            if self._thread is not None or self._is_winding_down:
                return
            self._room = room
            self._thread = threading.Thread(target=self._work, name="jobs", daemon=True)
            self._thread.start()

    @property
    def is_winding_down(self) -> bool:
        return self._is_winding_down

    @property
    def waiting(self) -> int:
        """How many jobs wait for their turn."""
        return len(self._queue)

    @property
    def has_begun(self) -> bool:
        return self._thread is not None

    def wind_down(self) -> None:
        """From now on no job begins, and the running one stops after its current file."""
        with self._changed:
            self._is_winding_down = True
            for job in self._queue:
                job.ended.set()  # for this process
            self._changed.notify_all()

    def close(self) -> None:
        """Winds down and waits for it."""
        self.wind_down()
        if self._thread is not None:
            self._thread.join()
        self._ledger.close()

    # -- inside ----------------------------------------------------------------------------------

    def _left_over(self, job: Job) -> None:
        """What an earlier process did not end: it waits for `resume`."""
        if job.status is Status.RUNNING:
            job.status, job.interruptions = Status.INTERRUPTED, job.interruptions + 1
            self._ledger.save(job)
        self._live[job.id] = job
        self._left.append(job)

    def _resume(self, job: Job) -> None:
        if job.interruptions >= MOST_INTERRUPTIONS:
            last = f" Its last file was {job.current}; mend or remove it, then retry." if job.current else ""
            job.error = f"The server ended {job.interruptions} times in the middle of this job.{last}"
            return self._end(job, Status.FAILED)
        job.status = Status.WAITING
        self._ledger.save(job)
        return self._enqueue(job)

    def _known(self, job_id: str) -> Job:
        job = self.find(job_id)
        if job is None:
            raise UnknownJob(f"There is no job {job_id!r}.")
        return job

    def _waiting_like(self, job: Job) -> Job | None:
        same = (one for one in self._queue if (one.kind, one.arguments) == (job.kind, job.arguments))
        return next(same, None)

    def _enqueue(self, job: Job) -> None:
        job.keep = lambda entry: self._keep(self._ledger.save_progress, entry)
        job.is_winding_down = lambda: self._is_winding_down
        self._live[job.id] = job
        self._queue.append(job)
        if self._is_winding_down:
            job.ended.set()
        self._changed.notify_all()

    @staticmethod
    def _keep(write: Callable[[Entry], None], entry: Entry) -> None:
        """A ledger that cannot be written (a full disk, a name that is no text) must not end the work: memory tells of it."""
        try:
            write(entry)
        except (SQLAlchemyError, ValueError):
            log.exception("Job %s goes on, but cannot be written down", entry.id)

    def _work(self) -> None:
        while (job := self._next()) is not None:
            self._run(job)

    def _next(self) -> Job | None:
        with self._changed:
            self._changed.wait_for(lambda: self._queue or self._is_winding_down)
            if self._is_winding_down:
                return None
            job = self._queue.popleft()
            job.status, job.started_at = Status.RUNNING, datetime.now(UTC)
            job.changes += 1
            self._keep(self._ledger.save, job)
            return job

    def _run(self, job: Job) -> None:
        status = Status.DONE
        try:
            job.report = self.kinds[job.kind].work(self._room, job)
            if job.report.get("cancelled"):
                status = Status.CANCELLED if job.stop.is_set() else Status.INTERRUPTED
        except AtriumError as error:
            status, job.error = Status.FAILED, str(error)
        except Exception:
            log.exception("Job %s failed", job.id)
            status, job.error = Status.FAILED, "The job failed; the operator's log has the details."
        with self._changed:
            self._end(job, status)

    def _end(self, job: Job, status: Status) -> None:
        """Writes what became of a job; one that the next process takes up again has not ended."""
        job.status = status
        if job.has_ended:
            job.ended_at = datetime.now(UTC)
        else:
            job.report = None
        job.changes += 1
        self._keep(self._ledger.save, job)
        if (
            job.has_ended
        ):  # only now: whoever looks for it finds the live one, or in the ledger that it has ended
            self._live.pop(job.id, None)
        job.ended.set()

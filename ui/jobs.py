"""Long jobs: one after another in a thread of their own, their progress told to whoever asks."""

from __future__ import annotations

import logging
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from knowledge.errors import AtriumError

log = logging.getLogger(__name__)

MOST = 200


@dataclass
class Job:
    """One job as it goes; `done` and `total` count its files or passages."""

    id: str
    status: str = "waiting"
    done: int = 0
    total: int = 0
    current: str = ""
    report: dict[str, Any] | None = None
    error: str = ""
    stop: threading.Event = field(default_factory=threading.Event)
    ended: threading.Event = field(default_factory=threading.Event)

    def tell(self, done: int, total: int, current: str = "") -> None:
        self.done, self.total, self.current = done, total, current

    def stopped(self) -> bool:
        return self.stop.is_set()


Work = Callable[[Job], dict[str, Any]]


class Jobs:
    """Runs jobs one at a time: there is one writer of the library."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="job")
        self._jobs: OrderedDict[str, Job] = OrderedDict()

    def submit(self, work: Work) -> Job:
        job = Job(secrets.token_hex(8))
        self._jobs[job.id] = job
        while len(self._jobs) > MOST:
            self._jobs.popitem(last=False)
        self._pool.submit(_run, job, work)
        return job

    def find(self, job_id: str) -> Job | None:
        return self._jobs.get(job_id)

    def close(self) -> None:
        """Asks every job to stop after its current file, and waits for that."""
        for job in list(self._jobs.values()):
            job.stop.set()
        self._pool.shutdown(wait=True, cancel_futures=True)


def _run(job: Job, work: Work) -> None:
    job.status = "running"
    try:
        job.report = work(job)
        job.status = "cancelled" if job.stopped() else "done"
    except AtriumError as error:
        job.status, job.error = "failed", str(error)
    except Exception:
        log.exception("Job %s failed", job.id)
        job.status, job.error = "failed", "The job failed; the operator's log has the details."
    finally:
        job.ended.set()

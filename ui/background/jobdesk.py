"""The command line's way to jobs: those of the running server, or of a home that is opened here.

Opened here, nothing that answers is loaded, and the library only when a job is asked for.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from knowledge.errors import AtriumError
from ui.background.jobs import Jobs, UnknownJob
from ui.background.ledger import ENDED, Ledger
from ui.home import Home, HomeInUse
from ui.schemas.jobs import JobReply
from ui.settings import Settings

if TYPE_CHECKING:
    from ui.background.job import Job
    from ui.desk import Desk

JobData = dict[str, Any]  # a JobReply in JSON
_LOOK = 0.1  # seconds between two looks at a job


class JobFailed(AtriumError):
    """A job ended without a report; the message is its sentence."""


class JobDesk(Protocol):
    """Asks for jobs and tells of them, as the API does. Two inhabitants."""

    where: str  # for people: the address, or the home folder

    def ingest(
        self,
        paths: Sequence[Path],
        prune: bool = False,
        watched: bool = False,
        only: Sequence[str] | None = None,
    ) -> JobData: ...

    def reindex(self) -> JobData: ...

    def retry(self, job_id: str) -> JobData: ...

    def cancel(self, job_id: str) -> JobData: ...

    def find(self, job_id: str) -> JobData: ...

    def recent(self, limit: int) -> list[JobData]:
        """Newest first, their reports without the files."""


class ServerJobs:
    """Those of the server that owns the home. Every method raises Refused with the server's sentence."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.where = desk.where

    def ingest(
        self,
        paths: Sequence[Path],
        prune: bool = False,
        watched: bool = False,
        only: Sequence[str] | None = None,
    ) -> JobData:
        body = {
            "paths": [str(path) for path in paths],
            "prune": prune,
            "watched": watched,
            "only": None if only is None else list(only),
        }
        return self._desk.ask("POST", "/api/jobs/ingest", body)

    def reindex(self) -> JobData:
        return self._desk.ask("POST", "/api/jobs/reindex")

    def retry(self, job_id: str) -> JobData:
        return self._desk.ask("POST", f"/api/jobs/{job_id}/retry")

    def cancel(self, job_id: str) -> JobData:
        return self._desk.ask("DELETE", f"/api/jobs/{job_id}")

    def find(self, job_id: str) -> JobData:
        return self._desk.ask("GET", f"/api/jobs/{job_id}")

    def recent(self, limit: int) -> list[JobData]:
        return self._desk.ask("GET", f"/api/jobs?limit={limit}")


class OwnJobs:
    """Those of this process. `begin` is called before the first job is asked for."""

    def __init__(self, jobs: Jobs, begin: Callable[[], None], where: str) -> None:
        self._jobs = jobs
        self._begin = begin
        self.where = where

    def ingest(
        self,
        paths: Sequence[Path],
        prune: bool = False,
        watched: bool = False,
        only: Sequence[str] | None = None,
    ) -> JobData:
        arguments = {
            "paths": [str(path) for path in paths],
            "prune": prune,
            "only": None if only is None else list(only),
        }
        return self._submitted("watch" if watched else "ingest", arguments)

    def reindex(self) -> JobData:
        return self._submitted("reindex", {})

    def retry(self, job_id: str) -> JobData:
        self._begin()
        return self._data(self._jobs.retry(job_id, asked_by=_WHO))

    def cancel(self, job_id: str) -> JobData:
        return self._data(self._jobs.cancel(job_id))

    def find(self, job_id: str) -> JobData:
        job = self._jobs.find(job_id)
        if job is None:
            raise UnknownJob(f"There is no job {job_id!r}; see atrium jobs list.")
        return self._data(job)

    def recent(self, limit: int) -> list[JobData]:
        jobs = self._jobs.recent(limit)
        return [self._reply(job).short().model_dump(mode="json") for job in jobs]

    def _submitted(self, kind: str, arguments: dict[str, Any]) -> JobData:
        self._begin()
        return self._data(self._jobs.submit(kind, arguments, asked_by=_WHO))

    def _data(self, job: Job) -> JobData:
        return self._reply(job).model_dump(mode="json")

    def _reply(self, job: Job) -> JobReply:
        return JobReply.of(job, self._jobs, is_local=True)


_WHO = "command line"


def follow(desk: JobDesk, job: JobData, tell: Callable[[JobData], None] = lambda _job: None) -> JobData:
    """A job at its end. Raises JobFailed when it has no report."""
    while job["status"] not in ENDED:
        time.sleep(_LOOK)
        job = desk.find(job["id"])
        tell(job)
    if job["status"] == "failed":
        raise JobFailed(job["error"])
    return job


@contextlib.contextmanager
def open_job_desk(settings: Settings) -> Iterator[JobDesk]:
    """Raises HomeInUse when a process that is no server owns the home."""
    home = Home(settings.home)
    with contextlib.ExitStack() as stack:
        try:
            stack.enter_context(home)
        except HomeInUse as error:
            from ui.desk import server_desk

            yield ServerJobs(server_desk(settings, error))
        else:
            yield stack.enter_context(_own_jobs(settings))


@contextlib.contextmanager
def _own_jobs(settings: Settings) -> Iterator[JobDesk]:
    from ui.background.ingesting import KINDS

    with contextlib.ExitStack() as stack:
        jobs = Jobs(Ledger(settings.home), KINDS)

        def begin() -> None:
            if jobs.has_begun:
                return
            from ui.background.workroom import open_workroom

            room = open_workroom(settings)
            stack.callback(room.close)
            stack.callback(jobs.close)  # before the room
            jobs.begin(room)

        stack.callback(jobs.close)
        yield OwnJobs(jobs, begin, str(settings.home))

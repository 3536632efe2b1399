"""Jobs: an ingest that the command line asks for, how far each job has come, cancelling, retrying."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterable, Iterator
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import StreamingResponse

from ui.auth import Act, Means, Principal
from ui.background.job import Job
from ui.background.jobs import Jobs, NothingToRetry, UnknownJob
from ui.desks.discretion import OPEN, SHUT, Discretion, discretion_for
from ui.entry.access import (
    ChangingDocuments,
    InAtrium,
    InLobby,
    Publishes,
    is_near,
    noted,
    principal_of,
    refusal,
    still_may,
)
from ui.lobby import Lobby
from ui.routes.chat import frame
from ui.schemas.jobs import IngestRequest, JobReply
from ui.wire.problems import NotReady, Problem

router = APIRouter(tags=["jobs"])

_LOOK = 0.25  # seconds between two looks at a job
_HEARTBEAT = 15.0  # seconds of silence that proxies bear
_ASK_AGAIN = 3.0  # seconds between two looks at whether the caller still may


@router.get("/api/jobs")
def recent(
    request: Request,
    lobby: InLobby,
    _principal: ChangingDocuments,
    limit: Annotated[int, Query(ge=1, le=200)] = 20,
) -> list[JobReply]:
    """The last jobs, newest first; their reports without the files."""
    return [each.short() for each in replies(lobby.jobs.recent(limit), lobby, request)]


@router.post("/api/jobs/ingest", status_code=202)
def ingest(
    asked: IngestRequest, request: Request, lobby: InLobby, _atrium: InAtrium, principal: Publishes
) -> JobReply:
    """Reads files and folders of this machine, so only for callers on it, and for those who may publish.

    What lies in a folder `public` is public as soon as it is read.
    """
    _refuse_strangers(request)
    kind = "watch" if asked.watched else "ingest"
    noted(request, ", ".join(asked.paths))
    arguments = asked.model_dump(exclude={"watched"})
    return reply(lobby.jobs.submit(kind, arguments, asked_by=principal.called), lobby, request)


@router.post("/api/jobs/reindex", status_code=202)
def reindex(request: Request, lobby: InLobby, _atrium: InAtrium, principal: ChangingDocuments) -> JobReply:
    """Builds every index anew from the catalogue, beside the old one."""
    _refuse_strangers(request)
    return reply(lobby.jobs.submit("reindex", asked_by=principal.called), lobby, request)


@router.get("/api/jobs/{job_id}")
def progress(job_id: str, request: Request, lobby: InLobby, _principal: ChangingDocuments) -> JobReply:
    """How far a job has come, with its whole report once it has ended."""
    return reply(found(lobby.jobs, job_id), lobby, request)


@router.get("/api/jobs/{job_id}/events")
async def events(
    job_id: str, request: Request, lobby: InLobby, principal: ChangingDocuments
) -> StreamingResponse:
    """`progress` whenever the job has come further, `done` with its report when it has ended."""
    job = await asyncio.to_thread(found, lobby.jobs, job_id)
    events = _events(job, lobby, request, principal)
    return StreamingResponse(events, media_type="text/event-stream")


@router.delete("/api/jobs/{job_id}")
def cancel(job_id: str, request: Request, lobby: InLobby, _principal: ChangingDocuments) -> JobReply:
    """Cancels a waiting job at once, a running one after its current file. What is in stays in."""
    try:
        return reply(lobby.jobs.cancel(job_id), lobby, request)
    except UnknownJob:
        raise _no_job() from None


@router.post("/api/jobs/{job_id}/retry", status_code=202)
def retry(
    job_id: str, request: Request, lobby: InLobby, _atrium: InAtrium, principal: ChangingDocuments
) -> JobReply:
    """A new job over the files that failed, or over all of a job that did not come to its end."""
    job = found(lobby.jobs, job_id)
    if lobby.jobs.is_local(job):
        _refuse_strangers(request)
        if "paths" in job.arguments and not principal.may(Act.PUBLISH):
            raise refusal(principal)
    try:
        return reply(lobby.jobs.retry(job_id, asked_by=principal.called), lobby, request)
    except NothingToRetry as error:
        raise Problem(409, str(error)) from None


def reply(job: Job, lobby: Lobby, request: Request) -> JobReply:
    """A job as this caller may see it."""
    return next(replies([job], lobby, request))


def replies(jobs: Iterable[Job], lobby: Lobby, request: Request) -> Iterator[JobReply]:
    """Jobs as this caller may see them."""
    principal = principal_of(request)
    towards: Discretion | None = None
    for job in jobs:
        if towards is None and job.report:
            towards = _towards(principal, lobby)
        yield _reply(job, lobby, request, principal, towards or OPEN)


def _towards(principal: Principal, lobby: Lobby) -> Discretion:
    """While the papers cannot be asked who may know of them, reports are told to the command line alone."""
    if principal.means is Means.LOCAL:
        return OPEN
    try:
        return discretion_for(principal, lobby.atrium.library.catalogue)
    except NotReady:
        return SHUT


def _reply(job: Job, lobby: Lobby, request: Request, principal: Principal, towards: Discretion) -> JobReply:
    is_own = principal.means is Means.LOCAL or job.asked_by == principal.called
    near = is_near(request)
    return JobReply.of(job, lobby.jobs, is_local=near, is_own=is_own, discretion=towards)


async def _events(job: Job, lobby: Lobby, request: Request, principal: Principal) -> AsyncIterator[str]:
    """Looks at memory alone, in the event loop: any number of clients cost no thread.

    Every few seconds it is asked whether the caller still may listen; only that and the end take a thread.
    """
    seen, spoke, asked = -1, time.monotonic(), time.monotonic()
    while not job.ended.is_set() and not lobby.jobs.is_winding_down:
        now = time.monotonic()
        if now - asked > _ASK_AGAIN:
            asked = now
            if not await asyncio.to_thread(still_may, request, Act.WRITE_DOCUMENTS):
                return
        if job.changes != seen:
            seen, spoke = job.changes, now
            progress = _reply(job, lobby, request, principal, OPEN).model_copy(update={"report": None})
            yield frame("progress", progress.model_dump(mode="json"))
        elif now - spoke > _HEARTBEAT:
            spoke = now
            yield ": still at it\n\n"
        await asyncio.sleep(_LOOK)
    if await asyncio.to_thread(still_may, request, Act.WRITE_DOCUMENTS):
        last = await asyncio.to_thread(reply, job, lobby, request)
        yield frame("done" if job.has_ended else "progress", last.model_dump(mode="json"))


def found(jobs: Jobs, job_id: str) -> Job:
    """Raises Problem when there is none."""
    job = jobs.find(job_id)
    if job is None:
        raise _no_job()
    return job


def _no_job() -> Problem:
    return Problem(404, "There is no such job; the last 200 are remembered.")


def _refuse_strangers(request: Request) -> None:
    if not is_near(request):
        raise Problem(403, "This is only for callers on the server's own machine; upload files instead.")

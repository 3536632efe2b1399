"""Jobs: an ingest that the command line asks for, how far each job has come, cancelling, retrying."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import StreamingResponse

from ui.access import ChangingDocuments, InAtrium, InLobby
from ui.auth import LOOPBACK
from ui.job import Job
from ui.jobs import Jobs, NothingToRetry, UnknownJob
from ui.lobby import Lobby
from ui.middleware.pages import address_of
from ui.problems import Problem
from ui.routes.chat import frame
from ui.schemas.jobs import IngestRequest, JobReply

router = APIRouter(tags=["jobs"])

_STREAM = {"text/event-stream": {"schema": {"type": "string"}}}
_LOOK = 0.25  # seconds between two looks at a job
_HEARTBEAT = 15.0  # seconds of silence that proxies bear


@router.get("/api/jobs")
def recent(
    request: Request,
    lobby: InLobby,
    _principal: ChangingDocuments,
    limit: Annotated[int, Query(ge=1, le=200)] = 20,
) -> list[JobReply]:
    """The last jobs, newest first; their reports without the files."""
    return [reply(job, lobby, request).short() for job in lobby.jobs.recent(limit)]


@router.post("/api/jobs/ingest", status_code=202)
def ingest(
    asked: IngestRequest, request: Request, lobby: InLobby, _atrium: InAtrium, principal: ChangingDocuments
) -> JobReply:
    """Reads files and folders of this machine, so only for callers on this machine."""
    _refuse_strangers(request)
    kind = "watch" if asked.watched else "ingest"
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


@router.get("/api/jobs/{job_id}/events", responses={200: {"content": _STREAM}})
async def events(
    job_id: str, request: Request, lobby: InLobby, _principal: ChangingDocuments
) -> StreamingResponse:
    """`progress` whenever the job has come further, `done` with its report when it has ended."""
    job = await asyncio.to_thread(found, lobby.jobs, job_id)
    return StreamingResponse(_events(job, lobby, request), media_type="text/event-stream")


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
    if lobby.jobs.is_local(found(lobby.jobs, job_id)):
        _refuse_strangers(request)
    try:
        return reply(lobby.jobs.retry(job_id, asked_by=principal.called), lobby, request)
    except NothingToRetry as error:
        raise Problem(409, str(error)) from None


def reply(job: Job, lobby: Lobby, request: Request) -> JobReply:
    """A job as this caller may see it."""
    return JobReply.of(job, lobby.jobs, is_local=address_of(request) in LOOPBACK)


async def _events(job: Job, lobby: Lobby, request: Request) -> AsyncIterator[str]:
    """Looks at memory alone, in the event loop: any number of clients cost no thread."""
    seen, spoke = -1, time.monotonic()
    while not job.ended.is_set() and not lobby.jobs.is_winding_down:
        now = time.monotonic()
        if job.changes != seen:
            seen, spoke = job.changes, now
            yield _frame("progress", job, lobby, request)
        elif now - spoke > _HEARTBEAT:
            spoke = now
            yield ": still at it\n\n"
        await asyncio.sleep(_LOOK)
    yield _frame("done" if job.has_ended else "progress", job, lobby, request)


def _frame(event: str, job: Job, lobby: Lobby, request: Request) -> str:
    return frame(event, reply(job, lobby, request).model_dump(mode="json"))


def found(jobs: Jobs, job_id: str) -> Job:
    """Raises Problem when there is none."""
    job = jobs.find(job_id)
    if job is None:
        raise _no_job()
    return job


def _no_job() -> Problem:
    return Problem(404, "There is no such job; the last 200 are remembered.")


def _refuse_strangers(request: Request) -> None:
    if address_of(request) not in LOOPBACK:
        raise Problem(403, "This is only for callers on the server's own machine; upload files instead.")

"""Jobs: an ingest that the command line asks for, and how far a job has come."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter, Request

from ui.access import ChangingDocuments, InAtrium, InLobby
from ui.auth import LOOPBACK
from ui.ingesting import ingest_job, reindex_job
from ui.jobs import Job
from ui.middleware.pages import address_of
from ui.problems import Problem
from ui.schemas.documents import IngestRequest, JobReply

router = APIRouter(tags=["jobs"])


def reply(job: Job) -> JobReply:
    return JobReply(**{name: getattr(job, name) for name in JobReply.model_fields})


@router.post("/api/jobs/ingest", status_code=202)
def ingest(
    asked: IngestRequest, request: Request, lobby: InLobby, atrium: InAtrium, _principal: ChangingDocuments
) -> JobReply:
    """Reads files and folders of this machine, so only for callers on this machine."""
    _refuse_strangers(request)
    paths = [Path(path) for path in asked.paths]
    return reply(lobby.jobs.submit(ingest_job(atrium, paths, asked.prune)))


@router.post("/api/jobs/reindex", status_code=202)
def reindex(request: Request, lobby: InLobby, atrium: InAtrium, _principal: ChangingDocuments) -> JobReply:
    """Builds every index anew from the catalogue, beside the old one."""
    _refuse_strangers(request)
    return reply(lobby.jobs.submit(reindex_job(atrium)))


@router.get("/api/jobs/{job_id}")
def progress(job_id: str, lobby: InLobby, _principal: ChangingDocuments) -> JobReply:
    job = lobby.jobs.find(job_id)
    if job is None:
        raise Problem(404, "There is no such job; jobs are forgotten when the server ends.")
    return reply(job)


def _refuse_strangers(request: Request) -> None:
    if address_of(request) not in LOOPBACK:
        raise Problem(403, "This is only for callers on the server's own machine; upload files instead.")

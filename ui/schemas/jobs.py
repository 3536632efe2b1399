"""Jobs on the wire."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import PurePath
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from ui.background.job import Job
from ui.background.jobs import Jobs
from ui.desks.discretion import OPEN, Discretion
from ui.schemas.fields import Request

Path = Annotated[str, Field(min_length=1, max_length=4096)]


class IngestRequest(Request):
    paths: list[Path] = Field(min_length=1, max_length=1000)
    prune: bool = False
    only: list[Path] | None = None  # sources to take in; None: all
    watched: bool = False  # a folder that is empty or gone then loses nothing


class JobReply(BaseModel):
    id: str
    kind: str  # ingest, upload, watch, reindex
    title: str
    status: Literal["waiting", "running", "interrupted", "done", "failed", "cancelled"]
    stage: str = ""
    done: int = 0
    total: int = 0
    current: str = ""
    files_per_second: float | None = None
    passages_per_second: float | None = None
    seconds_left: float | None = None
    created_at: datetime
    started_at: datetime | None = None
    ended_at: datetime | None = None
    asked_by: str = ""
    retry_of: str = ""
    interruptions: int = 0  # how often a process died in the middle of it
    report: dict[str, Any] | None = None
    error: str = ""

    @classmethod
    def of(
        cls,
        job: Job,
        jobs: Jobs,
        *,
        is_local: bool = False,
        is_own: bool = True,
        discretion: Discretion = OPEN,
    ) -> JobReply:
        """A job as a caller may see it: one on another machine learns no path of this one.

        The file that is being read is told to whoever asked for the job: nobody knows yet who may know of it.
        """
        error = (
            job.error if is_own or not job.current else job.error.replace(job.current, "one that is not told")
        )
        asked = [str(path) for path in job.arguments.get("paths", ())]
        hidden = [] if is_local else sorted(asked, key=len, reverse=True)
        same = ("id", "kind", "stage", "done", "total", "created_at", "started_at", "ended_at")
        more = ("asked_by", "retry_of", "interruptions")
        unit = jobs.kinds[job.kind].unit if job.kind in jobs.kinds else ""
        return cls(
            **{name: getattr(job, name) for name in (*same, *more)},
            status=job.status.value,
            title=jobs.title(job),
            current=_without(job.current, hidden) if is_own else "",
            error=_without(error, hidden),
            report=job.report and _without(discretion.report(job.report, is_own=is_own), hidden),
            seconds_left=rounded(job.seconds_left),
            files_per_second=rounded(job.per_second) if unit == "files" else None,
            passages_per_second=rounded(job.per_second) if unit == "passages" else None,
        )

    def short(self) -> JobReply:
        """For a list: the report without its files."""
        if self.report is None:
            return self
        return self.model_copy(update={"report": {k: v for k, v in self.report.items() if k != "entries"}})


def _without(value: Any, hidden: Sequence[str]) -> Any:
    """The same data, with these paths shortened to their names."""
    if isinstance(value, str):
        for path in hidden:
            value = value.replace(path, PurePath(path).name)
        return value
    if isinstance(value, dict):
        return {key: _without(inner, hidden) for key, inner in value.items()}
    if isinstance(value, list):
        return [_without(inner, hidden) for inner in value]
    return value


def rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)

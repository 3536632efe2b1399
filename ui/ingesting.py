"""An ingest or a reindex as a job, its report as plain data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ui.jobs import Job, Work
from ui.wiring import Atrium


def ingest_job(atrium: Atrium, paths: list[Path], prune: bool = False) -> Work:
    """Reads files and folders into the library."""

    def work(job: Job) -> dict[str, Any]:
        def tell(done: int, total: int, path: str, _stage: str) -> None:
            job.tell(done, total, path)

        report = atrium.ingest.run(paths, prune, tell, job.stopped)
        return json.loads(report.to_json())

    return work


def reindex_job(atrium: Atrium) -> Work:
    """Builds every index anew."""

    def work(job: Job) -> dict[str, Any]:
        total = atrium.library.catalogue.count_passages()
        job.tell(0, total)
        atrium.library.reindex(lambda done: job.tell(done, total))
        return {"passages": total}

    return work

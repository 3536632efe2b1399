"""Batches of drafts on the wire."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Literal, Self

from pydantic import BaseModel

from ui.batches.book import Filled
from ui.batches.office import Batch
from ui.schemas.jobs import rounded

Counts = dict[str, int]


class BatchReply(BaseModel):
    id: str
    name: str  # of the file
    sha256: str  # of the file
    status: Literal["waiting", "running", "interrupted", "done", "failed", "cancelled"]
    done: int  # texts written
    total: int  # texts in all: one for each tag, channel, product and campaign
    rows: int
    rejected: int  # rows that ask for nothing that can be written
    drafts_per_second: float | None = None
    seconds_left: float | None = None
    created_at: datetime
    created_by: str
    notes: list[str] = []  # what changed since it was begun
    error: str = ""

    @classmethod
    def of(cls, batch: Batch) -> Self:
        facts, job = batch.facts, batch.job
        running = job is not None and batch.is_under_way
        return cls(
            id=batch.id,
            name=facts["name"],
            sha256=facts["sha256"],
            status=batch.status.value,
            done=job.done if running and job and job.total else batch.written,
            total=batch.drafts,
            rows=facts["rows"],
            rejected=facts["rejected"],
            drafts_per_second=rounded(job.per_second) if running and job else None,
            seconds_left=rounded(job.seconds_left) if running and job else None,
            created_at=datetime.fromisoformat(facts["created_at"]),
            created_by=facts["owner_name"],
            notes=facts["notes"],
            error=job.error if job else "",
        )


class ReasonReply(BaseModel):
    row: int  # as a spreadsheet counts, the header being row 1
    status: str
    reason: str

    @classmethod
    def of(cls, one: Filled) -> Self:
        return cls(row=one.row.number, status=one.made.status, reason=one.made.findings)


class BatchReportReply(BaseModel):
    """Counts are of rows. `reasons`: the rows that got no text."""

    batch: BatchReply
    by_status: Counts
    by_channel: dict[str, Counts]
    by_tag: dict[str, Counts]  # "" is no tag
    reasons: list[ReasonReply]
    reasons_total: int

    @classmethod
    def of(
        cls, batch: Batch, counted: Iterable[tuple[str, str, str, int]], reasons: list[Filled], total: int
    ) -> Self:
        known = list(counted)
        asked = [one for one in known if one[0]]  # a rejected row has no channel that can be told
        return cls(
            batch=BatchReply.of(batch),
            by_status=_by(known, lambda _one: "")[""] if known else {},
            by_channel=_by(asked, lambda one: one[0]),
            by_tag=_by(asked, lambda one: one[1]),
            reasons=[ReasonReply.of(one) for one in reasons],
            reasons_total=total,
        )


def _by(
    counted: Iterable[tuple[str, str, str, int]], key: Callable[[tuple[str, str, str, int]], str]
) -> dict[str, Counts]:
    found: dict[str, Counts] = defaultdict(dict)
    for one in counted:
        its, status, count = found[key(one)], one[2], one[3]
        its[status] = its.get(status, 0) + count
    return dict(found)

"""/api/batches: a table of communities in, drafts for all of them out."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Header, Query, Request, UploadFile
from fastapi.responses import FileResponse, Response, StreamingResponse
from starlette.background import BackgroundTask

from knowledge.model import Role
from ui.atrium import Atrium
from ui.auth import Act, Principal
from ui.batches.book import Book
from ui.batches.community import Names
from ui.batches.model import BadTable
from ui.batches.office import BatchOffice, NoSuchBatch
from ui.batches.sheets import Cells, cells_of, csv_of, write_xlsx
from ui.batches.shelf import Owner
from ui.batches.telling import told_to
from ui.desks.cited import CitedPapers
from ui.desks.copydesk import person_of, refusals
from ui.desks.uploads import harmless
from ui.entry.access import AskedAt, InAtrium, InLobby, allowed, principal_of, refusal
from ui.lobby import Lobby
from ui.schemas.batches import BatchReply, BatchReportReply
from ui.wire.problems import Problem

router = APIRouter(tags=["copy"])

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_NAMELESS = "batch.csv"


class Counter:
    """Where one person's batches are dealt with; an admin deals with everybody's."""

    def __init__(self, principal: Principal, lobby: Lobby, atrium: Atrium, as_of: datetime) -> None:
        self.office: BatchOffice = lobby.batches
        self.limits = lobby.limits
        self.atrium = atrium
        person, viewer = person_of(principal), principal.viewer
        self.owner = Owner(person.id, person.name, viewer.role.value, tuple(sorted(viewer.groups)))
        self.whose = None if principal.role is Role.ADMIN else person.id
        self.papers = CitedPapers(atrium.library, viewer, as_of)

    @contextmanager
    def opened(self, batch_id: str) -> Iterator[Book]:
        with refused(), self.office.opened(batch_id, self.whose) as book:
            yield book

    def reply(self, batch_id: str, book: Book) -> BatchReply:
        return BatchReply.of(self.office.batch(batch_id, book))

    def cells(self, book: Book) -> Iterator[Cells]:
        channels = self.atrium.channels.known
        return cells_of(book.filled(), Names(self.atrium.checker), channels, self.papers.may_read)


@contextmanager
def refused() -> Iterator[None]:
    try:
        with refusals():
            yield
    except NoSuchBatch as error:
        raise Problem(404, str(error)) from None
    except BadTable as error:
        raise Problem(422, str(error)) from None


def working(
    principal: Annotated[Principal, Depends(allowed(Act.WRITE_COPY))],
    lobby: InLobby,
    atrium: InAtrium,
    as_of: AskedAt,
) -> Counter:
    return Counter(principal, lobby, atrium, as_of)


def looking(request: Request, lobby: InLobby, atrium: InAtrium, as_of: AskedAt) -> Counter:
    """Watching a batch is not counted among the requests."""
    principal = principal_of(request)
    if not principal.may(Act.WRITE_COPY):
        raise refusal(principal)
    return Counter(principal, lobby, atrium, as_of)


Works = Annotated[Counter, Depends(working)]
Looks = Annotated[Counter, Depends(looking)]
Clock = Annotated[str | None, Header(alias="X-Demo-Clock", max_length=60)]


@router.get("/api/batches")
def listed(desk: Looks, limit: Annotated[int, Query(ge=1, le=200)] = 50) -> list[BatchReply]:
    """One's own, an admin's everybody's; the newest first."""
    return [BatchReply.of(batch) for batch in desk.office.recent(desk.whose, limit)]


@router.post("/api/batches", status_code=202)
def begin(file: UploadFile, desk: Works, as_of: AskedAt, x_demo_clock: Clock = None) -> BatchReply:
    """Takes a CSV and has its texts written; follow it under /api/batches/{id}."""
    name = harmless(file.filename or "") or _NAMELESS
    data = file.file.read(desk.limits.batch_bytes + 1)
    if len(data) > desk.limits.batch_bytes:
        most = desk.limits.batch_bytes // 2**20
        raise Problem(413, f"{name}超过{most} MB,一次最多{most} MB。请分成几份上传。")
    with refused():
        batch_id = desk.office.take(desk.atrium, data, name, desk.owner, as_of if x_demo_clock else None)
    with desk.opened(batch_id) as book:
        return desk.reply(batch_id, book)


@router.get("/api/batches/{batch_id}")
def progress(batch_id: str, desk: Looks) -> BatchReply:
    """How far it is, and how long it will still take."""
    with desk.opened(batch_id) as book:
        return desk.reply(batch_id, book)


@router.post("/api/batches/{batch_id}/cancel")
def cancel(batch_id: str, desk: Works) -> BatchReply:
    """Stops after the current text. What is written stays and can be fetched."""
    with desk.opened(batch_id) as book:
        return BatchReply.of(desk.office.cancel(batch_id, book))


@router.post("/api/batches/{batch_id}/resume", status_code=202)
def resume(batch_id: str, desk: Works, as_of: AskedAt, x_demo_clock: Clock = None) -> BatchReply:
    """Goes on where it stopped; texts of papers that changed since are written anew, and `notes` say so."""
    with desk.opened(batch_id) as book:
        moment = as_of if x_demo_clock else None
        return BatchReply.of(desk.office.resume(batch_id, book, desk.owner.name, moment))


@router.get("/api/batches/{batch_id}/report")
def report(
    batch_id: str,
    desk: Looks,
    start: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
    limit: Annotated[int, Query(ge=0, le=1000)] = 200,
) -> BatchReportReply:
    """How many rows came to what, by channel and tag, and why some have no text."""
    with desk.opened(batch_id) as book:
        reasons, total = book.without_text(start, limit)
        told = [told_to(one, desk.papers.may_read) for one in reasons]
        return BatchReportReply.of(desk.office.batch(batch_id, book), book.rows_by(), told, total)


@router.get("/api/batches/{batch_id}/drafts.csv")
def as_csv(batch_id: str, desk: Looks) -> StreamingResponse:
    """Every row of the file in its order, with its draft; rows not written yet say `waiting`."""
    with desk.opened(batch_id) as book:
        facts = book.facts

    def pieces() -> Iterator[str]:
        with desk.office.opened(batch_id) as again:
            yield from csv_of(facts["columns"], desk.cells(again))

    headers = _named(facts["name"], "csv")
    return StreamingResponse(pieces(), media_type="text/csv; charset=utf-8", headers=headers)


@router.get("/api/batches/{batch_id}/drafts.xlsx")
def as_xlsx(batch_id: str, desk: Looks) -> Response:
    """The same as a workbook."""
    with desk.opened(batch_id) as book:
        handle, name = tempfile.mkstemp(prefix=".out-", suffix=".xlsx", dir=book.path.parent)
        os.close(handle)
        target = Path(name)
        facts = book.facts
        try:
            write_xlsx(target, facts["columns"], desk.cells(book))
        except BaseException:
            target.unlink(missing_ok=True)
            raise
    gone = BackgroundTask(target.unlink, missing_ok=True)
    return FileResponse(target, media_type=XLSX, headers=_named(facts["name"], "xlsx"), background=gone)


def _named(name: str, ending: str) -> dict[str, str]:
    """The file keeps its own name, as RFC 6266 writes it for all alphabets."""
    whole = f"{Path(name).stem}-drafts.{ending}"
    return {
        "Content-Disposition": f"attachment; filename=\"drafts.{ending}\"; filename*=UTF-8''{quote(whole)}"
    }

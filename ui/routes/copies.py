"""/api/copies: a piece of copy from its first draft to the library of what may be used."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from fastapi.responses import StreamingResponse

from assistant.copies import Proof, Shown, State, Wanted
from assistant.copies.checking import unproven
from assistant.copies.figures import report
from assistant.copies.sheet import csv_of
from assistant.copies.store import NO_COPY
from assistant.drafting.channels import UnknownChannel
from ui.auth import Act
from ui.desks.copydesk import Approves, CopyDesk, Looks, Reads, Writes, refusals
from ui.schemas.copies import (
    CopiesReply,
    CopyDetailReply,
    CopyFindingReply,
    CopyReply,
    EventReply,
    FiguresReply,
    PointReply,
    ProofReply,
    RevisionReply,
    TextReply,
)
from ui.schemas.copywork import (
    ActRequest,
    ApproveRequest,
    ChangeRequest,
    OwnRequest,
    SaveRequest,
    SendBackRequest,
    sources_of,
)
from ui.schemas.fields import readable
from ui.wire.problems import Problem

router = APIRouter(tags=["copy"])

NOT_FINAL = "这份文案现在不能作为定稿使用："
Short = Annotated[str | None, Query(max_length=200)]
Start = Annotated[int, Query(ge=0, le=10_000_000)]


def wanted(
    state: Annotated[State | None, Query()] = None,
    channel: Short = None,
    tag: Short = None,
    campaign: Short = None,
    product: Short = None,
    q: Annotated[str, Query(max_length=200)] = "",
    changed: Annotated[bool, Query()] = False,
) -> Wanted:
    """What a list asks for; an empty field leaves it open."""
    return Wanted(
        state, channel or None, tag or None, campaign or None, product or None, readable(q), changed
    )


Asked = Annotated[Wanted, Depends(wanted)]


@router.get("/api/copies")
def listed(
    asked: Asked, desk: Looks, start: Start = 0, limit: Annotated[int, Query(ge=1, le=200)] = 50
) -> CopiesReply:
    """The last changed first. `changed`: only those with a source that is not any more what it was."""
    found, total = desk.judge.page(replace(asked, hidden=desk.papers.hidden), start, limit)
    return CopiesReply(copies=[CopyReply.of(one, desk.papers) for one in found], total=total)


@router.post("/api/copies", status_code=201)
def save(asked: SaveRequest, desk: Writes) -> CopyDetailReply:
    """Keeps a draft as its first revision."""
    with refusals():
        try:
            return _whole(desk, desk.office.save(asked.new(), desk.person).id)
        except UnknownChannel as error:
            raise UnknownChannel(f"{error}{desk.problem}") from None


@router.get("/api/copies/figures")
def figures(desk: Looks) -> FiguresReply:
    """How much of what was drafted is approved, and how much it was edited before."""
    return FiguresReply.of(report(desk.store.outcomes()))


@router.get("/api/copies/trail")
def trail(
    desk: Approves, start: Start = 0, limit: Annotated[int, Query(ge=1, le=1000)] = 100
) -> list[EventReply]:
    """Who did what with which piece and when, the last act first."""
    return [EventReply.of(event) for event in desk.store.trail(start, limit, desk.papers.hidden)]


@router.get("/api/copies/export.csv")
def export(asked: Asked, desk: Looks) -> StreamingResponse:
    """What a list would show, as a table for spreadsheets; every text with its label."""
    asked = replace(asked, hidden=desk.papers.hidden)
    changed = desk.judge.changed() if asked.is_changed else ()

    def rows() -> Iterator[tuple[Shown, Sequence[Proof]]]:
        for some in desk.store.each(asked, desk.today, changed):
            proofs = desk.store.proofs([copy.id for copy in some])
            for shown in desk.judge.listed(some):
                known = [one for one in proofs[shown.copy.id] if desk.papers.may_read(one.doc_id)]
                yield _readable(shown, desk), known

    names = {channel.id: channel.name for channel in desk.channels.values()}
    headers = {"Content-Disposition": 'attachment; filename="copies.csv"'}
    return StreamingResponse(csv_of(rows(), names), media_type="text/csv; charset=utf-8", headers=headers)


@router.get("/api/copies/{copy_id}")
def one(copy_id: str, desk: Looks) -> CopyDetailReply:
    """One piece with what the rules say of it now, its proofs, its history and its texts."""
    with refusals():
        return _whole(desk, copy_id)


@router.get("/api/copies/{copy_id}/text")
def text(copy_id: str, desk: Reads) -> TextReply:
    """The text to copy, judged anew: final when it is approved and nothing forbids it now, else marked as a draft.

    Guides are given final ones only; of others than approved ones they learn nothing.
    """
    with refusals():
        shown = desk.judge.shown(desk.judge.find(copy_id))
    if not desk.principal.may(Act.WRITE_COPY) and not shown.is_final:
        if shown.copy.approved_at is None:
            raise Problem(404, NO_COPY)
        raise Problem(409, NOT_FINAL + "".join(shown.reasons))
    return TextReply.of(shown)


@router.put("/api/copies/{copy_id}")
def change(copy_id: str, asked: ChangeRequest, desk: Writes) -> CopyDetailReply:
    """A new revision of a draft, or of what was returned. 409 when somebody else edited it meanwhile."""
    with refusals():
        sources = None if asked.sources is None else sources_of(asked.sources)
        desk.office.edit(copy_id, asked.title, asked.body, asked.revision, desk.person, sources, asked.steps)
        return _whole(desk, copy_id)


@router.post("/api/copies/{copy_id}/submit")
def submit(copy_id: str, desk: Writes, asked: ActRequest | None = None) -> CopyDetailReply:
    """Asks for approval; a text that the rules block is not taken."""
    asked = asked or ActRequest()
    with refusals():
        desk.office.submit(copy_id, desk.person, asked.revision, asked.comment)
        return _whole(desk, copy_id)


@router.post("/api/copies/{copy_id}/approve")
def approve(copy_id: str, asked: ApproveRequest, desk: Approves) -> CopyDetailReply:
    """Approves the revision that was looked at, which nobody does with their own."""
    with refusals():
        ticks = [tick.tick() for tick in asked.evidence]
        desk.office.approve(copy_id, asked.revision, ticks, desk.person, asked.expires_on, asked.comment)
        return _whole(desk, copy_id)


@router.post("/api/copies/{copy_id}/return")
def send_back(copy_id: str, asked: SendBackRequest, desk: Approves) -> CopyDetailReply:
    """Gives it back with a comment."""
    with refusals():
        desk.office.return_(copy_id, desk.person, asked.comment, asked.revision)
        return _whole(desk, copy_id)


@router.post("/api/copies/{copy_id}/withdraw")
def withdraw(copy_id: str, desk: Writes, asked: ActRequest | None = None) -> CopyDetailReply:
    """Takes it out of use for good; the archive keeps it."""
    asked = asked or ActRequest()
    with refusals():
        desk.office.withdraw(copy_id, desk.person, asked.comment, asked.revision)
        return _whole(desk, copy_id)


@router.post("/api/copies/{copy_id}/own")
def own(copy_id: str, desk: Writes, asked: OwnRequest | None = None) -> CopyDetailReply:
    """A person answers for an approved text by name; from then on it goes without the AI label."""
    asked = asked or OwnRequest()
    with refusals():
        desk.office.own(copy_id, asked.name or desk.person.name, desk.person, asked.revision)
        return _whole(desk, copy_id)


def _whole(desk: CopyDesk, copy_id: str) -> CopyDetailReply:
    copy = desk.judge.find(copy_id)
    is_open = desk.judge.may_read_all(copy)  # else the approved text is all that was released
    verdict = desk.judge.verdict(copy)
    proofs = desk.store.proofs([copy_id])[copy_id]
    of_this = [proof for proof in proofs if proof.revision == copy.revision]
    open_ones = unproven(verdict, of_this, desk.today)
    told = CopyDetailReply.of(
        desk.judge.shown(copy),
        desk.papers,
        category=copy.category,
        status=verdict.status,
        findings=[CopyFindingReply.told(finding, open_ones) for finding in verdict.findings],
        evidence=[ProofReply.of(proof, desk.papers) for proof in proofs],
        selling_points=[PointReply.of(point, desk.papers) for point in copy.selling_points if is_open],
        steps=list(copy.steps) if is_open else [],
        history=[EventReply.of(event) for event in reversed(desk.store.history(copy_id))] if is_open else [],
        revisions=RevisionReply.all(desk.store.revisions(copy_id)) if is_open else [],
    )
    assert isinstance(told, CopyDetailReply)
    for source in told.sources:
        source.words = desk.papers.words(source.doc_id, source.locator)
    return told


def _readable(shown: Shown, desk: CopyDesk) -> Shown:
    """Without the sources that the caller must not know of."""
    copy = shown.copy
    known = tuple(one for one in copy.sources if not one.doc_id or desk.papers.may_read(one.doc_id))
    product, campaign = (
        doc_id if doc_id and desk.papers.may_read(doc_id) else None
        for doc_id in (copy.product, copy.campaign)
    )
    return replace(shown, copy=replace(copy, sources=known, product=product, campaign=campaign))

"""/api/corrections and /api/curated: what staff correct, and what becomes of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import StreamingResponse

from assistant.curated import Entry, Footing, Origin, State, Wanted
from assistant.curated.importing import read_row
from assistant.curated.sheet import csv_of
from knowledge.model import Visibility
from knowledge.text import fold
from ui.auth import Act
from ui.desks.curateddesk import Corrects, CuratedDesk, Curates, Looks, refusals
from ui.schemas.curated import (
    ActRequest,
    CorrectionRequest,
    CuratedReply,
    EntryDetailReply,
    EntryEventReply,
    EntryReply,
    EntryRevisionReply,
    ImportReply,
    ImportRequest,
    Kind,
    PublishRequest,
    RefusedRow,
    RenewRequest,
    Revised,
    SendBackRequest,
    SuggestedReplies,
    SuggestedReply,
)
from ui.schemas.fields import readable
from ui.wire.problems import Problem

router = APIRouter(tags=["curated answers"])

Start = Annotated[int, Query(ge=0, le=10_000_000)]
Words = Annotated[str, Query(max_length=500)]


class EditRequest(CorrectionRequest):
    revision: Revised = None


@router.post("/api/corrections", status_code=201)
def correct(asked: CorrectionRequest, desk: Corrects) -> EntryDetailReply:
    """A correction as a draft of the caller's."""
    desk.check_owner(asked.owner)
    with refusals():
        entry = desk.office.write(asked.new(desk.owner_of(asked.question)), desk.person)
        return _whole(desk, entry)


@router.get("/api/curated")
def listed(
    desk: Looks,
    state: Annotated[State | None, Query()] = None,
    visibility: Annotated[Kind | None, Query()] = None,
    owner: Annotated[str | None, Query(max_length=100)] = None,
    best_practice: Annotated[bool | None, Query()] = None,
    due: Annotated[bool, Query()] = False,
    q: Words = "",
    start: Start = 0,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> CuratedReply:
    """The last changed first; `due`: those whose source changed."""
    seen = Visibility(visibility) if visibility else None
    wanted = Wanted(state, seen, owner or None, best_practice, readable(q), desk.papers.hidden)
    if due:
        every, _ = desk.store.page(wanted, desk.today, most=None)
        found = [entry for entry in every if _footing(desk, entry).review_due]
        return CuratedReply(entries=_shown(desk, found[start : start + limit]), total=len(found))
    found, total = desk.store.page(wanted, desk.today, start, limit)
    return CuratedReply(entries=_shown(desk, found), total=total)


@router.get("/api/curated/replies")
def replies(desk: Looks, q: Words, limit: Annotated[int, Query(ge=1, le=10)] = 3) -> SuggestedReplies:
    """Good replies of earlier days to questions like this one."""
    found = desk.answers.replies(readable(q), desk.viewer, desk.as_of, limit) if readable(q) else []
    return SuggestedReplies(
        replies=[
            SuggestedReply(
                id=one.entry.id,
                question=one.entry.wording.question,
                answer=one.entry.wording.answer,
                visibility=one.entry.visibility.value,
                likeness=round(one.likeness, 3),
            )
            for one in found
        ]
    )


@router.get("/api/curated/export.csv")
def export(desk: Looks, state: Annotated[State | None, Query()] = None, q: Words = "") -> StreamingResponse:
    """What a list would show, as a table for spreadsheets."""
    wanted = Wanted(state, q=readable(q), hidden=desk.papers.hidden)
    found, _ = desk.store.page(wanted, desk.today, most=None)
    told = csv_of(found, desk.today, desk.desks)
    headers = {"Content-Disposition": 'attachment; filename="curated.csv"'}
    return StreamingResponse(told, media_type="text/csv; charset=utf-8", headers=headers)


@router.post("/api/curated/import")
def take_in(asked: ImportRequest, desk: Curates) -> ImportReply:
    """Rows of an existing list become drafts; those that do not fit are refused with the reason, and the others kept."""
    written: list[str] = []
    refused: list[RefusedRow] = []
    every, _ = desk.store.page(Wanted(), desk.today, most=None)
    known = {fold(one.wording.question): one.id for one in every if one.state is not State.WITHDRAWN}
    for number, row in enumerate(asked.rows, asked.first_row):
        try:
            new = read_row(row.model_dump(), desk.desks, desk.owner_of)
            if same := known.get(fold(new.wording.question)):
                raise ValueError(f"已有同样的问题({same})。")
            with refusals():
                written.append(desk.office.write(new, desk.person).id)
            known[fold(new.wording.question)] = written[-1]
        except Problem as problem:
            if problem.status not in (404, 409):
                raise
            refused.append(RefusedRow(row=number, question=row.question[:80], why=problem.detail))
        except ValueError as error:
            refused.append(RefusedRow(row=number, question=row.question[:80], why=str(error)))
    return ImportReply(written=written, refused=refused)


@router.get("/api/curated/{entry_id}")
def one(entry_id: str, desk: Looks) -> EntryDetailReply:
    """One entry with its texts and its history."""
    with refusals():
        return _whole(desk, desk.office.find(entry_id))


@router.put("/api/curated/{entry_id}")
def edit(entry_id: str, asked: EditRequest, desk: Corrects) -> EntryDetailReply:
    """A new text for a draft, or for one that was returned."""
    desk.check_owner(asked.owner)
    with refusals():
        new = asked.new(desk.owner_of(asked.question))
        return _whole(desk, desk.office.edit(entry_id, new, desk.person, asked.revision))


@router.post("/api/curated/{entry_id}/submit")
def submit(entry_id: str, desk: Corrects, asked: ActRequest | None = None) -> EntryDetailReply:
    """Asks a colleague to look at it."""
    asked = asked or ActRequest()
    with refusals():
        return _whole(desk, desk.office.submit(entry_id, desk.person, asked.revision, asked.comment))


@router.post("/api/curated/{entry_id}/publish")
def publish(entry_id: str, desk: Curates, asked: PublishRequest | None = None) -> EntryDetailReply:
    """Publishes what a colleague wrote; from its commit on it answers."""
    asked = asked or PublishRequest()
    with refusals():
        entry = desk.office.publish(
            entry_id, desk.person, asked.revision, asked.comment, is_confirmed=asked.confirm_public
        )
        return _whole(desk, entry)


@router.post("/api/curated/{entry_id}/return")
def send_back(entry_id: str, asked: SendBackRequest, desk: Curates) -> EntryDetailReply:
    """Gives it back with a comment."""
    with refusals():
        return _whole(desk, desk.office.return_(entry_id, desk.person, asked.comment, asked.revision))


@router.post("/api/curated/{entry_id}/withdraw")
def withdraw(entry_id: str, desk: Corrects, asked: ActRequest | None = None) -> EntryDetailReply:
    """Takes it out for good; from its commit on it answers no more."""
    asked = asked or ActRequest()
    with refusals():
        entry = desk.office.withdraw(
            entry_id,
            desk.person,
            asked.comment,
            asked.revision,
            may_curate=desk.principal.may(Act.CURATE),
        )
        return _whole(desk, entry)


@router.post("/api/curated/{entry_id}/renew")
def renew(entry_id: str, asked: RenewRequest, desk: Curates) -> EntryDetailReply:
    """Lets it answer on, by its source as that is now."""
    source = asked.source
    with refusals():
        entry = desk.office.renew(
            entry_id,
            asked.valid_until,
            desk.person,
            asked.revision,
            asked.comment,
            is_confirmed=asked.confirm_public,
            origin=Origin(source.doc_id, quote=source.quote) if source else None,
        )
        return _whole(desk, entry)


def _footing(desk: CuratedDesk, entry: Entry) -> Footing:
    is_out = entry.state_on(desk.today) is State.PUBLISHED
    return desk.sources.footing(entry, desk.as_of) if is_out else Footing()


def _shown(desk: CuratedDesk, entries: Sequence[Entry]) -> list[EntryReply]:
    return [EntryReply.of(entry, *_about(desk, entry)) for entry in entries]


def _about(desk: CuratedDesk, entry: Entry) -> tuple[Footing, date, bool, str, bool]:
    may_read = not entry.origin.doc_id or desk.papers.may_read(entry.origin.doc_id)
    name = desk.desks.get(entry.owner, entry.owner)
    return _footing(desk, entry), desk.today, may_read, name, desk.is_mine(entry)


def _whole(desk: CuratedDesk, entry: Entry) -> EntryDetailReply:
    desk.answers.refresh()  # no question waits for what was published now
    told = EntryDetailReply.of(
        entry,
        *_about(desk, entry),
        conversation_id=entry.conversation_id,
        turn=entry.turn_n,
        may=desk.may(entry, desk.is_mine(entry)),
        history=[EntryEventReply.of(event) for event in reversed(desk.store.history(entry.id))],
        revisions=[EntryRevisionReply.of(one) for one in desk.store.revisions(entry.id)],
    )
    assert isinstance(told, EntryDetailReply)
    return told

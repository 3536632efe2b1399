"""/api/gaps: what askers asked in vain, and what paper is missing."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from assistant.gaps import CALLED, Asked, Gap, Kind, NoSuchGap, Outline, State, outline
from assistant.gaps.model import day, moment
from knowledge.model import Document, Passage, Standing
from knowledge.text import fold
from ui.atrium import Atrium
from ui.auth import Act, Principal
from ui.desks.copydesk import person_of
from ui.desks.curateddesk import refusals
from ui.entry.access import AskedAt, InAtrium, allowed, looking
from ui.schemas.fields import readable
from ui.schemas.gaps import (
    CloseGapRequest,
    GapClosing,
    GapDetailReply,
    GapExample,
    GapHeading,
    GapOutline,
    GapPaper,
    GapReply,
    GapsReply,
)
from ui.wire.problems import Problem

router = APIRouter(tags=["knowledge gaps"])

EXAMPLES = 50
_OVER = (Standing.SUPERSEDED, Standing.EXPIRED)
Looks = Annotated[Principal, Depends(looking(Act.CORRECT))]
Corrects = Annotated[Principal, Depends(allowed(Act.CORRECT))]


@router.get("/api/gaps")
def listed(
    atrium: InAtrium,
    principal: Looks,
    as_of: AskedAt,
    state: Annotated[State | None, Query()] = None,
    kind: Annotated[Kind | None, Query()] = None,
    owner: Annotated[str | None, Query(max_length=100)] = None,
    q: Annotated[str, Query(max_length=200)] = "",
    start: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> GapsReply:
    """The most asked first."""
    words = fold(readable(q)).split()
    found = [
        gap
        for gap in atrium.gaps.all(_over(atrium, as_of))
        if state in (None, gap.state)
        and kind in (None, gap.kind)
        and owner in (None, "", gap.owner)
        and all(any(word in fold(one.turn.message) for one in gap.asked) for word in words)
    ]
    names = _desks(atrium)
    shown = [GapReply(**_told(gap, names, as_of)) for gap in found[start : start + limit]]
    return GapsReply(gaps=shown, total=len(found))


@router.get("/api/gaps/{gap_id}")
def one(gap_id: str, atrium: InAtrium, principal: Looks, as_of: AskedAt) -> GapDetailReply:
    """One gap with its latest questions and the outline of the missing paper."""
    return _whole(gap_id, atrium, principal, as_of)


@router.post("/api/gaps/{gap_id}/close")
def close(
    gap_id: str, asked: CloseGapRequest, atrium: InAtrium, principal: Corrects, as_of: AskedAt
) -> GapDetailReply:
    """Says by what it was filled."""
    with refusals():
        try:
            who = person_of(principal)
            atrium.gaps.close_gap(gap_id, asked.note, asked.by, asked.ref, who, datetime.now(UTC))
        except NoSuchGap as error:
            raise Problem(404, str(error)) from None
    return _whole(gap_id, atrium, principal, as_of)


def _whole(gap_id: str, atrium: Atrium, principal: Principal, as_of: datetime) -> GapDetailReply:
    try:
        gap = atrium.gaps.one(gap_id, _over(atrium, as_of))
    except NoSuchGap as error:
        raise Problem(404, str(error)) from None
    channels = {
        conversation: found.channel if (found := atrium.journal.conversation(conversation)) else "api"
        for conversation in {one.turn.conversation_id for one in gap.asked}
    }
    best = _nearest(gap, atrium, principal, as_of)
    made = outline(gap.question, [one.turn.message for one in gap.asked], best)
    return GapDetailReply(
        **_told(gap, _desks(atrium), as_of),
        examples=[_example(one, channels, as_of) for one in reversed(gap.asked[-EXAMPLES:])],
        by_day=dict(sorted(Counter(day(one.turn, as_of.tzinfo) for one in gap.asked).items())),
        by_channel=dict(sorted(Counter(channels[one.turn.conversation_id] for one in gap.asked).items())),
        outline=_outlined(made),
        closings=[
            GapClosing(at=each.at, who=each.who.name, note=each.note, by=each.by, ref=each.ref)
            for each in gap.closings
        ],
    )


def _over(atrium: Atrium, as_of: datetime) -> set[str]:
    """The documents that were replaced or have ended."""
    catalogue = atrium.library.catalogue
    return {
        doc_id
        for doc_id, document in catalogue.documents().items()
        if catalogue.standing(document, as_of) in _OVER
    }


def _nearest(
    gap: Gap, atrium: Atrium, principal: Principal, as_of: datetime
) -> tuple[Passage, Document] | None:
    found = atrium.library.search(principal.viewer).find(gap.question, as_of=as_of, k=1).hits
    return (found[0].passage, found[0].document) if found else None


def _desks(atrium: Atrium) -> dict[str, str]:
    return {desk.id: desk.name for desk in atrium.tickets.clocks.desks}


def _told(gap: Gap, desks: dict[str, str], as_of: datetime) -> dict:
    return {
        "id": gap.id,
        "question": gap.question,
        "kind": gap.kind.value,
        "kind_name": CALLED[gap.kind],
        "state": gap.state.value,
        "count": len(gap.asked),
        "conversations": gap.conversations,
        "first_asked": gap.first_asked.astimezone(as_of.tzinfo),
        "last_asked": gap.last_asked.astimezone(as_of.tzinfo),
        "owner": gap.owner,
        "owner_name": desks.get(gap.owner, gap.owner),
        "why": dict(gap.why),
        "answered_since": len(gap.answered),
    }


def _example(one: Asked, channels: dict[str, str], as_of: datetime) -> GapExample:
    turn = one.turn
    return GapExample(
        conversation_id=turn.conversation_id,
        turn=turn.n,
        at=moment(turn).astimezone(as_of.tzinfo),
        channel=channels[turn.conversation_id],
        question=turn.message,
        answer=turn.answer,
        why=one.why.value if one.why else "",
        reasons=list(one.reasons),
    )


def _outlined(made: Outline) -> GapOutline:
    nearest = None
    if made.nearest:
        passage, document = made.nearest
        nearest = GapPaper(
            doc_id=document.doc_id, title=document.title, version=document.version, locator=passage.locator
        )
    headings = [GapHeading(heading=one.heading, asked=list(one.asked)) for one in made.headings]
    return GapOutline(title=made.title, headings=headings, nearest=nearest, text=made.text)

"""/guide: approved copy for those who stand on the floor, by audience and channel, one tap to copy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from assistant.copies import State, Wanted
from assistant.drafting.guard import tags
from ui.desks.copydesk import Reads
from ui.pages.guide import guide_page
from ui.schemas.fields import readable
from ui.schemas.guide import ChoiceReply, GuideCopyReply, GuideReply

router = APIRouter(tags=["copy"])

PAGE = 30


@router.get("/api/guide")
def guide(
    desk: Reads,
    tag: Annotated[str, Query(max_length=20)] = "",
    channel: Annotated[str, Query(max_length=40)] = "",
    q: Annotated[str, Query(max_length=200)] = "",
    start: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
) -> GuideReply:
    """Approved copy, the last approved first; what may not be used now is there without its text, and says why."""
    asked = Wanted(State.APPROVED, channel or None, tag or None, q=readable(q), hidden=desk.papers.hidden)
    found, total = desk.judge.page(asked, start, PAGE)
    labels, names = _tags(), {one.id: one.name for one in desk.channels.values()}
    counted = desk.store.counts(Wanted(State.APPROVED), desk.today)
    by_channel: Counter[str] = Counter()
    by_tag: Counter[str] = Counter()
    for its_channel, its_tag, count in counted:
        by_channel[its_channel] += count
        by_tag[its_tag or ""] += count
    return GuideReply(
        copies=[GuideCopyReply.of(one, desk.channels, labels) for one in found],
        total=total,
        channels=_choices(names, by_channel),
        tags=_choices(labels, by_tag),
    )


@router.get("/guide/", include_in_schema=False)
def page(desk: Reads) -> HTMLResponse:
    """The page; strangers are led to the login before they come here."""
    return HTMLResponse(guide_page(desk.principal))


def _tags() -> dict[str, str]:
    return {name: row["label"] for name, row in tags()["tags"].items()}


def _choices(names: Mapping[str, str], counts: Mapping[str, int]) -> list[ChoiceReply]:
    """Those that have a text, in the order of the table."""
    return [ChoiceReply(id=one, name=name, count=counts[one]) for one, name in names.items() if counts[one]]

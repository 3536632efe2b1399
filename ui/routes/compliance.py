"""What the rules of advertising, price and platform say of a text, and which rules there are."""

from __future__ import annotations

from fastapi import APIRouter

from ui.atrium import Atrium
from ui.entry.access import AskedAt, InAtrium, Writing
from ui.schemas.copy import ComplianceReply, ComplianceRequest, RulesReply

router = APIRouter(tags=["copy"])


@router.post("/api/compliance")
def compliance(
    asked: ComplianceRequest, atrium: InAtrium, _principal: Writing, as_of: AskedAt
) -> ComplianceReply:
    """Spans point into the text as it was sent."""
    checker, today = atrium.checker, as_of.date()
    channel = _form(asked.channel, atrium)
    verdict = checker.check(asked.text, channel, asked.category, on=today, send_at=asked.send_at)
    return ComplianceReply.of(verdict, checker.book, today)


@router.get("/api/compliance/rules")
def rules(
    atrium: InAtrium,
    _principal: Writing,
    as_of: AskedAt,
    channel: str | None = None,
    category: str | None = None,
) -> RulesReply:
    """The rules that hold now, for a channel and a category of goods where they are named."""
    return RulesReply.of(atrium.checker.book, _form(channel, atrium), category, as_of.date())


def _form(named: str | None, atrium: Atrium) -> str | None:
    """The shipped channel whose rules hold, also where somebody names it as people do: 小红书, or a house's own; None for
    text of no channel. Raises UnknownChannel: a check without the rules of its channel would pass what they forbid."""
    return atrium.channels.channel(named).form if named else None

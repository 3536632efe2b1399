"""/api/audit: the record of who did what and who read what, for admins."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated

from fastapi import APIRouter, Query

from ui.audit.record import Wanted
from ui.entry.access import InLobby, LooksAfter
from ui.lobby import Lobby
from ui.schemas.accounts import AuditReply, EntryReply, VerifiedReply
from ui.schemas.fields import readable

router = APIRouter(tags=["accounts"])

Text = Annotated[str, Query(max_length=200)]


@router.get("/api/audit")
def audit(
    lobby: InLobby,
    _admin: LooksAfter,
    act: Text = "",
    who: Text = "",
    about: Text = "",
    since: date | None = None,
    until: date | None = None,
    retrievals: bool | None = None,
    before: Annotated[int | None, Query(ge=1, le=2**53)] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> AuditReply:
    """The last entry first. `since` and `until` are days of the mall, both included; `retrievals`: only them, or none."""
    wanted = Wanted(
        readable(act),
        readable(who),
        readable(about),
        _begins(since, lobby),
        _begins(_after(until), lobby),
        retrievals,
    )
    found = lobby.audit.listed(wanted, before, limit)
    more = found[-1].n if len(found) == limit else None
    return AuditReply(entries=[EntryReply.of(entry) for entry in found], next=more)


@router.get("/api/audit/verify")
def verify(lobby: InLobby, _admin: LooksAfter) -> VerifiedReply:
    """Reads the whole record through: edits, deletions and a missing end are found."""
    findings, end = lobby.audit.verify(), lobby.audit.end()
    anew = [entry.n for entry in lobby.audit.began_anew()]
    return VerifiedReply(is_whole=not findings, findings=findings, n=end.n, hash=end.hash, began_anew=anew)


def _after(day: date | None) -> date | None:
    return None if day is None or day == date.max else day + timedelta(days=1)


def _begins(day: date | None, lobby: Lobby) -> str:
    """A day's beginning at the mall, as the record writes moments."""
    if day is None or day.year < 2000:
        return ""
    return (
        datetime.combine(day, time(), lobby.clock.timezone).astimezone(UTC).isoformat(timespec="milliseconds")
    )

"""What a route asks of the lobby: who is there, may they, is the atrium open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any

from fastapi import Depends, Header, Query, Request

from ui.atrium import Atrium
from ui.auth import LOOPBACK, Act, BadKey, Means, Principal
from ui.lobby import Lobby
from ui.middleware.pages import address_of
from ui.middleware.recording import Acted
from ui.pages.words import accepted
from ui.schemas.fields import Language
from ui.wire.problems import LOGIN_FIRST, Problem


def lobby_of(request: Request) -> Lobby:
    return request.app.state.lobby


def atrium_of(request: Request) -> Atrium:
    return lobby_of(request).atrium


def principal_of(request: Request) -> Principal:
    """Who is asking; a key that does not work is refused, never taken for a shopper."""
    keeper = lobby_of(request).doorkeeper
    return keeper.principal(request.headers, request.cookies, address_of(request))


def allowed(act: Act) -> Callable[[Request], Principal]:
    """A dependency that lets through whoever may do this, and counts the request against their rate."""

    def check(request: Request) -> Principal:
        principal = _admitted(request, act)
        lobby_of(request).rates.admit(principal, address_of(request))
        return principal

    return check


def _admitted(request: Request, act: Act) -> Principal:
    """Whoever may; that they did is then noted for the record of what changes something."""
    principal = principal_of(request)
    if not principal.may(act):
        raise refusal(principal)
    request.state.acted = Acted(principal, act)
    return principal


def looking(act: Act) -> Callable[[Request], Principal]:
    """The same without counting: a page that is opened, or a list in it, costs little and is looked at often."""

    def check(request: Request) -> Principal:
        return _admitted(request, act)

    return check


def still_may(request: Request, act: Act) -> bool:
    """Whether a caller still may: a key is revoked, a role changed, a person logged out, in the middle of a stream too."""
    try:
        return principal_of(request).may(act)
    except BadKey:
        return False


def with_key(request: Request) -> Principal:
    """Lets through whoever shows a key or is logged in, whatever their role."""
    principal = allowed(Act.CHAT)(request)
    if principal.means in {Means.NOTHING, Means.COOKIE}:
        raise refusal(principal)
    return principal


# A proxy puts them in; behind one that nobody named as trusted, everybody seems to be on this machine.
_FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip")


def is_near(request: Request) -> bool:
    """Whether a caller is on the server's own machine, and no proxy speaks for somebody else."""
    return address_of(request) in LOOPBACK and not any(name in request.headers for name in _FORWARDED)


def noted(request: Request, about: str = "", **detail: Any) -> None:
    """What the record of this request should tell besides: upon what it acted, and plain values that changed."""
    acted: Acted | None = getattr(request.state, "acted", None)
    if acted is not None:
        acted.about = about or acted.about
        acted.detail.update(detail)


def refusal(principal: Principal) -> Problem:
    if principal.viewer.is_staff:
        return Problem(403, f"The role {principal.role.value} may not do this.")
    return Problem(401, LOGIN_FIRST, {"WWW-Authenticate": "Bearer"})


def asked_at(request: Request, x_demo_clock: Annotated[str | None, Header(max_length=60)] = None) -> datetime:
    """The moment a request speaks of."""
    trusted = principal_of(request).means is Means.LOCAL
    return lobby_of(request).asked_at(x_demo_clock, trusted)


InLobby = Annotated[Lobby, Depends(lobby_of)]
InAtrium = Annotated[Atrium, Depends(atrium_of)]


def reader_of(request: Request, language: Annotated[Language, Query()] = None) -> str:
    """In which language the house's own sentences are wanted: as asked for, else as the browser says; empty: as they were kept."""
    return language or accepted(request.headers.get("accept-language", ""), otherwise="")


AskedAt = Annotated[datetime, Depends(asked_at)]
Reader = Annotated[str, Depends(reader_of)]
Chatting = Annotated[Principal, Depends(allowed(Act.CHAT))]
Keyed = Annotated[Principal, Depends(with_key)]
Searching = Annotated[Principal, Depends(allowed(Act.SEARCH))]
Triaging = Annotated[Principal, Depends(allowed(Act.TRIAGE))]
Writing = Annotated[Principal, Depends(allowed(Act.COPY))]
LooksAtCopy = Annotated[Principal, Depends(looking(Act.COPY))]
ReadingDocuments = Annotated[Principal, Depends(allowed(Act.READ_DOCUMENTS))]
ChangingDocuments = Annotated[Principal, Depends(allowed(Act.WRITE_DOCUMENTS))]
Publishes = Annotated[Principal, Depends(allowed(Act.PUBLISH))]
Administers = Annotated[Principal, Depends(allowed(Act.ACCOUNTS))]
LooksAfter = Annotated[Principal, Depends(looking(Act.ACCOUNTS))]

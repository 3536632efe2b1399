"""What stands now, for the operator's figures: looked up when somebody reads them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from assistant.tickets import Due, Wanted
from ui.operating.metrics import Labels, Read

if TYPE_CHECKING:
    from ui.atrium import Atrium
    from ui.lobby import Lobby

Rows = Iterable[tuple[Labels, float]]


def enter(lobby: Lobby) -> None:
    """Enters each of GAUGES into the figures of a lobby."""
    for name, meaning, read in GAUGES:
        lobby.metrics.gauge(name, meaning, _of(lobby, read))


def _of(lobby: Lobby, read: Callable[[Lobby], Rows]) -> Read:
    return lambda: read(lobby)


def _ready(lobby: Lobby) -> Rows:
    yield {}, float(lobby.readiness.is_ready)


def _parts(lobby: Lobby) -> Rows:
    for part, said in lobby.readiness.parts().items():
        yield {"part": part, "state": said["status"]}, 1.0


def _waiting(lobby: Lobby) -> Rows:
    yield {"queue": "library"}, float(lobby.jobs.waiting)
    yield {"queue": "batches"}, float(lobby.batches.jobs.waiting)


def _breaker(lobby: Lobby) -> Rows:
    model = lobby.behind and lobby.behind.model
    if model is not None:
        yield {}, float(getattr(model, "is_open", False))


def _tickets(lobby: Lobby) -> Rows:
    if (house := lobby.behind) is None:
        return
    yield {"due": "any"}, _count(house, Wanted(is_open=True))
    yield {"due": "soon"}, _count(house, Wanted(is_open=True, due=Due.SOON))
    yield {"due": "overdue"}, _count(house, Wanted(is_open=True, due=Due.OVERDUE))


def _count(house: Atrium, wanted: Wanted) -> float:
    clocks = house.tickets.clocks
    now = house.settings.clock or datetime.now(UTC)
    soon = {level: clocks.soon(level) for level in clocks.rules}
    return float(house.tickets.store.page(wanted, now, soon, most=1)[1])


def _passages(lobby: Lobby) -> Rows:
    if lobby.behind is not None:
        yield {}, float(lobby.behind.library.catalogue.count_passages())


GAUGES: tuple[tuple[str, str, Callable[[Lobby], Rows]], ...] = (
    ("atrium_ready", "1 when questions can be answered", _ready),
    ("atrium_part", "1 for the state that each part is in", _parts),
    ("atrium_jobs_waiting", "Jobs that wait, by queue", _waiting),
    ("atrium_llm_breaker_open", "1 while the language model is left alone", _breaker),
    ("atrium_tickets_open", "Open tickets: all, due soon, overdue", _tickets),
    ("atrium_passages", "Passages in the library", _passages),
)

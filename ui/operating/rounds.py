"""A look at the parts that change while the server runs, before it says whether it is ready."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from ui.operating.readiness import State

if TYPE_CHECKING:
    from ui.lobby import Lobby

LIBRARY = "library"
LANGUAGE_MODEL = "language model"
DISK = "disk"
WATCHED = "watched folders"

_TOO_LITTLE = 200 * 2**20  # bytes; below this a journal or an upload may not be written


def look_round(lobby: Lobby) -> None:
    """Tells the readiness of a lobby how these parts stand. None of them can make it less than degraded:
    what is in the library can be asked for without a model, without new papers, on a full disk.
    """
    if lobby.behind is None:
        return
    count = lobby.behind.library.catalogue.count_passages()
    said = (State.OK, f"{count} passages") if count else (State.DEGRADED, "empty: run atrium ingest PATH")
    lobby.readiness.tell(LIBRARY, *said)
    lobby.readiness.tell(LANGUAGE_MODEL, *_model(lobby))
    lobby.readiness.tell(DISK, *_disk(lobby))
    if lobby.settings.watched_folders:
        lobby.readiness.tell(WATCHED, *_watched(lobby))


def _model(lobby: Lobby) -> tuple[State, str]:
    if not lobby.settings.has_llm:
        return State.OK, "none: answers are extractive"
    model = lobby.behind.model if lobby.behind else None
    if getattr(model, "is_open", False):
        return State.DEGRADED, f"{lobby.settings.llm_model} fails again and again: answers are extractive"
    if getattr(model, "is_spent", False):
        return State.DEGRADED, "the day's tokens are spent: answers are extractive"
    return State.OK, lobby.settings.llm_model


def _disk(lobby: Lobby) -> tuple[State, str]:
    free = shutil.disk_usage(lobby.settings.home).free
    detail = f"{free / 2**30:.1f} GiB free"
    return (State.DEGRADED, detail) if free < _TOO_LITTLE else (State.OK, detail)


def _watched(lobby: Lobby) -> tuple[State, str]:
    away = [str(folder) for folder in lobby.settings.watched_folders if not folder.is_dir()]
    if away:
        return (
            State.DEGRADED,
            f"{len(away)} not there: is a share not mounted?",
        )  # readyz is anybody's: no paths
    return State.OK, f"{len(lobby.settings.watched_folders)} there"

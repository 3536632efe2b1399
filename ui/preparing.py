"""What happens between listening and answering: the model, the library, and for a demo its documents."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ui.atrium import Atrium
from ui.background.job import Job
from ui.background.ledger import Status
from ui.lobby import ASSISTANT, Lobby
from ui.operating.readiness import State
from ui.operating.rounds import LIBRARY
from ui.wiring import build

Tell = Callable[[int, int, str], None]


def prepare(lobby: Lobby, tell: Tell) -> None:
    """Opens the house as its home holds it, and takes up what an earlier process left unfinished."""
    lobby.let_in(_built(lobby, tell))
    lobby.jobs.resume()
    lobby.batches.jobs.resume()
    lobby.label()
    lobby.watch()


def _built(lobby: Lobby, tell: Tell) -> Atrium:
    """The model is prepared at the first start, which takes a while and is told in percent."""

    def model(label: str, done: float) -> None:
        lobby.readiness.tell(ASSISTANT, State.STARTING, f"preparing {label}: {done:.0%}")
        tell(round(100 * done), 100, label)

    return build(lobby.settings, model)


def prepare_demo(folder: Path, lobby: Lobby, stop: threading.Event, tell: Tell) -> dict[str, Any] | None:
    """Opens the house and reads the demo's documents.

    The first time, questions wait for the documents; later only changed files are read, and
    questions are answered meanwhile. Returns the ingest's report, None when it was stopped.
    """
    atrium = _built(lobby, tell)
    lobby.jobs.resume()
    lobby.batches.jobs.resume()
    read_once = (
        lobby.settings.home / "demo-complete"
    )  # count_passages would not tell half a reading from a whole
    if read_once.exists():
        lobby.let_in(atrium)
        report = _read(folder, lobby, stop, tell)
        lobby.label()
        lobby.watch()
        return report
    lobby.readiness.tell(LIBRARY, State.STARTING, "reading the demo's documents for the first time")
    lobby.jobs.begin(atrium)
    report = _read(folder, lobby, stop, tell)
    if report is None:
        lobby.jobs.close()  # the job works on the atrium
        atrium.close()
    else:
        read_once.touch()
        lobby.let_in(atrium)
        lobby.label()
        lobby.watch()
    return report


def _read(folder: Path, lobby: Lobby, stop: threading.Event, tell: Tell) -> dict[str, Any] | None:
    job = lobby.jobs.submit("ingest", {"paths": [str(folder)]}, asked_by="demo", join=True)
    while not job.ended.wait(0.1):
        tell(job.done, job.total, job.current)
        if stop.is_set():
            lobby.jobs.wind_down()
    tell(job.done, job.total, "")
    return _outcome(job)


def _outcome(job: Job) -> dict[str, Any] | None:
    """None when it was stopped in between: the next start goes on with it."""
    if job.status is Status.FAILED:
        raise RuntimeError(job.error)
    return None if job.status is Status.INTERRUPTED else job.report

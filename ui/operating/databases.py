"""The databases of a home, each with the version of its tables that this release knows."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from assistant.copies import tables as copies
from assistant.curated import tables as curated
from assistant.gaps import tables as gaps
from assistant.handover import tables as handover
from assistant.journal import tables as journal
from assistant.labels import tables as labels
from assistant.llms import purse
from assistant.tickets import tables as tickets
from knowledge import catalogue
from ui.audit import record
from ui.background import ledger
from ui.deliveries import tables as deliveries
from ui.entry import doors
from ui.inlets import tables as inlets

# A step or an edition more in a file is written by a later release, which alone can read it.
KNOWN: Mapping[str, int] = {
    "catalogue.db": catalogue.EDITION,
    "journal.db": len(journal.STEPS),
    "copies.db": len(copies.STEPS),
    "tickets.db": len(tickets.STEPS),
    "threads.db": len(handover.STEPS),
    "curated.db": len(curated.STEPS),
    "gaps.db": len(gaps.STEPS),
    "labels.db": len(labels.STEPS),
    "deliveries.db": len(deliveries.STEPS),
    "inlets.db": len(inlets.STEPS),
    "doors.sqlite": len(doors.STEPS),
    "audit.db": len(record.STEPS),
    "spent.db": len(purse.STEPS),
    "jobs.db": ledger.EDITION,
}


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look at one database found; nothing is changed by it. `damage` is empty when it is sound."""

    name: str
    version: int
    known: int
    damage: str

    @property
    def is_newer(self) -> bool:
        return self.version > self.known


def look(home: Path) -> list[Looked]:
    """Every database that is there, read only, also beside a running server."""
    return [_look(home / name, known) for name, known in KNOWN.items() if (home / name).is_file()]


def _look(path: Path, known: int) -> Looked:
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as database:
            version = database.execute("PRAGMA user_version").fetchone()[0]
            said = database.execute("PRAGMA quick_check").fetchone()[0]
    except sqlite3.Error as error:
        return Looked(path.name, 0, known, str(error))
    return Looked(path.name, version, known, "" if said == "ok" else str(said))

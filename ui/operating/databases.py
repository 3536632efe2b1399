"""The databases of a home, each with the revisions of its tables that this release knows."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
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
from knowledge.migrations import is_later, last_taken, names
from ui.audit import record
from ui.background import ledger
from ui.deliveries import tables as deliveries
from ui.entry import doors
from ui.inlets import tables as inlets

# A file with another revision is written by a later release, which alone can read it.
KNOWN: Mapping[str, Path] = {
    "catalogue.db": catalogue.REVISIONS,
    "journal.db": journal.REVISIONS,
    "copies.db": copies.REVISIONS,
    "tickets.db": tickets.REVISIONS,
    "threads.db": handover.REVISIONS,
    "curated.db": curated.REVISIONS,
    "gaps.db": gaps.REVISIONS,
    "labels.db": labels.REVISIONS,
    "deliveries.db": deliveries.REVISIONS,
    "inlets.db": inlets.REVISIONS,
    "doors.sqlite": doors.REVISIONS,
    "audit.db": record.REVISIONS,
    "spent.db": purse.REVISIONS,
    "jobs.db": ledger.REVISIONS,
}


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look at one database found; nothing is changed by it. `damage` is empty when it is sound."""

    name: str
    version: str  # the last revision that it has taken
    known: Sequence[str]
    damage: str

    @property
    def is_newer(self) -> bool:
        return is_later(self.version, self.known)

    @property
    def is_older(self) -> bool:
        return not self.is_newer and self.version != self.known[-1]


def look(home: Path) -> list[Looked]:
    """Every database that is there, read only, also beside a running server."""
    return [_look(home / name, names(folder)) for name, folder in KNOWN.items() if (home / name).is_file()]


def _look(path: Path, known: Sequence[str]) -> Looked:
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as database:
            version = last_taken(database.execute, known)
            said = database.execute("PRAGMA quick_check").fetchone()[0]
    except sqlite3.Error as error:
        return Looked(path.name, "", known, str(error))
    return Looked(path.name, version, known, "" if said == "ok" else str(said))

"""The clock: papers are in force by date."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ui.checks.finding import Finding
from ui.settings import Settings

_MINUTES = timedelta(minutes=5)
_WRITTEN = datetime(2026, 1, 1, tzinfo=UTC)  # no right clock shows an earlier moment


def check(settings: Settings) -> Finding:
    now = settings.clock or datetime.now().astimezone()
    if settings.clock:
        return Finding.warning(
            "clock", f"it stands still at {now.isoformat()}", "Unset ATRIUM_CLOCK, except for a demo."
        )
    if now < _WRITTEN:
        return Finding.failed(
            "clock", f"it shows {now.isoformat()}", "Set the system's clock: papers are in force by date."
        )
    if (last := _last_written(settings.home)) and last > now + _MINUTES:
        return Finding.failed(
            "clock",
            f"it shows {now.isoformat(timespec='minutes')}, and what was last written says {last.isoformat(timespec='minutes')}",
            "Set the system's clock (`timedatectl set-ntp true`): it went back.",
        )
    return Finding.ok("clock", now.isoformat(timespec="seconds"))


def _last_written(home: Path) -> datetime | None:
    """The latest moment in the journal, by which a clock that went back is seen."""
    path = home / "journal.db"
    if not path.is_file():
        return None
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as database:
            told = database.execute("SELECT max(at) FROM turns").fetchone()[0]
        return datetime.fromisoformat(told) if told else None
    except (sqlite3.Error, ValueError):
        return None

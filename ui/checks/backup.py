"""The last backup."""

from __future__ import annotations

from datetime import UTC, datetime

from ui.checks.finding import Finding
from ui.settings import Settings

_OLD = 2 * 86_400  # seconds; a night may be missed


def check(settings: Settings) -> Finding:
    from ui.operating.backup import last_backup

    if not (settings.home / "catalogue.db").is_file():
        return Finding.ok("backup", "there is nothing to back up yet")
    last = last_backup(settings.home)
    remedy = "Back it up each night: `atrium backup FILE`, by the timer in deploy/systemd."
    if last is None:
        return Finding.warning("backup", "this home was never backed up", remedy)
    made, path = last
    age = (datetime.now(UTC) - made).total_seconds()
    detail = f"the last one is {_ago(age)} old: {path}"
    return Finding.warning("backup", detail, remedy) if age > _OLD else Finding.ok("backup", detail)


def _ago(seconds: float) -> str:
    hours = max(0, seconds) / 3600
    return f"{hours / 24:.0f} days" if hours >= 48 else f"{hours:.0f} hours"

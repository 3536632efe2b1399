"""The demo mall: where its files lie, what time it is there, and keys to try the staff side with."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from knowledge.errors import InvalidSetting
from knowledge.model import Role
from ui.clock import moment, zone
from ui.entry.keys import Keys
from ui.settings import Settings

_PLACE = Path("examples") / "qilan"
DEMO_ROLES = (Role.STAFF, Role.CONTENT, Role.ADMIN)


def demo_folder() -> Path:
    """The demo's documents, beside the package or under the current folder. Raises InvalidSetting."""
    roots = [Path(__file__).resolve().parent.parent, Path.cwd()]
    for root in roots:
        if (root / _PLACE / "mall.yaml").is_file():
            return root / _PLACE
    raise InvalidSetting(
        f"The demo mall ({_PLACE}) is not here; start the demo from a checkout of the project."
    )


def demo_settings(settings: Settings) -> Settings:
    """These settings with the demo's mall and clock, unless a clock was set."""
    folder = demo_folder()
    changes: dict[str, Any] = {"demo": True}
    if settings.clock is None:
        changes["clock"] = _demo_clock(folder / "mall.yaml")
    return settings.model_copy(update=changes)


def _demo_clock(path: Path) -> datetime | None:
    told = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    value = told.get("demo_clock")
    return moment(str(value), zone(str(told.get("timezone", "Asia/Shanghai")))) if value else None


def keep_apart(home: Path) -> None:
    """Raises InvalidSetting where a home holds papers and none of them is the demo's: they would be mixed."""
    folder, sources = demo_folder(), _sources(home / "catalogue.db")
    if sources and not any((folder / source).exists() for source in sources):
        raise InvalidSetting(
            f"{home} holds papers of your own ({sources[0]}), and the demo mall would be mixed with them."
            f" Give the demo a home of its own: ATRIUM_HOME={home}-demo make demo"
        )


def _sources(catalogue: Path) -> list[str]:
    """Where each paper of a home came from, read without changing the file; empty for a home that has none."""
    try:
        with closing(sqlite3.connect(f"{catalogue.absolute().as_uri()}?mode=ro", uri=True)) as database:
            return [source for (source,) in database.execute("SELECT source FROM documents ORDER BY source")]
    except sqlite3.Error:  # not there yet, or damaged, which the start will tell
        return []


def demo_keys(home: Path, keys: Keys) -> dict[Role, str]:
    """Keys that stay the same from run to run; they are kept readable, because they open a demo only."""
    path = home / "demo-key.json"
    kept = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    found = {role: str(kept.get(role.value, "")) for role in DEMO_ROLES}
    if all(secret and keys.find(secret) for secret in found.values()):
        return found
    for role in DEMO_ROLES:
        keys.revoke(f"demo-{role.value}")
        found[role] = keys.create(role, f"demo-{role.value}")[1]
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump({role.value: secret for role, secret in found.items()}, file)
    return found

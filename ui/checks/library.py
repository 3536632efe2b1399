"""The library: whether the catalogue is sound, and how much it holds."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from ui.checks.finding import Finding
from ui.settings import Settings


def check(settings: Settings) -> Finding:
    path = settings.home / "catalogue.db"
    if not path.is_file():
        return Finding.warning("library", "it is empty", "Read papers in: `atrium ingest FOLDER`.")
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as database:
            said = database.execute("PRAGMA quick_check").fetchone()[0]
            documents = database.execute("SELECT count(*) FROM documents").fetchone()[0]
    except sqlite3.Error as error:
        said, documents = str(error), 0
    if said != "ok":
        return Finding.failed(
            "library", f"{path} is damaged: {said}", "Restore a backup: `atrium restore FILE`."
        )
    return Finding.ok("library", f"{documents} documents")

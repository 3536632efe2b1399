"""The databases of a home as SQL, to keep a home of an earlier release beside the tests; and back again.

How the homes here were made: the release was checked out, `making.py` was run in it (`PYTHONPATH=. python making.py HOME`),
and then, in this release, `python -m tests.homes.dumping HOME tests/homes/NAME`.
"""

from __future__ import annotations

import re
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

_PAPERS = re.compile(r"/[\w./-]+-papers")  # where the papers lay on the machine that made it


def dump(home: Path, folder: Path) -> None:
    """Writes a file of SQL for each database of the home."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted((*home.glob("*.db"), *home.glob("*.sqlite"))):
        with closing(sqlite3.connect(path)) as database:
            version = database.execute("PRAGMA user_version").fetchone()[0]
            lines = [*database.iterdump(), f"PRAGMA user_version = {version};"]
        text = _PAPERS.sub("/srv/papers", "\n".join(lines))
        (folder / f"{path.name}.sql").write_text(text + "\n", encoding="utf-8")


def undump(folder: Path, home: Path) -> None:
    """Makes a home of what was written."""
    home.mkdir(parents=True)
    for path in folder.glob("*.sql"):
        with closing(sqlite3.connect(home / path.stem)) as database:
            database.executescript(path.read_text(encoding="utf-8"))


if __name__ == "__main__":
    dump(Path(sys.argv[1]), Path(sys.argv[2]))

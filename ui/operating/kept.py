"""What a home holds that cannot be made again: the files that a backup takes, in the order in which it takes them.

The index is left out: a restored home builds it anew when it is opened, from the vectors that were kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from assistant.compliance.overlay import FILES as OVERLAYS
from assistant.drafting.house_channels import FILE as CHANNELS

# The catalogue first: whatever file it names was there before it did, so the copy of the files has it too.
DATABASES = (
    "catalogue.db",
    "journal.db",
    "copies.db",
    "threads.db",  # before the tickets that they name
    "tickets.db",
    "curated.db",
    "gaps.db",
    "labels.db",
    "deliveries.db",
    "inlets.db",
    "doors.sqlite",
    "audit.db",
    "spent.db",
    "jobs.db",
    "vectors.db",
)
# The queue before the batches: one that it says is under way is gone on with, and may be further than it says.
_BATCHES = ("batches/jobs.db", "batches/B*.db")
_BATCH = re.compile(r"batches/(?:jobs|B[0-9a-f]{16})\.db")
FILES = ("cookie.secret", "hooks.yaml", "inlets.yaml", CHANNELS, *OVERLAYS)
# Before the databases: the record that is copied after it holds the entry that it names.
ANCHORS = ("audit.anchor",)
# With it a backup opens what customers left of themselves, so only when asked for.
CONTACT_KEY = "contacts.key"
_FOLDERS = ("uploads",)


def databases_in(home: Path) -> list[str]:
    """The names of those that are there, in the order in which they are copied."""
    batches = (path.relative_to(home).as_posix() for each in _BATCHES for path in sorted(home.glob(each)))
    return [
        *(name for name in DATABASES if (home / name).is_file()),
        *(name for name in batches if _BATCH.fullmatch(name) and (home / name).is_file()),
    ]


def files_in(home: Path, names: Sequence[str]) -> Iterator[Path]:
    """Plain files alone: a link could lead out of the home."""
    yield from (home / name for name in names if (home / name).is_file())
    for folder in _FOLDERS:
        yield from sorted(p for p in (home / folder).rglob("*") if p.is_file() and not p.is_symlink())


def may_be_named(name: str) -> bool:
    """Whether a backup takes a file of that name, and none that leads out of the folder."""
    parts = PurePosixPath(name).parts
    if name in (*DATABASES, *FILES, *ANCHORS, CONTACT_KEY) or _BATCH.fullmatch(name):
        return True
    return len(parts) > 1 and parts[0] in _FOLDERS and ".." not in parts

"""Backups: all that a home holds and that cannot be made again, in one file that can be checked (`archive`)."""

from __future__ import annotations

import io
import json
import os
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import IO

from ui.operating.archive import FORMAT, MANIFEST, BadBackup, Hashed, Manifest, Member
from ui.operating.kept import ANCHORS, CONTACT_KEY, DATABASES, FILES, databases_in, files_in

NOTE = "last-backup.json"
_QUICK = 3  # of gzip's levels: vectors and office files hardly shrink


def back_up(home: Path, target: Path, *, with_contact_key: bool = False) -> Manifest:
    """Writes the backup of a home, which may be in use; each database is copied at one moment.

    The file appears under its name when it is complete, and never in place of another.
    Raises BadBackup.
    """
    if not (home / DATABASES[0]).is_file():
        raise BadBackup(f"{home} holds no library, so there is nothing to back up.")
    if target.exists():
        raise BadBackup(f"{target} exists; a backup never takes the place of another file.")
    with _beside(target) as (raw, part):
        with tarfile.open(fileobj=raw, mode="w:gz", compresslevel=_QUICK) as tar:
            members = tuple(_written(tar, home, with_contact_key))
            manifest = Manifest(FORMAT, version("atrium-mall"), _now(), members)
            _add(tar, MANIFEST, json.dumps(asdict(manifest), indent=1).encode())
        raw.flush()
        os.fsync(raw.fileno())
        _publish(part, target)
    _note(home, target, manifest)
    return manifest


def last_backup(home: Path) -> tuple[datetime, Path] | None:
    """When the home was last backed up, and into which file; None when it never was."""
    try:
        told = json.loads((home / NOTE).read_text(encoding="utf-8"))
        return datetime.fromisoformat(told["made"]), Path(told["file"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _note(home: Path, target: Path, manifest: Manifest) -> None:
    """Leaves a note for the check-up. A home that takes none is backed up all the same."""
    with suppress(OSError):
        part = home / f"{NOTE}.new"
        part.write_text(json.dumps({"made": manifest.made, "file": str(target.absolute())}), encoding="utf-8")
        part.replace(home / NOTE)


@contextmanager
def _beside(target: Path) -> Iterator[tuple[IO[bytes], Path]]:
    """A file in the target's folder that only this user may read; gone unless it was given its name."""
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name}-", dir=target.parent)
    except OSError as error:
        raise BadBackup(f"{target.parent} takes no file: {error.strerror}.") from None
    try:
        with os.fdopen(handle, "wb") as raw:
            yield raw, Path(name)
    except OSError as error:
        raise BadBackup(f"The backup could not be written: {error.strerror or error}.") from error
    finally:
        Path(name).unlink(missing_ok=True)


def _publish(part: Path, target: Path) -> None:
    """Gives the file its name, unless something has taken it meanwhile; not every disk knows links."""
    try:
        os.link(part, target)
    except FileExistsError:
        raise BadBackup(f"{target} exists; a backup never takes the place of another file.") from None
    except OSError:
        part.rename(target)


def _written(tar: tarfile.TarFile, home: Path, with_contact_key: bool) -> Iterator[Member]:
    for name in filter(lambda name: (home / name).is_file(), ANCHORS):
        yield _add_file(tar, name, home / name)
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=home) as scratch:
        copy = Path(scratch) / "copy.db"
        for name in databases_in(home):
            if (home / name).is_file():  # a batch may have been forgotten meanwhile
                _snapshot(home / name, copy)
                yield _add_file(tar, name, copy)
                copy.unlink()
    for path in files_in(home, (*FILES, CONTACT_KEY) if with_contact_key else FILES):
        name = path.relative_to(home).as_posix()
        yield _add_file(tar, name, path)


def _snapshot(database: Path, copy: Path) -> None:
    """The database at one moment, whoever writes to it meanwhile (SQLite's online backup)."""
    try:
        with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
    except sqlite3.Error as error:
        raise BadBackup(f"{database} cannot be read ({error}); nothing was written.") from None


def _add_file(tar: tarfile.TarFile, name: str, path: Path) -> Member:
    """Adds as many bytes as the file has now: one that grows meanwhile does not break the tar."""
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        counted = Hashed(file)
        tar.addfile(_info(name, size), counted)  # type: ignore[arg-type]
    return Member(name, size, counted.sha256)


def _add(tar: tarfile.TarFile, name: str, data: bytes) -> None:
    tar.addfile(_info(name, len(data)), io.BytesIO(data))


def _info(name: str, size: int) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.size = size
    info.mode = 0o600
    info.mtime = int(datetime.now(UTC).timestamp())
    return info


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")

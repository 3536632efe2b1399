"""Backups: all that a home holds and that cannot be made again, in one file that can be checked.

The file is a gzipped tar. Its last member, `manifest.json`, names every other with its size and SHA-256;
a file that was cut off has none. The index is left out: a restored home builds it anew when it is
opened, from the vectors that were kept.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import re
import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from typing import IO, Any

from assistant.compliance.overlay import FILES as OVERLAYS
from assistant.drafting.house_channels import FILE as CHANNELS
from knowledge.errors import AtriumError

FORMAT = 1
MANIFEST = "manifest.json"
NOTE = "last-backup.json"
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
BATCHES = ("batches/jobs.db", "batches/B*.db")
_BATCH = re.compile(r"batches/(?:jobs|B[0-9a-f]{16})\.db")
FILES = ("cookie.secret", "hooks.yaml", "inlets.yaml", CHANNELS, *OVERLAYS)
# Before the databases: the record that is copied after it holds the entry that it names.
ANCHORS = ("audit.anchor",)
CONTACT_KEY = (
    "contacts.key"  # with it a backup opens what customers left of themselves, so only when asked for
)
FOLDERS = ("uploads",)
_PIECE = 1 << 20
_QUICK = 3  # of gzip's levels: vectors and office files hardly shrink

Told = Callable[[str], None]


class BadBackup(AtriumError):
    """A backup that is incomplete, changed or of another kind, or a place where none can be written or restored."""


@dataclass(frozen=True, slots=True)
class Member:
    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds. `made` is in UTC."""

    format: int
    atrium: str
    made: str
    members: tuple[Member, ...]

    @property
    def size(self) -> int:
        return sum(member.size for member in self.members)


def back_up(
    home: Path, target: Path, told: Told = lambda _name: None, *, with_contact_key: bool = False
) -> Manifest:
    """Writes the backup of a home, which may be in use; each database is copied at one moment.

    The file appears under its name when it is complete, and never in place of another. `told` hears
    each name as it is written. Raises BadBackup.
    """
    if not (home / DATABASES[0]).is_file():
        raise BadBackup(f"{home} holds no library, so there is nothing to back up.")
    if target.exists():
        raise BadBackup(f"{target} exists; a backup never takes the place of another file.")
    with _beside(target) as (raw, part):
        with tarfile.open(fileobj=raw, mode="w:gz", compresslevel=_QUICK) as tar:
            members = tuple(_written(tar, home, told, with_contact_key))
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


def verify(source: Path) -> Manifest:
    """Reads a backup through: every byte is what was written, every database is sound. Raises BadBackup."""
    with tempfile.TemporaryDirectory(prefix="atrium-verify-") as folder:
        return _extract(source, Path(folder))


def restore(source: Path, home: Path) -> Manifest:
    """Makes a home from a backup. It is checked first, and the home appears whole or not at all.

    Raises BadBackup, also when the home holds anything already.
    """
    if home.exists() and (not home.is_dir() or any(home.iterdir())):
        raise BadBackup(f"{home} is not empty; a restore never writes over a home. Move it away first.")
    home.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=f".{home.name}-restoring-", dir=home.parent))
    try:
        manifest = _extract(source, folder)
        folder.rename(home)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return manifest


# -- writing -----------------------------------------------------------------------------------------


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


def _written(tar: tarfile.TarFile, home: Path, told: Told, with_contact_key: bool) -> Iterator[Member]:
    for name in filter(lambda name: (home / name).is_file(), ANCHORS):
        told(name)
        yield _add_file(tar, name, home / name)
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=home) as scratch:
        copy = Path(scratch) / "copy.db"
        for name in _databases(home):
            if (home / name).is_file():  # a batch may have been forgotten meanwhile
                told(name)
                _snapshot(home / name, copy)
                yield _add_file(tar, name, copy)
                copy.unlink()
    for path in _files(home, (*FILES, CONTACT_KEY) if with_contact_key else FILES):
        name = path.relative_to(home).as_posix()
        told(name)
        yield _add_file(tar, name, path)


def _databases(home: Path) -> list[str]:
    """The names of those that are there, in the order in which they are copied."""
    batches = (path.relative_to(home).as_posix() for each in BATCHES for path in sorted(home.glob(each)))
    return [
        *(name for name in DATABASES if (home / name).is_file()),
        *(name for name in batches if _BATCH.fullmatch(name) and (home / name).is_file()),
    ]


def _snapshot(database: Path, copy: Path) -> None:
    """The database at one moment, whoever writes to it meanwhile (SQLite's online backup)."""
    try:
        with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
    except sqlite3.Error as error:
        raise BadBackup(f"{database} cannot be read ({error}); nothing was written.") from None


def _files(home: Path, names: Sequence[str]) -> Iterator[Path]:
    """Plain files alone: a link could lead out of the home."""
    yield from (home / name for name in names if (home / name).is_file())
    for folder in FOLDERS:
        yield from sorted(p for p in (home / folder).rglob("*") if p.is_file() and not p.is_symlink())


def _add_file(tar: tarfile.TarFile, name: str, path: Path) -> Member:
    """Adds as many bytes as the file has now: one that grows meanwhile does not break the tar."""
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        counted = _Hashed(file)
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


class _Hashed:
    """A file whose bytes are hashed as they are read."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._hash = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        piece = self._file.read(size)
        self._hash.update(piece)
        return piece

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()


# -- reading -----------------------------------------------------------------------------------------


def _extract(source: Path, folder: Path) -> Manifest:
    """Everything that the manifest names, checked, under `folder`."""
    if not source.is_file():
        raise BadBackup(f"{source} is no file.")
    try:
        with gzip.open(source) as raw, tarfile.open(fileobj=raw, mode="r|") as tar:
            found, manifest = _members(tar, folder)
            while raw.read(_PIECE):
                pass  # to the end, where gzip has its own checksum
    except (tarfile.TarError, EOFError, OSError, ValueError, KeyError, TypeError) as error:
        raise BadBackup(f"{source} is no complete backup of Atrium: {error}.") from None
    if manifest is None:
        raise BadBackup(f"{source} is no complete backup of Atrium: it has no manifest at its end.")
    _compare(source, found, manifest)
    _check_databases(source, folder)
    return manifest


def _members(tar: tarfile.TarFile, folder: Path) -> tuple[dict[str, Member], Manifest | None]:
    found: dict[str, Member] = {}
    manifest = None
    for info in tar:
        content = tar.extractfile(info)
        if content is None or not _may_be_named(info.name):
            raise ValueError(f"it holds {info.name!r}, which no backup does")
        if info.name == MANIFEST:
            manifest = _manifest(json.load(content))
        else:
            found[info.name] = _extracted(_Hashed(content), info, folder / info.name)
    return found, manifest


def _may_be_named(name: str) -> bool:
    """What a backup writes and nothing else, so that no name leads out of the folder."""
    parts = PurePosixPath(name).parts
    if name in (*DATABASES, *FILES, *ANCHORS, CONTACT_KEY, MANIFEST) or _BATCH.fullmatch(name):
        return True
    return len(parts) > 1 and parts[0] in FOLDERS and ".." not in parts


def _extracted(content: _Hashed, info: tarfile.TarInfo, path: Path) -> Member:
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        shutil.copyfileobj(content, file, _PIECE)
    return Member(info.name, path.stat().st_size, content.sha256)


def _manifest(data: dict[str, Any]) -> Manifest:
    if data["format"] != FORMAT:
        raise ValueError(f"its format is {data['format']}, this Atrium reads {FORMAT}")
    members = tuple(Member(**member) for member in data["members"])
    return Manifest(data["format"], data["atrium"], data["made"], members)


def _compare(source: Path, found: dict[str, Member], manifest: Manifest) -> None:
    named = {member.name: member for member in manifest.members}
    if lacking := sorted(named.keys() ^ found.keys()):
        raise BadBackup(f"{source} is damaged: {lacking[0]} is missing, or not named in its manifest.")
    for name, member in named.items():
        if found[name] != member:
            raise BadBackup(f"{source} is damaged: {name} is not what was written.")


def _check_databases(source: Path, folder: Path) -> None:
    for name in _databases(folder):
        if (said := _checked(folder / name)) != "ok":
            raise BadBackup(f"{source} is damaged: {name} is no sound database ({said}).")


def _checked(path: Path) -> str:
    try:
        with closing(sqlite3.connect(path)) as database:
            return str(database.execute("PRAGMA integrity_check").fetchone()[0])
    except sqlite3.Error as error:
        return str(error)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")

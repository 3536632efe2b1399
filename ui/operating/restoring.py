"""A home out of a backup: everything is checked before anything is in its place."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import sqlite3
import tarfile
import tempfile
from contextlib import closing
from pathlib import Path

from ui.operating.archive import MANIFEST, BadBackup, Hashed, Manifest, Member
from ui.operating.kept import databases_in, may_be_named

_PIECE = 1 << 20


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
        if content is None or not (info.name == MANIFEST or may_be_named(info.name)):
            raise ValueError(f"it holds {info.name!r}, which no backup does")
        if info.name == MANIFEST:
            manifest = Manifest.read(json.load(content))
        else:
            found[info.name] = _extracted(Hashed(content), info, folder / info.name)
    return found, manifest


def _extracted(content: Hashed, info: tarfile.TarInfo, path: Path) -> Member:
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        shutil.copyfileobj(content, file, _PIECE)
    return Member(info.name, path.stat().st_size, content.sha256)


def _compare(source: Path, found: dict[str, Member], manifest: Manifest) -> None:
    named = {member.name: member for member in manifest.members}
    if lacking := sorted(named.keys() ^ found.keys()):
        raise BadBackup(f"{source} is damaged: {lacking[0]} is missing, or not named in its manifest.")
    for name, member in named.items():
        if found[name] != member:
            raise BadBackup(f"{source} is damaged: {name} is not what was written.")


def _check_databases(source: Path, folder: Path) -> None:
    for name in databases_in(folder):
        if (said := _checked(folder / name)) != "ok":
            raise BadBackup(f"{source} is damaged: {name} is no sound database ({said}).")


def _checked(path: Path) -> str:
    try:
        with closing(sqlite3.connect(path)) as database:
            return str(database.execute("PRAGMA integrity_check").fetchone()[0])
    except sqlite3.Error as error:
        return str(error)

"""Folders of files that are computed once: complete or absent, and checked by hash when opened."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from knowledge.errors import ModelUnavailable

_MANIFEST = "manifest.json"
_ABANDONED_AFTER = 3600.0  # seconds; an unfinished folder that old belongs to a process that died


def file_sha256(path: Path) -> str:
    """The hexadecimal SHA-256 of a file's bytes."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def is_sound(folder: Path) -> bool:
    """Whether the folder is complete and every file still has the hash it was written with."""
    try:
        check(folder)
    except ModelUnavailable:
        return False
    return True


def check(folder: Path, names: Iterable[str] | None = None) -> None:
    """Compare files (all of them without `names`) with the manifest.

    Raises ModelUnavailable naming the first file that is missing or changed.
    """
    expected = _manifest(folder)
    for name in expected if names is None else names:
        path = folder / name
        if not path.is_file() or file_sha256(path) != expected.get(name):
            raise ModelUnavailable(
                f"The model file {path} is missing or damaged; delete the folder {folder}, it is then built again."
            )


def publish(target: Path, build: Callable[[Path], None]) -> None:
    """Let `build` fill a temporary folder and put it in the place of `target` in one step.

    Two processes may do this at once: the first to finish wins, the other's copy is dropped.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    _sweep(target)
    draft = Path(tempfile.mkdtemp(prefix=_draft_prefix(target), dir=target.parent))
    try:
        build(draft)
        _write_manifest(draft)
        draft.chmod(0o755)
        _put(draft, target)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _put(draft: Path, target: Path) -> None:
    try:
        draft.rename(target)
    except OSError:
        if is_sound(target):
            return
        broken = Path(tempfile.mkdtemp(prefix=_draft_prefix(target), dir=target.parent)) / "broken"
        target.rename(broken)
        draft.rename(target)
        shutil.rmtree(broken.parent, ignore_errors=True)


def _sweep(target: Path) -> None:
    for left in target.parent.glob(_draft_prefix(target) + "*"):
        if time.time() - left.stat().st_mtime > _ABANDONED_AFTER:
            shutil.rmtree(left, ignore_errors=True)


def _draft_prefix(target: Path) -> str:
    return f".{target.name}.unfinished-"


def _write_manifest(folder: Path) -> None:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    hashes = {path.relative_to(folder).as_posix(): file_sha256(path) for path in files}
    with (folder / _MANIFEST).open("w", encoding="utf-8") as stream:
        json.dump(hashes, stream, indent=1)
        stream.flush()
        os.fsync(stream.fileno())


def _manifest(folder: Path) -> dict[str, str]:
    try:
        return json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelUnavailable(f"{folder} holds no prepared model ({_MANIFEST}: {error}).") from error

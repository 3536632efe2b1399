"""The files to ingest: every given path with its root, its sidecar and what is passed over."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.readers.formats import READERS, REFUSED

PROFILE = "mall.yaml"
SIDECAR_SUFFIXES = (".meta.yaml", ".meta.yml")
_IGNORED_NAMES = frozenset(("thumbs.db", "desktop.ini", PROFILE, "mall.yml", "__macosx"))
_IGNORED_STARTS = (".", "~$")
_COPY = re.compile(r"副本|复制|转发|copy|[(（]\d[)）]$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Root:
    """A folder that was given, or the folder of a file that was given."""

    folder: Path
    is_whole: bool  # a folder was given: what is not in it any more has vanished

    @property
    def key(self) -> str:
        """Identifies the folder without telling where it lies."""
        return hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Listed:
    """A file to ingest."""

    path: Path
    root: Root

    @property
    def source(self) -> str:
        """The path relative to its root, with slashes: the file's name in the catalogue."""
        return source_of(self.path, self.root.folder)

    @property
    def folders(self) -> tuple[str, ...]:
        """Names of the folders the file lies in, the root's own included."""
        return (as_text(self.root.folder.name), *self.source.split("/")[:-1])

    @property
    def sidecar(self) -> Path | None:
        """The file that describes this one, if there is one."""
        names = (self.path.with_name(self.path.name + suffix) for suffix in SIDECAR_SUFFIXES)
        return next((name for name in names if name.is_file()), None)

    @property
    def oddity(self) -> str:
        """Why it is nothing to be read, whatever its name says; empty for an ordinary file."""
        if not _lies_in(self.path, self.root.folder.resolve()):
            return "It is a link that leads out of the folder, and was not followed."
        if self.path.is_dir():
            return "It is a link to a folder, and was not followed."
        return "" if self.path.is_file() else "It is no ordinary file (a pipe, a device or a broken link)."

    @property
    def is_known_format(self) -> bool:
        return self.path.suffix.lower() in READERS or self.path.suffix.lower() in REFUSED

    @property
    def looks_like_a_copy(self) -> bool:
        return bool(_COPY.search(as_text(self.path.stem)))


def as_text(name: str) -> str:
    """A path's name as text that can be stored and shown.

    Unpacked from an archive that was made on a Chinese Windows, its bytes are GB18030 and no UTF-8.
    """
    data = os.fsencode(name)
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", "backslashreplace")  # two names stay two


def roots_of(paths: Sequence[Path]) -> tuple[list[tuple[Path, Root]], list[Path]]:
    """Each given path with its root, and the paths that do not exist."""
    found, missing = [], []
    for path in paths:
        absolute = Path(os.path.abspath(path))
        if absolute.is_dir():
            found.append((absolute, Root(absolute, True)))
        elif absolute.is_file():
            found.append((absolute, Root(absolute.parent, False)))
        else:
            missing.append(path)
    return found, missing


def files_of(path: Path, root: Root) -> list[Listed]:
    """The files under a path, copies last, so that the original is the one that is kept."""
    files = _walk(path) if path.is_dir() else iter([path])
    listed = (Listed(file, root) for file in files)
    return sorted(listed, key=lambda item: (item.looks_like_a_copy, item.source))


def _walk(folder: Path) -> Iterator[Path]:
    """Everything that is no folder; what is no file either is told of in the report."""
    for entry in sorted(folder.iterdir()):
        if is_ignored(entry.name):
            continue
        if entry.is_dir() and not entry.is_symlink():
            yield from _walk(entry)
        else:
            yield entry


def _lies_in(entry: Path, inside: Path) -> bool:
    """Whether a path does not lead out of its root; a link that leads around in a circle leads nowhere."""
    try:
        return entry.resolve().is_relative_to(inside)
    except (OSError, RuntimeError):
        return False


def source_of(path: Path, folder: Path) -> str:
    """What a file of a root is called in the catalogue."""
    return "/".join(map(as_text, path.relative_to(folder).parts))


def is_ignored(name: str) -> bool:
    """Lock files, hidden files, sidecars and the mall's profile are no documents."""
    lower = name.lower()
    return lower.startswith(_IGNORED_STARTS) or lower in _IGNORED_NAMES or lower.endswith(SIDECAR_SUFFIXES)

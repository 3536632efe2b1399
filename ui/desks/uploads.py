"""Uploaded files on their way to ingest."""

from __future__ import annotations

import hashlib
import re
import secrets
import time
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from ingest.listing import Root, is_ignored
from ui.entry.limits import Limits
from ui.wire.problems import Problem

_ODD = re.compile(r"[^\w.\-()（）《》·、 ]+")
_CHUNK = 1024 * 1024
_MOST_BYTES = 180  # of a name: file systems take 255, and what is put around it must fit too
_FORGOTTEN = 24 * 60 * 60  # seconds after which a half-written file belongs to nobody
# Names that no Windows machine could hold a backup of.
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)


class Upload(Protocol):
    """A file that somebody sends; FastAPI's UploadFile is one."""

    filename: str | None
    size: int | None
    file: BinaryIO


@dataclass(frozen=True, slots=True)
class Received:
    """A file that came whole and lies where no ingest looks yet."""

    name: str  # a harmless form of its own
    sha256: str
    temporary: Path
    target: Path
    source: str  # as ingest will call it


class Uploads:
    """Keeps files under one folder: each in a folder of its own, so that no two ever meet."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        self.folder = folder
        self._incoming = folder / ".incoming"  # ingest passes over hidden folders
        self._limits = limits

    @property
    def root(self) -> str:
        """What the documents of this folder are known by."""
        return Root(self.folder.absolute(), True).key

    @contextmanager
    def received(self, files: Sequence[Upload]) -> Iterator[list[Received]]:
        """The files, whole and checked, each until it is placed; what is not placed is deleted.

        Raises Problem when there are none or too many, or one is empty, too large or has no usable name.
        """
        if not files:
            raise Problem(422, "No file came; send at least one as 'files'.")
        if len(files) > self._limits.upload_files:
            raise Problem(413, f"{len(files)} files came; at most {self._limits.upload_files} go at once.")
        names = [self._checked(file) for file in files]
        self._incoming.mkdir(parents=True, exist_ok=True)
        self._sweep()
        came: list[Received] = []
        try:
            came += (self._receive(file, name) for file, name in zip(files, names, strict=True))
            yield came
        finally:
            for one in came:
                one.temporary.unlink(missing_ok=True)

    def place(self, received: Iterable[Received]) -> None:
        """Lets ingest see the files."""
        for one in received:
            one.target.parent.mkdir(parents=True, exist_ok=True)
            one.temporary.replace(one.target)

    def _checked(self, file: Upload) -> str:
        name = harmless(file.filename or "")
        if not name:
            raise Problem(422, "A file came without a usable name.")
        if is_ignored(name):
            raise Problem(422, f"{name} is no document: say what it says in the document's own front matter.")
        if (file.size or 0) > self._limits.upload_bytes:
            raise self._too_large(name)
        return name

    def _receive(self, file: Upload, name: str) -> Received:
        # The folder's name says what the documents are until somebody publishes them.
        source = f"internal/{secrets.token_hex(4)}/{name}"
        temporary = self._incoming / f"{secrets.token_hex(8)}.part"
        try:
            digest = self._copy(file, temporary, name)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        return Received(name, digest, temporary, self.folder / source, source)

    def _copy(self, file: Upload, temporary: Path, name: str) -> str:
        digest, size = hashlib.sha256(), 0
        file.file.seek(0)
        with temporary.open("xb") as target:
            while chunk := file.file.read(_CHUNK):
                size += len(chunk)
                if size > self._limits.upload_bytes:
                    raise self._too_large(name)
                digest.update(chunk)
                target.write(chunk)
        if not size:
            raise Problem(422, f"{name} is empty.")
        return digest.hexdigest()

    def _too_large(self, name: str) -> Problem:
        return Problem(413, f"{name} is larger than {self._limits.upload_bytes // 2**20} MB.")

    def _sweep(self) -> None:
        """Deletes what a crash left half written."""
        for path in self._incoming.glob("*.part"):
            if path.stat().st_mtime < time.time() - _FORGOTTEN:
                path.unlink(missing_ok=True)


def harmless(name: str) -> str:
    """A file name without folders, controls or leading dots, short enough for any disk; empty when nothing is left."""
    plain = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])
    plain = _ODD.sub("_", plain).strip(" ._")
    stem, dot, ending = plain.rpartition(".")
    if not stem:
        return ""
    stem = f"_{stem}" if _RESERVED.fullmatch(stem.split(".")[0]) else stem
    short = stem[:80].encode()[:_MOST_BYTES].decode(errors="ignore").strip()
    return f"{short}{dot}{ending[:10]}"

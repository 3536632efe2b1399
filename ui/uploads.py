"""Uploaded files on their way to ingest."""

from __future__ import annotations

import hashlib
import re
import shutil
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from fastapi import UploadFile

from knowledge.model import Document
from ui.limits import Limits
from ui.problems import Problem

_ODD = re.compile(r"[^\w.\-()（）《》·、 ]+")


class Uploads:
    """Keeps files under one folder, by a harmless form of their own names."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        self._folder = folder
        self._limits = limits

    def keep(self, files: Sequence[UploadFile]) -> Path:
        """The folder to ingest. Raises Problem when a file is too large, has no usable name, or too many came.

        Ingest reads the whole folder, since a file's place in it (internal/) says who may see it.
        """
        if len(files) > self._limits.upload_files:
            raise Problem(413, f"{len(files)} files came; at most {self._limits.upload_files} go at once.")
        for file in files:
            self._keep(file)
        return self._folder

    def forget(self, document: Document) -> None:
        """Deletes the uploaded file behind a document, so that no later upload brings it back."""
        path = (self._folder / document.source).resolve()
        if not path.is_relative_to(self._folder.resolve()) or not path.is_file():
            return
        if hashlib.sha256(path.read_bytes()).hexdigest() == document.sha256:
            path.unlink()

    def _keep(self, file: UploadFile) -> None:
        name = harmless(file.filename or "")
        if not name:
            raise Problem(422, "A file came without a usable name.")
        if (file.size or 0) > self._limits.upload_bytes:
            raise Problem(413, f"{name} is larger than {self._limits.upload_bytes // 2**20} MB.")
        # The folder's name says what the documents are until somebody publishes them.
        path = self._folder / "internal" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f".{path.name}.part")
        with temporary.open("wb") as target:
            shutil.copyfileobj(file.file, target)
        temporary.replace(path)


def harmless(name: str) -> str:
    """A file name without folders, controls or leading dots; empty when nothing is left."""
    plain = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])
    plain = _ODD.sub("_", plain).strip(" ._")
    stem, dot, ending = plain.rpartition(".")
    return f"{stem[:80]}{dot}{ending[:10]}" if stem else ""

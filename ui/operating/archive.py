"""The file of a backup: a gzipped tar whose last member names every other with its size and SHA-256.

A file that was cut off has no such member.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import IO, Any

from knowledge.errors import AtriumError

FORMAT = 1
MANIFEST = "manifest.json"


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

    @classmethod
    def read(cls, data: dict[str, Any]) -> Manifest:
        """A manifest as it was written. Raises ValueError for another format, KeyError or TypeError for no manifest."""
        if data["format"] != FORMAT:
            raise ValueError(f"its format is {data['format']}, this Atrium reads {FORMAT}")
        members = tuple(Member(**member) for member in data["members"])
        return cls(data["format"], data["atrium"], data["made"], members)


class Hashed:
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

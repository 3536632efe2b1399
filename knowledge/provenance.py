"""Where a document's metadata comes from, in falling order of trust."""

from __future__ import annotations

from enum import StrEnum


class Said(StrEnum):
    """The values of `Document.said_by`: stable words, most trusted first."""

    FRONT_MATTER = "front matter"
    SIDECAR = "sidecar"
    FOLDER = "folder"
    FILE_NAME = "file name"
    FIRST_PAGE = "first page"
    CONTENT = "content"  # the text itself: its heading, its closing clause, the language it is written in
    DEFAULT = "default"  # nobody says it


STATED = frozenset((Said.FRONT_MATTER, Said.SIDECAR, Said.FOLDER))


def is_guess(said: str) -> bool:
    """Whether a value was read off the file instead of being stated by somebody."""
    return said not in STATED

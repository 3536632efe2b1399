"""Pictures: named as such until text recognition is there."""

from __future__ import annotations

from pathlib import Path

from ingest.model import Reading
from knowledge.errors import UnreadableFile


def read(path: Path) -> Reading:
    """Always raises UnreadableFile: a picture has no text layer."""
    raise UnreadableFile(
        "no text layer (picture); OCR is not available yet. Add the text as a document, "
        "or describe the picture in a .md file beside it."
    )

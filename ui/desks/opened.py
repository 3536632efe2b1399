"""What a citation opens: a passage of the library, or a curated answer."""

from __future__ import annotations

from datetime import datetime

from assistant.curated.passage import entry_id
from knowledge.model import Document, Passage, Viewer
from ui.atrium import Atrium


def passage_of(
    atrium: Atrium, passage_id: str, viewer: Viewer, as_of: datetime
) -> tuple[Passage, Document] | None:
    """None when it is missing or not for this viewer, without a difference."""
    if entry_id(passage_id):
        return atrium.curated.passage(passage_id, viewer, as_of)
    return atrium.library.passage(passage_id, viewer, as_of)

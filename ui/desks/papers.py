"""The library as drafting reads it: one viewer, one moment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from knowledge.library import Library
from knowledge.model import Document, Hit, Passage, Viewer


class ViewersPapers:
    """The papers that one viewer may read at one moment."""

    def __init__(self, library: Library, viewer: Viewer, as_of: datetime) -> None:
        self._library = library
        self._viewer = viewer
        self._as_of = as_of

    def document(self, doc_id: str) -> Document | None:
        return self._library.document(doc_id, self._viewer, self._as_of)

    def passages(self, doc_id: str) -> Sequence[Passage]:
        return self._library.passages(doc_id, self._viewer, self._as_of)

    def search(self, text: str, k: int) -> Sequence[Hit]:
        return self._library.search(self._viewer).find(text, as_of=self._as_of, k=k).hits

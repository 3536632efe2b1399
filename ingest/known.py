"""The documents that are in already, by everything that two of them must not share."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from knowledge.model import Document, Publication

_MIN_COMPARED = 60  # characters: shorter texts may be equal by chance


@dataclass
class Known:
    """What the catalogue and this run hold already, to recognise changes, doubles and conflicts."""

    by_source: dict[str, Document]
    by_id: dict[str, Document] = field(default_factory=dict)
    by_bytes: dict[str, Document] = field(default_factory=dict)
    by_text: dict[str, Document] = field(default_factory=dict)

    def add(self, document: Document) -> None:
        self.by_id[document.doc_id] = document
        self.by_bytes[document.sha256] = document
        if document.extra.get("text_hash"):
            self.by_text[document.extra["text_hash"]] = document

    def drop(self, document: Document) -> None:
        """Forgets a document, so that its own new version is no double of it."""
        own = (
            (self.by_id, document.doc_id),
            (self.by_bytes, document.sha256),
            (self.by_text, document.extra.get("text_hash", "")),
        )
        for table, key in own:
            if key in table and table[key].source == document.source:
                del table[key]


def text_hash(publication: Publication) -> str:
    """Of the words alone: equal for a copy that was saved anew, empty for a text too short to tell."""
    text = "".join("".join(passage.text.split()) for passage in publication.passages)
    return hashlib.sha256(text.encode()).hexdigest()[:32] if len(text) >= _MIN_COMPARED else ""

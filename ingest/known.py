"""The documents that are in already, by everything that two of them must not share."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from ingest.likeness import Likenesses, signature
from knowledge.kin import is_narrower
from knowledge.model import Document, Publication, Visibility

_MIN_COMPARED = 60  # characters: shorter texts may be equal by chance
_MOST_NAMED = 3


@dataclass
class Known:
    """What the catalogue and this run hold already, to recognise changes, doubles and conflicts."""

    by_source: dict[str, Document]
    by_id: dict[str, Document] = field(default_factory=dict)
    by_bytes: dict[str, Document] = field(default_factory=dict)
    by_text: dict[str, Document] = field(default_factory=dict)
    likenesses: Likenesses = field(default_factory=Likenesses)

    def add(self, document: Document) -> None:
        self.by_id[document.doc_id] = document
        self.by_bytes[document.sha256] = document
        if document.extra.get("text_hash"):
            self.by_text[document.extra["text_hash"]] = document
        self.likenesses.add(document.doc_id, document.extra.get("likeness", ""))

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
        self.likenesses.remove(document.doc_id)

    def near_doubles(self, document: Document) -> tuple[str, ...]:
        """A sentence for each document that says nearly the same and is no other version of this one."""
        near = self.likenesses.alike(document.extra.get("likeness", ""))
        others = ((self.by_id[doc_id], share) for doc_id, share in near if doc_id in self.by_id)
        told = [_told(document, other, share) for other, share in others if not _is_kin(document, other)]
        more = len(told) - _MOST_NAMED
        return (*told[:_MOST_NAMED], *([f"{more} more documents say nearly the same."] if more > 0 else []))


def text_hash(publication: Publication) -> str:
    """Of the words alone: equal for a copy that was saved anew, empty for a text too short to tell."""
    text = "".join("".join(passage.text.split()) for passage in publication.passages)
    return hashlib.sha256(text.encode()).hexdigest()[:32] if len(text) >= _MIN_COMPARED else ""


def text_marks(publication: Publication) -> dict[str, str]:
    """What a document's text is recognised by, for `Document.extra`: exactly (text_hash) and nearly (likeness)."""
    return {
        "text_hash": text_hash(publication),
        "likeness": signature(passage.text for passage in publication.passages),
    }


def _is_kin(one: Document, other: Document) -> bool:
    """Versions of each other, declared or by their names, and the same paper under a new id."""
    if one.doc_id == other.doc_id or one.source == other.source:
        return True
    if other.doc_id in one.supersedes or one.doc_id in other.supersedes:
        return True
    family, edition = one.extra.get("family"), one.extra.get("edition")
    return bool(family) and family == other.extra.get("family") and edition != other.extra.get("edition")


def _told(document: Document, other: Document, share: float) -> str:
    name = "a paper that is restricted" if other.visibility is Visibility.RESTRICTED else other.source
    sentence = f"{share:.0%} of it stands in {name} ({other.doc_id}) too; both stay."
    if document.visibility is other.visibility:
        return f"{sentence} If one replaces the other, say supersedes; if it is a copy, remove one."
    wider, narrower = (other, document) if is_narrower(document, other) else (document, other)
    return (
        f"{sentence} Mind who sees them: {wider.doc_id} is {wider.visibility.value}, "
        f"{narrower.doc_id} is {narrower.visibility.value}."
    )

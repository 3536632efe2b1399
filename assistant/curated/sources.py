"""What an entry rests on: the document as it is looked at, and what became of it since."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from assistant.curated.model import Entry, Origin, Refused
from knowledge.library import Library
from knowledge.model import Document, Passage, Shelf, Standing, Viewer, Visibility
from knowledge.standing import may_read
from knowledge.text import fold, tokens

NO_DOCUMENT = "没有找到编号为“{doc_id}”的文件,请检查编号。"
NO_QUOTE = "《{title}》里没有这段原文,请照原文摘一句。"
_NEAR = 0.3  # share of an answer's tokens that a passage must have to be taken as its source unasked
SHOPPER = Viewer()

_STOPPED = {
    Standing.EXPIRED: "来源文件已失效",
    Standing.DRAFT: "来源文件还是草稿",
    Standing.EMBARGOED: "来源文件尚未到对外发布时间",
    Standing.UPCOMING: "来源文件尚未生效",
}
GONE = "来源文件已撤下"
STILL_SAID = "来源文件有新版本,所引原文仍在,请复核"
NOT_SAID = "来源文件有新版本,已没有所引原文"
NOT_PUBLIC = "来源文件现在不对顾客公开"


@dataclass(frozen=True, slots=True)
class Footing:
    """Whether an entry may answer by what became of its source, and why somebody should look; empty when nobody need."""

    holds: bool = True
    review_due: str = ""


class Sources:
    """The library as curation reads it. It is read at each look, so nothing has to be told that a paper changed."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def pinned(self, origin: Origin, answer: str, viewer: Viewer, as_of: datetime) -> Origin:
        """The origin with the document as it is now, and with the nearest of its passages where no words are quoted.

        Raises Refused for a document that the viewer cannot read, or that does not have the words.
        """
        if not origin.doc_id:
            return replace(Origin(), statement=origin.statement)
        document = self._library.document(origin.doc_id, viewer, as_of)
        if document is None:
            raise Refused(NO_DOCUMENT.format(doc_id=origin.doc_id[:40]))
        passages = self._library.passages(document.doc_id, viewer, as_of)
        found = _saying(origin.quote, passages) if origin.quote.strip() else _nearest(answer, passages)
        if found is None and origin.quote.strip():
            raise Refused(NO_QUOTE.format(title=document.title))
        quote = origin.quote.strip() or (found.text if found else "")
        same = (document.doc_id, document.title, document.version, document.sha256)
        audience = document.audience if document.visibility is Visibility.RESTRICTED else ()
        return Origin(*same, found.locator if found else "", quote, origin.statement, audience)

    def footing(self, entry: Entry, as_of: datetime) -> Footing:
        """What became of the source: changed but still saying so, it is to be looked at; else the answer rests on nothing."""
        origin = entry.origin
        if not origin.doc_id:
            return Footing()
        document = self._library.catalogue.documents().get(origin.doc_id)
        at = self._library.catalogue.standing(document, as_of) if document else None
        if document is None or at is Standing.SUPERSEDED:
            return self._of_successors(entry, as_of, GONE if document is None else NOT_SAID)
        if at in _STOPPED and not (entry.is_confirmed and document.sha256 == origin.sha256):
            return Footing(False, _STOPPED[at])
        if entry.is_public and not entry.is_confirmed and not self.is_told(origin, document, as_of):
            return Footing(False, NOT_PUBLIC if self._says(origin, document) else NOT_SAID)
        if document.sha256 == origin.sha256:
            return Footing()
        return Footing(True, STILL_SAID) if self._says(origin, document) else Footing(False, NOT_SAID)

    def _of_successors(self, entry: Entry, as_of: datetime, otherwise: str) -> Footing:
        """A paper that was replaced: do those that are in force in its place still say so?"""
        newer = [
            one
            for one in self._library.catalogue.successors(entry.origin.doc_id)
            if self._library.catalogue.standing(one, as_of) is Standing.IN_FORCE
        ]
        asks_public = entry.is_public and not entry.is_confirmed
        for one in newer:
            if self.is_told(entry.origin, one, as_of) if asks_public else self._says(entry.origin, one):
                return Footing(True, STILL_SAID)
        return Footing(False, NOT_SAID if newer else otherwise)

    def _says(self, origin: Origin, document: Document) -> bool:
        return _saying(origin.quote, self._library.catalogue.passages_of(document.doc_id)) is not None

    def is_told(self, origin: Origin, document: Document, as_of: datetime) -> bool:
        """Whether a shopper may read the quoted words in this document."""
        return _saying(origin.quote, self._library.passages(document.doc_id, SHOPPER, as_of)) is not None

    def current(self, doc_id: str, as_of: datetime) -> str:
        """The document that is in force in the place of this one; itself where none is."""
        document = self._library.catalogue.documents().get(doc_id)
        if document and self._library.catalogue.standing(document, as_of) is not Standing.SUPERSEDED:
            return doc_id
        newer = self._library.catalogue.successors(doc_id)
        in_force = (one for one in newer if self._library.catalogue.standing(one, as_of) is Standing.IN_FORCE)
        return next((one.doc_id for one in in_force), doc_id)

    def is_public(self, origin: Origin, as_of: datetime) -> bool:
        """Whether what the origin quotes may be read by shoppers; a person's statement is for the publisher to judge."""
        document = self._library.catalogue.documents().get(origin.doc_id)
        return not origin.doc_id or (document is not None and self.is_told(origin, document, as_of))

    def may_know(self, entry: Entry, viewer: Viewer) -> bool:
        """Whether a viewer may know of an entry: shoppers of public ones; nobody of one from a paper kept from them."""
        if not viewer.is_staff:
            return entry.is_public
        if entry.is_public:
            return True
        if entry.origin.audience and not viewer.groups & set(entry.origin.audience):
            return False
        document = self._library.catalogue.documents().get(entry.origin.doc_id)
        if document is None or document.visibility is not Visibility.RESTRICTED:
            return True
        probe = Passage("", document.doc_id, 0, "", Shelf.INTERNAL)
        return may_read(viewer, document, probe, Standing.IN_FORCE)


def _saying(quote: str, passages: Iterable[Passage]) -> Passage | None:
    """The passage that has these words, blanks and scripts aside; None where none has, or nothing is quoted."""
    words = _bare(quote)
    return next((one for one in passages if words and words in _bare(one.text)), None)


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", fold(text))


def _nearest(answer: str, passages: Iterable[Passage]) -> Passage | None:
    """The passage that shares most with an answer; None where none shares enough."""
    wanted = set(tokens(answer))

    def share(passage: Passage) -> float:
        return len(wanted & set(tokens(passage.text))) / max(len(wanted), 1)

    best = max(passages, key=share, default=None)
    return best if best is not None and share(best) >= _NEAR else None

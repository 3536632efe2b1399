"""The library as approval reads it: what became of the papers that a copy cites."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cached_property

from assistant.copies import Paper
from knowledge.library import Library
from knowledge.model import Viewer
from ui.desks.discretion import discretion_towards

_MOST_WORDS = 1_000  # characters


class CitedPapers:
    """The house's papers at one moment, for one viewer. Each is looked up once."""

    def __init__(self, library: Library, viewer: Viewer, as_of: datetime) -> None:
        self._library = library
        self._viewer = viewer
        self._as_of = as_of
        self._papers: dict[str, Paper | None] = {}
        self._texts: dict[str, Sequence[str]] = {}

    def paper(self, doc_id: str) -> Paper | None:
        if doc_id not in self._papers:
            self._papers[doc_id] = self._look(doc_id)
        return self._papers[doc_id]

    def may_read(self, doc_id: str) -> bool:
        """Also of one that was taken out: its name is nobody's who might not read it then."""
        return self._viewer.is_staff and doc_id not in self.hidden

    def texts(self, doc_id: str) -> Sequence[str]:
        if doc_id not in self._texts:
            passages = self._library.catalogue.passages_of(doc_id)
            self._texts[doc_id] = [passage.text for passage in passages]
        return self._texts[doc_id]

    def words(self, doc_id: str, locator: str) -> str:
        """What a paper says now at a place that a source names, "二、活动 · 表1第2行（报名表）"; empty when nobody can tell."""
        if not (doc_id and locator and self.may_read(doc_id)):
            return ""
        passages = self._library.catalogue.passages_of(doc_id)
        named = (one.text for one in passages if one.locator and _is_at(locator, one.locator))
        return next(named, "")[:_MOST_WORDS]

    @cached_property
    def hidden(self) -> frozenset[str]:
        """The papers of which the viewer must not know."""
        hidden = discretion_towards(self._viewer, self._library.catalogue).hidden
        return frozenset(document.doc_id for document in hidden)

    def _look(self, doc_id: str) -> Paper | None:
        document = self._library.catalogue.documents().get(doc_id)
        if document is None:
            return None
        at = self._library.catalogue.standing(document, self._as_of)
        return Paper(doc_id, document.title, document.version, document.sha256, at, document.effective_to)


def _is_at(said: str, locator: str) -> bool:
    """A source names a place, and behind it in brackets maybe what the place rests on."""
    return said == locator or said.startswith((f"{locator}(", f"{locator}（"))

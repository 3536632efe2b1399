"""Replies that staff may pick: the best passages for what was asked, the desk's sentences, good replies of before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from assistant.asking.need import read
from assistant.handover.deskwords import sayings
from assistant.language import is_chinese, to_script
from assistant.phrases import Phrases
from assistant.quoted import ranking
from assistant.reply import spoken
from knowledge.library import Library
from knowledge.model import Document, Hit, Passage, Viewer
from knowledge.text import sentences

_FOUND = 12  # hits that are looked at
_READY, _BESIDE = 3, 3  # passages that a shopper may read, and others
_ALIKE = 3  # good replies of before
_LENGTH = 400  # characters of a reply
_LEAST = 0.2  # of `answerable`: below it nothing near was found
Practice = Callable[[str], Sequence[str]]  # the good replies that were kept to questions like this one
EVERYBODY = Viewer()


def no_practice(_question: str) -> Sequence[str]:
    """No good reply was kept."""
    return ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`kind` is passage, phrase or practice. What no shopper may read is there to be read: it is never ready to be sent."""

    kind: Literal["passage", "phrase", "practice"]
    text: str
    name: str = ""
    is_internal: bool = False
    source: tuple[Passage, Document] | None = None

    @property
    def is_ready(self) -> bool:
        return not self.is_internal


def suggestions(
    question: str,
    library: Library,
    viewer: Viewer,
    as_of: datetime,
    language: str,
    phrases: Phrases,
    who: str,
    practice: Practice = no_practice,
) -> list[Suggestion]:
    """For a question, as this viewer of the staff may see them; sentences in the shopper's language."""
    return [
        *(Suggestion("practice", text) for text in (practice(question) if question else ())[:_ALIKE]),
        *_passages(question, library, viewer, as_of, language),
        *(Suggestion("phrase", one.text, one.name) for one in sayings(phrases, language, who)),
    ]


def _passages(
    question: str, library: Library, viewer: Viewer, as_of: datetime, language: str
) -> list[Suggestion]:
    """What may be sent comes first, from what a shopper may read; then what only staff may read beside it."""
    ready = _found(question, library, EVERYBODY, as_of)
    known = {hit.passage.passage_id for hit in ready}
    beside = [hit for hit in _found(question, library, viewer, as_of) if hit.passage.passage_id not in known]
    found = [*ready[:_READY], *beside[:_BESIDE]]
    return [_passage(hit, library, as_of, language) for hit in found]


def _found(question: str, library: Library, viewer: Viewer, as_of: datetime) -> list[Hit]:
    if not question.strip():
        return []
    found = library.search(viewer).find(question, as_of=as_of, k=_FOUND)
    if found.answerable < _LEAST:
        return []
    need = read(question, as_of.date())
    return ranking.rank(found.hits, need, as_of.date(), viewer.is_staff)


def _passage(hit: Hit, library: Library, as_of: datetime, language: str) -> Suggestion:
    """Whether a shopper may read it is asked of the shelves anew, for this moment."""
    may_read = library.passage(hit.passage.passage_id, EVERYBODY, as_of) is not None
    text = spoken(hit.passage)
    text = to_script(text, language) if is_chinese(text) else text
    return Suggestion("passage", _short(text), is_internal=not may_read, source=(hit.passage, hit.document))


def _short(text: str) -> str:
    """Whole sentences, as many as fit into a reply; of a longer one its beginning."""
    if len(text) <= _LENGTH:
        return text
    kept = ""
    for sentence in sentences(text):
        if len(kept) + len(sentence) > _LENGTH:
            break
        kept += sentence
    return kept or f"{text[:_LENGTH]}…"

"""A search of one viewer's shelves at a moment, for papers in the language of a question and in the other."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from assistant.asking.wording import also
from assistant.english import (
    common_things,
    common_with_chinese,
    speaks_of,
    things_in,
    things_told,
    words_for,
)
from assistant.language import ENGLISH
from assistant.quoted import certainty
from assistant.quoted.tenants import found_without_sales
from knowledge.bilingual import is_read_in_chinese, is_read_in_english
from knowledge.directory import is_shop_row, stands_in
from knowledge.model import Found, Hit
from knowledge.search import Search
from knowledge.text import fold, language_of
from knowledge.writing.numerals import characters

CANDIDATES = 40  # hits that a search gives to choose from
_NEAR = 10  # hits among which an English passage should speak of the things of an English question
_SPOKEN = 1.0  # added to the score of those that do
_AN_AMOUNT = re.compile(r"(?<![\d.:-])(\d{2,5})(?![\d.:%-]|[月日号年点])")


@dataclass(frozen=True)
class Finder:
    """Finds for one viewer at one moment."""

    search: Search
    as_of: datetime
    is_staff: bool
    is_english: bool  # whether it is asked in English

    def find(self, text: str, any_standing: bool = False) -> Found:
        """What a text finds, with the papers in the other language that have more of what it asks."""
        found = self.plainly(text, " ".join(filter(None, (also(text), _spelt(text)))), any_standing)
        if not self.is_english:
            return self._of_english_papers(text, found, any_standing)
        return self._in_english(text, found, any_standing) if things_in(text) else found

    def _in_english(self, text: str, found: Found, any_standing: bool) -> Found:
        """What a question in English finds: by the English papers that speak of its things, or else by Chinese ones."""
        things = " ".join(things_in(text))
        spoken = [hit for hit in found.hits[:_NEAR] if speaks_of(_said_in(hit), text)]
        wider = self.plainly(text, things, any_standing)
        if self.is_staff and (own := self._of_the_house(text, wider, found)):
            return self.search.judged(text, own, self.as_of, things)
        if any(is_read_in_english(hit.passage.text) for hit in spoken):
            surer = max(found, wider, key=lambda one: one.answerable)
            sure = replace(found, answerable=surer.answerable, evidence=surer.evidence)
            return lifted(sure, {hit.passage.passage_id: _SPOKEN for hit in spoken})
        chinese = tuple(hit for hit in wider.hits if hit.passage.language != ENGLISH)
        # judged by the passages that will be quoted, and no English one among them
        told = " ".join(things_told(text, [hit.passage.text for hit in chinese]))
        judged = self.search.judged(text, chinese, self.as_of, told) if chinese else found
        return judged if judged.answerable >= min(found.answerable, certainty.REFUSED) else found

    def _of_english_papers(self, text: str, found: Found, any_standing: bool) -> Found:
        """What English papers have for a Chinese question to which the Chinese ones have little."""
        if found.answerable >= certainty.SURE or not (words := words_for(f"{text} {also(text)}")):
            return found
        wider = self.plainly(text, " ".join(words), any_standing)
        # an English summary in a Chinese paper is no paper of its own
        chinese = {hit.document.doc_id for hit in found.hits if not is_read_in_english(hit.passage.text)}
        english = tuple(
            hit
            for hit in wider.hits
            if not is_read_in_chinese(hit.passage.text)
            and hit.document.language == ENGLISH
            and hit.document.doc_id not in chinese
        )
        papers = (hit for hit in english[:_NEAR] if not is_shop_row(hit.document, hit.passage))
        near = [fold(_said_in(hit)) for hit in papers]
        if not any(stands_in(fold(word), said) for word in words for said in near):
            return found
        judged = self.search.judged(text, english, self.as_of, " ".join(words))
        return judged if judged.answerable >= max(found.answerable, certainty.CLEAR) else found

    def _of_the_house(self, text: str, wider: Found, found: Found) -> tuple[Hit, ...]:
        """The Chinese passages, where the house's own procedure has more of the things asked about than any English one."""
        own = [hit for hit in wider.hits[:_NEAR] if hit.document.doc_type == "sop"]
        english = [hit for hit in found.hits[:_NEAR] if hit.passage.language == ENGLISH]
        most = max((common_with_chinese(hit.passage.text, text) for hit in own), default=0)
        said = max((common_things(hit.passage.text, text) for hit in english), default=0)
        if most <= max(said, 1):
            return ()
        return tuple(hit for hit in wider.hits if hit.passage.language != ENGLISH)

    def plainly(self, text: str, beside: str, any_standing: bool) -> Found:
        """What a text finds with words `beside` it, in the order of the search; what a single shop sells is left out."""
        found = self.search.find(
            text, as_of=self.as_of, k=CANDIDATES, any_standing=any_standing, beside=beside
        )
        return found_without_sales(found)


def _said_in(hit: Hit) -> str:
    """A passage with what stands over it."""
    return " ".join((hit.document.title, *hit.passage.section, hit.passage.text))


def _spelt(text: str) -> str:
    """The amounts of a Chinese question in characters, as papers may have them: 一千五百 for 1500."""
    if language_of(text) == ENGLISH:
        return ""
    return " ".join(characters(int(found)) for found in _AN_AMOUNT.findall(fold(text)))


def towards(found: Found, hits: Sequence[Hit], share: float) -> Found:
    """What was found, each passage raised by a share of what it scores among these hits above the least of them."""
    least = min(hit.score for hit in hits)
    return lifted(found, {hit.passage.passage_id: share * (hit.score - least) for hit in hits})


def lifted(found: Found, by: Mapping[str, float]) -> Found:
    """What was found, with these passages raised by so much, in order again."""
    hits = (replace(hit, score=hit.score + by.get(hit.passage.passage_id, 0.0)) for hit in found.hits)
    return replace(found, hits=tuple(sorted(hits, key=lambda hit: hit.score, reverse=True)))

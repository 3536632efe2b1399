"""One message, read: in plain words, made whole, judged, with a search bound to its viewer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import numpy as np

from assistant.asking.conversation import (
    topic_after,
)
from assistant.asking.facilities import Facility, facilities_in, looks_for
from assistant.asking.followup import asks_of_a_shop
from assistant.asking.need import Need
from assistant.asking.services import services_in
from assistant.asking.wording import also
from assistant.english import (
    common_things,
    common_with_chinese,
    speaks_of,
    things_in,
    things_told,
    words_for,
)
from assistant.journal import Turn
from assistant.language import ENGLISH
from assistant.model import Question, Triage
from assistant.quoted import certainty, support
from assistant.quoted.events import is_about
from assistant.triage import Signals
from knowledge.bilingual import is_read_in_chinese, is_read_in_english
from knowledge.directory import Directory, Mention, stands_in
from knowledge.model import Found, Hit, Standing
from knowledge.search import Search
from knowledge.text import fold, language_of
from knowledge.writing.numerals import characters

CANDIDATES = 40  # hits that a search gives to choose from
_NEAR = 10  # hits among which an English passage should speak of the things of an English question
_SPOKEN = 1.0  # added to the score of those that do
_TOLD_OF = 1.5  # added to the score of what tells of a thing of the house that is asked for
_ITS_SUBJECT = 1.5  # and more for what begins with it
_OWN = 0.5  # how much of a follow-up's own score is added to that of the whole question
_CORE = 0.5  # the same of the clause that asks, added to that of the whole message
_SPOKEN_OF = (
    1.5  # added to the score of the paper quoted before, for a follow-up that names nothing of its own
)
_CLEARLY = 1.0  # in units of the search score: how far a paper not in force must lead to be what was meant
_FAR = 2.5  # likewise: how far a rule to come must lead, where a paper in force answers too
_AHEAD = re.compile(r"新版|新规|新的|以后|将来|即将|下个?(?:月|季|年)|明年|改成|要改|调整|upcoming|will be")
OCCASIONS = ("campaign", "lottery")
_OFFER = re.compile(
    r"满(\d+)元?[立直]?减(\d+)|(?<!\d)(\d+) off (\d+)|cny (\d+) off (?:a single receipt of )?cny (\d+)"
)
_NAMED = 3.0  # added to the score of the paper of an offer that is named
_LATELY = 60  # days after its end in which people still ask for an occasion
STILL = re.compile(
    r"还(?:能|可以|可|有|在|算|用|作数|让|没)|仲|现在|今天|过期|作废|失效|来得及|晚了|错过|结束|(?<![a-z])(?:still|expired?|too late|over|missed)(?![a-z])"
)
_BY_NAME = re.compile(r"讨论稿|草案|未公开|内部方案|快报|归档|k\d{2}")


@dataclass(frozen=True)
class Asked:
    """Everything known about a message before it is answered."""

    question: Question
    conversation_id: str
    text: str  # in plain words
    full: str  # the same, made whole with what was asked before
    need: Need
    triage: Triage
    signals: Signals
    language: str
    turns: tuple[Turn, ...]
    search: Search
    directory: Directory  # of the shops that this viewer may know of
    shops: tuple[Mention, ...]
    core: str = ""  # the clause that asks, where the message tells of a case before it
    of_an_item: bool = False  # asks of a numbered item that an answer or a paper lists: 第二个谁负责

    @cached_property
    def named(self) -> tuple[Mention, ...]:
        """The shops that the message names, or that a follow-up is about."""
        return self.shops or (tuple(self.directory.mentions(self.full)) if self.full != self.text else ())

    @property
    def staff(self) -> bool:
        return self.question.viewer.is_staff

    @property
    def english(self) -> bool:
        return self.language == ENGLISH

    @property
    def today(self) -> date:
        return self.question.as_of.date()

    @property
    def topic(self) -> str:
        """What was asked before, in full; empty at the start."""
        return self.turns[-1].topic if self.turns else ""

    @cached_property
    def found(self) -> Found:
        """What answers best at this moment; what tells of a thing of the house that is asked for comes first."""
        found = self._without_rows(self._found_at_its_time())
        things = self.facilities
        if not things:
            return found
        told = [hit for hit in found.hits if _tells_of(things, hit)]
        own = [hit for hit in told if any(one.is_subject_of(hit) for one in things)]
        # what is only beside it, as prams are at the service desk, does not come forward with it
        by = {hit.passage.passage_id: _TOLD_OF + _ITS_SUBJECT * (hit in own) for hit in own or told}
        is_sought = bool(own and looks_for(self.text))  # what it is made of or costs is another matter
        sure = max(found.answerable, certainty.SURE) if is_sought else found.answerable
        return replace(lifted(found, by), answerable=sure)

    def _without_rows(self, found: Found) -> Found:
        """What is asked of a shop that nobody named is not answered by the row of some shop: 那电话呢, said first."""
        if self.shops or self.turns or not asks_of_a_shop(self.text):
            return found
        rows = {shop.passage_id for shop in self.directory.shops}
        return replace(found, hits=tuple(hit for hit in found.hits if hit.passage.passage_id not in rows))

    @cached_property
    def facilities(self) -> tuple[Facility, ...]:
        """The things of the house that the message asks for; for staff, whose rules name many, those it looks for."""
        return looks_for(self.text) if self.staff else facilities_in(self.text)

    def _found_at_its_time(self) -> Found:
        """What is in force; or another paper, where that is clearly what was meant (a campaign that ended)."""
        in_force = self._asked_first(self._own_first(self.find(self.full)))
        every = self._others(self.find(self.full, any_standing=True), in_force)
        every = self._asked_first(self._own_first(every))
        if planned := self._planned(in_force, every):
            return planned
        if over := self._offer_that_is_over(every):
            return over
        return every if self._means_another_paper(in_force, every) else in_force

    @property
    def vector(self) -> np.ndarray:
        """The vector (d) of the whole question, which its search makes too."""
        return self.search.vector(self.full, also(self.full))

    @cached_property
    def search_alone(self) -> Found:
        """What the message finds without what was said before."""
        return self.find(self.text)

    def _own_first(self, found: Found) -> Found:
        """What a follow-up finds, moved towards what its own words find: its topic was answered before."""
        if self.full == self.text or not self.search_alone.hits:
            return found
        if (
            not support.own_nouns(self.text) and self.turns
        ):  # 不去了能退吗 asks of what was spoken of, and of nothing else
            papers = self.turns[-1].documents[:1]
            near = {h.passage.passage_id: _SPOKEN_OF for h in found.hits if h.document.doc_id in papers}
            return lifted(found, near)
        return towards(found, self.search_alone.hits, _OWN)

    def _asked_first(self, found: Found) -> Found:
        """What a message finds that tells a case, moved towards what the clause finds that asks: 两张小票, 停车能免吗."""
        return towards(found, self._found_of_core, _CORE) if self._found_of_core else found

    @cached_property
    def _found_of_core(self) -> tuple[Hit, ...]:
        """What the clause that asks finds by itself, in force or not; nothing where no case is told before it."""
        return self._find(self.core, also(self.core), any_standing=True).hits if self.core else ()

    def _others(self, every: Found, in_force: Found) -> Found:
        """A paper that was replaced speaks only where it is asked for by name; its successor is in force.

        A rule to come speaks only where what is to come is asked for, or nothing in force answers nearly as well.
        """
        if _BY_NAME.search(self.text):
            return every
        holding = {hit.document.doc_id for hit in in_force.hits}
        lead = every.hits[0].score - in_force.hits[0].score if every.hits and in_force.hits else _FAR
        is_answered = in_force.answerable >= certainty.SURE and lead < _FAR

        def waits(hit: Hit) -> bool:
            replaces = holding & set(hit.document.supersedes)
            is_rule = is_answered and hit.document.doc_type not in OCCASIONS
            return hit.standing is Standing.UPCOMING and bool(replaces or is_rule)

        ahead = _AHEAD.search(self.text)
        hits = tuple(
            hit for hit in every.hits if hit.standing is not Standing.SUPERSEDED and (ahead or not waits(hit))
        )
        return replace(every, hits=hits)

    def _means_another_paper(self, in_force: Found, every: Found) -> bool:
        best = every.hits[0] if every.hits else None
        if best is None:
            return False
        if self._is_of_the_year(in_force, every):
            return True
        marks = support.missing_marks(self.full, in_force.hits)
        if marks and not support.missing_marks(self.full, every.hits):
            return True
        if best.standing is Standing.IN_FORCE:
            return False
        if self._asks_whether_it_still_runs(best):
            return True
        rival = in_force.hits[0].score if in_force.hits else 0.0
        return _BY_NAME.search(self.text) is not None or best.score > rival + _CLEARLY

    def _planned(self, in_force: Found, every: Found) -> Found | None:
        """The paper of an occasion to come that staff name, in front, where no paper in force is about it: 双12的券有几张."""
        if not self.staff:
            return None
        ahead = {
            hit.document.doc_id
            for hit in every.hits
            if hit.standing in (Standing.EMBARGOED, Standing.UPCOMING)
            and hit.document.doc_type in OCCASIONS
            and is_about(hit.document, self.full)
        }
        if not ahead or any(is_about(hit.document, self.full) for hit in in_force.hits):
            return None
        hits = {hit.passage.passage_id: _NAMED for hit in every.hits if hit.document.doc_id in ahead}
        return lifted(every, hits)

    def _offer_that_is_over(self, every: Found) -> Found | None:
        """The paper of an occasion that ended lately in front, where its offer is named and asked for: 满300减50还能用吗."""
        named = {tuple(sorted(filter(None, match.groups()))) for match in _OFFER.finditer(fold(self.text))}
        if not named or not STILL.search(self.text):
            return None
        of_it = [
            hit
            for hit in every.hits
            if hit.document.doc_type in OCCASIONS
            and any(
                tuple(sorted(filter(None, match.groups()))) in named
                for match in _OFFER.finditer(fold(hit.passage.text))
            )
        ]
        if not any(self._asks_whether_it_still_runs(hit) for hit in of_it) or any(
            hit.standing is Standing.IN_FORCE for hit in of_it
        ):
            return None
        papers = {hit.document.doc_id for hit in of_it if hit.standing is Standing.EXPIRED}
        return lifted(
            every, {hit.passage.passage_id: _NAMED for hit in every.hits if hit.document.doc_id in papers}
        )

    def _asks_whether_it_still_runs(self, best: Hit) -> bool:
        """Whether an occasion that ended lately leads what was found, and it is asked whether it can still be had."""
        over = best.document.effective_to
        if best.standing is not Standing.EXPIRED or best.document.doc_type not in OCCASIONS or over is None:
            return False
        return (self.today - over).days <= _LATELY and STILL.search(self.text) is not None

    def _is_of_the_year(self, in_force: Found, every: Found) -> bool:
        """Whether a paper that has ended speaks best of the past year that is named."""
        year = self.need.year
        if year is None or year >= self.today.year:
            return False
        ended = [hit for hit in every.hits if hit.standing is Standing.EXPIRED]
        own = [hit.score for hit in ended if str(year) in hit.document.title]
        rivals = [hit.score for hit in in_force.hits if str(year) in hit.document.title]
        return bool(own) and max(own) > max(rivals, default=0.0)

    @property
    def root(self) -> str:
        """What a follow-up may lean on: the question that this one leaned on, or itself."""
        return root_of(self.topic, self.text, self.full)

    @cached_property
    def missing(self) -> list[str]:
        """Names in the question that stand nowhere on this viewer's shelves."""
        named = frozenset(mention.matched for mention in self.shops)
        if hidden := support.hidden_nouns(self.text, self.search, self.question.as_of):
            return hidden
        if not self.staff and (not_there := self._services_not_there()):
            return not_there
        if not_there := self._facilities_not_there():
            return not_there
        # what a follow-up begins with belongs to what was spoken of
        is_settled = self.found.answerable >= certainty.BY_RULE or self.facilities or self.shops or self.turns
        if not is_settled and (unknown := support.unknown_topics(self.text, self.found.hits)):
            return unknown
        if self.found.answerable >= certainty.CERTAIN or self.facilities:
            # A rare word does not silence what the documents are sure of; a sale that they do not know does.
            return support.missing_days(self.text, self.found.hits)
        names = support.missing_names(self.text, self.search, self.question.as_of, named)
        return names or support.missing_marks(self.text, self.found.hits) if not self.shops else names

    def _services_not_there(self) -> list[str]:
        """The services asked for that stand nowhere on this viewer's shelves, as the message calls them."""
        wanted = services_in(self.text).items()
        told = [fold(hit.passage.text) for hit in self.found.hits[:_NEAR]]
        return [
            said
            for word, said in wanted
            if not self.search.knows(word, self.question.as_of) and not any(said in text for text in told)
        ]

    def _facilities_not_there(self) -> list[str]:
        """The things of the house that are looked for and that no paper found tells of, as the message calls them."""
        sought = [(one, one.asked.search(self.text)) for one in looks_for(self.text)]
        hits = self.found.hits
        return [said[0] for one, said in sought if said and not any(_tells_of((one,), hit) for hit in hits)]

    def find(self, text: str, any_standing: bool = False) -> Found:
        found = self._find(text, " ".join(filter(None, (also(text), spelt(text)))), any_standing)
        if not self.english:
            return self._of_english_papers(text, found, any_standing)
        if not things_in(text):
            return found
        things = " ".join(things_in(text))
        spoken = [hit for hit in found.hits[:_NEAR] if speaks_of(said_in(hit), text)]
        wider = self._find(text, things, any_standing)
        if self.staff and (own := self._of_the_house(text, wider, found)):
            return self.search.judged(text, own, self.question.as_of, things)
        if any(is_read_in_english(hit.passage.text) for hit in spoken):
            surer = max(found, wider, key=lambda one: one.answerable)
            sure = replace(found, answerable=surer.answerable, evidence=surer.evidence)
            return lifted(sure, {hit.passage.passage_id: _SPOKEN for hit in spoken})
        chinese = tuple(hit for hit in wider.hits if hit.passage.language != ENGLISH)
        # judged by the passages that will be quoted, and no English one among them
        told = " ".join(things_told(text, [hit.passage.text for hit in chinese]))
        judged = self.search.judged(text, chinese, self.question.as_of, told) if chinese else found
        return judged if judged.answerable >= min(found.answerable, certainty.REFUSED) else found

    def _of_english_papers(self, text: str, found: Found, any_standing: bool) -> Found:
        """What English papers have for a Chinese question to which the Chinese ones have little."""
        if found.answerable >= certainty.SURE or not (words := words_for(f"{text} {also(text)}")):
            return found
        wider = self._find(text, " ".join(words), any_standing)
        # an English summary in a Chinese paper is no paper of its own
        chinese = {hit.document.doc_id for hit in found.hits if not is_read_in_english(hit.passage.text)}
        english = tuple(
            hit
            for hit in wider.hits
            if not is_read_in_chinese(hit.passage.text)
            and hit.document.language == ENGLISH
            and hit.document.doc_id not in chinese
        )
        near = [fold(said_in(hit)) for hit in english[:_NEAR] if hit.document.doc_type != "directory"]
        if not any(stands_in(fold(word), said) for word in words for said in near):
            return found
        judged = self.search.judged(text, english, self.question.as_of, " ".join(words))
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

    def _find(self, text: str, beside: str, any_standing: bool) -> Found:
        return self.search.find(
            text, as_of=self.question.as_of, k=CANDIDATES, any_standing=any_standing, beside=beside
        )


def _tells_of(things: tuple[Facility, ...], hit: Hit) -> bool:
    """Whether a paper tells of one of these; the row of a shop, which may stand beside one, tells of the shop."""
    return hit.document.doc_type != "directory" and any(one.told_by(hit) for one in things)


def said_in(hit: Hit) -> str:
    """A passage with what stands over it."""
    return " ".join((hit.document.title, *hit.passage.section, hit.passage.text))


_AN_AMOUNT = re.compile(r"(?<![\d.:-])(\d{2,5})(?![\d.:%-]|[月日号年点])")


def spelt(text: str) -> str:
    """The amounts of a Chinese question in characters, as papers may have them: 一千五百 for 1500."""
    if language_of(text) == ENGLISH:
        return ""
    return " ".join(characters(int(found)) for found in _AN_AMOUNT.findall(fold(text)))


def root_of(topic: str, text: str, full: str) -> str:
    """What a follow-up of a message may lean on; `topic` is what the message itself could lean on."""
    if topic and full != text:
        return topic_after(topic, text, bool(support.own_words(text)))
    return full


def towards(found: Found, hits: Sequence[Hit], share: float) -> Found:
    """What was found, each passage raised by a share of what it scores among these hits above the least of them."""
    least = min(hit.score for hit in hits)
    return lifted(found, {hit.passage.passage_id: share * (hit.score - least) for hit in hits})


def lifted(found: Found, by: Mapping[str, float]) -> Found:
    """What was found, with these passages raised by so much, in order again."""
    hits = (replace(hit, score=hit.score + by.get(hit.passage.passage_id, 0.0)) for hit in found.hits)
    return replace(found, hits=tuple(sorted(hits, key=lambda hit: hit.score, reverse=True)))

"""One message, read: in plain words, made whole, judged, with a search bound to its viewer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import numpy as np

from assistant.asking.conversation import only_moves_the_day, topic_after
from assistant.asking.facilities import Facility, facilities_in, looks_for
from assistant.asking.finder import Finder, lifted, towards
from assistant.asking.need import Need
from assistant.asking.services import services_in
from assistant.asking.spoken_shops import asks_of_a_shop
from assistant.asking.standing import StandingMeant
from assistant.asking.wording import also
from assistant.english import words_for
from assistant.journal import Turn
from assistant.language import ENGLISH
from assistant.model import Question, Triage
from assistant.quoted import certainty, support
from assistant.quoted.nouns import own_words, things_named
from assistant.triage import Signals
from knowledge.directory import Directory, Mention, is_house_row, is_shop_row, labels_of, stands_in
from knowledge.model import Found, Hit
from knowledge.search import Search
from knowledge.text import fold
from knowledge.writing import synonyms
from knowledge.writing.calendar import covers, is_holiday, occasion_in
from knowledge.writing.occasions import occasions_named
from knowledge.writing.trading import days_named

_NEAR = 10  # hits that may tell of a service of the house
_TOLD_OF = 1.5  # added to the score of what tells of a thing of the house that is asked for
_ITS_SUBJECT = 1.5  # and more for what begins with it
_OWN = 0.5  # how much of a follow-up's own score is added to that of the whole question
_CORE = 0.5  # the same of the clause that asks, added to that of the whole message
_OF_ITS_DAY = 3.0  # added to what the paper quoted before says of the day that a follow-up only moves to
_SPOKEN_OF = (
    1.5  # added to the score of the paper quoted before, for a follow-up that names nothing of its own
)


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

    @cached_property
    def is_of_listed_facility(self) -> bool:
        """Whether a table lists what is asked for among what the house has, so that no shop of its kind is meant."""
        listed = (
            hit
            for hit in self.found.hits
            if hit.document.doc_type == "directory" or is_house_row(hit.passage)
        )
        things = self.facilities
        return bool(things) and any(_tells_of(things, hit) and _begins_with(things, hit) for hit in listed)

    def is_of_facility_told_by(self, hit: Hit) -> bool:
        """Whether a hit tells of a thing of the house that the message asks for, in whatever words."""
        return bool(self.facilities) and _tells_of(self.facilities, hit)

    @cached_property
    def is_of_a_service_told(self) -> bool:
        """Whether a service is asked for that a paper near the question tells of, and no shop of the directory offers."""
        papers = (hit for hit in self.found.hits[:_NEAR] if not is_shop_row(hit.document, hit.passage))
        told = [fold(hit.passage.text) for hit in papers]
        offered = [fold(label) for shop in self.directory.shops for label in (*labels_of(shop), shop.note)]
        return any(
            any(word in text for text in told) and not any(word in label for label in offered)
            for word in services_in(self.text)
        )

    def _found_at_its_time(self) -> Found:
        """What is in force; or another paper, where that is clearly what was meant (a campaign that ended)."""
        in_force = self._asked_first(self._own_first(self.find(self.full)))
        meant = StandingMeant(self.text, self.full, self.need.year, self.today, self.staff)
        every = meant.others(self.find(self.full, any_standing=True), in_force)
        return meant.chosen(in_force, self._asked_first(self._own_first(every)))

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
            only_moves_the_day(self.text) and self.turns
        ):  # what the paper spoken of says of that day comes first
            papers = self.turns[-1].documents[:1]
            own = (hit for hit in found.hits if hit.document.doc_id in papers)
            return lifted(found, {h.passage.passage_id: _OF_ITS_DAY for h in own if self._names_its_day(h)})
        if (
            not things_named(self.text) and self.turns
        ):  # 不去了能退吗 asks of what was spoken of, and of nothing else
            papers = self.turns[-1].documents[:1]
            near = {h.passage.passage_id: _SPOKEN_OF for h in found.hits if h.document.doc_id in papers}
            return lifted(found, near)
        return towards(found, self.search_alone.hits, _OWN)

    def _names_its_day(self, hit: Hit) -> bool:
        """Whether a passage names the feast that the message names, or holidays where its day is one."""
        told = fold(hit.passage.text)
        days = self.need.days or occasion_in(self.text, self.today)[:1]
        is_for_holidays = days_named(told)[1] and any(map(is_holiday, days))
        return is_for_holidays or bool(occasions_named(told) & occasions_named(fold(self.text)))

    def _asked_first(self, found: Found) -> Found:
        """What a message finds that tells a case, moved towards what the clause finds that asks: 两张小票, 停车能免吗."""
        return towards(found, self._found_of_core, _CORE) if self._found_of_core else found

    @cached_property
    def _found_of_core(self) -> tuple[Hit, ...]:
        """What the clause that asks finds by itself, in force or not; nothing where no case is told before it."""
        return self._finder.plainly(self.core, also(self.core), any_standing=True).hits if self.core else ()

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
        names = [name for name in names if not self._is_dated(name)]
        return names or support.missing_marks(self.text, self.found.hits) if not self.shops else names

    def _is_dated(self, name: str) -> bool:
        """Whether a name is of a feast on whose day something near holds: 国庆, of 9月26日—10月8日."""
        days = occasion_in(name, self.today)
        near = [hit.passage.text for hit in self.found.hits[:_NEAR]] if days else []
        return any(covers(text, day, self.today) for day in days for text in near)

    def _services_not_there(self) -> list[str]:
        """The services asked for that stand nowhere on this viewer's shelves, as the message calls them."""
        wanted = services_in(self.text).items()
        told = [fold(hit.passage.text) for hit in self.found.hits[:_NEAR]]
        return [
            said
            for word, said in wanted
            if not self.search.knows(word, self.question.as_of)
            if not any(name in text for name in names_of_service(said) for text in told)
            if not any(stands_in(english, text) for english in words_for(said) for text in told)
        ]

    def _facilities_not_there(self) -> list[str]:
        """The things of the house that are looked for and that no paper found tells of, as the message calls them."""
        sought = [(one, one.asked.search(self.text)) for one in looks_for(self.text)]
        hits = self.found.hits
        every = tuple(one for one, _ in sought)
        return [
            said[0] for one, said in sought if said and not any(_tells_of((one,), hit, every) for hit in hits)
        ]

    def find(self, text: str, any_standing: bool = False) -> Found:
        """What a text finds for who asks, in force or, if so wanted, in any standing."""
        return self._finder.find(text, any_standing)

    @cached_property
    def _finder(self) -> Finder:
        return Finder(self.search, self.question.as_of, self.staff, self.english)


def _tells_of(things: tuple[Facility, ...], hit: Hit, sought: tuple[Facility, ...] = ()) -> bool:
    """Whether a paper tells of one of these; the row of a shop, which may stand beside one, tells of the shop.

    A directory tells of what it lists under its own name, as one of these or of all that is `sought`: wheelchairs of toilets.
    """
    if is_shop_row(hit.document, hit.passage):
        heading = fold(" ".join(hit.passage.section))
        if not any(one.written.search(heading) for one in sought or things):
            return False
    return any(one.told_by(hit) for one in things)


def _begins_with(things: tuple[Facility, ...], hit: Hit) -> bool:
    return any(one.is_subject_of(hit) for one in things)


def root_of(topic: str, text: str, full: str) -> str:
    """What a follow-up of a message may lean on; `topic` is what the message itself could lean on."""
    if topic and full != text:
        return topic_after(topic, text, bool(own_words(text)))
    return full


def names_of_service(service: str) -> list[str]:
    """How a service is called in a question, and other words for it: 送货到家, 宅配; another word for a part of it is none."""
    whole = (one for one in synonyms.meant(service) if len(one.said) >= len(service) - 1)
    return [service, *(fold(other) for one in whole for other in one.others)]

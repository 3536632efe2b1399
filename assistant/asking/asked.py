"""One message, read: in plain words, made whole, judged, with a search bound to its viewer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import numpy as np

from assistant.asking.conversation import (
    is_short,
    joined,
    leans,
    ordinal_in,
    points_at,
    topic_after,
    without_connector,
)
from assistant.asking.followup import asks_of_a_shop, by_wording, shops_in
from assistant.asking.items import asked_of_item, item_meant
from assistant.asking.need import Need, read
from assistant.asking.pinyin import written_out
from assistant.asking.several import questions_in
from assistant.asking.wording import also, bare, plain
from assistant.english import speaks_of, things_in
from assistant.journal import Journal, Turn
from assistant.language import ENGLISH, HANS, follow
from assistant.model import Handling, Question, Triage
from assistant.quoted import certainty, support
from assistant.triage import Signals, Triager
from knowledge.directory import Directory, Mention
from knowledge.floors import floors
from knowledge.library import Library
from knowledge.model import Found, Standing
from knowledge.search import Search

_CANDIDATES = 40
_TOLD = (
    "told",
)  # stands for the papers of an answer that a caller tells: not small talk, though nothing is known of them
_FOR_PAPERS = ("咨询", "内部")
_NEAR = 10  # hits among which an English passage should speak of the things of an English question
_SPOKEN = 1.0  # added to the score of those that do
_OWN = 0.5  # how much of a follow-up's own score is added to that of the whole question
_CLEARLY = 1.0  # in units of the search score: how far a paper not in force must lead to be what was meant
_AHEAD = re.compile(r"新版|新规|新的|以后|将来|即将|下个?(?:月|季|年)|明年|改成|要改|调整|upcoming|will be")
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
    of_an_item: bool = False  # asks of a numbered item that an answer or a paper lists: 第二个谁负责

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
        """What is in force; or another paper, where that is clearly what was meant (a campaign that ended)."""
        in_force = self._own_first(self.find(self.full))
        every = self._own_first(self._others(self.find(self.full, any_standing=True), in_force))
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
        least = min(hit.score for hit in self.search_alone.hits)
        own = {hit.passage.passage_id: _OWN * (hit.score - least) for hit in self.search_alone.hits}
        return lifted(found, own)

    def _others(self, every: Found, in_force: Found) -> Found:
        """A paper that was replaced speaks only where it is asked for by name; its successor is in force.

        One that is to replace a paper in force speaks only where what is to come is asked for.
        """
        if _BY_NAME.search(self.text):
            return every
        holding = {hit.document.doc_id for hit in in_force.hits}
        ahead = _AHEAD.search(self.text)
        hits = tuple(
            hit
            for hit in every.hits
            if hit.standing is not Standing.SUPERSEDED
            and not (
                hit.standing is Standing.UPCOMING and not ahead and holding & set(hit.document.supersedes)
            )
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
        rival = in_force.hits[0].score if in_force.hits else 0.0
        return _BY_NAME.search(self.text) is not None or best.score > rival + _CLEARLY

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
        return _root(self.topic, self.text, self.full)

    @cached_property
    def missing(self) -> list[str]:
        """Names in the question that stand nowhere on this viewer's shelves."""
        named = frozenset(mention.matched for mention in self.shops)
        if hidden := support.hidden_nouns(self.text, self.search, self.question.as_of):
            return hidden
        if self.found.answerable >= certainty.CERTAIN:
            # A rare word does not silence what the documents are sure of; a sale that they do not know does.
            return support.missing_days(self.text, self.found.hits)
        names = support.missing_names(self.text, self.search, self.question.as_of, named)
        return names or support.missing_marks(self.text, self.found.hits) if not self.shops else names

    def find(self, text: str, any_standing: bool = False) -> Found:
        found = self._find(text, also(text), any_standing)
        if not self.english or not things_in(text):
            return found
        things = " ".join(things_in(text))
        spoken = [hit for hit in found.hits[:_NEAR] if speaks_of(hit.passage.text, text)]
        wider = self._find(text, things, any_standing)
        if any(hit.passage.language == ENGLISH for hit in spoken):
            surer = max(found, wider, key=lambda one: one.answerable)
            sure = replace(found, answerable=surer.answerable, evidence=surer.evidence)
            return lifted(sure, {hit.passage.passage_id: _SPOKEN for hit in spoken})
        chinese = tuple(hit for hit in wider.hits if hit.passage.language != ENGLISH)
        # judged by the passages that will be quoted, and no English one among them
        return self.search.judged(text, chinese, self.question.as_of, things) if chinese else found

    def _find(self, text: str, beside: str, any_standing: bool) -> Found:
        return self.search.find(
            text, as_of=self.question.as_of, k=_CANDIDATES, any_standing=any_standing, beside=beside
        )


def _in_characters(question: Question, directory: Directory) -> Question:
    """A message in pinyin as the same message in characters; any other as it is."""
    written = written_out(question.message, (shop.name for shop in directory.shops))
    return replace(question, message=written, language=question.language or HANS) if written else question


def _root(topic: str, text: str, full: str) -> str:
    """What a follow-up of a message may lean on; `topic` is what the message itself could lean on."""
    if topic and full != text:
        return topic_after(topic, text, bool(support.own_words(text)))
    return full


def lifted(found: Found, by: Mapping[str, float]) -> Found:
    """What was found, with these passages raised by so much, in order again."""
    hits = (replace(hit, score=hit.score + by.get(hit.passage.passage_id, 0.0)) for hit in found.hits)
    return replace(found, hits=tuple(sorted(hits, key=lambda hit: hit.score, reverse=True)))


class Reader:
    """Reads messages."""

    def __init__(self, library: Library, triager: Triager, journal: Journal) -> None:
        self._library = library
        self._triager = triager
        self._journal = journal

    def read(self, question: Question, said: tuple[Turn, ...] | None = None) -> Asked:
        """Reads a message after what was said in its conversation, or after `said` in its place."""
        directory = self._library.directory(question.viewer, question.as_of)
        question = self._calmed(_in_characters(question, directory))
        today = question.as_of.date()
        text = bare(plain(question.message))
        search = self._library.search(question.viewer)
        turns = self._said(question, search, directory) if said is None else said
        language = question.language or follow(question.message, [turn.message for turn in turns])
        item = self._item_meant(text, turns, search, question, directory)
        full = item or self._whole(text, turns, search, question, directory)
        need = read(full, today)
        alone = read(text, today)
        return Asked(
            question=question,
            conversation_id=question.conversation_id or self._journal.begin(),
            text=text,
            full=full,
            need=replace(
                need,
                kinds=alone.kinds or need.kinds,
                days=alone.days or need.days,
                own=support.own_words(text) | frozenset(floors(text)) if full != text else frozenset(),
            ),
            triage=self._triager.judge(question.message, question.viewer),
            signals=self._triager.signals(question.message, question.viewer),
            language=language,
            turns=turns,
            search=search,
            directory=directory,
            shops=tuple(directory.mentions(text)),
            of_an_item=bool(item),
        )

    def questions(self, asked: Asked) -> list[str]:
        """The questions of a message; itself where it is one, or no question that papers answer."""
        plainly = asked.triage.intent in _FOR_PAPERS or (asked.staff and asked.triage.priority == "P3")
        if not plainly or asked.signals.out_of_scope:
            return [asked.question.message]
        first, *others = questions_in(asked.question.message, self._triager.asks)
        named = asked.directory.mentions(first)
        if len(named) != 1:
            return [first, *others]
        return [first, *(self._of_the_shop(named[0], other, asked.directory) for other in others)]

    @staticmethod
    def _of_the_shop(named: Mention, message: str, directory: Directory) -> str:
        """A later question of a message that leaves the shop out which the first one names."""
        leaves_out = asks_of_a_shop(message) and not directory.mentions(message)
        return f"{named.matched} {message}" if leaves_out else message

    def _said(self, question: Question, search: Search, directory: Directory) -> tuple[Turn, ...]:
        """What was said before: as the journal has it, or as a caller tells who keeps the conversation itself."""
        if question.conversation_id:
            return tuple(self._journal.turns(question.conversation_id))
        turns: tuple[Turn, ...] = ()
        for message, answer in question.earlier:
            text = bare(plain(message))
            whole = self._whole(text, turns, search, question, directory)
            topic = _root(turns[-1].topic if turns else "", text, whole)
            urgent = self._triager.judge(message, question.viewer).priority == "P0"
            handling = Handling.EMERGENCY if urgent else Handling.ANSWER
            turns = (*turns, Turn(message, topic, answer, handling.value, _TOLD))
        return turns

    def _calmed(self, question: Question) -> Question:
        """A question asked in anger as the question alone, where there is a thing that it asks about."""
        rest = self._triager.calmed(question.message)
        if rest == question.message or not support.own_words(rest):
            return question
        language = question.language or follow(question.message)
        return replace(question, message=rest, language=language)

    def _whole(
        self, text: str, turns: Sequence[Turn], search: Search, question: Question, directory: Directory
    ) -> str:
        """The message as it would be put to somebody who did not hear the conversation so far."""
        if not question.viewer.is_staff:
            # whether it still speaks of an emergency is judged apart; a question does not lean on one
            turns = [turn for turn in turns if turn.handling != Handling.EMERGENCY.value]
        if not turns:
            return text
        whole = by_wording(text, turns, directory)
        if whole is not None and not self._is_whole(text, search, question):
            return whole
        whole = joined(turns[-1].topic, text)
        goes_on = is_short(text) and self._goes_on(text, whole, turns[-1], search, question)
        return whole if goes_on else text

    def _item_meant(
        self, text: str, turns: Sequence[Turn], search: Search, question: Question, directory: Directory
    ) -> str:
        """The whole question where 第一个 stands for a numbered item of an answer, or of the paper behind it."""
        if (
            not turns
            or ordinal_in(text) is None
            or not is_short(text)
            or any(shops_in(t.answer, directory) for t in turns)
        ):
            return ""
        topic = turns[-1].topic.split("\n")[0]
        hits = search.find(topic, as_of=question.as_of, k=_CANDIDATES).hits
        papers = (hit.passage.text for hit in hits if hit.document.doc_id in turns[-1].documents[:1])
        item = item_meant(text, turns, papers)
        return joined(f"{topic} {item}", asked_of_item(text, turns)) if item else ""

    def _is_whole(self, text: str, search: Search, question: Question) -> bool:
        """Whether only a connector ties a message to what was said: 那停车怎么收费 asks for itself."""
        rest = without_connector(text)
        asks = read(rest, question.as_of.date()).kinds and support.own_words(rest)
        if rest == text or not asks or leans(rest) or points_at(rest):
            return False
        enough = certainty.CLEAR if rest.isascii() else certainty.CERTAIN
        beside = " ".join(things_in(rest)) if rest.isascii() else also(rest)
        return search.find(rest, as_of=question.as_of, k=1, beside=beside).answerable >= enough

    def _goes_on(self, text: str, whole: str, before: Turn, search: Search, question: Question) -> bool:
        """Alone the message finds little; with its topic it finds what it also finds alone, or the paper quoted before."""
        alone = search.find(text, as_of=question.as_of, k=10)
        together = search.find(whole, as_of=question.as_of, k=1)
        if alone.answerable >= certainty.CLEAR or together.answerable < alone.answerable or not together.hits:
            return False
        best = together.hits[0]
        near = best.passage.passage_id in {hit.passage.passage_id for hit in alone.hits}
        if support.names_something_new(text, f"{before.topic} {before.answer}"):
            # an English word for what the papers call otherwise: register, book, sign up
            return text.isascii() and near and together.answerable >= certainty.SURE
        return near or best.document.doc_id in before.documents

"""Reading a message: into characters, calmed, made whole with what was said before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.asking.asked import Asked, root_of
from assistant.asking.codes import NUMBERED, as_titled
from assistant.asking.conversation import (
    is_short,
    joined,
    leans,
    may_lean,
    naming,
    only_takes_part,
    ordinal_in,
    points_at,
    without_connector,
)
from assistant.asking.correction import meant
from assistant.asking.demands import Demand
from assistant.asking.facilities import as_a_place
from assistant.asking.finder import CANDIDATES
from assistant.asking.followup import by_wording, of_which_shop
from assistant.asking.items import asked_of_item, item_meant
from assistant.asking.later_days import dated
from assistant.asking.membership import level_after, levels_in_full
from assistant.asking.misheard import put_right
from assistant.asking.mixed import pinyin_within
from assistant.asking.need import Need, read
from assistant.asking.pinyin import written_out
from assistant.asking.report_meant import of_the_report
from assistant.asking.several import asking_clause, on_its_day, questions_in
from assistant.asking.speech import Speech, SpeechOfPapers
from assistant.asking.spending import tells_what_was_spent
from assistant.asking.spoken_shops import asks_of_a_shop, is_of_the_mall, shops_in
from assistant.asking.that_figure import with_that_figure
from assistant.asking.wording import also, bare, plain, without_all_well
from assistant.english import is_english, things_in
from assistant.journal import Journal, Turn
from assistant.language import HANS, follow, house_script
from assistant.model import Handling, Question
from assistant.quoted import certainty
from assistant.quoted.nouns import names_something_new, own_nouns, own_words, things_named
from assistant.quoted.sells import OF_A_SHOP
from assistant.shops.broken import as_a_repair
from assistant.shops.kinds import as_a_wish
from assistant.triage import Triager
from knowledge.directory import Directory, Mention
from knowledge.library import Library
from knowledge.model import Shop
from knowledge.search import Search
from knowledge.text import fold
from knowledge.writing.floors import floors

_TOLD = (
    "told",
)  # stands for the papers of an answer that a caller tells: not small talk, though nothing is known of them
_READ = 6  # hits of which one may give the value that is asked for
_FOR_PAPERS = ("咨询", "内部")


def _amounts_now(need: Need, alone: Need) -> frozenset[tuple[str, str]]:
    """The amounts asked about: in a follow-up that asks nothing anew, its own take the place of those of their unit."""
    units = {unit for _, unit in alone.amounts if unit and not alone.kinds}
    return alone.amounts | {one for one in need.amounts if one[1] not in units}


def _is_of_its_own(part: Asked, whole: Asked) -> bool:
    """Whether a later question names a thing that the best passage for it has, and the best for the whole message has not."""
    own, told = (fold(one.found.hits[0].passage.text) if one.found.hits else "" for one in (part, whole))
    found = part.found.answerable >= certainty.REFUSED
    return found and any(thing in own and thing not in told for thing in things_named(part.text))


class Reader:
    """Reads messages."""

    def __init__(self, library: Library, triager: Triager, journal: Journal) -> None:
        self._library = library
        self._triager = triager
        self._journal = journal
        self._speech = SpeechOfPapers(library)

    def _in_characters(self, question: Question, directory: Directory, search: Search) -> Question:
        """A message in pinyin as the same message in characters; in any other, words typed as they sound are put right."""
        names = list(dict.fromkeys(name for shop in directory.shops for name in (*shop.aliases, shop.name)))

        def papers() -> Speech:
            return self._speech.of(question.viewer, question.as_of)

        if written := written_out(question.message, names, papers):
            return replace(question, message=written, language=question.language or HANS)

        def is_named(typed: str) -> bool:
            return any(typed in fold(f"{shop.name} {shop.name_en}").split() for shop in directory.shops)

        def is_known(typed: str) -> bool:
            return is_english(typed) or is_named(typed) or search.knows(typed, question.as_of)

        mixed = pinyin_within(question.message, names, is_known, papers)
        heard = put_right(mixed, names, lambda typed: search.writes(typed, question.as_of))
        heard = levels_in_full(heard, search, question.as_of)
        return question if heard == question.message else replace(question, message=heard)

    def read(self, question: Question, said: tuple[Turn, ...] | None = None) -> Asked:
        """Reads a message after what was said in its conversation, or after `said` in its place."""
        directory = self._library.directory(question.viewer, question.as_of)
        search = self._library.search(question.viewer)
        question = self._to_mend(self._calmed(self._in_characters(question, directory, search)))
        today = question.as_of.date()
        text = as_a_wish(as_a_place(self._as_titled(bare(plain(question.message)), question)))
        turns = self._said(question, search, directory) if said is None else said
        language = self._language(question, turns)
        if turns and (put_right := meant(question.message, self._triager.asks(question.message))):
            question = replace(question, message=put_right, language=language)
            text = bare(plain(put_right))
        if turns:
            text = dated(text, turns[-1].topic, today)
            if question.viewer.is_staff:
                reports = self._library.documents_of_type("replay", question.viewer, question.as_of)
                text = of_the_report(text, turns, reports)
            if (of_level := level_after(text, turns[-1].topic)) != text:
                text = levels_in_full(of_level, search, question.as_of)
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
                amounts=_amounts_now(need, alone),
                is_settled=full != text and bool(need.amounts) and not alone.amounts,
                own=own_words(text) | frozenset(floors(text)) if full != text else frozenset(),
            ),
            triage=self._triager.judge(question.message, question.viewer),
            signals=self._triager.signals(question.message, question.viewer),
            language=language,
            turns=turns,
            search=search,
            directory=directory,
            shops=tuple(directory.mentions(text)),
            core=asking_clause(text, self._triager.asks) if full == text else "",
            of_an_item=bool(item),
        )

    def _as_titled(self, text: str, question: Question) -> str:
        """A message with the numbers of papers as the papers that its asker may read write them."""
        if not question.viewer.is_staff or not NUMBERED.search(text):
            return text
        documents = self._library.documents(question.viewer, question.as_of)
        return as_titled(text, (document.title for document in documents))

    def questions(self, asked: Asked) -> list[str]:
        """The questions of a message; itself where it is one, or no question that papers answer."""
        plainly = asked.triage.intent in _FOR_PAPERS or (asked.staff and asked.triage.priority == "P3")
        if not plainly or asked.signals.out_of_scope:
            return [asked.question.message]
        message = without_all_well(asked.question.message)
        first, *others = questions_in(message, self._triager.asks, goes_on=bool(asked.turns))
        others = [on_its_day(first, other) for other in others]
        named = asked.directory.mentions(plain(first))
        if len(named) != 1:
            return [first, *others]
        return [first, *(self._of_the_shop(named[0], other, asked.directory) for other in others)]

    def in_its_case(
        self, part: Asked, told: str, turns: tuple[Turn, ...], points_back: bool = False
    ) -> Asked:
        """A question that finds little by itself, after the case that its message tells (`told`), if it finds more then.

        捡了张银行卡，放在哪里，能放几天: what can be kept is the card. What `points_back` is never whole by itself.
        """
        sure = part.found.answerable >= certainty.SURE and not part.missing and not points_back
        if sure and (things_named(part.text) or part.text == told):
            return part
        if part.shops or part.text in told[-len(part.text) :]:
            return part
        message = f"{told}{', ' if told.isascii() else '，'}{part.question.message}"
        whole = self.read(replace(part.question, message=message), turns)
        least = certainty.REFUSED if points_back else max(part.found.answerable, certainty.REFUSED)
        if whole.missing or whole.found.answerable < least:
            return part
        if not points_back and _is_of_its_own(part, whole):
            return part
        return replace(whole, question=part.question)

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
            topic = root_of(turns[-1].topic if turns else "", text, whole)
            urgent = self._triager.judge(message, question.viewer).priority == "P0"
            handling = Handling.EMERGENCY if urgent else Handling.ANSWER
            turns = (*turns, Turn(message, topic, answer, handling.value, _TOLD))
        return turns

    def _calmed(self, question: Question) -> Question:
        """A question asked in anger as the question alone, where there is a thing that it asks about."""
        rest = self._triager.calmed(question.message)
        if rest == question.message or not own_words(rest):
            return question
        return replace(question, message=rest, language=self._language(question))

    def _to_mend(self, question: Question) -> Question:
        """A message that only says what is broken as the wish to have it mended."""
        wish = as_a_repair(question.message)
        if wish == question.message:
            return question
        return replace(question, message=wish, language=self._language(question))

    def _language(self, question: Question, turns: Sequence[Turn] = ()) -> str:
        """The language to answer in; of a message that tells none, the script of the papers that its asker may read."""
        told = question.language or follow(question.message, [turn.message for turn in turns], house="")
        if told:
            return told
        documents = self._library.documents(question.viewer, question.as_of)
        return house_script(document.language for document in documents)

    def _whole(
        self, text: str, turns: Sequence[Turn], search: Search, question: Question, directory: Directory
    ) -> str:
        """The message as it would be put to somebody who did not hear the conversation so far."""
        if not question.viewer.is_staff:
            # whether it still speaks of an emergency is judged apart; a question does not lean on one
            turns = [turn for turn in turns if turn.handling != Handling.EMERGENCY.value]
        if not turns:
            return text
        if pointed := with_that_figure(text, turns[-1].answer):
            return pointed
        if shop := self._shop_told_of(text, turns[-1], search, question, directory):
            return naming(text, shop.name)
        whole = by_wording(text, turns, directory)
        of_a_shop = asks_of_a_shop(without_connector(text)) and shops_in(turns[-1].answer, directory)
        if whole is not None and (of_a_shop or not self._is_whole(text, search, question)):
            return whole
        whole = joined(turns[-1].topic, text)
        goes_on = may_lean(text) and self._goes_on(text, whole, turns[-1], search, question)
        return whole if goes_on else text

    @staticmethod
    def _shop_told_of(
        text: str, before: Turn, search: Search, question: Question, directory: Directory
    ) -> Shop | None:
        """The one shop that was told of, where no paper gives the value that is asked for next: 洗一次牙收多少."""
        listed = shops_in(before.answer, directory)
        demand = Demand(text)
        is_asked = (demand.value is not None or OF_A_SHOP.search(text)) and not asks_of_a_shop(text)
        if len(listed) != 1 or not is_short(text) or not is_asked or is_of_the_mall(text):
            return None
        if directory.mentions(text) or tells_what_was_spent(text) or of_which_shop(text):
            return None
        sells = any(len(tag) > 1 and fold(tag) in text for tag in listed[0].tags)
        if sells or (not own_nouns(text) and not leans(without_connector(text))):
            return listed[0]
        near = search.find(text, as_of=question.as_of, k=CANDIDATES).hits[:_READ]
        return listed[0] if demand.lacks_value(near) else None

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
        hits = search.find(topic, as_of=question.as_of, k=CANDIDATES).hits
        papers = (hit.passage.text for hit in hits if hit.document.doc_id in turns[-1].documents[:1])
        item = item_meant(text, turns, papers)
        return joined(f"{topic} {item}", asked_of_item(text, turns)) if item else ""

    def _is_whole(self, text: str, search: Search, question: Question) -> bool:
        """Whether only a connector ties a message to what was said: 那停车怎么收费 asks for itself."""
        rest = without_connector(text)
        asks = read(rest, question.as_of.date()).kinds and own_words(rest)
        if rest == text or not asks or leans(rest) or points_at(rest):
            return False
        enough = certainty.CLEAR if rest.isascii() else certainty.CERTAIN
        beside = " ".join(things_in(rest)) if rest.isascii() else also(rest)
        return search.find(rest, as_of=question.as_of, k=1, beside=beside).answerable >= enough

    def _goes_on(self, text: str, whole: str, before: Turn, search: Search, question: Question) -> bool:
        """Alone the message finds little; with its topic it finds what it also finds alone, or the paper quoted before."""
        alone = search.find(text, as_of=question.as_of, k=10)
        if not is_short(text) and alone.answerable >= certainty.REFUSED:
            return False
        together = search.find(whole, as_of=question.as_of, k=1)
        of_its_paper = together.hits and together.hits[0].document.doc_id in before.documents
        if of_its_paper and only_takes_part(text) and alone.answerable < certainty.CERTAIN:
            return together.answerable >= certainty.REFUSED
        if alone.answerable >= certainty.CLEAR or together.answerable < alone.answerable or not together.hits:
            return False
        best = together.hits[0]
        near = best.passage.passage_id in {hit.passage.passage_id for hit in alone.hits}
        if names_something_new(text, f"{before.topic} {before.answer}"):
            # an English word for what the papers call otherwise: register, book, sign up
            # or one that by itself finds nothing
            is_lost = text.isascii() or alone.answerable < certainty.REFUSED
            return is_lost and near and together.answerable >= certainty.SURE
        return near or best.document.doc_id in before.documents

"""Answers out of tables: shops, hours, and sums by a rule."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.asking.asked import Asked
from assistant.asking.moments import moment_in
from assistant.asking.value import value_in
from assistant.english import as_a_wish
from assistant.language import is_chinese
from assistant.model import Handling
from assistant.quoted import certainty, support
from assistant.quoted.member_offers import offers_beside
from assistant.quoted.neighbours import around_the_house, names_a_neighbour
from assistant.quoted.nouns import own_words
from assistant.quoted.own_rows import beside_the_directory
from assistant.quoted.procedure import asks_for_steps
from assistant.quoted.rows import opening_rules, passages_of, timetables
from assistant.quoted.unanswered import Unanswered
from assistant.quoted.versions import asks_what_it_said, first_with_past, is_of_before
from assistant.reckoning import Asking, Sum, reckoned
from assistant.reply import Line, Reply, Source, spoken
from assistant.shops import missing
from assistant.shops.goods import sold_instead
from assistant.shops.kinds import kinds_in
from assistant.shops.lines import ShopLines
from assistant.shops.lookup import Lookup
from assistant.shops.opening import asks_opening, begun, is_of_another_venue, opening_reply
from assistant.shops.reopening import reopenings
from assistant.shops.timetable import asks_hours, of_a_timetable
from assistant.ways.no_search import has_a_name_of_its_own, is_no_search
from assistant.ways.tone import COMPLAINS
from knowledge.directory import stands_in
from knowledge.library import Library
from knowledge.model import Hit, Shop
from knowledge.posted_hours import in_its_season
from knowledge.text import fold, words
from knowledge.writing.calendar import month_in
from knowledge.writing.posted import Posted

_NOT_RECKONED = ("投诉", "紧急", "表扬")
_A_QUESTION = 3  # characters of a question at least
_COMMON = 2  # pairs of characters that a question and a remark have in common
_RULES_SHOWN = 2  # passages quoted below a sum


class Tables:
    """Tables before prose."""

    def __init__(self, library: Library, unanswered: Unanswered) -> None:
        self._library = library
        self._unanswered = unanswered

    def sum(self, asked: Asked) -> Reply | None:
        """A sum that a rule settles, and the rule below it; complaints go to a person."""
        if asked.triage.intent in _NOT_RECKONED and COMPLAINS.search(asked.text):
            return None
        past = first_with_past(asked.found.hits, self._library)
        is_before = past and is_of_before(asked.full, asked.today, past.document, self._library)
        if is_before or (past and asked.staff and asks_what_it_said(asked.text)):
            return None  # the rule in force gives no sum for the time of the one before it
        asking = Asking(
            asked.text,
            lambda words: asked.find(words).hits,
            asked.today,
            asked.directory,
            self._row_of(asked),
            asked.english,
            asked.question.as_of,
            lambda paper: passages_of(self._library, asked, paper),
        )
        found = reckoned(asking, asked.topic)
        if found is None:
            return None
        said, topic = found
        rules = [one for one in said.sources if one.document.doc_type != "directory"][:_RULES_SHOWN]
        if asked.english:  # the steps tell the rule, and the sum cites it
            rules = [one for one in rules if not is_chinese(one.passage.text)]
        lines = [Line(spoken(one.passage), (one,)) for one in rules]
        lines += self._asked_besides(asked, said)
        return Reply(Handling.ANSWER, (said.line(), *lines), 0.95, topic=topic)

    @staticmethod
    def _asked_besides(asked: Asked, said: Sum) -> list[Line]:
        """What the paper of a sum says to a second question of the message: 一共多少杯？三楼那家也有吗."""
        _, mark, rest = asked.text.partition("?")
        papers = {one.document.doc_id for one in said.sources}
        if asked.english or not mark or len(rest.strip("?。! ")) < _A_QUESTION:
            return []
        told = {one.passage.passage_id for one in said.sources}
        hits = [hit for hit in asked.find(asked.text).hits if hit.document.doc_id in papers]
        new = [hit for hit in hits if hit.passage.passage_id not in told]
        return [Line(spoken(hit.passage), (Source(hit.passage, hit.document),)) for hit in new[:_RULES_SHOWN]]

    def unwritten(self, asked: Asked) -> Reply | None:
        """That nobody writes down what is asked for; what the directory says of the shops beside it."""
        reply = self._unanswered.unwritten(asked)
        beside = self.shops(asked) if reply and not asked.need.days else None
        if not reply or not beside:
            return reply
        return replace(reply, handling=Handling.PARTIAL, lines=(*reply.lines, *beside.lines), tickets=())

    def shops(self, asked: Asked) -> Reply | None:
        if is_no_search(asked) or names_a_neighbour(asked, self._library):
            return None
        named = [mention.shop for mention in asked.named]
        offers = offers_beside(self._library, asked, named)
        if not offers and (untold := self._unanswered.shops.untold(asked)):
            return untold
        if not asked.shops and has_a_name_of_its_own(asked):
            return None
        text = as_a_wish(asked.full) if asked.english else asked.full
        if asked.shops and not asked.directory.mentions(text):
            text = asked.full  # where can I find one asks for no shop called One; where is One does
        reply = self._lookup(asked).reply(text, asked.need, asked.question.as_of, asked.english)
        if reply is None:
            return None
        again = reopenings(named, asked.found.hits, asked.today, asked.english)
        around = () if asked.named else around_the_house(asked, self._library)
        told = Handling.PARTIAL if around and reply.handling is Handling.UNKNOWN else reply.handling
        lines = (*reply.lines, *offers, *again, *beside_the_directory(asked), *around)
        return replace(reply, handling=told, lines=lines, topic=asked.full)

    def timetable(self, asked: Asked) -> Reply | None:
        """The hours that a table of the week tells of a kind of shop or of a place that is named."""
        if not asks_hours(asked.full) or asks_for_steps(asked.full) or asked.of_an_item:
            return None
        rows = [row for row in timetables(self._library, asked) if not row.is_of_the_house]
        day = next(iter(asked.need.days), asked.today)
        said = ShopLines(asked.english, day, asked.question.as_of, self._row_of(asked))
        reply = of_a_timetable(rows, asked.full, asked.need, asked.directory, said)
        return replace(reply, topic=asked.full) if reply else None

    def by_remark(self, asked: Asked) -> Reply | None:
        """The one shop whose remark in the directory is what a shopper's question is nearest to: 试驾要预约吗."""
        if asked.staff or asked.english or asked.facilities:
            return None
        best = asked.found.hits[0] if asked.found.hits else None
        nearest = _shop_of(best, asked.directory.shops) if best else None
        shop = nearest if nearest and _is_near(nearest.note, asked.text) else _only_one_of_kind(asked)
        if shop is None:
            return None
        said = ShopLines(False, asked.today, asked.question.as_of, self._row_of(asked))
        return Reply(Handling.ANSWER, (said.card(shop, {"place"}),), certainty.CERTAIN, topic=asked.full)

    def opening(self, asked: Asked) -> Reply | None:
        if not asks_opening(asked.full) or asks_for_steps(asked.full):
            return None
        if not asked.english and kinds_in(asked.text):
            return None  # the hours of a kind of shop are not the mall's
        if is_of_another_venue(fold(asked.full), asked.found.hits):
            return None
        if shops := begun(fold(asked.full), asked.directory):
            month = month_in(asked.full, asked.today)
            is_now = month is None or month[0] <= asked.today <= month[1]
            return (
                self._lookup(asked).those(shops, asked.full, asked.need, asked.question.as_of, asked.english)
                if is_now
                else None
            )
        rules = opening_rules(self._library, asked)
        day = next(iter(asked.need.days), asked.today)
        named = moment_in(asked.full, asked.question.as_of, day)
        at = (
            named.at
            if named and not named.is_guessed
            else asked.question.as_of
            if not asked.need.days
            else None
        )
        return opening_reply(asked.need, asked.today, rules, asked.english, at)

    def absent(self, asked: Asked) -> Reply | None:
        """A shop that is asked for by a name that stands nowhere, with shops of its kind."""
        if support.hidden_nouns(asked.text, asked.search, asked.question.as_of):
            return None
        day = next(iter(asked.need.days), asked.today)
        said = ShopLines(asked.english, day, asked.question.as_of, self._row_of(asked))
        if asked.facilities and not asked.staff and (sold := sold_instead(asked.directory, asked.text, said)):
            return sold
        names = (missing.absent(asked.directory, name, asked.full, said) for name in asked.missing)
        return next(filter(None, names), None) or missing.none_of_kind(asked.directory, asked.full, said)

    def _lookup(self, asked: Asked) -> Lookup:
        return Lookup(
            asked.directory,
            self._row_of(asked),
            lambda: opening_rules(self._library, asked),
            lambda: asked.found.hits,
            lambda shop, day: in_its_season(shop, day, self._posted(asked)),
        )

    def _posted(self, asked: Asked) -> Sequence[Posted]:
        """The rows of papers that tell somebody's hours, as who asks may read them."""
        return self._library.posted(asked.question.viewer, asked.question.as_of)

    def _row_of(self, asked: Asked) -> Callable[[Shop], Source | None]:
        """The directory row behind a shop, if this viewer may read it."""
        question = asked.question

        def source(shop: Shop) -> Source | None:
            found = self._library.passage(shop.passage_id, question.viewer, question.as_of)
            return Source(*found) if found else None

        return source


def _is_near(note: str, text: str) -> bool:
    """Whether a remark has words of a question."""
    common = set(words(fold(text))) & set(words(fold(note)))
    return len(common) >= _COMMON or any(word in fold(note) for word in own_words(text))


def _only_one_of_kind(asked: Asked) -> Shop | None:
    """The only shop of the kind that is named, or whose remark names it, where that gives the value asked for: 剪发 200 元."""
    value = value_in(asked.text)
    kinds = kinds_in(asked.text) if value and not asked.shops else []
    if len(kinds) != 1:
        return None
    every = asked.directory.shops
    shops = kinds[0].among(every) or [
        shop for shop in every if any(stands_in(word, fold(shop.note)) for word in kinds[0].written)
    ]
    told = [shop for shop in shops if value and re.search(value.has, fold(shop.note))]
    return told[0] if len(shops) == len(told) == 1 else None


def _shop_of(hit: Hit, shops: Sequence[Shop]) -> Shop | None:
    """The shop that a row is of, be it in the second file that tells of it."""
    row = hit.passage.passage_id
    return next((shop for shop in shops if row in (shop.passage_id, *shop.beside)), None)

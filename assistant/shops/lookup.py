"""Answers out of the shop directory: where, when, which; copied from its rows, never from a model."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime

from assistant.asking.moments import moment_in
from assistant.asking.need import Need
from assistant.model import Handling
from assistant.reply import Line, Reply
from assistant.shops import about, branches, figures, nearer, supposed
from assistant.shops.clocks import by_clock
from assistant.shops.goods import by_goods
from assistant.shops.lines import ShopLines, SourceOf
from assistant.shops.listing import Listing
from assistant.shops.marks import tagged, tagged_in
from assistant.shops.meant import WHICH, fitting, meant, the_one
from assistant.shops.missing import absent_beside, no_chain
from assistant.shops.opening import as_the_mall, as_told_for, mall_line
from assistant.shops.own_papers import hours_told
from assistant.shops.sieve import read
from assistant.shops.stocked import stocked
from assistant.shops.supposed_hours import is_right
from assistant.shops.touched import is_of_pets, line_of, tags_touched
from assistant.shops.wanted import asked_of, matches
from assistant.shops.way_in import way_in
from assistant.shops.words import FIGURES
from knowledge.directory import Directory, Mention, floor_in, is_open, spans_of, told_for
from knowledge.model import Hit, Shop
from knowledge.text import fold
from knowledge.writing.calendar import names_a_day, occasion_in
from knowledge.writing.hours import OpeningRule
from knowledge.writing.presence import is_present

_MOST = 5
RulesOf = Callable[[], Sequence[OpeningRule]]
HitsOf = Callable[[], Sequence[Hit]]
OnDay = Callable[[Shop, date], Shop]
_BETWEEN = re.compile(
    r"从.{1,24}(?:到|去|往|走)|怎么[走去]|怎样[走去]|同一?层|离.{0,8}(?:远|近)|from .+ to |how (?:do|can) i get"
)
_BORROWS = re.compile(
    r"借(?!书|贷|记卡|口|此)|租[个用一](?!店|铺|辆|台车|部车)|(?<![a-z])(?:borrow|lend|rent a(?! car))(?![a-z])"
)


class Lookup:
    """Reads a question against the directory; None when it is not the directory's to answer."""

    def __init__(
        self,
        directory: Directory,
        source_of: SourceOf,
        rules_of: RulesOf = tuple,
        hits_of: HitsOf = tuple,
        on_day: OnDay = lambda shop, _: shop,
    ) -> None:
        """`rules_of` gives the mall's own hours, read only where a shop's hours are asked for; `hits_of` what papers say near a question that names a day.

        `on_day` gives a shop the hours of the season of another day.
        """
        self._directory = directory
        self._source_of = source_of
        self._rules_of = rules_of
        self._hits_of = hits_of
        self._on_day = on_day

    def reply(self, text: str, need: Need, as_of: datetime, english: bool) -> Reply | None:
        """Answers where, when, which and how about shops; `text` is the plain, full question."""
        if not self._directory.shops:
            return None
        units = self._directory.units_named(text)
        day = next(iter(_days(text, units, need, as_of.date())), as_of.date())
        said = ShopLines(english, day, as_of, self._source_of)
        said.is_of_hours = "hours" in asked_of(text)
        shops = self._directory.shops
        said.told = frozenset(name for name in tagged_in(text) if tagged()[name].is_told(shops))
        said.told |= {name for name in FIGURES if figures.is_told(name, shops)}
        if units:
            return self._at_units(text, units, said)
        sieve = read(text, self._directory, as_of, day)
        listing = Listing(sieve, said, self._rules_of, lambda shop: self._own_hours(shop, said))
        if (
            sieve.left_out
            and (sieve.no_shops or sieve.no_kinds or sieve.no_floors or sieve.no_words)
            and (reply := listing.reply(text))
        ):
            return reply
        if mentions := meant(self._directory, text):
            near = nearer.nearest_of_kind(self._directory, text, mentions, sieve, said)
            reply = near or self._about(text, mentions, said)
            beside = absent_beside(self._directory, text, [one.matched for one in mentions], said)
            if not beside:
                return reply
            cards = [said.card(one.shop, {"place", "hours"}) for one in mentions[:_MOST]]
            lines = reply.lines if reply else tuple(cards)
            return Reply(Handling.ANSWER, (*lines, *beside), 0.9)
        if _BORROWS.search(fold(text)):
            return None  # what is lent is no matter of the shops that sell it
        if shop := the_one(self._directory, text, sieve):
            return Reply(Handling.ANSWER, tuple(self._card(shop, text, asked_of(text), said)), 0.9)
        return (
            no_chain(self._directory, text, sieve, said)
            or way_in(text, sieve, said)
            or listing.reply(text)
            or by_goods(self._directory, text, said)
        )

    def those(
        self, mentions: Sequence[Mention], text: str, need: Need, as_of: datetime, english: bool
    ) -> Reply:
        """What is asked of some shops that were found by another way; of the one alone that lies where the word says."""
        day = next(iter(need.days or occasion_in(text, as_of.date())), as_of.date())
        said = ShopLines(english, day, as_of, self._source_of)
        there = [mention for mention in mentions if fold(mention.shop.unit) == mention.matched]
        shops = [mention.shop for mention in there or mentions[:_MOST]]
        lines = [line for shop in shops for line in self._card(shop, text, asked_of(text), said)]
        return Reply(Handling.ANSWER, tuple(lines), 0.9)

    # -- one shop, or those of one name ------------------------------------------------------------

    def _at_units(self, text: str, units: Sequence[str], said: ShopLines) -> Reply:
        """Who has these units; a shop that is named beside them is told of first, and whether it is there."""
        here = self._directory.at(text)
        named = list(
            dict.fromkeys(mention.shop for mention in meant(self._directory, text) if mention.exact)
        )[:_MOST]
        if not here and not named:
            return Reply(Handling.UNKNOWN, (Line(said("nobody", unit=units[0])),), 0.9)
        lines: list[Line] = []
        for shop in named:
            is_there = "here" if is_present(shop, said.day) else ""
            opening = (
                said("not_at", unit=units[0]) if shop not in here else said(is_there) if is_there else ""
            )
            card = said.card(shop, {"place"})
            lines.append(Line(opening + card.text, card.sources))
        asked = {"place"} if named else asked_of(text)
        for shop in here:
            if shop not in named:
                lines += self._card(shop, text, asked, said)
        if not here:
            lines.append(Line(said("nobody", unit=units[0])))
        return Reply(Handling.ANSWER, tuple(lines), 0.95)

    def _about(self, text: str, mentions: list[Mention], said: ShopLines) -> Reply | None:
        asked = asked_of(text) | ({"category"} if about.asks_what_it_is(text, mentions) else set())
        if matches("elsewhere", text):
            return None
        several = len({mention.shop.name for mention in mentions}) > 1 and all(m.exact for m in mentions)
        closed = any(not is_present(mention.shop, said.day) for mention in mentions)
        between = _BETWEEN.search(fold(text)) is not None
        is_placed = supposed.supposes(text) and bool(self._directory.places_named(text) or floor_in(text))
        asked -= (tagged().keys() | set(FIGURES)) - said.told
        if told := self._compared(text, mentions, said) or stocked(text, mentions, said):
            return told
        if not asked - {"pets", "points", "coupon"} and not closed and len(mentions) == 1:
            (mention,) = mentions
            if mention.exact and not mention.shop.pets and (tags := tags_touched(text, mention)):
                return Reply(Handling.ANSWER, (line_of(mention, tags, said),), 0.9)
        if (
            asked == {"pets"}
            and not closed
            and not any(one.shop.pets for one in mentions)
            and self._papers_tell_of_pets()
        ):
            return None
        if not (
            asked
            or several
            or closed
            or between
            or is_placed
            or matches("presence", text)
            or about.only_name(text, mentions)
        ):
            return None
        if about.asks_of_marks(asked, text) and not closed and not about.is_told(mentions, asked, said):
            return None  # whether a voucher holds there, or a dog may come in, is for the papers to say, where no column does
        mentions = fitting(self._directory, mentions, text)
        names = {mention.matched for mention in mentions}
        alike = [mention for mention in mentions if not mention.exact] or len(names) < len(mentions)
        if len(mentions) > 1 and alike and not about.wants_all(text) and not (between and len(names) > 1):
            if told := self._open_then(text, mentions, said):
                return told
            if branches.are_one_brand(mentions):
                return branches.of_one_brand(mentions, asked, said)
            if called := branches.called_so(mentions, asked, said):
                return called
            return self._which(mentions, asked, said)
        lines: list[Line] = []
        for mention in mentions[:_MOST]:
            lines += self._placed(mention.shop, text, {"place"} if between and several else asked, said)
        shops = [mention.shop for mention in mentions[:_MOST]]
        if matches("formerly", text):
            lines += [said.card(shop, {"place"}) for shop in self._after(mentions)]
        if several and between and len(names) == len(mentions) == 2:
            lines.append(self._between(mentions, text, said))
        is_missing = asked - {"place"} == {"phone"} and not any(shop.phone.strip(" –-") for shop in shops)
        return Reply(Handling.PARTIAL if is_missing else Handling.ANSWER, tuple(lines), 0.95)

    def _papers_tell_of_pets(self) -> bool:
        """Whether papers that are no directory say near a question where animals may go: 美食街、餐厅，宠物不可进入."""
        near = (hit for hit in self._hits_of() if hit.document.doc_type != "directory")
        return any(is_of_pets(hit.passage.text) for hit in near)

    def _compared(self, text: str, mentions: Sequence[Mention], said: ShopLines) -> Reply | None:
        """Which of the shops named shuts later, or is nearer to another one."""
        if not all(mention.exact for mention in mentions):
            return None
        shops = list(dict.fromkeys(mention.shop for mention in mentions))
        names = {mention.matched for mention in mentions}
        if near := nearer.nearer(text, mentions, said):
            return near
        is_between = len(names) == len(shops) or len(names) > 1 or WHICH.search(fold(text)) is not None
        return (by_clock(text, shops, said) or figures.compared(text, shops, said)) if is_between else None

    def _open_then(self, text: str, mentions: Sequence[Mention], said: ShopLines) -> Reply | None:
        """Of shops of one name, whether each is open at the time that is named; None where that does not tell them apart."""
        moment = moment_in(text, said.as_of, said.day)
        if moment is None or moment.is_guessed or not all(mention.exact for mention in mentions):
            return None
        told = [(mention.shop, said.at(mention.shop, moment.at)) for mention in mentions[:_MOST]]
        shops = [shop for shop, _ in sorted(told, key=lambda one: not is_open(one[0], moment.at))]
        if not all(at for _, at in told) or len({is_open(shop, moment.at) for shop in shops}) == 1:
            return None
        cards = [(said.card(shop, {"hours"}), said.at(shop, moment.at)) for shop in shops]
        lines = [
            Line(
                f"{shop.name}{at}{card.text}"
                if not said.english
                else f"{shop.name_en or shop.name}: {at} {card.text}",
                card.sources,
            )
            for shop, (card, at) in zip(shops, cards, strict=True)
        ]
        return Reply(Handling.ANSWER, tuple(lines), 0.9)

    def _after(self, mentions: Sequence[Mention]) -> list[Shop]:
        """The shops whose remark names one of these: who is now where it was."""
        named = {mention.shop for mention in mentions}
        return [
            shop
            for shop in self._directory.shops
            if shop not in named and any(fold(one.name) in fold(shop.note) for one in named)
        ][:_MOST]

    def _placed(self, shop: Shop, text: str, asked: set[str], said: ShopLines) -> list[Line]:
        """The card of a shop, opened by yes or no when the question supposes a floor or a building."""
        card = self._card(shop, text, asked, said)
        opened = supposed.opening(self._directory, shop, text, said)
        return [Line(opened + card[0].text, card[0].sources), *card[1:]]

    def _card(self, shop: Shop, text: str, asked: set[str], said: ShopLines) -> list[Line]:
        if "hours" not in asked or not is_present(shop, said.day):
            return [said.card(shop, asked)]
        shop = as_the_mall(self._on_day(shop, said.day), said.day, self._rules_of)
        if said.day != said.today:
            shop = as_told_for(shop, said.day, said.today, self._hits_of())
        card = said.card(shop, asked)
        moment = moment_in(text, said.as_of, said.day)
        is_so = is_right(text, spans_of(shop, said.day))
        if is_so is not None:
            card = replace(card, text=said("so_hours" if is_so else "not_so_hours", shop) + card.text)
        elif (
            moment and not moment.is_guessed and matches("is_open", text) and (at := said.at(shop, moment.at))
        ):
            card = Line(f"{at} {card.text}" if said.english else at + card.text, card.sources)
        return [card, *self._mall_beside(shop, said)]

    def _mall_beside(self, shop: Shop, said: ShopLines) -> list[Line]:
        """The mall's hours, where they are not as usual that day or the shop's own are written nowhere; else its own out of another paper."""
        if own := self._own_hours(shop, said):
            return own
        is_bare = _is_bare(shop, said)
        line = mall_line(said.day, said.today, self._rules_of(), said.english, only_exceptions=not is_bare)
        key = "own_hours" if is_bare else "mall_hours"
        return [Line(said(key) + line.text, line.sources)] if line else []

    def _own_hours(self, shop: Shop, said: ShopLines) -> list[Line]:
        """The hours of a shop whose row has none, out of a paper of its own."""
        return hours_told(shop, self._hits_of(), said.day) if _is_bare(shop, said) else []

    def _which(self, mentions: Sequence[Mention], asked: set[str], said: ShopLines) -> Reply:
        exact = all(mention.exact for mention in mentions)
        head = Line(said("several" if exact else "similar", count=len(mentions)))
        tells_more = bool(asked - {"place", "goods", "hours"})
        options = [
            said.card(one.shop, asked | {"place"}) if tells_more else said.option(one.shop)
            for one in mentions[:_MOST]
        ]
        return Reply(Handling.CLARIFY, (head, *options), 0.9)

    def _between(self, mentions: Sequence[Mention], text: str, said: ShopLines) -> Line:
        """Whether two places share a floor; the order is the question's."""
        folded = fold(text)
        first, second = sorted(mentions, key=lambda mention: folded.find(mention.matched))[:2]
        if said.floor(first.shop) == said.floor(second.shop):
            return Line(said("one_floor", floor=said.floor(first.shop)))
        return Line(said("two_floors", first=said.floor(first.shop), second=said.floor(second.shop)))


def _days(text: str, units: Sequence[str], need: Need, today: date) -> Sequence[date]:
    """The days that a question names; unit 03-17 is none."""
    folded = fold(text)
    for unit in units:
        folded = folded.replace(unit.lower(), " ")
    if units and not names_a_day(folded):
        return ()
    return need.days or occasion_in(text, today)


def _is_bare(shop: Shop, said: ShopLines) -> bool:
    """Whether the directory tells no hours of a shop."""
    return not (shop.hours_weekday + shop.hours_weekend + told_for(shop, said.day)[0]).strip(" –-")

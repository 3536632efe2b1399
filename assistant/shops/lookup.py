"""Answers out of the shop directory: where, when, which; copied from its rows, never from a model."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime

import rjieba

from assistant.asking.moments import moment_in
from assistant.asking.need import Need
from assistant.model import Handling
from assistant.reply import Line, Reply
from assistant.shops.kinds import Kind, kind_of_chain, kinds_in, words_of
from assistant.shops.lines import ShopLines, SourceOf, said_floor, sentences
from assistant.shops.listing import Listing
from assistant.shops.opening import mall_line
from assistant.shops.sieve import Sieve, read
from knowledge.calendar import occasion_in
from knowledge.directory import Directory, Mention, floor_in, is_open
from knowledge.hours import OpeningRule
from knowledge.model import Shop
from knowledge.names import forms_of
from knowledge.presence import is_present
from knowledge.text import fold

_MOST = 5
RulesOf = Callable[[], Sequence[OpeningRule]]
_BETWEEN = re.compile(
    r"从.{1,24}(?:到|去|往|走)|怎么[走去]|怎样[走去]|同一?层|离.{0,8}(?:远|近)|from .+ to |how (?:do|can) i get"
)
# 三楼那家 says which shop is meant, and supposes nothing.
_OF_THAT_FLOOR = re.compile(r"(?:[楼层]|[bl]\d+)的?(?:那|这|嗰)一?[家间个]|(?:one|shop|branch) on ")
# 奶茶店在哪，蜜桃那个: a word of its name tells which of a kind is meant.
_THE_ONE = re.compile(
    r"(?:^|[\s,，、是找问])([\u4e00-\u9fffa-z\d]{2,6}?)的?(?:那|这|嗰)一?[家间个](?:店)?(?=$|[\s,，。?？])"
)


class Lookup:
    """Reads a question against the directory; None when it is not the directory's to answer."""

    def __init__(self, directory: Directory, source_of: SourceOf, rules_of: RulesOf = tuple) -> None:
        """`rules_of` gives the mall's own hours; they are read only where a shop's hours are asked for."""
        self._directory = directory
        self._source_of = source_of
        self._rules_of = rules_of

    def reply(self, text: str, need: Need, as_of: datetime, english: bool) -> Reply | None:
        """Answers where, when, which and how about shops; `text` is the plain, full question."""
        if not self._directory.shops:
            return None
        day = next(iter(need.days or occasion_in(text, as_of.date())), as_of.date())
        said = ShopLines(english, day, as_of, self._source_of)
        if units := self._directory.units_named(text):
            return self._at_units(text, units, said)
        sieve = read(text, self._directory, as_of, day)
        listing = Listing(sieve, said, self._rules_of)
        if (
            sieve.left_out
            and (sieve.no_shops or sieve.no_kinds or sieve.no_floors or sieve.no_words)
            and (reply := listing.reply(text))
        ):
            return reply
        if mentions := self._meant(text):
            return self._about(text, mentions, said)
        if meant := self._the_one(text, sieve):
            return Reply(Handling.ANSWER, tuple(self._card(meant, text, asked_of(text), said)), 0.9)
        return self._no_chain(text, sieve, said) or listing.reply(text) or self._of_words(text, said)

    def _meant(self, text: str) -> list[Mention]:
        """The shops named; not those whose first word is only part of a kind of shop: kids of a playground."""
        words = words_of(text)
        return [
            mention
            for mention in self._directory.mentions(text)
            if mention.matched in forms_of(mention.shop) or not any(mention.matched in word for word in words)
        ]

    def _the_one(self, text: str, sieve: Sieve) -> Shop | None:
        """The one shop of the kind asked for whose name has the word that tells which is meant."""
        said = _THE_ONE.search(fold(text)) if sieve.kinds else None
        if said is None:
            return None
        some = [shop for shop in self._directory.shops if sieve.lets_through(shop)]
        named = [shop for shop in some if said[1] in fold(shop.name)]
        return named[0] if len(named) == 1 else None

    # -- one shop, or those of one name ------------------------------------------------------------

    def _at_units(self, text: str, units: Sequence[str], said: ShopLines) -> Reply:
        """Who has these units; a shop that is named beside them is told of first, and whether it is there."""
        here = self._directory.at(text)
        named = list(dict.fromkeys(mention.shop for mention in self._meant(text) if mention.exact))[:_MOST]
        if not here and not named:
            return Reply(Handling.UNKNOWN, (Line(said("nobody", unit=units[0])),), 0.9)
        lines: list[Line] = []
        for shop in named:
            opening = said("here") if shop in here else said("not_at", unit=units[0])
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
        asked = asked_of(text)
        if _matches("elsewhere", text):
            return None
        several = len({mention.shop.name for mention in mentions}) > 1 and all(m.exact for m in mentions)
        closed = any(not is_present(mention.shop, said.day) for mention in mentions)
        between = _BETWEEN.search(fold(text)) is not None
        if not (
            asked or several or closed or between or _matches("presence", text) or _only_name(text, mentions)
        ):
            return None
        mentions = self._on_its_floor(mentions, text)
        names = {mention.matched for mention in mentions}
        alike = [mention for mention in mentions if not mention.exact] or len(names) < len(mentions)
        if len(mentions) > 1 and alike and not _wants_all(text) and not (between and len(names) > 1):
            return self._open_then(text, mentions, said) or self._which(mentions, said)
        lines: list[Line] = []
        for mention in mentions[:_MOST]:
            lines += self._placed(mention.shop, text, {"place"} if between and several else asked, said)
        if _matches("formerly", text):
            lines += [said.card(shop, {"place"}) for shop in self._after(mentions)]
        if several and between and len(names) == len(mentions) == 2:
            lines.append(self._between(mentions, text, said))
        return Reply(Handling.ANSWER, tuple(lines), 0.95)

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

    def _on_its_floor(self, mentions: list[Mention], text: str) -> list[Mention]:
        """Of several shops that sound or are called alike, the one on the floor that is named."""
        floor = self._directory.floor_named(text) if len(mentions) > 1 else ""
        there = [mention for mention in mentions if floor and self._directory.is_on(mention.shop, floor)]
        return there if len(there) == 1 and len({mention.matched for mention in mentions}) == 1 else mentions

    def _after(self, mentions: Sequence[Mention]) -> list[Shop]:
        """The shops whose remark names one of these: who is now where it was."""
        named = {mention.shop for mention in mentions}
        return [
            shop
            for shop in self._directory.shops
            if shop not in named and any(fold(one.name) in fold(shop.note) for one in named)
        ][:_MOST]

    def _placed(self, shop: Shop, text: str, asked: set[str], said: ShopLines) -> list[Line]:
        """The card of a shop, opened by yes or no when the question supposes a floor."""
        card = self._card(shop, text, asked, said)
        places = self._directory.places_named(text)
        if places and not floor_in(text) and _matches("presence", text):
            opening = said("here") if fold(shop.location) in places else said("not_in", place=places[0])
            return [Line(opening + card[0].text, card[0].sources), *card[1:]]
        rest = fold(text).replace(" ", "")  # L3 in its name supposes nothing
        for name in sorted((fold(one).replace(" ", "") for one in forms_of(shop)), key=len, reverse=True):
            rest = rest.replace(name, "，") if name else rest
        if not floor_in(rest) or _OF_THAT_FLOOR.search(fold(text)):
            return card
        floor = self._directory.floor_named(text)
        is_right = self._directory.is_on(shop, floor)
        opening = said("here") if is_right else said("not_here", floor=self._floor_said(floor, text, said))
        return [Line(opening + card[0].text, card[0].sources), *card[1:]]

    def _floor_said(self, floor: str, text: str, said: ShopLines) -> str:
        """A floor in the directory's words; in the asker's where no shop is on it."""
        there = next((shop for shop in self._directory.shops if self._directory.is_on(shop, floor)), None)
        return said.floor(there) if there else said_floor(floor_in(text), said.english)

    def _card(self, shop: Shop, text: str, asked: set[str], said: ShopLines) -> list[Line]:
        card = said.card(shop, asked)
        if "hours" not in asked or not is_present(shop, said.day):
            return [card]
        moment = moment_in(text, said.as_of, said.day)
        if (
            moment
            and not moment.is_guessed
            and _matches("is_open", text)
            and (at := said.at(shop, moment.at))
        ):
            card = Line(f"{at} {card.text}" if said.english else at + card.text, card.sources)
        return [card, *self._mall_beside(shop, said)]

    def _mall_beside(self, shop: Shop, said: ShopLines) -> list[Line]:
        """The mall's hours, where they are not as usual that day or the shop's own are not written."""
        is_bare = not (shop.hours_weekday + shop.hours_weekend).strip(" –-")
        line = mall_line(said.day, said.today, self._rules_of(), said.english, only_exceptions=not is_bare)
        key = "own_hours" if is_bare else "mall_hours"
        return [Line(said(key) + line.text, line.sources)] if line else []

    def _which(self, mentions: Sequence[Mention], said: ShopLines) -> Reply:
        exact = all(mention.exact for mention in mentions)
        head = Line(said("several" if exact else "similar", count=len(mentions)))
        options = [said.option(mention.shop) for mention in mentions[:_MOST]]
        return Reply(Handling.CLARIFY, (head, *options), 0.9)

    def _between(self, mentions: Sequence[Mention], text: str, said: ShopLines) -> Line:
        """Whether two places share a floor; the order is the question's."""
        folded = fold(text)
        first, second = sorted(mentions, key=lambda mention: folded.find(mention.matched))[:2]
        if said.floor(first.shop) == said.floor(second.shop):
            return Line(said("one_floor", floor=said.floor(first.shop)))
        return Line(said("two_floors", first=said.floor(first.shop), second=said.floor(second.shop)))

    # -- shops that are not there ------------------------------------------------------------------

    def _no_chain(self, text: str, sieve: Sieve, said: ShopLines) -> Reply | None:
        """A well-known chain that is asked for and that the directory does not have."""
        known = kind_of_chain(text)
        is_asked = sieve.lists or asked_of(text) or _matches("presence", text)
        if not known or _matches("elsewhere", text) or not is_asked:
            return None
        return self._absent(known[0], known[1], said)

    def none_of_kind(self, text: str, need: Need, as_of: datetime, english: bool) -> Reply | None:
        """That the directory has no shop of the kind that is wished for."""
        if not self._directory.shops or not _matches("wish", text) or _matches("rules", text):
            return None
        day = next(iter(need.days), as_of.date())
        said = ShopLines(english, day, as_of, self._source_of)
        return Listing(read(text, self._directory, as_of, day), said, self._rules_of).none_of_kind()

    def absent(self, name: str, text: str, as_of: datetime, english: bool) -> Reply | None:
        """That no shop has a name, with those of its kind; None where the question is not about a shop."""
        folded = fold(text)
        if not self._directory.shops or not (
            _matches("wish", text) or asked_of(text) & {"place", "hours", "phone"}
        ):
            return None
        if not name or name not in folded or _matches("rules", text):
            return None
        kinds = kinds_in(name) or kinds_in(text)
        said = ShopLines(english, as_of.date(), as_of, self._source_of)
        return self._absent(name, kinds[0] if kinds else None, said) if kinds else None

    def _absent(self, name: str, kind: Kind | None, said: ShopLines) -> Reply:
        shops = kind.among(self._directory.shops) if kind else []
        near = [shop for shop in shops if is_present(shop, said.today)]
        if not kind or not near:
            return Reply(
                Handling.UNKNOWN, (Line(said("absent", name=name.upper() if name.isascii() else name)),), 0.85
            )
        called = kind.name_en if said.english else kind.name
        head = said(
            "absent_near", name=name.upper() if name.isascii() else name, kind=called, count=len(near)
        )
        lines = [Line(head), *(said.option(shop) for shop in near[:_MOST])]
        if len(near) > _MOST:
            lines.append(Line(said("more", count=len(near) - _MOST)))
        return Reply(Handling.ANSWER, tuple(lines), 0.85)

    # -- what the table of kinds does not know -----------------------------------------------------

    def _of_words(self, text: str, said: ShopLines) -> Reply | None:
        """Shops whose category, goods or name has a noun of the question: 羽绒服, 手账."""
        if not _matches("wish", text) or _matches("rules", text):
            return None
        words = self._goods_in(text) or nouns(text)
        floor = floor_in(text)
        ranked = _ranked(self._directory.of_kind(words, floor) if words else [], words)
        here = [shop for shop in ranked if is_present(shop, said.day)]
        if not here:
            closed = [said.card(shop, set()) for shop in ranked[:_MOST]]
            return Reply(Handling.ANSWER, tuple(closed), 0.8) if closed else None
        head = said(
            "found_one" if len(here) == 1 else "found",
            count=len(here),
            conditions=_quoted(_there(words, here), said.english),
        )
        lines = [Line(head), *(said.option(shop, tags=not said.english) for shop in here[:_MOST])]
        if len(here) > _MOST:
            lines.append(Line(said("more", count=len(here) - _MOST)))
        return Reply(Handling.ANSWER, tuple(lines), 0.8)

    def _goods_in(self, text: str) -> list[str]:
        """The directory's own tags that stand in a question, without those that are part of another."""
        folded = fold(text)
        tags = {fold(tag) for shop in self._directory.shops for tag in shop.tags}
        there = [tag for tag in tags if len(tag) > 1 and tag in folded]
        return sorted(tag for tag in there if not any(tag in other for other in there if other != tag))


def _there(words: Sequence[str], shops: Sequence[Shop]) -> list[str]:
    """The words that what these shops are or sell has."""
    return [word for word in words if any(_fit(shop, [word]) for shop in shops)]


def _quoted(words: Sequence[str], english: bool) -> str:
    return ", ".join(words) if english else f"有“{'、'.join(words)}”"


def _ranked(shops: Sequence[Shop], words: Sequence[str]) -> list[Shop]:
    """Shops that fit the most of the words."""
    scores = {shop: _fit(shop, words) for shop in shops}
    best = max(scores.values(), default=0)
    return sorted((shop for shop in shops if scores[shop] >= 0.6 * best), key=lambda shop: -scores[shop])


def _fit(shop: Shop, words: Sequence[str]) -> float:
    labels = [fold(label) for label in (shop.category, shop.subcategory, *shop.tags)]
    return sum(1.0 for word in words if any(fold(word) in label for label in labels))


def asked_of(text: str) -> set[str]:
    """What is asked of a shop: place, hours, phone, points, coupon, pets, returns, goods."""
    return {name for name, pattern in sentences()["asked"].items() if re.search(pattern, fold(text))}


def is_about_presence(text: str) -> bool:
    """Whether a question is whether a shop is still there, has moved, or has opened."""
    return _matches("presence", text)


def nouns(text: str) -> list[str]:
    """The nouns of a question that may be goods or kinds of shop."""
    found = [
        word.removesuffix("店") if len(word) > 2 else word
        for word, tag in rjieba.tag(fold(text))
        if tag.startswith(("n", "vn", "j")) and len(word) > 1 and word not in sentences()["not_kinds"]
    ]
    return list(dict.fromkeys(found))


def _matches(key: str, text: str) -> bool:
    return re.search(sentences()[key], fold(text)) is not None


def _only_name(text: str, mentions: Sequence[Mention]) -> bool:
    """The question is little more than the shop's name."""
    rest = fold(text)
    for mention in mentions:
        rest = rest.replace(mention.matched, "")
    return len(re.sub(r"\W", "", rest)) <= 2


def _wants_all(text: str) -> bool:
    return re.search(r"哪几家|几家|都在|分别|所有|全部|both|all ", text) is not None

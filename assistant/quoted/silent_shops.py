"""Shops that are named, or that sell what is asked for, and of which neither their rows nor the papers tell it: who may be asked."""

from __future__ import annotations

import re

from assistant.asking.asked import Asked
from assistant.model import Handling
from assistant.phrases import Phrases
from assistant.quoted import certainty
from assistant.quoted.demanded import demand_of, named, topic_of
from assistant.quoted.sells import OF_A_SHOP, doings_in, goods_untold
from assistant.reply import Line, Reply, Source
from assistant.shops.kinds import kinds_in
from assistant.shops.lines import ShopLines
from assistant.shops.lookup import asked_of
from assistant.shops.marks import Tagged, tagged, tagged_in
from assistant.shops.words import FIGURES
from knowledge.library import Library
from knowledge.model import Hit, Shop, Standing
from knowledge.text import fold
from knowledge.writing.presence import OPEN, is_present, state_in

_READ = 6  # hits of which one must state what is asked for
_GOODS = 3  # characters of what a shop's row says that it sells
_PRICE = re.compile(r"多少钱|几多?钱|几块|价|贵|打折|几折|how much|price")
_DISCOUNTS = frozenset(("打折", "几折"))
_DISCOUNT = re.compile(r"[\d一二三四五六七八九半]折|不打折|(?:折扣|优惠)[^;]*:")  # in a shop's own row
_BRANCHES = re.compile(r"(?:几|多少)(?:家|个)(?:分?店|门店)|分店")
_NOT_SOLD = re.compile(r"[寄存租借]|小时|钟头|停车|丢|捡|退|换")  # the price asked is not that of the goods
# What a shop's own lines say or say to be unwritten, in whatever language its row is.
_OF_EVERY_SHOP = frozenset(("place", "hours", "phone", "names"))
_TOLD_BESIDE = frozenset(("place", "hours"))
# Since when a shop is there, which its hours do not tell.
_OPENED = re.compile(
    r"(?:什么时候|何时|哪一?年|几[月号]|哪天|多久).{0,4}(?:开业|开张|开幕|入驻|进驻)的?|开业(?:日期|多久|了?几年)"
    r"|when did .{1,30} open(?! today)|since when|how long has"
)
_SHOPS = 2  # shops that may be asked themselves


class SilentShops:
    """Says what is not written of a shop, and its number."""

    def __init__(self, library: Library, phrases: Phrases) -> None:
        self._library = library
        self._phrases = phrases

    def untold(self, asked: Asked) -> Reply | None:
        """The reply where one shop is named and neither its row nor a paper that names it has the thing asked for."""
        shops = {mention.shop for mention in asked.named}
        demand = demand_of(asked)
        doings = frozenset(doings_in(fold(asked.text)))
        if len(shops) == 1 and _OPENED.search(asked.text):
            if not any(map(_has_dates, shops)):
                return self.silent(asked)
            if any(shop.status_from for shop in shops):
                return None  # until when it is not there is told, in whatever words
        things = [one for one in (*demand.things, *demand.offered) if not asked_of(one) & _OF_EVERY_SHOP]
        things = [one for one in things if not _tells_which_shop(asked, one)]
        untagged = [tagged()[name] for name in sorted(tagged_in(asked.text))]
        if len({shop.name for shop in shops}) != 1:
            return None  # branches of one name are asked of together
        if goods_untold(asked, shops, [hit for hit in asked.found.hits[:_READ] if demand.names_shop(hit)]):
            return self.silent(asked)
        if not (things or doings or untagged):
            return None
        shop = next(iter(shops))
        if any(getattr(shop, name) for name in FIGURES if name in asked_of(asked.text)):
            return None  # what one spends there is told by the directory
        rows = (
            self._library.passage(row, asked.question.viewer, asked.question.as_of)
            for one in shops
            for row in (one.passage_id, *one.beside)
        )
        near = [hit for hit in asked.found.hits[:_READ] if demand.names_shop(hit)]
        own = [Hit(*row, Standing.IN_FORCE, 0.0) for row in rows if row]
        told = fold(" ".join(hit.passage.text for hit in (*own, *near)))
        if _BRANCHES.search(asked.text):
            return None  # how many there are is told by the directory
        if doings & _DISCOUNTS and _DISCOUNT.search(fold(" ".join(hit.passage.text for hit in own))):
            return None
        if doings and not any(word in told for word in doings):
            return self.silent(asked) if not asked_of(asked.text) & _TOLD_BESIDE else self._told_beside(asked)
        if any(_is_untold(one, asked, told) for one in untagged):
            return self.silent(asked)
        missing = [
            word
            for word in (demand.missing([*own, *near], is_row=True) if things else ())
            if not asked_of(word) & _OF_EVERY_SHOP and not any(kind.among([shop]) for kind in kinds_in(word))
        ]
        return self.silent(asked) if missing else None

    def silent(self, asked: Asked) -> Reply | None:
        """Where a shop is named of which the papers do not say what is asked: ask the shop; None where none is."""
        spoken = dict.fromkeys(mention.shop for mention in named(asked))
        shops = list(spoken or dict.fromkeys(self._sellers(asked)))[:_SHOPS]
        if not shops:
            return None
        said = self._shop_lines(asked)
        lines = [said.card(shop, {"phone"}) for shop in shops]
        first = Line(self._phrases.say("shop_silent", asked.language, topic=topic_of(asked)))
        return Reply(Handling.UNKNOWN, (first, *lines), certainty.GOING_ON)

    def _told_beside(self, asked: Asked) -> Reply:
        """Of a shop that is named what its row has, and that the rest is not written: 喜茶在几楼?现在排队久不久."""
        shop = next(mention.shop for mention in asked.named)
        said = self._shop_lines(asked)
        card = said.card(shop, asked_of(asked.text) & _TOLD_BESIDE | {"phone"})
        key = "live_data" if asked.signals.live_data else "shop_silent"
        rest = Line(
            self._phrases.say(key, asked.language, topic="、".join(OF_A_SHOP.findall(fold(asked.text))))
        )
        lines = (card, rest) if key == "live_data" else (rest, card)
        return Reply(Handling.PARTIAL, lines, certainty.CERTAIN, topic=asked.full)

    def _shop_lines(self, asked: Asked) -> ShopLines:
        return ShopLines(
            asked.english, asked.today, asked.question.as_of, lambda shop: self._row(asked, shop)
        )

    @staticmethod
    def _sellers(asked: Asked) -> list[Shop]:
        """The shops that have goods on their row which a shopper asks the price of: 冲锋衣多少钱."""
        if asked.staff or not _PRICE.search(asked.text) or _NOT_SOLD.search(asked.text):
            return []
        text = fold(asked.text)
        goods = {fold(tag) for shop in asked.directory.shops for tag in shop.tags if len(tag) >= _GOODS}
        said = max((one for one in goods if one in text), key=len, default="")
        shops = (shop for shop in asked.directory.shops if said and said in map(fold, shop.tags))
        return [shop for shop in shops if is_present(shop, asked.today)]

    def _row(self, asked: Asked, shop: Shop) -> Source | None:
        found = self._library.passage(shop.passage_id, asked.question.viewer, asked.question.as_of)
        return Source(*found) if found else None


def _is_untold(mark: Tagged, asked: Asked, told: str) -> bool:
    """Whether a mark out of tags, such as halal, is said of no shop at all and stands in nothing that was found."""
    near = " ".join(fold(hit.passage.text) for hit in asked.found.hits[:_READ])
    return not mark.is_told(asked.directory.shops) and not mark.mark.asked.search(f"{told} {near}")


def _tells_which_shop(asked: Asked, thing: str) -> bool:
    """Whether a thing only says what the shop named before it sells, and its place, hours or number is asked for: 甜甜屋雪糕在几楼."""
    text = fold(asked.text)
    is_beside = any(re.search(rf"{re.escape(one.matched)}\s*{re.escape(thing)}", text) for one in asked.named)
    return is_beside and bool(kinds_in(thing)) and bool(asked_of(text)) and asked_of(text) <= _OF_EVERY_SHOP


def _has_dates(shop: Shop) -> bool:
    """Whether the directory says since when, or by its remark that it is not there as usual."""
    return bool(shop.status_from or shop.note or (shop.status and state_in(shop.status) != OPEN))

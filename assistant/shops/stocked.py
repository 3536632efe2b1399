"""Whether a shop has the goods that are asked of it: 纸间有明信片吗, 卖不卖毛巾."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.model import Handling
from assistant.reply import Line, Reply
from assistant.shops.kinds import kinds_in
from assistant.shops.lines import ShopLines
from assistant.shops.marks import goods_of
from knowledge.directory import Mention
from knowledge.model import Shop
from knowledge.text import fold
from knowledge.writing.presence import is_present

_SELLS = re.compile(
    r"(?:(?P<sells>卖不卖|有没有卖|有得卖|有卖|卖)|有没有|有冇得?|有无|有得?|供应)(?:不同的|各种)?"
    r"(?P<thing>(?!什么|啥|哪|几|多少|的|得|些)[\u4e00-\u9fff]{2,6}?)(?:卖的?|供应)?(?:吗|么|嘛|没有?|不|冇)?[呀啊呢]?[?？]?$"
    r"|(?<![a-z])(?:(?P<sell>sell|stock|carry)|have)s? (?:any |some )?(?P<english>[a-z][a-z ]{2,24}?)[?]?$"
)


def stocked(text: str, mentions: Sequence[Mention], said: ShopLines) -> Reply | None:
    """The reply where all the shops of the one name that is said have goods asked for; or that one is not said to sell them."""
    rest = fold(text)
    for mention in mentions:
        rest = rest.replace(mention.matched, " ")
    asked = _SELLS.search(rest)
    if asked is None or len({mention.matched for mention in mentions}) != 1:
        return None
    if not all(mention.exact and is_present(mention.shop, said.day) for mention in mentions):
        return None
    thing = (asked["thing"] or asked["english"]).strip()
    shops = [mention.shop for mention in mentions]
    if all(_has(shop, thing) for shop in shops):
        return Reply(Handling.ANSWER, tuple(_having(shop, said) for shop in shops), 0.9)
    is_sold = (asked["sells"] and not said.english) and len(shops) == 1
    return _not_having(shops[0], thing, said) if is_sold else None


def _has(shop: Shop, thing: str) -> bool:
    """Whether a shop's goods name a thing: the very words, a kind of it, or what it is a kind of (白毛巾 of 毛巾)."""
    return any(thing in tag or thing.endswith(tag) for tag in map(fold, goods_of(shop)) if len(tag) > 1)


def _having(shop: Shop, said: ShopLines) -> Line:
    """Yes, with the goods, and where the shop is."""
    card = said.card(shop, {"place"})
    between = " " if said.english else ""
    return Line(f"{said('having', shop)}{between}{card.text.removeprefix(shop.name)}", card.sources)


def _not_having(shop: Shop, thing: str, said: ShopLines) -> Reply | None:
    """That the directory has other goods of a shop and not these; None where its kind takes them in or it has none."""
    if not goods_of(shop) or any(kind.among([shop]) for kind in kinds_in(thing)):
        return None
    card = said.card(shop, {"phone"})
    first = Line(said("not_having", shop, thing=thing), card.sources)
    return Reply(Handling.PARTIAL, (first, card), 0.8)

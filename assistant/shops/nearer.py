"""Which of the places that are asked about is nearer, by what a directory has of it: the building and the floor."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.model import Handling
from assistant.reply import Line, Reply
from assistant.shops.lines import ShopLines
from assistant.shops.sieve import Sieve
from knowledge.directory import Directory, Mention, floor_of
from knowledge.model import Shop
from knowledge.text import fold
from knowledge.writing.presence import is_present

_NEARER = re.compile(
    r"(?:更|比较|哪[家个间边]|边[间個个])[^,，。?？]{0,12}[近远]|[近远](?:一?[点些啲]|得多)|最近|(?<![a-z])(?:nearer|closer|nearest|closest)(?![a-z])"
)
_MOST = 5
_SAME_FLOOR, _SAME_BUILDING, _APART = range(3)
_BEFORE = re.compile(
    r"(?:离|距离?|从|在|由|喺|(?<![a-z])(?:outside|at|from|by|near|in|inside|leaving|to|front of))\s*(?:the )?$"
)
_AFTER = re.compile(r"^\s*(?:店|铺)?(?:的|嘅)?(?:门口|出来|出嚟|出发|附近|旁边|这里|那里|边上|隔壁)")


def nearer(text: str, mentions: Sequence[Mention], said: ShopLines) -> Reply | None:
    """Of two or more shops, which is nearer to another one; None where no other one is named."""
    if not asks_nearer(text):
        return None
    start = _start(text, mentions)
    if start is None:
        return None
    shops = [one.shop for one in mentions if one.matched != start.matched]
    origins = [one.shop for one in mentions if one.matched == start.matched]
    if len({shop.name for shop in shops}) < 2 or len(origins) != 1:
        return None
    origin = origins[0]
    ranked = sorted(shops, key=lambda shop: _distance(origin, shop))
    first = [shop for shop in ranked if _distance(origin, shop) == _distance(origin, ranked[0])]
    lines = [Line(_verdict(origin, first, len(ranked), said))]
    lines += [said.card(shop, {"place"}) for shop in (origin, *ranked[:_MOST])]
    return Reply(Handling.ANSWER, tuple(lines), 0.9)


def nearest_of_kind(
    directory: Directory, text: str, mentions: Sequence[Mention], sieve: Sieve, said: ShopLines
) -> Reply | None:
    """The shops of a kind that are nearest to a shop: 离某某最近的咖啡店; None where no kind or no place is named."""
    if not asks_nearer(text) or not sieve.kinds or len({one.shop for one in mentions}) != 1:
        return None
    origin = mentions[0].shop
    some = [shop for shop in directory.shops if shop != origin and is_present(shop, said.day)]
    shops = sorted(
        (shop for shop in some if sieve.lets_through(shop)), key=lambda shop: _distance(origin, shop)
    )
    if not shops:
        return None
    first = [shop for shop in shops if _distance(origin, shop) == _distance(origin, shops[0])]
    lines = [Line(_verdict(origin, first, len(shops), said)), *(said.option(shop) for shop in first[:_MOST])]
    if len(first) > _MOST:
        lines.append(Line(said("more", count=len(first) - _MOST)))
    return Reply(Handling.ANSWER, (*lines, said.card(origin, {"place"})), 0.85)


def asks_nearer(text: str) -> bool:
    """Whether a question is which is nearer."""
    return _NEARER.search(fold(text)) is not None


def _start(text: str, mentions: Sequence[Mention]) -> Mention | None:
    """The shop from which it is asked: beside a word for where one is, else the first of three."""
    folded = fold(text)
    for mention in mentions:
        at = folded.find(mention.matched)
        if _BEFORE.search(folded[:at]) or _AFTER.search(folded[at + len(mention.matched) :]):
            return mention
    return None


def _distance(origin: Shop, shop: Shop) -> int:
    """By what the directory has: the same floor of a building, another floor of it, another building."""
    if fold(origin.location) != fold(shop.location) and origin.location and shop.location:
        return _APART
    return _SAME_FLOOR if floor_of(origin) == floor_of(shop) else _SAME_BUILDING


def _verdict(origin: Shop, first: Sequence[Shop], count: int, said: ShopLines) -> str:
    """Which is nearest and by what; that they are alike where the directory does not tell them apart."""
    name = (origin.name_en or origin.name) if said.english else origin.name
    names = [(shop.name_en or shop.name) if said.english else shop.name for shop in first[:_MOST]]
    joined = (" and " if said.english else "、").join(dict.fromkeys(names))
    by = said(("by_floor", "by_building", "by_neither")[_distance(origin, first[0])])
    if len(first) == count and count > 1:
        return said("as_near", names=joined, origin=name, by=by)
    return said("nearer", names=joined, origin=name, by=by)

"""Shops by what the table of kinds does not know: their goods, their category, a word of their tags."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.asking.facilities import asks_for_a_loan
from assistant.model import Handling
from assistant.reply import Line, Reply
from assistant.shops.asking import asks_still_there, names_only
from assistant.shops.kinds import kinds_in
from assistant.shops.lines import ShopLines
from assistant.shops.wanted import matches, nouns, told_apart
from knowledge.directory import Directory, floor_in, stands_in
from knowledge.model import Shop
from knowledge.text import fold
from knowledge.writing.floors import without_floors
from knowledge.writing.presence import is_present

_MOST = 5
_FEW = 2  # shops of which each is told of with its term
_HAS = re.compile(
    r"有(?:没有|得)?(?P<thing>[\u4e00-\u9fff]{2,6}?|[a-z][a-z0-9]{2,})的?(?:店|餐厅|地方)?(?:吗|没有?|么|嘛)?[?？]?$"
)


def by_goods(directory: Directory, text: str, said: ShopLines) -> Reply | None:
    """Shops whose category, goods or name has a noun of the question, or whose goods are all that it says: 羽绒服, 手账."""
    goods = goods_in(directory, text)
    alone = names_only(goods, fold(text))
    is_wish = matches("wish", text) or (bool(goods) and asks_still_there(fold(text)))
    if not alone and (not is_wish or matches("rules", text)):
        return None
    floor = floor_in(text)
    if told := [shop for shop in _told_to_have(directory, text, floor) if is_present(shop, said.day)]:
        return Reply(
            Handling.ANSWER, tuple(said.card(shop, {"place", "goods"}) for shop in told[:_MOST]), 0.8
        )
    words = goods or nouns(text)
    ranked = _ranked(directory.of_kind(words, floor) if words else [], words)
    if not ranked and said.english:
        words = [word for word in told_apart(without_floors(fold(text))) if word.isascii()]
        ranked = _described(directory, words, floor)
    here = [shop for shop in ranked if is_present(shop, said.day)]
    if not here:
        closed = [said.card(shop, set()) for shop in ranked[:_MOST]]
        return Reply(Handling.ANSWER, tuple(closed), 0.8) if closed else None
    if asks_still_there(fold(text)) and len(here) <= _FEW:
        return Reply(Handling.ANSWER, tuple(said.card(shop, {"place"}) for shop in here), 0.8)
    head = said(
        "found_one" if len(here) == 1 else "found",
        count=len(here),
        conditions=_quoted(_there(words, here) or words, said.english),
    )
    lines = [Line(head), *(said.option(shop, tags=not said.english) for shop in here[:_MOST])]
    if len(here) > _MOST:
        lines.append(Line(said("more", count=len(here) - _MOST)))
    return Reply(Handling.ANSWER, tuple(lines), 0.8)


def sold_instead(directory: Directory, text: str, said: ShopLines) -> Reply | None:
    """The shops that sell what is looked for as a thing of the house, which no paper has: 充电宝."""
    words = goods_in(directory, text)
    here = [shop for shop in _ranked(directory.of_kind(words), words) if is_present(shop, said.day)]
    if not here:
        return None
    key = "found_one" if len(here) == 1 else "found"
    if asks_for_a_loan(text):
        key = "not_lent"
    head = Line(said(key, count=len(here), conditions=_quoted(words, said.english)))
    options = [said.option(shop, tags=not said.english) for shop in here[:_MOST]]
    return Reply(Handling.ANSWER, (head, *options), 0.8)


def _told_to_have(directory: Directory, text: str, floor: str) -> list[Shop]:
    """The shops whose remark or goods have as written what is asked for by 有…吗: 包间, 儿童餐."""
    asked = _HAS.search(fold(without_floors(text)))
    if asked is None or kinds_in(asked["thing"]):
        return []
    on = directory.floor_named(floor) if floor else ""
    return [
        shop
        for shop in directory.shops
        if (not on or directory.is_on(shop, on))
        and any(stands_in(asked["thing"], fold(one)) for one in (shop.note, *shop.tags))
    ]


def _described(directory: Directory, words: Sequence[str], floor: str) -> list[Shop]:
    """The shops whose remark has all of these words, in the singular or the plural: abayas."""
    on = directory.floor_named(floor) if floor else ""
    stems = [word.removesuffix("s") for word in words]
    return [
        shop
        for shop in directory.shops
        if stems
        and (not on or directory.is_on(shop, on))
        and all(stands_in(stem, fold(shop.note)) for stem in stems)
    ]


def goods_in(directory: Directory, text: str) -> list[str]:
    """The directory's own tags that stand in a question, without those that are part of another."""
    folded = fold(text)
    tags = {fold(tag) for shop in directory.shops for tag in shop.tags}
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

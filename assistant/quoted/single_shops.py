"""Notices of a single shop, its new hours, its closing: they tell nothing of the mall itself."""

from __future__ import annotations

import re

from assistant.asking.asked import Asked
from knowledge.library import Library
from knowledge.model import Hit
from knowledge.text import fold

_OF_THE_MALL = re.compile(
    r"商场|购物中心|商城|全场|你们|这里|(?<![a-z])(?:the|this|your) (?:mall|shopping (?:centre|center))(?![a-z])"
)
_OF_SHOPS = re.compile(
    r"店|铺|商户|商家|品牌|租户|新开|新来|装修|搬|撤|最近|通[告知]|公告|变[动化更]|(?<![a-z])(?:shops?|stores?|tenants?|brands?|notices?|new|recent(?:ly)?)(?![a-z])"
)


def rows_of_shops(library: Library, asked: Asked) -> set[str]:
    """The passages of notices that tell of a single shop."""
    shops = library.directory(asked.question.viewer, asked.question.as_of).shops
    rows = (
        (shop.told_row, "" if shop.hours_of else shop.hours_row, *(row for *_, row in shop.hours_terms))
        for shop in shops
    )
    return {row for some in rows for row in some if row}


def without_single_shops(library: Library, asked: Asked, ranked: list[Hit]) -> list[Hit]:
    """What was found without the notices of single shops, where the mall is asked about and no shop."""
    said = fold(asked.full)
    if asked.named or not _OF_THE_MALL.search(said) or _OF_SHOPS.search(said):
        return ranked
    of_shops = rows_of_shops(library, asked)
    return [hit for hit in ranked if hit.passage.passage_id not in of_shops]

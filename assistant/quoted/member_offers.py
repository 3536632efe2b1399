"""What a paper lists as the offer of a shop to members: 商户: 甲店; 优惠: 正价货品9折."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.asking.asked import Asked
from assistant.quoted.cells import cells_of
from assistant.reply import Line, Source, spoken
from assistant.shops.marks import tagged_in
from knowledge.library import Library
from knowledge.model import Passage, Shop
from knowledge.text import fold
from knowledge.writing.names import forms_of

MARK = "member_offers"
_OFFER = re.compile(r".{0,6}(?:优惠|折扣|礼遇).{0,4}|(?<![a-z])(?:offers?|discounts?|privileges?|benefits?)")
_MOST = 3  # rows told


def offers_beside(library: Library, asked: Asked, shops: Sequence[Shop]) -> list[Line]:
    """The rows of papers on the offers of the shops asked for, where a question is of members' offers."""
    if MARK not in tagged_in(asked.full) or not shops or len(shops) > _MOST:
        return []
    names = sorted({name for shop in shops for name in (shop.name, shop.name_en) if len(name) > 1})
    found = library.saying(names, asked.question.viewer, asked.question.as_of) if names else []
    rows = [
        (passage, document)
        for passage, document in found
        if passage.kind == "row"
        and document.doc_type != "directory"
        and any(_is_an_offer_of(passage, shop) for shop in shops)
    ]
    return [Line(spoken(passage), (Source(passage, document),)) for passage, document in rows[:_MOST]]


def _is_an_offer_of(passage: Passage, shop: Shop) -> bool:
    cells = [(fold(header), fold(value)) for header, value in cells_of(passage.text)]
    if not any(_OFFER.fullmatch(header) for header, _ in cells):
        return False
    own = {fold(name) for name in (shop.name, shop.name_en, *forms_of(shop)) if len(name) > 1}
    named = [value for header, value in cells if not _OFFER.fullmatch(header)]
    return any(value == name or _is_said(name, value) for value in named for name in own)


def _is_said(name: str, value: str) -> bool:
    """Whether a cell says a name, be it in both languages: ro an 露庵."""
    return (
        re.search(rf"(?<![a-z\d\u4e00-\u9fff]){re.escape(name)}(?![a-z\d\u4e00-\u9fff])", value) is not None
    )

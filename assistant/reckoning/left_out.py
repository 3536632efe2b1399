"""What a rule leaves out, 超市小票不算, and whether a question is of that: then there is no sum by the rule."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.reckoning.asking import Asking
from assistant.reckoning.ruled import ruled
from assistant.shops.kinds import Kind, kinds_in
from knowledge.model import Hit
from knowledge.text import fold

_LEFT_OUT = re.compile(r"不(?:算|参加|参与|计|享|适用|含|包括|能用|可用)|除外")
_CLAUSES = re.compile(r"[。;()\n]")


def is_left_out(asking: Asking, hit: Hit) -> bool:
    """Whether a clause of a rule leaves out a shop that the question names, or its kind of shop."""
    for clause in _CLAUSES.split(ruled(hit.passage.text)):
        if _LEFT_OUT.search(clause):
            named = {mention.shop for mention in asking.directory.mentions(clause)}
            trades = (fold(label) for shop in asking.shops for label in (shop.category, shop.subcategory))
            if (
                names_one_of(asking, kinds_in(clause))
                or named & set(asking.shops)
                or any(label and label in clause for label in trades)
            ):
                return True
    return False


def names_one_of(asking: Asking, kinds: Sequence[Kind]) -> bool:
    """Whether a question names one of some kinds of shop, one within it (火锅 of 餐饮), or a shop of it."""
    if not kinds:
        return False
    shops, asked = asking.directory.shops, kinds_in(asking.told)
    named = {shop for kind in asked for shop in kind.among(shops)} | set(asking.shops)
    return any(kind.name in {one.name for one in asked} or named & set(kind.among(shops)) for kind in kinds)

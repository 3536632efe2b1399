"""What is left of an occasion's coupons when it is over: that they are void."""

from __future__ import annotations

import re

from assistant.asking.asked import Asked
from assistant.asking.standing import OCCASIONS, STILL
from assistant.quoted import versions
from assistant.quoted.excerpts import Excerpt

_COUPONS = re.compile(r"券|红包|奖|礼品(?!卡)|(?<![a-z])(?:coupon|voucher|prize)")
_VOID = re.compile(r"(?:过期|逾期|期满)[^,，。;；]{0,8}(?:作废|失效|不能再用|无效)")


def void_by_now(asked: Asked) -> Excerpt | None:
    """What the rules of an occasion say of its coupons when it is over, to who still has one of a past year."""
    year = asked.need.year
    if year is None or year >= asked.today.year or not STILL.search(asked.text):
        return None
    if not _COUPONS.search(asked.full):
        return None
    for hit in asked.find(asked.full).hits:
        if hit.document.doc_type in OCCASIONS and _VOID.search(hit.passage.text):
            return Excerpt(hit, versions.unnumbered(hit.passage.text))
    return None

"""Levels of membership as people name them: 金卡, 黑卡会员, or whatever a mall calls its own."""

from __future__ import annotations

import re

_LEVEL = re.compile(r"(?<![黑白])[金银铜铁黑白紫红蓝绿青钻][一-鿿]?卡(?![拉车片通])(?:会员)?")
# A mall may call its levels as it likes; a card to pay with, or of a gift, is none.
_ANY_LEVEL = re.compile(
    r"(?<![信礼会银储购充])(?!信用|礼品|会员|银行|储蓄|购物|充值|[房饭])[一-鿿]{1,2}卡(?![拉车片通])(?:会员)?"
)


def of_another_level(before: str, message: str) -> str:
    """What was said before, without its level where a message names another: 黑卡的话."""
    if not _LEVEL.search(message):
        return before
    return _ANY_LEVEL.sub("", _LEVEL.sub("", before)).strip() or before

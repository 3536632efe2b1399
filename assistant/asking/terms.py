"""What a thing costs or wants, asked without naming it again: 圣诞树几点亮灯,要票吗; 储物柜在哪 收费吗."""

from __future__ import annotations

import re

from knowledge.text import fold

_TAIL = r"(?:的)?(?:吗|么|不|没|没有|呢|啊|嘛)*[?？]?"
_WANTS = r"(?:那|还|都)?(?:用不用|要不要|需不需要|收不收|要唔要|使唔使|需要|要|用|需|得|使)?"
_WANTED = re.compile(r"(?<=[一-鿿]{2})(?:用不用|要不要|需不需要|收不收|需要|要|用|得)(?=[^要用得]{1,6}$)")
# How it is asked, and the words of which an answer has one.
_TERMS = tuple(
    (re.compile(rf"{_WANTS}(?:{asked}){_TAIL}"), frozenset(words))
    for asked, words in (
        (r"(?:买|购|收|抢|订|领|凭)?门?票", ("门票", "免费")),
        (r"(?:交|花|给|付|收)?(?:钱|费用?)|免(?:不免)?费", ("免费", "收费", "不收", "费用")),
        (r"(?:提前|先)?(?:预约|预定|预订|报名|登记)", ("预约", "预订", "报名", "登记")),
    )
)


def terms_in(clause: str) -> frozenset[str]:
    """The words of an answer to a clause that asks nothing but this; none of them for any other clause."""
    folded = fold(clause).strip()
    return next((words for asked, words in _TERMS if asked.fullmatch(folded)), frozenset())


def terms_at_end(clause: str) -> frozenset[str]:
    """The same for a clause that names the thing, too: 圣诞树亮灯要抢票不."""
    folded = fold(clause).strip()
    wants = _WANTED.search(folded)
    return terms_in(folded[wants.start() :]) if wants else frozenset()

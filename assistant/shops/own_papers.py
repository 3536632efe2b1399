"""Hours of a shop out of a paper of its own, where its row in the directory has none: 冰场冬季攻略, 周末10:00–21:30。"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.reply import Line, Source
from knowledge.model import Hit, Shop, Standing
from knowledge.text import fold, sentences
from knowledge.writing.calendar import covers
from knowledge.writing.holding import holds_on

_SPAN = re.compile(r"\d{1,2}[:.]\d{2}\s*(?:-|至|到|to)\s*(?:次日)?\d{1,2}[:.]\d{2}")
_OF_DAYS = re.compile(
    r"周|星期|平日|工作日|假日|每[天日]|\d月|营业|开放|开门|(?<![a-z])(?:daily|open|hours|mon|sat)"
)
_OF_ELSE = re.compile(r"课|班|场次|讲座|活动|兑换|领取|办理|入口|培训|(?<![a-z])(?:class|session|redeem)")
_SHUT = re.compile(
    r"停业|闭店|关闭|不开放|暂停(?:营业|开放)|(?:装修|检修|休息|歇业)|(?<![a-z])closed?(?![a-z])"
)
_AGAIN = re.compile(r"[^,，;；。]*(?:恢复|重新|重开|re-?open)[^,，;；。]*")  # the day on which it opens again
_MOST = 2  # sentences
_SHORTEST = 2  # characters of a name that is known in a title


def hours_told(shop: Shop, hits: Sequence[Hit], day: date) -> list[Line]:
    """The sentences on hours, as they are written, of the nearest paper whose title or heading names the shop.

    Those by which it is shut on that day stand alone; else those that hold on it come first.
    """
    own = [hit for hit in hits if hit.standing is Standing.IN_FORCE and _is_of(shop, hit)]
    said = [(hit, sentence) for hit in own for sentence in sentences(hit.passage.text)]
    if shut := [_line(*one) for one in said if _is_shut(one[1], day)]:
        return shut[:1]
    told = [one for one in said if _tells(one[1])]
    paper = told[0][0].document.doc_id if told else ""
    in_order = sorted(told, key=lambda one: (-holds_on(one[1], day, day), one[0].passage.ordinal))
    return [_line(*one) for one in in_order if one[0].document.doc_id == paper][:_MOST]


def _line(hit: Hit, sentence: str) -> Line:
    return Line(sentence, (Source(hit.passage, hit.document, sentence),))


def _is_shut(sentence: str, day: date) -> bool:
    folded = fold(sentence)
    return bool(_SHUT.search(folded)) and covers(_AGAIN.sub("", folded), day, day) is True


def _is_of(shop: Shop, hit: Hit) -> bool:
    """Whether prose that is no row of a list has a shop in its title or heading."""
    heading = fold(hit.heading)
    names = (fold(name) for name in (shop.name, *shop.aliases) if len(name) >= _SHORTEST)
    return hit.passage.kind != "row" and any(name in heading for name in names)


def _tells(sentence: str) -> bool:
    folded = fold(sentence)
    return bool(_SPAN.search(folded) and _OF_DAYS.search(folded)) and not _OF_ELSE.search(folded)

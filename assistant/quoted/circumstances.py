"""Under which circumstances a question is asked, where nothing near speaks of them: 高压锅 of 用高压锅煮饭要多久.

A paper on the very thing lies near such a question and tells the rule for another case: what is done in a pot, for who has not been drinking,
in another country. The rule is shown, and that it does not speak of this is said before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import rjieba

from assistant.asking.demands import Demand
from assistant.asking.saying import says, says_nearly
from assistant.asking.value import NO_THING
from assistant.quoted.nouns import ANYBODY, KIN, is_noun
from knowledge.evidence import folded_text
from knowledge.model import Hit
from knowledge.text import is_cjk
from knowledge.writing.topics import is_own_case

_BEFORE = frozenset(
    ["在", "用", "使用", "靠", "坐", "乘", "乘坐", "请", "休"]
)  # where, with what, on what leave
_EDITION = re.compile(r"[版型款]")  # right behind: 手机版
# In which state somebody is; before and after meals is told in several ways.
_STATE = re.compile(r"[酒病婚产孕术伤经][后前期中]|哺乳期|[更绝]年期")
# In reach of everybody, and no case of its own.
_ANYWHERE = re.compile(
    r"前台|柜台|门口|窗口|现场|家里|店里|网[上络站]|线[上下]|手机|电脑|平台|系统|官网|账[号户]|城市|国家|地区|身上"
    r"|走廊|过道|楼道|通道|大厅|大堂|中庭|广场|[扶电楼直货]梯|卫生间|洗手间|厕所|[店场馆室]内|室外"
)


def untold_circumstances(text: str, hits: Sequence[Hit], demand: Demand) -> list[str]:
    """The circumstances that the asking clause of a folded, impersonal question names and none of the hits says a part of."""
    if is_own_case(text) or not hits:
        return []
    named = (one for one in _named_in(demand.clause) if not demand.is_named(one[0]))
    return [
        word
        for word, is_place in dict.fromkeys(named)
        if not demand.is_of_facility(word)
        and not any(
            (says if is_place else says_nearly)(folded_text(hit), word)
            for hit in (demand.about(hits, word) if is_place else hits)
        )
    ]


def _named_in(clause: str) -> Iterator[tuple[str, bool]]:
    """The circumstances, and whether it is a place: 比亚 is said of Zambia too."""
    tagged = [(word.strip(), kind) for word, kind in rjieba.tag(clause)]
    for (before, _), (word, kind) in pairwise([("", ""), *tagged]):
        if _STATE.fullmatch(word) or (before in _BEFORE and kind[0] == "n" and _is_one(word)):
            yield word, kind == "ns"
    for (word, kind), (behind, _) in pairwise(tagged):
        if kind[0] == "n" and is_noun(word) and _EDITION.fullmatch(behind):
            yield word, False


def _is_one(word: str) -> bool:
    return (
        is_cjk(word[:1])
        and is_noun(word)
        and not any(pattern.search(word) for pattern in (KIN, NO_THING, _ANYWHERE))
        and not ANYBODY.fullmatch(word)
    )

"""What a question of yes or no names and nothing near says: 话费 of 拨热线收话费吗.

Who asks when or how much leaves the answer's words to the papers; who asks whether has said all of it. So each thing that such a question
names must stand near, or another word for it: a passage about the hotline that never speaks of its charge answers nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import rjieba

from assistant.asking.demands import Demand
from assistant.asking.saying import says_part
from assistant.asking.value import NO_THING
from assistant.quoted.nouns import ANYBODY, KIN, OF_ANY
from knowledge.evidence import folded_text
from knowledge.model import Hit
from knowledge.text import fold
from knowledge.writing.subjects import asks_only, is_guess, subjects
from knowledge.writing.topics import is_own_case

_WHETHER = re.compile(r"(?<![什怎多这那])[吗嘛么]\W*$|[能可][不否]|是不是|是否|可不可以|能不能|会不会|要不要")
# 那层行吗, 还算数吗 ask of what was said before it, in whatever words.
_ONLY_ASKS = re.compile(
    r"(?:行不行|行[吗么不]|成不成|成吗|好不好|好[吗么]|对[吗么]|对不对|可以[吗么]|可不可以|是[吗么]|(?:算数|作数|算准|作准|有效|管用|适用|能用)(?:吗|么|嘛|不|没))\W*$"
)
# Under what condition is told in other words: 碰上下雨.
_CONDITION = re.compile(
    r"(?:如果|要是|万一|假如|碰[上到]|遇[上到]|赶上)[一-鿿]{1,3}|[下刮]着?[雨雪风]|[雨雪]天"
)
_THINGS = ("n", "j", "l")
# How a doing ends and what it costs is put in many ways: 减掉, 要钱.
_DOING = re.compile(r".[进出上下回过起开到掉给成完好住去来走着得了]+|[要花收]钱|[能可会].|还?有|没有")
# Who tells what has become of a thing asks what to do with it: 拉链坏了有修的吗.
_BROKEN = re.compile(r"(?:坏|破|断|碎|裂|漏|掉色|开线|开胶|起球|缩水)了|有(?:问题|瑕疵)")
_LATIN = re.compile(r"[a-z]{3,}")


def unsaid(text: str, message: str, hits: Sequence[Hit], demand: Demand) -> list[str]:
    """The things and doings in the asking clause of a folded, question of yes or no that none of the hits says a part of.

    None of a `message` that tells of a person's own case: it says things in other words than papers do.
    """
    clause = demand.clause
    if (
        is_own_case(fold(message))
        or _BROKEN.search(text)
        or _ONLY_ASKS.search(text)
        or not _WHETHER.search(clause)
    ):
        return []
    best = folded_text(hits[0]) if hits else ""
    missing = [
        (word, is_doing)
        for word, is_doing in _named_in(clause, demand)
        if word not in best  # what is quoted first has it
        and not any(
            says_part(folded_text(hit), word) for hit in (hits if is_doing else demand.about(hits, word))
        )
    ]
    things = [word for word, is_doing in missing if not is_doing]
    return things or [word for word, _ in missing]


def _named_in(clause: str, demand: Demand) -> Iterator[tuple[str, bool]]:
    """The things and doings, and whether it is a doing, which papers put in more ways."""
    plain = _CONDITION.sub(" ", clause)
    known = subjects(plain)
    for spaced, kind in rjieba.tag(plain):
        word = spaced.strip()
        is_one = _LATIN.fullmatch(word) if word.isascii() else _is_thing_or_doing(word, kind)
        if is_one and word in known and not demand.is_named(word) and not demand.is_of_facility(word):
            yield word, kind[0] == "v"


def _is_thing_or_doing(word: str, kind: str) -> bool:
    if len(word) < 2 or is_guess(word) or asks_only(word) or OF_ANY.match(word):
        return False
    if KIN.search(word) or NO_THING.search(word) or ANYBODY.fullmatch(word):
        return False
    return kind.startswith(_THINGS) or (kind[0] == "v" and not _DOING.fullmatch(word))

"""What is asked of a thing that a plain question names first: 身高 of 沈砚舟的身高是多少, held against what speaks of it.

A passage about the very thing lies near whatever is asked of it, so how sure the search is says nothing here. In encyclopaedias, laws and
manuals the name leads the question; of shops and facilities the directory speaks before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

import rjieba

from assistant.asking.saying import says, says_part
from assistant.asking.value import NO_THING, value_in
from assistant.data import read_table
from assistant.quoted import support
from assistant.quoted.nouns import ANYBODY, KIN, OF_ANY, is_noun
from knowledge.evidence import folded_text
from knowledge.model import Hit
from knowledge.text import fold
from knowledge.writing.topics import spoken_beginning, stands_in, topics

_SENTENCE = re.compile(r"[。；;！!？?\n]")
_NOW = r"(?:现任|历任|首任|第一任|前任|现在的?|目前的?|具体的?|最终的?)"
_HOW_MUCH = r"(?:(?:一般|最[长高大多]|大约|大概|约|可达|能达|达到?|可以|能)*(?:是|有|为)?(?:多少|几|多[高长大重宽深]))"
# 卡臣王朝的首都在哪, 云麓学院现任院长是谁: what is asked of it stands right before the word that asks.
_ATTRIBUTE = re.compile(
    rf"(?:的{_NOW}*|{_NOW}+|^ (?!的))(?P<word>[一-鿿]{{2,4}}?)(?:分别)?(?:是谁|是哪[一1]?[位个家]人?|叫什么|叫啥|是什么(?=$|[,。?])|[是在][哪几]个?月|{_HOW_MUCH})"
    r"|哪[一1]?[所座位支首本部间条](?P<kind>[一-鿿]{2,3})"
)
_INTERROGATIVE = re.compile(r"哪|几|多少|什么|谁|怎")
_YES_OR_NO = re.compile(r"[吗嘛么]\W*$|[能可][不否]|是不是|是否")
_LIGHT = "有约能会可最要第"
_THINGS = ("n", "vn", "j", "ns")
_LONG = 3  # letters of an attribute that a dictionary may not have
_ENDING = re.compile(r"(?<=[一-鿿]{2})[期数量率值]$")  # 怀孕期 is said where 怀孕 is


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of value: how it is asked for, and what a sentence has that gives it."""

    asks: re.Pattern[str]
    has: re.Pattern[str]


def untold(text: str, hits: Sequence[Hit], is_sure: bool = False) -> list[str]:
    """What a question asks of the name that it begins with and no hit about that name says; nothing where it begins with none.

    `text` is folded. A hit is about a name that it or its title has. Where it is the value that is missing, the whole question is told,
    and where no hit has the name, the name: 松平忠吉 is not 松平康忠. Where the search `is_sure`, which the name alone may bring about, and a
    value or a yes is asked for, so is a thing that no hit about it says a part of.
    """
    names = [fold(name) for name in topics(text)]
    names = names or [name for hit in hits[:1] if (name := spoken_beginning(text, folded_text(hit)))]
    told = [folded_text(hit) for hit in hits] if names else []
    about = [one for one in told if all(stands_in(name, one) for name in names)]
    if not about:
        return [name for name in support.unknown_topics(text, hits) if len(name) >= _LONG]
    rest = _without(text, names)
    attribute = _attribute_in(rest)
    kind = next((kind for kind in _kinds() if kind.asks.search(rest)), None)
    if attribute and not _is_told_otherwise(attribute):
        if not any(_says(one, attribute) for one in about):
            return [attribute]
        if kind is None:
            return []  # 灯塔 of 东犬灯塔几点开放 is part of the name, and its hour is asked for
    is_given = kind is None or any(kind.has.search(part) for one in about for part in _SENTENCE.split(one))
    if not is_given:
        return [text.rstrip("?。! ")]
    return _unspoken(rest, about) if is_sure and (kind or value_in(text) or _YES_OR_NO.search(text)) else []


def _unspoken(rest: str, about: Sequence[str]) -> list[str]:
    """The things of a dictionary that are asked of a name and of which no hit about it says a part: 身故 of 晴川碎屏险意外身故赔多少钱."""
    things = [
        word
        for (before, _), (word, kind) in pairwise([("", ""), *rjieba.tag(rest)])
        if kind in _THINGS and not _INTERROGATIVE.search(before[-1:]) and _is_one(word)
    ]
    return [word for word in dict.fromkeys(things) if not any(says_part(one, word) for one in about)]


def _is_one(word: str) -> bool:
    is_thing = is_noun(word) and not (
        KIN.search(word) or NO_THING.search(word) or OF_ANY.search(word) or ANYBODY.fullmatch(word)
    )
    return is_thing and not _is_told_otherwise(word)


def _attribute_in(text: str) -> str:
    """What is asked for by its name: 身高 of 的身高是多少, 大学 of 哪所大学; empty where nothing is."""
    if not (asked := _ATTRIBUTE.search(text)):
        return ""
    if asked["word"] and (_INTERROGATIVE.search(asked["word"]) or OF_ANY.search(asked["word"])):
        return ""  # 孩子哪天 of 孩子哪天几点报到
    if asked["word"] and asked[0].startswith(" ") and not _is_a_thing(asked["word"]):
        return ""  # 一般能活 of 一般能活多少岁
    kind = asked["kind"] or ""
    words = (kind[:size] for size in range(len(kind), 1, -1))  # 牧师 of 哪位牧师所建
    return asked["word"] or next(filter(rjieba.has_word, words), "")


def _is_a_thing(word: str) -> bool:
    """Whether what stands right behind a name is an attribute of it, 身高 or 保障期, and no doing: 能留."""
    is_one = rjieba.has_word(word) and len(rjieba.tag(word)) == 1
    return word[0] not in _LIGHT and (is_one or _ENDING.search(word) is not None)


def _without(text: str, names: Sequence[str]) -> str:
    for name in names:
        text = text.replace(name, " ")
    return text


def _says(text: str, attribute: str) -> bool:
    """Whether a text says an attribute, or of a long one its head, which comes last: 比分 of 最终比分."""
    stem = _ENDING.sub("", attribute)
    heads = [stem, stem[-2:]] if len(stem) >= _LONG else [stem]
    otherwise = [row["told"] for row in _table()["told_by"] if re.search(row["asked"], attribute)]
    return any(says(text, word) for word in heads) or any(re.search(told, text) for told in otherwise)


@cache
def _table() -> dict[str, Any]:
    return read_table("demands.yaml")["of_a_name"]


def _is_told_otherwise(word: str) -> bool:
    """Whether papers tell such a thing without its name: where somebody is from, who wrote it, what it looks like."""
    return re.search(_table()["told_otherwise"].replace(" |", "|"), word) is not None


@cache
def _kinds() -> tuple[_Kind, ...]:
    return tuple(_Kind(re.compile(row["asks"]), re.compile(row["has"])) for row in _table()["values"])

"""What a question is about: its words, weighed by how rare they are among what was found."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

import rjieba

from assistant.asking.wording import also
from knowledge.model import Hit
from knowledge.text import fold, is_cjk, tokens, words
from knowledge.writing.synonyms import meant

# How a question asks is not what it asks about.
_ASKING = re.compile(
    r"什么时候|什么时间|什么地方|哪一?[年天个]|哪[里儿些]|何[时处地]|多少|还有(?=[吗没么不]|$)|多久|多长时间|几[个名年岁位种次天月级座号]"
    r"|什么样?|怎么样?|怎样|如何|为什么|为何|是谁|谁|不?是不是|不是|是否|对[吗么不]|有没有|能不能|可不可以|请问|哪[位种座家所部]?|几"
    r"|不?能够?|可以|可否|会不会|要不要|需要|自己|请问|我们?|你们?|您|[了的吗呢么嘛吧?？]"
    r"|\b(?:how|what|when|where|who|why|which|does|do|is|are|can|the|a)\b"
)


_ACROSS = 0.4  # a pair of characters from two words, as 奖最 in 领奖最晚
_PLAIN = frozenset(
    [
        "没有",
        "一个",
        "一次",
        "一下",
        "一张",
        "时候",
        "这个",
        "那个",
        "个月",
        "以后",
        "之后",
        "之前",
        "现在",
        "今天",
        "明天",
        "昨天",
        "知道",
        "一直",
        "已经",
        "直接",
        "所有",
        "分别",
        "一般",
    ]
)
_OF_PLAIN = 0.2  # what stands in rules of every kind
_FIGURE = 0.25  # what somebody paid stands in no rule
_ALSO = 0.3  # what documents may say instead, as 宠物 for 柯基
_SAME = 0.6  # another word for the same, as 洗手间 for 厕所


@dataclass(frozen=True, slots=True)
class Focus:
    """The words and the characters of a question with their weights, each set summing to 1."""

    words: Mapping[str, float]
    characters: Mapping[str, float]

    def of_words(self, there: Iterable[str]) -> float:
        """0 to 1: how much of the question these tokens cover."""
        return _covered(self.words, there)

    def of_characters(self, text: str) -> float:
        """The same by single characters: 第3层 and 三层楼, 发行 and 发布 share some."""
        return _covered(self.characters, fold(text))


def focus(question: str, hits: Sequence[Hit]) -> Focus:
    """What a question is about; a word that every hit has weighs little, one that no hit has nothing."""
    asked = _ASKING.sub(" ", fold(question))
    texts = [f"{' '.join(hit.passage.section)} {hit.passage.text}" for hit in hits]
    certain = {pair for word in rjieba.cut(asked) for pair in words(word)}
    said = {pair: _weight(pair, certain) for pair in words(asked)}
    beside = dict.fromkeys(words(also(asked)), _ALSO)
    same = {pair: _SAME for one in meant(asked) for other in one.others for pair in words(fold(other))}
    return Focus(
        _weights(beside | same | said, [set(tokens(text)) for text in texts]),
        _weights({char: 1.0 for char in asked if is_cjk(char)}, [set(fold(text)) for text in texts]),
    )


def _weight(pair: str, certain: set[str]) -> float:
    if pair[0].isdigit():
        return _FIGURE
    if pair in _PLAIN:
        return _OF_PLAIN
    return 1.0 if pair in certain else _ACROSS


def _weights(asked: Mapping[str, float], texts: Sequence[set[str]]) -> dict[str, float]:
    holding = Counter(word for text in texts for word in text & asked.keys())
    weights = {word: asked[word] * log(1 + len(texts) / count) for word, count in holding.items()}
    total = sum(weights.values())
    return {word: weight / total for word, weight in weights.items()}


def _covered(weights: Mapping[str, float], there: Iterable[str]) -> float:
    return sum(weights[one] for one in weights.keys() & set(there))

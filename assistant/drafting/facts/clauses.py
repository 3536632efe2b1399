"""The clauses of a brief with pasted goods: those that tell of the goods, and those that demand what is to be claimed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.drafting.facts.cutting import cut, trimmed
from assistant.drafting.facts.errands import demanded_from, is_errand, is_errand_label
from assistant.drafting.facts.glued import glued_label
from assistant.drafting.facts.loose import worded
from assistant.drafting.facts.naming import Text
from assistant.drafting.facts.phrases import wordings

_SENTENCE = re.compile(r"[^。;；!！\n]+")
_SHORT_ERRAND = 10  # characters of a clause that can hold an errand and no claim
_HEADING = re.compile(r"^\s*([^:：]{2,60})(?<!\d)[:：]\s*")
_STATING = re.compile(
    r"[,，\s]*(?:就|再|一定|务必|要)*(?:写清楚?|写明|注明|标明|标清楚?|说明|说清楚?|写上)[:：]?(?=\S*\d)"
)
# Behind the goods, a heading that dictates words: what follows is claimed, not told.
_DICTATED = re.compile(
    r"(?:写|打|说|讲|吹|喊|主打|突出|强调|宣传语|口号|标语|广告[语词]|海报[语词]|文案|标题)(?:成|上|是|为)?[:：]\s*$"
)
_ENGLISH_ERRAND = re.compile(
    r"^\s*(?:please\s+)?(?:(?:write|draft|make|prepare|we need|i need)\s+)?(?:me\s+|us\s+)?(?:an?\s+|the\s+|one\s+)?(?:short\s+)?(?:english\s+)?(?:mini-?\s?program|wechat(?: moments| group)?|moments|xiaohongshu|rednote|sms|text message|faq|product|douyin)\s*(?:page|post|message|copy|text|script|detail page|note)?\s*(?:in english)?\s*(?:for|about|on|of|:)\s*(?:the\s+|our\s+)?(?=[A-Za-z])",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause at [start, end) of a brief; `first` opens a sentence."""

    start: int
    end: int
    first: bool


def clauses_of(text: str) -> list[Clause]:
    """The clauses that tell of the goods, in their order; errands and demands are left out."""
    found: list[Clause] = []
    for sentence in _SENTENCE.finditer(text):
        first, demanding = True, False
        for a, b in cut(text, *sentence.span()):
            heading = text[a : _after_errand(text, a, b)]
            demanding = demanding or bool(found and _DICTATED.search(heading))
            a, b = trimmed(text, a + len(heading), b)
            if a >= b or is_errand(text[a:b]):
                continue
            if demanding and not _tells(text[a:b]):
                continue
            end = trimmed(text, a, a + demanded_from(text[a:b]))[1]
            demanding = end < b
            stated = _stated(text, end, b)
            for start, stop in ((a, end), *stated):
                if stop - start >= 2:
                    found.append(Clause(start, stop, first))
                    first = False
            demanding = demanding and not stated
    return found


def demands_in(text: str) -> list[tuple[int, int]]:
    """What a brief wants to have claimed: from the word that demands it to the end of its sentence, facts aside."""
    found: list[tuple[int, int]] = []
    for sentence in _SENTENCE.finditer(text):
        begin = None
        for a, b in cut(text, *sentence.span()):
            at = b if b - a <= _SHORT_ERRAND and is_errand(text[a:b]) else a + demanded_from(text[a:b])
            if begin is None and at < b and not _stated(text, at, b):
                begin, end = at, b
            elif begin is not None and not _tells(text[a:b]):
                end = b
            elif begin is not None:
                break
        if begin is not None:
            found.append((begin, end))
    return found


def _stated(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The fact that a demand has in it: 写清11月25日至11月30日有效."""
    stating = _STATING.match(text[start:end])
    if not stating or not _tells(text[start + stating.end() : end]):
        return []
    return [trimmed(text, start + stating.end(), end)]


def _after_errand(text: str, start: int, end: int) -> int:
    """Behind a heading that names the errand: 帮我写条社群:…"""
    english = _ENGLISH_ERRAND.match(text[start:end])
    if english and end - start > english.end() + 2:
        return start + english.end()
    heading = _HEADING.match(text[start:end])
    said = heading[1] if heading else ""
    return start + heading.end() if heading and (is_errand(said) or is_errand_label(said)) else start


def _tells(clause: str) -> bool:
    """Whether a clause after a demand is of the goods again: it has a label or a known fact."""
    page = Text(clause)
    return bool(glued_label(clause) or any(True for w in wordings() for _ in worded(page, w)))

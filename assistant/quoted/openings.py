"""A yes or no with which a passage begins: it answers the question of its heading, and perhaps not the one that was asked."""

from __future__ import annotations

import re

from assistant.quoted.excerpts import Excerpt
from assistant.quoted.verdict import kind_of
from knowledge.text import fold, words
from knowledge.writing.synonyms import meant

_OPENING = re.compile(
    r"^(?:答[:：]\s*|[^。，,；;！!]{2,6})?(?:不?(?:可以|能|行|需要|用|会|是|支持|提供)的?|没?有的?|无需|无须|对|yes|no)\s*[。，,；;！!]",
    re.IGNORECASE,
)
# A heading that says of a list below it what the list does not: 哪些地方不能用? 盒马、星巴克.
_LEAVES_OUT = re.compile(
    r"不(?:能|可以?|适用|支持|参[加与]|包[括含]|积分|接受|允许|退|收)|除外|例外|禁止|(?<![a-z])(?:not|exclu\w+|except\w*)(?![a-z])",
    re.I,
)
_DENIES = re.compile(r"不|除|禁|无|勿|莫|(?<![a-z])(?:no|not|never|exclu\w+|except)(?![a-z])", re.I)
_ASKS = re.compile(r"[?？]\s*$|[吗么呢]\s*$")


def with_its_question(question: str, part: Excerpt) -> str:
    """The question of its heading before a part that begins with a yes or no to another one, or is a list of what it leaves out; else empty.

    孩子可以自己留下玩吗? 不可以。 is no answer to whether there is a place to play.
    """
    heading = part.hit.passage.section[-1] if part.hit.passage.section else ""
    if not part.start and _LEAVES_OUT.search(heading) and not _DENIES.search(part.text):
        return f"{heading.rstrip('：:')}{'' if _ASKS.search(fold(heading)) else '：'}"
    if part.start or not _OPENING.match(part.text) or not _ASKS.search(fold(heading)):
        return ""
    return "" if _is_alike(fold(question), fold(heading)) else heading


def _is_alike(question: str, heading: str) -> bool:
    """Whether both ask for a yes or no of the same kind, and of a thing that both name."""
    if kind_of(question) is not kind_of(heading):
        return False
    others = (fold(other) for one in meant(question) for other in one.others)
    return bool({word for text in (question, *others) for word in words(text)} & set(words(heading)))

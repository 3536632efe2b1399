"""What a directory says of returns at a shop that is named, beside the rule of returns."""

from __future__ import annotations

import re

from assistant.asking.asked import Asked
from assistant.phrases import Phrases
from assistant.reply import Line, Source
from assistant.shops.marks import MARKS
from knowledge.library import Library
from knowledge.model import Hit
from knowledge.text import fold

_ASKS = re.compile(
    r"退(?:货|换|款|掉|了|回)|(?:能|可以|可不可以|给|包|怎么|想|要)(?:不能)?退(?:[吗么嘛不呢?？]|$)|换(?:货|尺?码|[大小]一?[码号])"
    r"|(?<![a-z])(?:(?:take|bring|send|give) (?:it|them|this|that|these) back|return(?:s|ed|ing)?|refund(?:s|ed)?|exchange[ds]?|money back)(?![a-z])"
)
# What is bought at no shop and given back by rules of its own.
_NO_GOODS = re.compile(
    r"卡|券|积分|(?<![小发])票|押金|定金|订金|会费|课|报名|预约|入园|(?<![a-z])(?:cards?|tickets?|deposits?)(?![a-z])"
)
_ASKS_ELSE = re.compile(rf"{_NO_GOODS.pattern}|分(?!钟|之)|活动|名额|取消|报[了上名]")
_OF_RETURNS = re.compile(r"退|售后|(?<![a-z])(?:returns?|refunds?)(?![a-z])")
_MARK = next(mark for mark in MARKS if mark.name == "returns")


def is_of_another_return(text: str, hit: Hit) -> bool:
    """Whether goods are to be returned, and a passage tells how something else is given back: a card, a ticket, a deposit."""
    if not _ASKS.search(text) or _ASKS_ELSE.search(text):
        return False
    title = fold(hit.document.title)
    return not _OF_RETURNS.search(title) and bool(_NO_GOODS.search(f"{title} {fold(hit.passage.text)}"))


def returns_beside(library: Library, asked: Asked, phrases: Phrases) -> list[Line]:
    """Whether the one shop that is named takes goods back without a reason; empty where the directory does not say."""
    shops = list(dict.fromkeys(mention.shop for mention in asked.named))
    takes = _MARK.holds(shops[0]) if len(shops) == 1 and _ASKS.search(asked.full) else None
    if takes is None or asked.staff:
        return []
    shop = shops[0]
    row = library.passage(shop.passage_id, asked.question.viewer, asked.question.as_of)
    name = (shop.name_en or shop.name) if asked.english else shop.name
    said = phrases.say("returns_taken" if takes else "returns_not_taken", asked.language, name=name)
    return [Line(said, (Source(*row),))] if row else []

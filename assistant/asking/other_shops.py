"""Other shops than those told of just now: 还有别家吗, 除了它还有哪家卖, any others?"""

from __future__ import annotations

import re

from assistant.journal import Turn
from assistant.model import Handling
from assistant.shops.goods import goods_in
from assistant.shops.kinds import words_of
from assistant.shops.wanted import matches
from knowledge.directory import Directory
from knowledge.model import Shop
from knowledge.text import fold

_MOST = 2  # shops told of, that are left out by name
_OTHERS = re.compile(
    r"(?:其他|其它|别的?|另外的?|别个)(?:的)?(?:(?:几|一)?[家间个]|(?:门|商)?店|哪[家些]|地方|[\u4e00-\u9fff]{2,4}(?:店|馆|铺|厅|吧))"
    r"|(?:还有|有没有|有)(?:其他|其它|别的?)(?:的)?[吗么嘛没不]?[?？]?$"
    r"|除了?(?:它|这家|那家|这里|那里)"
    r"|(?<![a-z])(?:any (?:other|others|more)|anywhere else|somewhere else|another (?:one|shop|store|place)|other (?:shops|stores|places|ones))(?![a-z])"
)
_DOING = "买卖吃喝看修"  # 买包 is a word for a kind
_OTHER_KIND = re.compile(r"(?:其他|其它|别的?)的?(?=[\u4e00-\u9fff])")


def of_others(text: str, before: Turn, told: list[Shop], directory: Directory) -> str:
    """The question for shops of the kind spoken of without those told of; empty where none is asked."""
    if not 0 < len(told) <= _MOST or before.handling == Handling.CLARIFY or directory.mentions(text):
        return ""
    words = words_of(text)
    is_asked = _OTHERS.search(text) or (_OTHER_KIND.search(text) and words)
    if not is_asked or (not words and matches("rules", before.topic)):
        return ""  # 茶庄能退货吗, 别的店呢 asks of returns
    what = _thing(text, directory) or _thing(_unnamed(before, directory), directory) or _kind_of(told)
    if not what:
        return ""
    if text.isascii():
        return f"which {what} shops are there other than {' and '.join(s.name_en or s.name for s in told)}"
    others = f"除了{'、'.join(shop.name for shop in told)}以外还有"
    return f"{what}{others}哪些店" if what[0] in _DOING else f"{others}哪里有{what}"


def _unnamed(before: Turn, directory: Directory) -> str:
    """What was asked before, without the names of shops in it."""
    topic = fold(before.topic.split("\n")[0])
    for mention in directory.mentions(topic):
        topic = topic.replace(mention.matched, " ")
    return topic


def _thing(text: str, directory: Directory) -> str:
    """The goods that a text names as a shop has them, else the word for a kind of shop in it."""
    goods = sorted(goods_in(directory, text), key=len)
    words = words_of(text)
    return max((*goods, *words[:1]), key=len, default="")


def _kind_of(told: list[Shop]) -> str:
    """The narrowest category that all the shops told of have."""
    kinds = {shop.subcategory or shop.category for shop in told}
    return fold(kinds.pop()) if len(kinds) == 1 else ""

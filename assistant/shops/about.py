"""What a question that names shops asks of them: what one is, whether a column says it, all of them or one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.shops.kinds import kinds_in
from assistant.shops.lines import MARKED, ShopLines
from knowledge.directory import Mention
from knowledge.text import fold

# Words about a name that choose it and ask nothing: the Ralph Lauren one, I mean X, 是X那家.
_THE_ONE_OF = re.compile(
    r"(?<![a-z])(?:(?:i )?mean(?:t)?|what(?:'s| is)|whats|tell me about|the|one|ones|shop|store|please|no|and|what about|how about)(?![a-z])|[那这嗰]一?[家间个]|^我?(?:是|要|说的是|指的?是)"
)
_PETS = frozenset(("pets",))
# Who or what is to come along: 金毛能带去逛吗, 美食大厅能进吗.
_BRINGS_IN = re.compile(
    r"(?:带|牵|抱|遛)(?!娃|孩|小朋友|宝宝|我|你|他|朋友|老人|家人|爸|妈)[^,。?]{0,6}(?:进|入|逛|去)[^?]{0,24}(?:能|可以|让|准|许)"
)
# What a shop is said to be, and whether it is: is it a restaurant, 是间餐厅吗, shop or restaurant.
_OF_WHAT_KIND = re.compile(
    r"(?<![a-z])(?:is|are) +(?:it|they|this|that) +(?:a|an) +[a-z ]{3,30}(?=\?|$)|(?:是|系|算)(?:不是|唔系)?(?:一?[家间个])?[\u4e00-\u9fff]{2,6}(?:[吗么嘛]|还是)"
)


def asks_of_marks(asked: set[str], text: str) -> bool:
    """Whether all that is asked of a shop is what a column says yes or no of: what is bought there, and who is brought in, are the case."""
    if _BRINGS_IN.search(text) or ("pets" in asked and re.search(r"进|入", text)):
        return True
    marks = asked & (MARKED | _PETS)
    return bool(marks) and asked <= marks | {"goods"}


def is_told(mentions: Sequence[Mention], asked: set[str], said: ShopLines) -> bool:
    """Whether the directory says of any of the shops what is asked."""
    if any(mention.shop.pets for mention in mentions):
        return True
    return any(said.tells(mention.shop, asked & MARKED) for mention in mentions)


def asks_what_it_is(text: str, mentions: Sequence[Mention]) -> bool:
    """Whether a question is if a shop is of some kind: is it a restaurant, 是餐厅吗."""
    rest = fold(text)
    for mention in mentions:
        rest = rest.replace(mention.matched, " it ")
    return (said := _OF_WHAT_KIND.search(rest)) is not None and bool(
        kinds_in(said[0]) or re.search(r"shop|store|店|铺", said[0])
    )


def only_name(text: str, mentions: Sequence[Mention]) -> bool:
    """The question is little more than the shop's name."""
    rest = fold(text)
    for mention in mentions:
        rest = rest.replace(mention.matched, "")
    return len(re.sub(r"\W", "", _THE_ONE_OF.sub(" ", rest))) <= 2


def wants_all(text: str) -> bool:
    """Whether each of several shops is asked about: 哪几家, 分别."""
    return re.search(r"哪几家|几家|都在|分别|所有|全部|both|all ", text) is not None

"""What a question about a shop touches in its tags: 能订座吗 in 可订座, five guests in 不接待四人以上."""

from __future__ import annotations

import re

from assistant.reply import Line
from assistant.shops.lines import ShopLines
from knowledge.directory import Mention
from knowledge.text import fold, words

_GUESTS = re.compile(r"(?:\d+|[一二两三四五六七八九十]+)(?:个|位|口|大)?(?:人|位|大人|小孩)")
_FOR_GUESTS = re.compile(r"人(?:以[上下内]|桌|份|间)|包[间厢房]|大桌|接待")
_PET = re.compile(r"宠物|[狗猫犬]|(?<![a-z])(?:pets?|dogs?|cats?)(?![a-z])")
_OF_ANY = frozenset(
    ("可以", "能不", "不能", "有没", "没有", "免费", "我们", "你们", "他们", "行不", "不行", "一个", "多少")
)


def tags_touched(text: str, mention: Mention) -> list[str]:
    """The tags of a shop that have words of what is asked of it, or speak of guests or pets as the question does."""
    rest = fold(text).replace(mention.matched, " ")
    pairs = set(words(rest)) - _OF_ANY
    return [tag for tag in mention.shop.tags if _touches(fold(tag), rest, pairs)]


def is_of_pets(text: str) -> bool:
    """Whether a text speaks of pets."""
    return _PET.search(fold(text)) is not None


def _touches(tag: str, rest: str, pairs: set[str]) -> bool:
    of_both = ((_GUESTS, _FOR_GUESTS), (_PET, _PET))
    return bool(pairs & set(words(tag))) or any(
        asks.search(rest) and says.search(tag) for asks, says in of_both
    )


def line_of(mention: Mention, tags: list[str], said: ShopLines) -> Line:
    """The tags, and where the shop is."""
    shop = mention.shop
    card = said.card(shop, {"place"})
    text = (
        f"{shop.name_en or shop.name}: {', '.join(tags)}. "
        if said.english
        else f"{shop.name}：{'、'.join(tags)}。"
    )
    return Line(text + card.text, card.sources)

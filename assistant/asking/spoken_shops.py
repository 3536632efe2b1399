"""The shops that were told of before, and the one of them that a message means: 第二个, 烤的那家, the other one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.asking.conversation import is_short, ordinal_in, points_at
from assistant.asking.spending import tells_what_was_spent
from assistant.journal import Turn
from assistant.quoted.nouns import own_nouns
from assistant.shops.marks import tagged, tagged_in
from assistant.shops.wanted import asked_of
from knowledge.directory import Directory, Mention, floor_in, floors_of, labels_of, stands_in
from knowledge.model import Shop
from knowledge.text import fold

_OF_THE_MALL = re.compile(r"商场|你们|停车|mall|parking")
_OF_MEMBERS = re.compile(r"会员|积分|member|points")
# What becomes of goods is a rule of all shops: 买小了能换吗.
_TAKEN_BACK = re.compile(r"买(?:了|的|回来?|完|大|小|错|贵|多)[^,。?？]{0,8}[换退]")
# What may stand before the name in a line about a shop: "不在L3层。", "Yes: "; no cell of a row about another thing.
_OPENING = re.compile(r"|(?!.*\D:.*\D:).{0,14}[,.:、。 ]")
_WHICH = re.compile(
    r"^(?:是|要|就是|我说的?是?|我要|应该是|问的?是?)?([a-z\d\u4e00-\u9fff]{1,6}?)的?(?:那|这|嗰|呢)一?(?:家|间|个)"
)
# The same in English, where it says no more: the blue one.
_THE_ONE = re.compile(
    r"^(?:no,? |yes,? |i mean |i meant )?(?:the |that )([a-z\d&'.-]+(?: [a-z\d&'.-]+){0,2}) (?:one|shop|store|branch)[.?! ]*$"
)
# And by where it lies, wherever in the message that stands: until when is the one on level 1 open.
_A_FLOOR = (
    r"(?:(?:level|floor|basement|l|b) ?\d{1,2}|(?:\d{1,2}(?:st|nd|rd|th)|ground|first|second|third|fourth|fifth|top"
    r"|lower|upper) (?:floor|level|storey)|basement)(?![a-z\d])"
)
_THE_ONE_AT = re.compile(
    rf"(?<![a-z])(?:the|that) (?:one|shop|store|branch|outlet) (?:on|at|in) (?:the )?(?P<at>{_A_FLOOR})"
    rf"|(?<![a-z])(?:the |that )?(?P<of>{_A_FLOOR}) (?:one|branch|outlet)(?![a-z])"
)
# Who is now where it was: 那原来那个位置现在是谁.
FORMER_PLACE = re.compile(
    r"(?:原来|以前|之前|原先|旧)的?(?:那|这)?个?(?:铺位?|位置|地方|店面)|(?:old|former) (?:unit|place|spot)"
)
OTHER = re.compile(
    r"(?<![a-z])(?:the )?other(?: one| shop| store| branch)?(?! than)(?![a-z])|另(?:外)?一?(?:家|间|个)"
)
_DOING = "吃喝买卖做逛看玩"  # 吃烤的那家 is the one that grills
_THAT = re.compile(r"(?:那|这|嗰|呢)(?:家|间|个)([\u4e00-\u9fff]{1,6})")


def shops_in(answer: str, directory: Directory) -> list[Shop]:
    """The shops that the lines of an answer are about, in their order; prose that mentions one is about none."""
    found: dict[Shop, None] = {}
    for line in fold(answer).splitlines():
        starts = [(line.find(name), -len(name), shop) for shop, name in _names(directory)]
        near = [start for start in starts if start[0] >= 0 and _OPENING.fullmatch(line[: start[0]])]
        if near:
            best = min(start[:2] for start in near)
            alike = [shop for *start, shop in near if tuple(start) == best]  # branches of one name
            told = [shop for shop in alike if shop.unit and fold(shop.unit) in line]
            found[next(iter(told or alike))] = None
    return list(found)


def called(shop: Shop, directory: Directory) -> str:
    """The name of a shop, with its floor where another floor has one of the same name."""
    floor = floors_of(shop)[:1]
    others = [one for one in directory.shops if one.name == shop.name and floors_of(one)[:1] != floor]
    return " ".join((shop.name, *map(str.upper, floor))) if others else shop.name


def _names(directory: Directory) -> list[tuple[Shop, str]]:
    return [(shop, fold(name)) for shop in directory.shops for name in (shop.name, shop.name_en) if name]


def shop_meant(text: str, turns: Sequence[Turn], directory: Directory) -> Shop | None:
    """The shop that 第二个, 那家火锅, 它, or a question without a subject stands for."""
    listed = shops_in(turns[-1].answer, directory)
    which = ordinal_in(text)
    if which is not None:
        lists = (shops_in(turn.answer, directory) for turn in reversed(turns))
        longer = next((shops for shops in lists if len(shops) > 1), listed)
        return longer[which - (which > 0)] if 0 < abs(which) <= len(longer) else None
    said = which_is_said(text)
    if said and (shop := _shop_of(next(filter(None, said.groups())), turns, directory)):
        return shop
    if that := _THAT.search(text):
        return _shop_like(that[1], turns, directory)
    if len(listed) != 1:
        return None
    if FORMER_PLACE.search(text):
        return listed[0]
    if points_at(text) and is_short(text):
        return listed[0]
    return listed[0] if asks_of_a_shop(text) else None


def which_is_said(text: str) -> re.Match[str] | None:
    """The words by which a message tells one shop of several: 烤的那家, the blue one, the one on level 1."""
    return _WHICH.match(text) or _THE_ONE.match(text) or _THE_ONE_AT.search(text)


def without_which(text: str) -> str:
    """A message without the words by which it begins to tell one shop of several."""
    return _WHICH.sub("", text)


def the_other(
    text: str, named: Sequence[Mention], turns: Sequence[Turn], directory: Directory
) -> Shop | None:
    """The one shop of the name said, or of the last list of two, that was not told of just now: and the other Sacoor?"""
    told = shops_in(turns[-1].answer, directory)
    if not OTHER.search(text) or len(told) != 1:
        return None
    lists = (shops_in(turn.answer, directory) for turn in reversed(turns[:-1]))
    listed = [mention.shop for mention in named] or next((some for some in lists if len(some) > 1), [])
    others = [shop for shop in listed if shop != told[0]]
    return others[0] if len(others) == 1 and len(listed) > 1 else None


def asks_of_a_shop(text: str) -> bool:
    """Whether a message asks what can be asked of a shop, and says not of which: 开到几点, 电话多少."""
    if _OF_THE_MALL.search(text) or _TAKEN_BACK.search(text) or tells_what_was_spent(text):
        return False
    return bool(asked_of(text)) and is_short(text) and not brings_a_subject(_without_marks(text))


def _without_marks(text: str) -> str:
    """A message without what a shop has or has not: 会员打几折 is asked of a shop, 会员有什么优惠 of the mall."""
    if _OF_ANY_KIND.search(text):
        return text
    for name in tagged_in(text):
        text = tagged()[name].mark.asked.sub(" ", text)
    return text


_OF_ANY_KIND = re.compile(r"什么|哪[些样]|啥|咩|乜|(?<![a-z])(?:what|which)(?![a-z])")


def is_of_the_mall(text: str) -> bool:
    """Whether a message says that it asks of the mall and not of a shop: 你们停车多少钱."""
    return bool(_OF_THE_MALL.search(text) or _OF_MEMBERS.search(text))


def brings_a_subject(text: str) -> bool:
    """Whether a message names a thing of its own, beyond what can be asked of a shop: 厕所在哪, not 电话多少."""
    return any(not asked_of(word) and word not in _OF_A_SHOP for word in own_nouns(text))


# English words for what a shop has, which bring no subject of their own: phone number, closing time, which level.
_OF_A_SHOP = frozenset(("number", "numbers", "floor", "level", "unit", "closing", "times", "details"))


def _shop_of(words: str, turns: Sequence[Turn], directory: Directory) -> Shop | None:
    """The one shop of the latest list whose name, kind or goods have the words: 烤的那家, 三楼的那家."""
    floor = floor_in(words).lower()
    for turn in reversed(turns):
        listed = shops_in(turn.answer, directory)
        fit = [shop for shop in listed if (directory.is_on(shop, floor) if floor else _are_in(words, shop))]
        if len(listed) > 1:
            fit = fit if len(fit) == 1 else [shop for shop in fit if _told_apart(shop, listed) == words]
            return fit[0] if len(fit) == 1 else None
    return None


def _told_apart(shop: Shop, listed: Sequence[Shop]) -> str:
    """The words of a name that not all of a list have: satrangi of Bonanza Satrangi, beside Bonanza."""
    every = [fold(one.name_en or one.name).split() for one in listed]
    own = fold(shop.name_en or shop.name).split()
    return " ".join(word for word in own if not all(word in words for words in every))


def _are_in(words: str, shop: Shop) -> bool:
    """Whether a shop's name, kind or goods have these words; Latin ones each whole."""
    if words.isascii():
        said = fold(" ".join((shop.name, shop.name_en, *labels_of(shop))))
        return all(stands_in(word, said) for word in words.split())
    return words.lstrip(_DOING) in fold("".join((shop.name, *labels_of(shop))))


def _shop_like(words: str, turns: Sequence[Turn], directory: Directory) -> Shop | None:
    """The latest shop spoken of whose kind or goods the words name; 那家 alone is the only one of the last list."""
    for turn in reversed(turns):
        for shop in shops_in(turn.answer, directory):
            if any(label[:2] in words for label in (shop.name, *labels_of(shop))):
                return shop
    for turn in reversed(turns):
        if listed := shops_in(turn.answer, directory):
            return listed[0] if len(listed) == 1 else None
    return None

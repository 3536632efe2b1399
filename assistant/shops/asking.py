"""Whether a question asks for shops: by what the directory has a column for, and in words that want a list."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.shops.figures import names_figure
from assistant.shops.kinds import without_measures, words_of
from assistant.shops.sieve import Sieve
from assistant.shops.words import sentences
from knowledge.writing.calendar import names_a_day
from knowledge.writing.floors import without_floors

_STILL_THERE = re.compile(
    r"还有(?:几天|多久)|还在|还开|到几[号时]|到哪天|什么时候(?:撤|结束|走)|最后一天|撤了|still (?:there|here|open|on|around)|(?:un)?till? when"
)
_WHETHER = re.compile(r"(?:吗|不|没|么|嘛|咩)[?？]?$|(?:能|可以|可不可以|能不能|是否|参不参加)")
# What somebody has bought already is not looked for in a shop: 口红拆开涂了，7天能退吧.
_OWN_GOODS = re.compile(
    r"拆(?:开|了|封|过)|开封|[用穿戴涂洗试吃喝剪背][了过]|买(?:了|的|回|完|大|小|错|贵)|不(?:喜欢|合适|想要)|尺码|色号|小票|吊牌|质量|坏|断|(?:能|可以|给|想|要)退|退(?:货|掉|了|吗|么|不|得)"
    r"|(?<![a-z])(?:bought|opened|worn|tried|used|return)(?![a-z])"
)
_PETS = re.compile(r"宠物|[狗猫犬]|(?<![a-z])(?:pet|dog|cat)s?(?![a-z])")
_WHERE_OR_WHETHER = re.compile(r"有.{0,12}(?:吗|没有?|么|嘛|不)[?？]?$|(?:在哪|喺边|边度)[里儿呀啊]?[?？]?$")
_BESIDE_A_KIND = re.compile(
    r"店|铺|买|找|想|要|吃|喝|看|做|拍|剪|配|逛|学|去|来|我|请问|给(?:孩子|小孩|宝宝|娃|老人|爸妈|老公|老婆|朋友)|带(?:孩子|小孩|宝宝|娃)|孩子|小孩|宝宝|娃|儿子|女儿|[一两]?(?:[个双件条副杯碗顿份场部束]|点儿?|些)|的"
    r"|室[内外]|附近|这里|(?<![a-z])for (?:my|our|a|the) (?:kids?|son|daughter|child(?:ren)?|baby|wife|husband|mum|mom|dad|parents?|friends?)(?![a-z])"
    r"|(?<![a-z])(?:shops?|stores?|places?|outlets?|options?|floors?|levels?|on|in|at|the|please|any)(?![a-z])|\W"
)
# 7点健身房能进吗 asks of its hours, and not who may come in.
_ENTERS_AT = re.compile(
    r"^[^,，。狗猫宠带抱牵岁]{0,4}\d{1,2}(?::\d{2}|点)[^,，。狗猫宠带抱牵岁]{1,12}(?:能|可以|让)进[去来]?[吗么不嘛]?[?？]?$"
)
_DEED = re.compile(r"(?:我|想|要|去|来|给.{1,2}|带.{1,2})*[修剪烫染做买吃喝看拍洗配学]")
_HAS_IT = re.compile(r"有没有(?:积分|参加|参与|满减)")


def asks_for_shops(sieve: Sieve, folded: str) -> bool:
    """Whether a question, in matching form, asks which shops fit."""
    if sieve.state:
        return _asks_of_state(sieve, folded)
    if sieve.marks:
        return _asks_of_marks(sieve, folded)
    if _says("rules", folded) and not _ENTERS_AT.search(folded):
        return False
    if sieve.kinds:
        return _asks_of_kinds(sieve, folded)
    if sieve.figure and (sieve.of_shops or names_figure(folded, sieve.figure.field)):
        return True
    has_more = bool(sieve.floors or sieve.places or sieve.moment or sieve.order or sieve.left_out)
    on_floor = bool(sieve.floors or sieve.places) and (
        _says("on_floor", folded) or (sieve.of_shops and not _BESIDE_A_KIND.sub("", without_floors(folded)))
    )
    is_open = bool(sieve.moment) and _says("open_now", folded)
    return (
        on_floor
        or is_open
        or (sieve.of_shops and (sieve.lists or sieve.counts) and (has_more or sieve.counts))
    )


def asks_for_a_day(sieve: Sieve, folded: str) -> bool:
    """Whether a shop of a kind can be used on a day that is named: 周一能去改裤脚吗."""
    return bool(sieve.kinds) and names_a_day(folded) and _says("asks_whether", folded)


def asks_still_there(folded: str) -> bool:
    """Whether it is asked if a shop is still there, or until when: 卖滑雪板的那个摊还在不."""
    return _STILL_THERE.search(folded) is not None


def asks_whether(folded: str) -> bool:
    """Whether yes or no is asked for: 金店能用券吗, 有没有满减."""
    return bool(_WHETHER.search(folded) or _HAS_IT.search(folded))


def says_shops(folded: str) -> bool:
    """Whether a question says shops beside the kind of them: 有没有能用券的金店 does not, 哪些店 does."""
    rest = folded
    for word in words_of(folded):
        rest = rest.replace(word, " ")
    return re.search(r"店|铺|商家|品牌|哪|(?<![a-z])(?:shops?|stores?|which)(?![a-z])", rest) is not None


def names_only_kinds(folded: str) -> bool:
    """Whether a question is no more than a kind of shop and perhaps a floor: 咖啡店, shoe repair, shoe shops on level 2."""
    rest = without_measures(without_floors(folded))
    for word in words_of(folded):
        rest = re.sub(rf"{re.escape(word)}(?:e?s(?![a-z]))?", " ", rest)
    return bool(words_of(folded)) and not _BESIDE_A_KIND.sub("", rest)


def names_only(goods: Iterable[str], folded: str) -> bool:
    """Whether a question is no more than words for goods and perhaps a floor: 雨伞, 买毛巾."""
    rest = without_floors(folded)
    for word in goods:
        rest = rest.replace(word, " ")
    return rest != folded and not _BESIDE_A_KIND.sub("", rest)


def wishes_for_a_kind(folded: str) -> bool:
    """Whether a message says what one would do, and nothing beside the kind of shop for it: 修手机, 想剪个头发."""
    return _DEED.match(folded) is not None and names_only_kinds(folded)


def _asks_of_state(sieve: Sieve, folded: str) -> bool:
    """快闪店有哪些, 快闪还在吗."""
    is_there = sieve.state == "popup" and _STILL_THERE.search(folded) is not None
    of_terms = _says("of_works", folded)
    asks = sieve.lists or sieve.counts or (sieve.opens_in_a_month and _WHERE_OR_WHETHER.search(folded))
    return bool(sieve.of_shops and asks and not of_terms) or is_there


def _asks_of_marks(sieve: Sieve, folded: str) -> bool:
    """哪些店能积分, 能带狗的餐厅; not what a sum is or what becomes of goods."""
    if _asks_of_pets_alone(sieve) or _says("sums", folded):
        return False
    if _OWN_GOODS.search(folded) and not sieve.lists and not sieve.of_shops:
        return False
    shops = sieve.directory.shops
    knows = all(any(one.mark.holds(shop) is not None for shop in shops) for one in sieve.marks)
    is_bare = bool(sieve.kinds) and re.search(r"店[?？]?$", folded) is not None
    is_whether = bool(sieve.kinds) and _WHETHER.search(folded) is not None
    asks = sieve.lists or sieve.counts or is_bare or is_whether
    return knows and asks and bool(sieve.of_shops or sieve.kinds)


def _asks_of_kinds(sieve: Sieve, folded: str) -> bool:
    """咖啡店, 有没有咖啡, 咖啡店几点开门."""
    return (
        _says("wish", folded)
        or sieve.lists
        or re.search(sentences()["asked"]["hours"], folded) is not None
        or names_only_kinds(folded)
        or _WHERE_OR_WHETHER.search(folded) is not None
        or bool(sieve.best or sieve.figure or sieve.left_out or sieve.floors or sieve.places)
        or asks_for_a_day(sieve, folded)
        or (bool(sieve.moment) and _says("asks_whether", folded))
    )


def _asks_of_pets_alone(sieve: Sieve) -> bool:
    """宠物可以进商场吗 asks for a rule: the animal is no kind of shop besides."""
    of_pets = any(one.mark.name == "pets" for one in sieve.marks)
    named = all(_PETS.search(" ".join((kind.name, *kind.written))) for kind in sieve.kinds)
    return of_pets and named and not (sieve.lists or sieve.counts or sieve.of_shops)


def _says(key: str, folded: str) -> bool:
    """Whether a question has words of the table under a key."""
    return re.search(sentences()[key], folded) is not None

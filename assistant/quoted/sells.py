"""What only a shop itself can tell of, and whether it sells a thing of which the directory says nothing: do you sell sunscreen."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from assistant.asking.asked import Asked
from assistant.shops.kinds import kinds_in
from assistant.shops.marks import goods_of
from knowledge.model import Hit, Shop
from knowledge.text import fold

# What only the shop itself can tell of, where its row does not.
OF_A_SHOP = re.compile(
    r"打折|几折|排片|(?:有|放|上|演|睇)(?:些|紧)?(?:什么|啥|咩|乜)(?:好看的?|新)?(?:片|电影|戏)|(?:什么|啥|咩|乜)(?:片子?|电影)(?!院)|几点(?:的|有)?场(?!地|馆)|预约|预订|订[位座桌台]|(?:帮我|代|替我)订|订[^,。?]{1,12}(?:[两几一二三四五六七八九十\d]位|[桌台])|包[间厢]|团购|外卖|外送|送[货餐](?:上门)?(?=[吗么嘛不]|$)|新品|[有冇没]货|缺货|断[码货]|现货|尺码|\d+码|[smlx]+码|充值|办卡|试[听穿]|排号|人均|多[唔不]多人|人多[唔不]多|人多吗|忙[唔不]忙|挤[唔不]挤|排队|[排等](?:紧|着|位|队)*(?:几|多少|好多)多?(?:张|围|个)?[桌台枱位号]"
    r"|(?<![a-z])(?:book (?:me )?(?:a |the )?(?:table|seat)|reserve (?:a |me )|make a (?:reservation|booking)|queue|queuing|(?:tables?|people|parties) (?:ahead|waiting|in front)|in stock|out of stock|sold out|(?:films?|movies?) (?:is|are) (?:on|showing|playing)|show ?times?|how busy|(?:in|have|got|still) (?:a )?size|size [\dsmlx]+|long (?:is the|a) (?:wait|line))(?![a-z])"
)
# The number that is rung to book, which its row has: 订位电话.
_LINE = re.compile(
    r"(?:预约|预订|订[位座桌台]|book台)(?:的|用的)?(?:电话|热线|号码)|(?<![a-z])(?:booking|reservation)s? (?:phone|number|line|hotline)"
)
_SELLS = re.compile(
    r"(?<![a-z])(?:sells?|selling|stocks?|stocking|carry|carries) (?!out)(?:any |some |the )?(?P<thing>[a-z][a-z' -]{2,40})"
)
_WORD = re.compile(r"[a-z]{3,}")
_LIGHT = frozenset(("and", "for", "the", "any", "some", "here", "there", "today", "now", "this", "that"))


def doings_in(folded: str) -> list[str]:
    """What a question asks that only the shop can tell; the number that is rung to book is no booking."""
    return OF_A_SHOP.findall(_LINE.sub(" ", folded))


def goods_untold(asked: Asked, shops: Collection[Shop], near: Sequence[Hit]) -> bool:
    """Whether goods are asked for that no row of these shops names and that are no kind which they are."""
    said = _SELLS.search(fold(asked.text)) if asked.english else None
    if said is None or any(goods_of(shop) or shop.note for shop in shops):
        return False
    thing = said["thing"]
    if any(kind.among(list(shops)) for kind in kinds_in(thing)):
        return False
    told = fold(" ".join(hit.passage.text for hit in near))
    return not any(word in told for word in set(_WORD.findall(thing)) - _LIGHT)

"""How one gets to a shop while the mall is shut, or up to it, as the shop's own remark tells: 体检怎么上去, 健身房走哪部电梯."""

from __future__ import annotations

import re

from assistant.model import Handling
from assistant.reply import Reply
from assistant.shops.lines import ShopLines
from assistant.shops.sieve import Sieve
from knowledge.text import fold
from knowledge.writing.presence import is_present

_FEW = 3  # shops of a kind
ASKS_WAY = re.compile(
    r"怎么(?:才能|能)?(?:[上下进](?:去|来(?!吃|玩|买)|楼|到|得|\d|[一二三四五六七八九]楼)|走)|(?:走|坐|乘|搭|从)(?:哪|什么)[一部个条边里儿道]*(?:[货客直扶电]?梯|门|口|通道|入口)?(?:上|下|进|走|去)*[?？呀啊]*$"
    r"|(?<![a-z])(?:which (?:lift|elevator|entrance|door)|how (?:do|can) (?:i|we) (?:get (?:up|in)|go up|enter))(?![a-z])"
)
_TELLS_WAY = re.compile(
    r"(?:由|从|乘|坐|走)[^,，。;；]{0,10}(?:梯|门|口|通道|入口)|梯(?:到达|直达)|(?<![a-z])(?:via|by|through|use) [^,.;]{0,24}(?:lift|elevator|entrance|door)(?![a-z])"
)


def way_in(text: str, sieve: Sieve, said: ShopLines) -> Reply | None:
    """The shops of the kind asked for whose remark tells the way; None where the way is not asked for, or no remark tells it."""
    if not sieve.kinds or not ASKS_WAY.search(fold(text)):
        return None
    some = [
        shop
        for shop in sieve.directory.shops
        if is_present(shop, said.day) and sieve.wider(moment=None).lets_through(shop)
    ]
    told = [shop for shop in some if _TELLS_WAY.search(fold(shop.note))]
    if not 0 < len(told) <= _FEW:
        return None
    return Reply(Handling.ANSWER, tuple(said.card(shop, {"place"}) for shop in told), 0.85)

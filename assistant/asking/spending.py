"""What a message says was spent, and what a rule that was spoken of makes of it."""

from __future__ import annotations

import re

from assistant.asking.conversation import joined
from knowledge.text import fold

# What is earned by it, and how that is asked for without saying what.
_EARNED = re.compile(
    r"券|积分|点数|赠品|抽奖|满额|满赠|满减|折抵|停车|(?<![a-z])(?:vouchers?|coupons?|points|gifts?|parking)(?![a-z])"
)
_EARNS = re.compile(r"(?:拿|换|送|得|领|折|抵|返|给)(?:到|得)?(?:多少|几)(?:[元块张]|钱)?[?？呢啊呀]*$")
_PURCHASE = re.compile(r"(?:买|花|消费|刷|累计)[^,，。?？]{0,12}?\d{2,}(?:元|块钱?)?")
_ONLY_SPENT = re.compile(
    r"[^,，。!！?？]{0,10}(?:买|花|消费|刷|实付)(?:了|满|到|掉)?\s?\d+(?:\.\d+)?多?(?:元|块)?钱?[了。!~]*"
    r"(?:[,，\s]*(?:也|都|能|可以)?(?:一起|一块儿?|一并|合起来|加起来|叠加)(?:抵扣?|算|用|减|扣)(?:上|进去)?[吗么呢吧了?？]*)?"
    r"|i(?: have|'ve)?(?: already| just)? spent [a-z$¥]* ?\d+(?: (?:yuan|cny|today|here))*[.!]*"
)
_SPENT = re.compile(r"(?:买|花|消费|刷|累计)(?:了|满|到)?\s?\d{2,}|(?<![a-z])spent (?:[a-z$]+ ?)?\d")


def tells_what_was_spent(text: str) -> bool:
    """Whether a message begins with what its sender spent, of which a rule makes something: 买了3500，可以折几小时."""
    return _SPENT.search(text) is not None


def only_tells_what_was_spent(text: str) -> bool:
    """Whether a message says what was spent and nothing else: what the rule spoken of makes of it is asked."""
    return _ONLY_SPENT.fullmatch(text.strip()) is not None


def is_of_what_is_earned(text: str) -> bool:
    """Whether a text is about what spending earns: coupons, points, free parking."""
    return _EARNED.search(fold(text)) is not None


def of_spending(text: str, topic: str) -> str:
    """What a purchase earns, where what was asked before says of what: 那在影院花了800可以拿多少, after 买手机可以换券吗."""
    asks = tells_what_was_spent(text) and _EARNS.search(text) and not _EARNED.search(text)
    if not asks or not _EARNED.search(fold(topic)):
        return ""
    return joined(_PURCHASE.sub("", fold(topic)), text)

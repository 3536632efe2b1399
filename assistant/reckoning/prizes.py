"""Whether a coupon that was won can be used on a purchase: socks for 88, by 单笔消费满100元可用1张."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.grounding.numerals import plain
from assistant.reckoning.asking import EXAMPLE, Asking, Sum, source
from assistant.reckoning.items import bought, is_counted
from assistant.reckoning.lapse import lapsed, past_day
from knowledge.model import Hit

ASKS = re.compile(
    r"(?:能|可以|能不能|可不可以|够不够|可唔可以)[^,。?]{0,8}用|用(?:得|不)[上了掉]|用掉|(?:can|could|may) i use|does it count"
)
_WON = re.compile(
    r"(?:抽(?:奖|到|中|的|出)|[摇转]到|中(?:奖|到|了|的)|[一二三四五特]等奖|奖品|赢)[^?]*券|券[^?]*(?:抽(?:奖|到|中|的)|中(?:奖|到|的)|奖品)"
    r"|(?<![a-z])(?:won|prize)(?![a-z]).*(?:coupon|voucher)|(?:coupon|voucher).*(?<![a-z])(?:won|prize)(?![a-z])"
)
# Which threshold there is, and what was spent to win, are no purchase held against it.
_ELSE = re.compile(r"满?多少|最少|至少|起码|(?:花|消费|满|付|买)了?\d+[^?]{0,8}(?:抽|中|摇|赢)|how much")
_PRIZE = re.compile(r"奖|prize")
_THRESHOLD = re.compile(
    r"(?:单笔|每笔|消费|实付)[^,;。]{0,6}满(\d+)元[^,;。\d减]{0,4}(?:可|能)(?:以)?(?:使)?用"
)
_VALUE = re.compile(r"(\d+)元的?(?:电子|优惠|代金|现金)?券")
_RULES = "奖品 电子券 单笔消费满 可用1张"


def reckon(asking: Asking) -> Sum | None:
    """The one purchase against the one threshold that the rules of a draw give for its coupon."""
    items = bought(asking.items)
    if (
        not _WON.search(asking.told)
        or _ELSE.search(asking.told)
        or len(items) != 1
        or is_counted(asking.told)
    ):
        return None
    found = dict(reversed(_thresholds(asking)))  # the nearest passage of each
    if len(found) != 1:
        return None
    term = lapsed(asking)
    if past_day(asking) and (term is None or term[1]):
        return term[0] if term else None  # what is over cannot be used, however much is spent
    (threshold, rule), spent = next(iter(found.items())), items[0].amount
    key = "prize_used" if spent >= threshold else "prize_short"
    gap = abs(threshold - spent)
    return Sum(asking.say(key, spent=spent, threshold=threshold, gap=gap), (source(rule),))


def _thresholds(asking: Asking) -> list[tuple[Decimal, Hit]]:
    """(threshold, its passage) of the passages on prizes, those of the coupon's value where it is named."""
    value = _VALUE.search(asking.told)
    return [
        (Decimal(match[1]), hit)
        for hit in asking.rules(_RULES)
        if (match := _THRESHOLD.search(text := plain(hit.passage.text)))
        and _PRIZE.search(f"{hit.document.title} {text}")
        and (value is None or value[0].replace("的", "")[:-1] in text)
        and not EXAMPLE.search(text)
    ]

"""Simple sums that people ask for, out of a rule of a general form: the rule is cited, every step is shown.

Where the rule's form is another one, or the question leaves something open, nothing is computed. A message that
goes on with a sum (打八折呢, 那4小时呢) is the question before it with what it names in the place of what was named.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from assistant.grounding.numerals import plain
from assistant.reckoning import (
    capacity,
    countdown,
    coupons,
    deadlines,
    deductions,
    draws,
    entry,
    expiry,
    gifts,
    lapse,
    levels,
    overstay,
    pieces,
    points,
    prepaid,
    prizes,
    redeemed,
    refunds,
    staying,
    supply,
    tickets,
    worth,
)
from assistant.reckoning.asking import Asking, Sum
from assistant.reckoning.discounts import DISCOUNT
from assistant.reckoning.items import items_in
from assistant.reckoning.stay import FROM_TO, HOURS, stay_in
from assistant.shops.kinds import kinds_in
from knowledge.writing.calendar import days_in, without_days
from knowledge.writing.member_levels import of_another_level
from knowledge.writing.trading import KIND_OF_DAY

Reckons = Callable[[Asking], Sum | None]


@dataclass(frozen=True, slots=True)
class Way:
    """How a question asks for a sum of one kind, and how it is found."""

    asks: re.Pattern[str]
    reckon: Reckons


WAYS = (
    Way(prepaid.ASKS, prepaid.reckon),
    Way(refunds.ASKS, refunds.reckon),
    Way(worth.ASKS, worth.reckon),
    Way(capacity.ASKS, capacity.reckon),
    Way(supply.ASKS, supply.reckon),
    Way(overstay.ASKS, overstay.reckon),
    Way(tickets.ASKS, tickets.reckon),
    Way(points.ASKS, points.reckon),
    Way(levels.ASKS, levels.reckon),
    Way(draws.ASKS, draws.reckon),
    Way(prizes.ASKS, prizes.reckon),
    Way(gifts.ASKS, gifts.reckon),
    Way(coupons.ASKS, coupons.reckon),
    Way(deductions.ASKS, deductions.reckon),
    Way(staying.ASKS, staying.reckon),
    Way(countdown.ASKS, countdown.reckon),
    Way(deadlines.ASKS, deadlines.reckon),
    Way(entry.ASKS, entry.reckon),
    Way(expiry.ASKS, expiry.reckon),
    Way(lapse.ASKS, lapse.reckon),
    Way(pieces.ASKS, pieces.reckon),
    Way(redeemed.ASKS, redeemed.reckon),
)
_LONGEST, _LONGEST_ENGLISH = 30, 60  # characters of a message that goes on with a sum
_OF_ITS_OWN = re.compile(
    r"[吗嘛么](?!.*呢)|哪|怎么|为什么|什么|有没有|几[点楼层号]|谁|能不能|可不可以|where|when|which|why|who|(?:can|is|do|does) "
)
# 我是银卡, 有400积分, 花了250: what is told besides, to be reckoned with.
_TELLS_MORE = re.compile(
    r"^(?:那|如果|要是|假如|但|不过|and |if |what if |but )*(?:我|咱)?(?:刚才?|今天|一共|总共|还|也|又|另外|在[^,。?？]{1,6}?)*(?:是|有|用|花了?|消费了?|买了?|办了|(?:i am|i'm|i've|i (?:have|hold|own|got|use|spent)|with)(?= .{2,24}$))[^?？吗呢哪么]{2,28}[?？]?$"
)
_SUPPOSES = re.compile(r"(?:呢|的话)(?=[?？。!,，;；\s]|$)")  # 那4小时呢, 我花了350呢，普通卡
_BARE_NUMBER = re.compile(
    r"^(?:那|那么|如果|要是|换成)*(?:我?有|用|是)?(\d{2,})(?:个?积?分|元|块钱?)?呢?[?？]?$"
)
# 再买50呢, 多花100: what was spent goes up by it. A total of before is then none.
_ADDS = re.compile(r"(?:再|又|另外?|额外)多?(?:买|花|消费|凑|加|刷|补)[多了个点]*\s*\d|多(?:买|花|消费)\s*\d")
_IN_ALL = re.compile(r"一共|总共|合共|合计|加起来|夹埋")
_RETURNED = re.compile(
    r"退(?:的是|了|掉|货|回)?(?:那|这)?[件条个双]?\s*(?:\d+(?:\.\d+)?元?的?(?:(?:那|这)?[件条个双])?|(?!多少|几|款|货|钱|回)[一-鿿]{1,4})(?=\s|,|，|$)"
)


def reckoned(asking: Asking, before: str = "") -> tuple[Sum, str] | None:
    """The sum that a message asks for, and the question that it answers: the message, or what went `before` with it."""
    asking = replace(asking, before=before)
    if found := _first(asking):
        return found, asking.text
    whole = continued(before, asking) if before else ""
    if not whole:
        return None
    found, earlier = _first(replace(asking, text=whole)), _first(replace(asking, text=before))
    is_other = earlier is not None and found is not None and found.text != earlier.text
    is_asked = _asks(asking.told) or (stay_in(asking.told) is not None and _asks(plain(before)))
    if found is None or not (is_other or (earlier is None and is_asked)):
        return None  # it goes on with something else, or changes nothing
    return found, whole


def _asks(told: str) -> bool:
    return any(way.asks.search(told) for way in WAYS)


def _first(asking: Asking) -> Sum | None:
    ways = [way for way in WAYS if way.asks.search(asking.told)]
    if limits := [item for item in asking.items if item.role == "limit"]:
        # 不到300, 300多: no amount is named, though what 300 reaches 300多 reaches too
        is_reached = all(f"{item.amount:f}多" in asking.told for item in limits)
        ways = [way for way in ways if is_reached and way.reckon is deductions.reckon]
    return next((found for way in ways if (found := way.reckon(asking))), None)


def continued(before: str, asking: Asking) -> str:
    """The question before with what a message names in the place of what it named; empty where it asks something else."""
    message, earlier = asking.told, plain(before).replace("\n", " ")
    if len(message) > (_LONGEST_ENGLISH if asking.english else _LONGEST) or not (
        _asks(earlier) or _asks(message)
    ):
        return ""
    has_its_own = items_in(message) and _asks(message)
    if _OF_ITS_OWN.search(message) and not has_its_own and not _SUPPOSES.search(message):
        return ""
    numbers = re.findall(r"\d{2,}", earlier)
    if (bare := _BARE_NUMBER.match(message)) and len(numbers) == 1:
        return earlier.replace(numbers[0], bare[1])
    swapped = earlier
    if "退" in message:
        swapped = _RETURNED.sub("", swapped)
    elif _ADDS.search(message):
        swapped = _IN_ALL.sub("", swapped)
    elif items_in(message):
        for item in reversed(items_in(swapped)):
            swapped = swapped.replace(f"{item.amount.normalize():f}", " ", 1)
    if prepaid.USED.search(message):
        swapped = prepaid.USED.sub(" ", swapped)
    if DISCOUNT.search(message):
        swapped = DISCOUNT.sub(" ", swapped)
    if stay_in(message) is not None:
        swapped = HOURS.sub(" ", FROM_TO.sub(" ", swapped))
    if days_in(message, asking.today):
        swapped = without_days(swapped)
    if KIND_OF_DAY.search(message):
        swapped = KIND_OF_DAY.sub(" ", swapped)
    swapped = of_another_level(swapped, message)
    is_spent_elsewhere = bool(asking.shops) or bool(items_in(message) and kinds_in(message))
    for mention in asking.directory.mentions(earlier) if is_spent_elsewhere else ():
        swapped = swapped.replace(mention.matched, " ")
    is_one_more = (
        _asks(message) or _TELLS_MORE.match(message) or _SUPPOSES.search(message) or _ADDS.search(message)
    )
    return f"{swapped.strip()} {message}" if swapped != earlier or is_one_more else ""

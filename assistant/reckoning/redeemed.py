"""What points are worth when they are used, and how many some money off or parking takes: 每100分抵1元，500分起用."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from assistant.grounding.numerals import plain
from assistant.reckoning.asking import EXAMPLE, Asking, Sum, source
from knowledge.model import Hit
from knowledge.writing.numerals import number

_POINTS = r"(?:个)?积?分(?!钟|之|店|钱)"
_WORTH = rf"\d{{2,}}{_POINTS}[^,，。?？]{{0,12}}(?:抵|换|兑|当|值|用)[^,，。?？]{{0,6}}(?:多少|几)(?!天|号|点|楼|层|次)"
# 多少积分换1小时停车, 停车2小时要多少积分, 10元要用几分: and not what is earned, 消费100元能得多少积分.
_N = r"\d+(?:\.\d+)?|[一二两三四五六七八九十]+"
_AMOUNT = rf"(?:(?P<{{n}}>{_N})(?:个)?(?:小时|钟头|元)(?:的)?(?:停车费?|泊车)?|停车费?\s*(?P<{{m}}>{_N})?(?:个)?(?:小时|钟头)?)"
COSTS = re.compile(
    rf"(?:多少|几多?)(?:个)?(?:积分|分)(?:才|就|能|可以|可)*(?:抵扣|抵|兑换|换|兑|扣)(?:成|取)?{_AMOUNT.format(n='a', m='b')}"
    rf"|^[^,，。?？花买费]{{0,6}}?{_AMOUNT.format(n='c', m='d')}(?:要|需要?|得用|用|扣)(?:扣|用|花)?(?:多少|几多?)(?:个)?(?:积分|分(?!钟))"
)
ASKS = re.compile(rf"{_WORTH}|{re.sub(r'[?]P<[a-d]>', '?:', COSTS.pattern)}")
_HELD = re.compile(rf"(\d{{2,}}){_POINTS}")
_HOURS = re.compile(r"小时|钟头|停车|泊车")
_USED = r"(?:可以|可|能)?(?:抵扣|抵现|抵用|抵|兑换|兑|换|当|折|=|等于|值)(?:成|现金|停车费?|免费停车)?"
_RULE = re.compile(rf"(\d+){_POINTS}{_USED}(\d+(?:\.\d+)?)(?:个)?(元|小时)")
_LEAST = re.compile(rf"(\d+){_POINTS}(?:以上)?起(?:用|抵|兑|换)?|满(\d+){_POINTS}(?:才|方|后)?(?:可|能)")
_CAP = re.compile(
    r"(?:每[天日]|单日|每次|单笔)[^,;。\d]{0,8}?(?:最多|上限|不超过)[^,;。\d]{0,6}(\d+)(元|小时)"
)
_RULES = "积分 抵现 抵 元 兑换 停车 小时"


@dataclass(frozen=True, slots=True)
class _Rate:
    """So many points are so much, from so many on, and no more than so much at a time; where that stands."""

    points: int
    value: Decimal
    unit: str
    least: int
    cap: Decimal | None
    hit: Hit


def reckon(asking: Asking) -> Sum | None:
    """What the points of a question are worth by the one rate of the unit that it asks for; None where two differ."""
    if not asking.english and (wanted := COSTS.search(asking.told)):
        return _cost(asking, number(next(filter(None, wanted.groups()), "1")))
    held = {int(number) for number in _HELD.findall(asking.told)}
    if asking.english or len(held) != 1:
        return None
    points, unit = held.pop(), "小时" if _HOURS.search(asking.told) else "元"
    rates = [rate for rate in _rates(asking) if rate.unit == unit]
    if len({(rate.points, rate.value) for rate in rates}) != 1:
        return None
    rate = rates[0]
    if points < max(rate.least, rate.points):
        text = asking.say("redeemed_least", points=points, least=max(rate.least, rate.points))
        return Sum(text, (source(rate.hit),))
    times = points // rate.points
    due = times * rate.value
    key = "redeemed" if points % rate.points == 0 else "redeemed_whole"
    said = asking.say(key, points=points, per=rate.points, times=times, each=rate.value, due=due, unit=unit)
    if rate.cap is not None and rate.cap < due:
        said += asking.say("redeemed_cap", cap=rate.cap, unit=unit)
    return Sum(said, (source(rate.hit),))


def _cost(asking: Asking, amount: Decimal) -> Sum | None:
    """How many points some hours or some money take, in whole steps of the rule."""
    unit = "小时" if _HOURS.search(asking.told) else "元"
    rates = [rate for rate in _rates(asking) if rate.unit == unit]
    if len({(rate.points, rate.value) for rate in rates}) != 1:
        return None
    rate = rates[0]
    times = -(-amount // rate.value)
    due = int(times * rate.points)
    key = "costs" if times == 1 and amount == rate.value else "costs_times"
    said = asking.say(
        key, points=rate.points, each=rate.value, unit=unit, times=times, due=due, amount=amount
    )
    if due < rate.least:
        said += asking.say("costs_least", least=rate.least)
    return Sum(said, (source(rate.hit),))


def _rates(asking: Asking) -> Iterator[_Rate]:
    for hit in asking.rules(_RULES):
        text = plain(hit.passage.text)
        if EXAMPLE.search(hit.passage.text):
            continue
        least = next((int(a or b) for a, b in _LEAST.findall(text)), 0)
        caps = {unit: Decimal(cap) for cap, unit in _CAP.findall(text)}
        for points, value, unit in _RULE.findall(text):
            if int(points):
                yield _Rate(int(points), Decimal(value), unit, least, caps.get(unit), hit)

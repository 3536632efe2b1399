"""How many of a thing go out in all, out of what a day has of it and how many days there are: 每天200杯, 三天."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.grounding.numerals import number, plain
from assistant.reckoning.asking import EXAMPLE, Asking, Sum, source
from knowledge.model import Hit
from knowledge.writing.calendar import days_in, window_in

_ALL = r"(?:一共|总共|总计|合计|全部|全程|整个(?:活动|期间)|累计|加起来|拢共|统共|共|拉通)"
_UNIT = r"(?P<{}>[杯份张件套瓶盒只支袋枚斤碗个])"
_DAYS = re.compile(r"(?<![第每\d])(\d+|[一二两三四五六七八九十]+)[天日](?!内|前|后|之|无)")
ASKS = re.compile(
    rf"{_ALL}.{{0,12}}(?:多少|几){_UNIT.format('a')}|(?:多少|几){_UNIT.format('b')}.{{0,10}}{_ALL}"
    rf"|(?<![第每\d])(?:\d+|[一二两三四五六七八九十]+)[天日](?!内|前|后|之|无).{{0,12}}(?:多少|几){_UNIT.format('c')}"
    r"|how many (?P<en>cups?|tickets?|coupons?|gifts?|boxes|bottles|portions?).{0,60}(?:in total|altogether|in all|over (?:the )?(?:whole |all )?|for (?:the |all )?(?:whole |three |\d+ )|across)"
)
_EACH = r"(?<!人)(?<!位)每[天日](?:早上|上午|中午|下午|晚上)?(?:\d{1,2}:\d{2}[–~至到-]\d{1,2}:\d{2})?(?:限量?|供应|提供|发放|放出|赠送|准备|共|有|送|发|备)*(\d+)"
_UNITS = {
    "cup": "杯",
    "ticket": "张",
    "coupon": "张",
    "gift": "份",
    "box": "盒",
    "bottle": "瓶",
    "portion": "份",
}


def reckon(asking: Asking) -> Sum | None:
    """Days × what a day has, both told by one passage; the days that the question names count before the whole time."""
    asked = ASKS.search(asking.told)
    unit = next((one for name in "abc" if (one := asked[name])), "") if asked else ""
    if asked and asked["en"]:
        unit = _UNITS[re.sub(r"(?<=x)es$|s$", "", asked["en"])]
    for hit in asking.own if unit else ():
        if EXAMPLE.search(hit.passage.text):
            continue
        found = _each(hit, unit), _days(hit, asking)
        if found[0] and found[1]:
            each, days = found
            named = _DAYS.search(asking.told)
            days = min(days, int(number(named[1]) or days)) if named else days
            text = asking.say("supply", due=each * days, each=each, days=days, unit=unit)
            return Sum(text, (source(hit),))
    return None


def _each(hit: Hit, unit: str) -> Decimal:
    """What a day has of the unit asked for; 0 where the passage does not say, or says two."""
    text = re.sub(r"[,，、]\s*", ",", plain(hit.passage.text))
    counts = {Decimal(count) for count in re.findall(rf"{_EACH}{unit}", text)}
    return counts.pop() if len(counts) == 1 else Decimal(0)


def _days(hit: Hit, asking: Asking) -> int:
    """The days of the one span that the passage names, both ends counted; 0 where it names none."""
    if window := window_in(hit.passage.text, asking.today):
        return (window[1].date() - window[0].date()).days + 1
    days = days_in(hit.passage.text, asking.today)
    return (max(days) - min(days)).days + 1 if len(days) > 1 else 0

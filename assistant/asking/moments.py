"""The time of day that a question names: 22:30, 晚上十点半, 11pm, 周日晚上, now."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from knowledge.text import fold
from knowledge.writing.numerals import number

_LATER = ("晚", "晚上", "夜里", "下午", "傍晚", "半夜", "深夜", "今晚", "明晚")
_PART = r"(?P<part>今晚|明晚|晚上?|夜里|半夜|深夜|下午|傍晚|凌晨|清晨|早上?|上午|中午)?"
_CLOCK = re.compile(
    r"(?<![\d:])(?P<h12>1[0-2]|[1-9])(?:[:.](?P<m12>[0-5]\d))?\s*(?P<half>[ap])\.?m(?![a-z])"
    rf"|{_PART}\s*(?<![\d.-])(?P<hour>\d{{1,2}}|十[一二]?|二十[一二三]?|[一二两三四五六七八九])"
    r"(?::(?P<minute>[0-5]\d)(?!\s*[ap]\.?m)|[点时](?P<rest>半|一刻|三刻|[0-5]?\d(?=分|$|\D)|零?[二三四五]?十[一二三四五六七八九]?|零[五一二三四六七八九])?(?!儿|餐|单|评))"
    r"|(?:at|until|till|past|after)\s+(?P<bare>1[0-2]|[1-9])(?![\d:])(?=\s*(?:o'clock|tonight|in the evening|at night))"
)
_NAMED = (
    (re.compile(r"半夜|午夜|midnight"), time(23, 59)),
    (re.compile(r"凌晨"), time(1)),
    (re.compile(r"深夜|夜里|late at night|late night"), time(23)),
    (re.compile(r"晚上|今晚|明晚|周.晚|晚间|tonight|evening|at night"), time(20)),
    (re.compile(r"清晨|一大早|大清早|early morning"), time(8)),
    (re.compile(r"早上|早晨|上午|明早|morning"), time(9)),
    (re.compile(r"中午|noon"), time(12)),
    (re.compile(r"下午|afternoon"), time(15)),
)
_TONIGHT = re.compile(r"\s*(?:tonight|this evening|in the evening|at night)(?![a-z])")
_NOW = re.compile(
    r"现在|目前|这会儿?|此刻|当下|这个点|right now|(?<![a-z])now(?![a-z])|at the moment|currently|still open|还(?:开|有|在?营业)|还没(?:关|打烊)|没关门?的"
    r"|(?:关门?|打烊|闭店|开门|收铺)了(?:没有?|吗|么|嘛|[?]|$)|(?:关门?|打烊|开了?)没(?=$|[?呀啊])"
    r"|(?<![a-z])(?:is|are|has|have) [^,.?]{2,40} (?:open|closed|shut)(?: yet| already)?[ ?]*$"
)
# Who sets out now asks for now, whatever other time he names: 现在过去还来得及吗，不是开到11点吗.
_SETTING_OUT = re.compile(
    r"现在(?:再)?(?:过去|过来|去|出发|赶过去|赶)|(?:come|go|head over|set out|get there) (?:right )?now"
)
# How long somebody is still on the way: 30分钟能到, 再过1小时到, in 40 minutes.
_ON_THE_WAY = re.compile(
    r"(?<![\d.])(?P<count>\d+(?:\.\d+)?|[一二两三四五六七八九十]+)\s*个?(?P<unit>小时|钟头|分钟)(?:左右|的?路程|之?后|以后|之?内)*"
    r"(?:就|才|能|可以|应该|大概|差不多|再|我)*(?:到(?![^,。?]{0,3}期)|过[去来]|赶[到去来])"
    r"|(?:路上|开车|打车|坐车|骑车|走路|过[去来])(?:大概|大约|差不多|还|要|得|需|花)*(?P<count2>\d+)\s*个?(?P<unit2>小时|钟头|分钟)"
    r"|(?<![a-z])in (?:about |around |like )?(?P<count3>\d+|an?|half an) ?(?P<unit3>hours?|minutes?|mins?)(?![a-z])"
)

_ARRIVES = re.compile(
    r"(?:赶|到|过[去来])[^,。?\d]{0,6}$|(?:arriv\w*|get there|be there|make it)[^,.?]{0,6}$"
)

_SHUTS = re.compile(r"(?:开|延|营业|延长|延时|延迟|关门|闭店)(?:得|到|至)+(?:晚上?)?\s*$")


@dataclass(frozen=True, slots=True)
class Asked:
    """A moment. `is_guessed` when only a part of the day was named, `is_now` when it is the present."""

    at: datetime
    is_now: bool = False
    is_guessed: bool = False


def moment_in(text: str, as_of: datetime, day: date) -> Asked | None:
    """The moment that a question names, on its day; None when it names no time. The small hours are the next day's."""
    folded = fold(text)
    if day == as_of.date() and (travel := _travel(folded)):
        return Asked(as_of + travel)
    if day == as_of.date() and _SETTING_OUT.search(folded):
        return Asked(as_of, is_now=True)
    if clock := _clock(folded, as_of, day):
        return clock
    for pattern, at in _NAMED:
        if pattern.search(folded):
            return Asked(_at(day, at, as_of), is_guessed=True)
    return Asked(as_of, is_now=True) if _NOW.search(folded) and day == as_of.date() else None


def _travel(folded: str) -> timedelta | None:
    """How long it is until somebody on the way is here; None where nobody says so."""
    match = _ON_THE_WAY.search(folded)
    if match is None:
        return None
    said = match["count"] or match["count2"] or match["count3"]
    unit = match["unit"] or match["unit2"] or match["unit3"]
    count = {"a": 1.0, "an": 1.0, "half an": 0.5}.get(said) or float(number(said))
    return timedelta(hours=count) if unit[0] in "小钟h" else timedelta(minutes=count)


def _clock(folded: str, as_of: datetime, day: date) -> Asked | None:
    match = _meant(list(_CLOCK.finditer(folded)), folded)
    if not match:
        return None
    if match["h12"] or match["bare"]:
        hour = int(match["h12"] or match["bare"]) % 12 + (12 if match["half"] == "p" or match["bare"] else 0)
        return Asked(_at(day, time(hour, int(match["m12"] or 0)), as_of))
    hour = int(number(match["hour"]) or 0)
    minute = _minute(match["minute"] or match["rest"] or "")
    part = match["part"] or ""
    is_small = part in ("凌晨", "半夜", "夜里", "深夜") and hour < 6
    if part in _LATER and hour < 12 and not is_small:
        hour += 12
    elif hour == 12 and part in ("晚上", "晚", "夜里", "半夜", "深夜", "今晚", "明晚"):
        hour = 24
    elif not part and hour < 12 and _TONIGHT.match(folded[match.end() :]):
        hour += 12  # 11:30 tonight
    elif part == "中午" and hour < 11:
        hour += 12
    elif (
        not part and not match["minute"] and (1 <= hour <= 7 or (hour <= 10 and re.search(r"还|晚", folded)))
    ):
        hour += 12  # 3点 and 8点还开着吗 are meant after noon: malls sleep at night
    elif not part and 7 < hour < 12 and _SHUTS.search(folded[: match.start()]):
        hour += 12  # 延到11点 is the night's: nothing shuts before noon
    elif hour == 11 and not part and "还" in folded and as_of.hour > 11 and day == as_of.date():
        hour += 12  # asked in the afternoon, 11点还开吗 is tonight's
    if hour > 24:
        return None
    at = _at(day + timedelta(days=hour // 24), time(hour % 24, minute), as_of)
    return Asked(at + timedelta(days=1) if is_small and at <= as_of else at)


def _meant(named: list[re.Match[str]], folded: str) -> re.Match[str] | None:
    """Of several times the one at which somebody arrives: 九点半下班，赶到得10点15; else the first."""
    arriving = (one for one in named if _ARRIVES.search(folded[: one.start()]))
    return next(arriving, next(iter(named), None))


def _minute(said: str) -> int:
    return {"半": 30, "一刻": 15, "三刻": 45}.get(said) or int(number(said.lstrip("零") or "0") or 0)


def _at(day: date, at: time, as_of: datetime) -> datetime:
    return datetime.combine(day, at, as_of.tzinfo)

"""How long somebody stays, as a question says it: 3个半小时, 2小时40分钟, 从14:10到17:30."""

from __future__ import annotations

import re

from assistant.grounding.figures import read
from assistant.grounding.numerals import number, plain

HOURS = re.compile(
    r"(?<![\d.])(\d+(?:\.\d+)?|[一二两俩三仨四五六七八九十]+)\s*个?(半)?\s*(?:小时|钟头|个?钟(?!头)|hours?|hrs?|h(?![a-z]))"
    r"(半|(?:\s*(?:零|又|多|加|and)?\s*(\d+|[一二两三四五六七八九十]{1,3})\s*(分钟?|刻钟?|个?字|min(?:ute)?s?))?)"
    r"|(?<![\d.点时])(\d+)\s*(?:分钟?(?!之)|min(?:ute)?s?)|(?<![\d一二两三四五六七八九十])(个半)(?:小时|钟)"
)
_QUARTER, _FIVE = 15, 5  # minutes of 一刻钟, and of 一个字 as Cantonese counts them
_DAYS = re.compile(
    r"(?:停|放|存|泊|扔|搁|摆|park)[^\d第]{0,6}?(\d+|[一二两三四五六七八九十])\s*(?:整?天(?!内|前|后|以)|昼夜|days?)"
)
# 一小时多少钱 asks for the price of one, beside the length of a stay.
_PRICE_OF_ONE = re.compile(
    r"(?:多少钱|几块钱?|几元|几钱)[1一每]个?(?:小时|钟头|钟)|(?:[1一]个?|每个?)(?:小时|钟头|钟)(?:多少|几)[钱块元]?钱?|(?:per|an|each) hour"
)
_FREE_SPAN = re.compile(
    r"[首头前]\d+个?(?:小时|钟头|分钟)(?:是|还|都|也)?(?:免费|不收)|(?:抵扣?|免费?|送|off)[^\d停放存]{0,3}\d+\s*个?(?:小时|钟头|分钟|hours?)"
)
_SPAN = re.compile(r"(?:停|放|泊|存|玩|待|租|借)?(?:到|至|-|until|till|to)")
# 3点进6点走: in at one time and out at the other.
_IN_AND_OUT = re.compile(
    r"(?:[进入来到]|\d[^,。]{0,4}停).*\d.*(?:[出走离]|取车)|(?<![a-z])(?:in|com(?:e|ing)|arriv\w*|enter\w*|reach) .*(?:out|leav\w*)(?![a-z])"
)
# 停到5点，2点进的: out before in.
_LEAVING_FIRST = re.compile(r"(?:停|放|泊|存)(?:到|至)\D*\d.*?\D\d{1,2}[点:][^,。]{0,6}(?:来|进|入)")
_MIDNIGHT = re.compile(
    r"(?:晚上?|晚间|夜里?|夜间|[半午]夜)(?:12|十二)(?:点|:00)|(?<!\d)(?:24|0)(?:点|:00)|midnight"
)
_NEXT_DAY = re.compile(r"第二天|次日|隔天|明早|明天|凌晨|过夜|next (?:day|morning)")
_EVENINGS = re.compile(r"(?<!到)晚上?|傍晚|(?<![a-z])(?:evening|tonight|night)(?![a-z])")
_AT_NIGHT = re.compile(r"夜|凌晨|night")
_MORNING = re.compile(r"[早凌]|上午|\bam\b|\d ?am\b|morning")
# The hour in characters, which beside nothing else may be a point: 一点进的，五点十分出来. 早一点 is earlier.
SPOKEN_CLOCK = re.compile(
    r"(?<![点第一二两三四五六七八九十百])(?:(?<![早晚快慢有差多少])一|[二两三四五六七八九]|十[一二]?)点(?![心子餐菜单名评赞])(?:钟|整)?"
    r"(?:半|一刻|三刻|(?:[二三四五]?十[一二三四五六七八九]?|零?[一二三四五六七八九])分?)?"
)
# 6点二十, where the hour was put in figures already.
_HALF_SPOKEN = re.compile(
    r"(?<![\d:])\d{1,2}点(?:[二三四五]?十[一二三四五六七八九]?|零?[一二三四五六七八九])分?"
)
_PART = r"(?:早上|上午|中午|下午|傍晚|晚上?|夜里|凌晨|第二天|次日)?"
_TIME = rf"{_PART}\d{{1,2}}(?:[点:](?:\d{{1,2}}|半|[一二三四五十刻]{{1,3}})?分?)"
# The two times of a stay, in place of which another one may give its length: 下午2点停到6点20.
FROM_TO = re.compile(rf"从?{_TIME}(?:停|放|进|来)*(?:到|至|-){_TIME}(?:出来?|走)?")
_MINUTE = {"": 0, "半": 30, "一刻": 15, "三刻": 45}
_EVENING = 7 * 60  # 9点停到7点 may be either; 9点停到5点 is no stay till dawn
_NOON, _DAY = 12 * 60, 24 * 60


def stay_in(question: str) -> int | None:
    """The one length of stay that a question names, in minutes; None where there is none, or more than one."""
    told = _FREE_SPAN.sub(" ", plain(question))
    spans = list(HOURS.finditer(told))
    if len(spans) > 1:
        spans = list(HOURS.finditer(told := _PRICE_OF_ONE.sub(" ", told)))
    if not spans:
        days = _DAYS.search(told)
        if days:
            return int(number(days[1]) or 0) * _DAY
        between = _between(told)
        return between[1] - between[0] if between else None
    if len(spans) != 1:
        return None
    hours, half, after, minutes, of, alone, one_and_a_half = spans[0].groups()
    if alone or one_and_a_half:
        return int(alone or 90)
    each = _QUARTER if (of or "").startswith("刻") else _FIVE if (of or "").endswith("字") else 1
    more = 30 if half or after == "半" else int(number(minutes or "0") or 0) * each
    return int((number(hours.replace("仨", "三").replace("俩", "两")) or 0) * 60) + more


def times_in(question: str) -> tuple[int, int] | None:
    """When the one stay that a question names begins and ends, in minutes of its first day; None where it gives no two times.

    An hour of the small ones is one of the afternoon unless the night or the morning is said: 2点停到6点.
    """
    told = _FREE_SPAN.sub(" ", plain(question))
    between = None if HOURS.search(told) or _DAYS.search(told) else _between(told)
    if between and between[1] < _EVENING and not (_MORNING.search(told) or _AT_NIGHT.search(told)):
        return between[0] + _NOON, between[1] + _NOON
    return between


def _between(told: str) -> tuple[int, int] | None:
    """From one time of the day to a later one, or to one of the next day where that is said."""
    told = _in_figures(told)
    times = _times_in(told)
    if len(times) != 2 or not (_SPAN.search(told) or _IN_AND_OUT.search(told)):
        return None
    start, stop = times
    if _LEAVING_FIRST.search(told):
        start, stop = stop, start
    if _MIDNIGHT.search(told) and not {start, stop}.isdisjoint((0, _NOON)):
        start, stop = (start, _DAY) if stop in (0, _NOON) else (0, stop)
    if stop == _NOON < start and not (_NEXT_DAY.search(told) or _MORNING.search(told)):
        stop = _DAY  # from 8 in the evening till 12
    if stop > start:
        return start, stop
    is_afternoon = not _MORNING.search(told) if start >= _NOON else stop < min(start, _EVENING)
    if stop < _NOON and stop + _NOON > start and not _NEXT_DAY.search(told) and is_afternoon:
        stop += _NOON  # from 2 pm, or from 11, till 2:30
        return start, stop
    return (start, stop + _DAY) if _NEXT_DAY.search(told) and stop < start else None


def entry_in(question: str) -> int | None:
    """The minute of the day at which somebody comes, by the first time that a question names; None where it names none."""
    times = _times_in(plain(question))
    if _LEAVING_FIRST.search(plain(question)):
        times = times[::-1]
    if not 0 < len(times) <= 2:
        return None
    is_evening = len(times) == 1 and times[0] < _NOON and _EVENINGS.search(plain(question))
    return times[0] % _DAY + (_NOON if is_evening else 0)  # 周五晚上, after 7点开车过去


def _times_in(told: str) -> list[int]:
    """The times of the day in a text, in minutes, in the text's order."""
    told = plain(_in_figures(told))
    times = [figure for figure in read(told) if figure.kind == "time"]
    places = [_place(time.written, told) for time in times]
    if min(places, default=-1) >= 0:
        times = [time for _, time in sorted(zip(places, times, strict=True), key=lambda one: one[0])]
    return [int(str(time.value)) for time in times]


def _place(written: str, told: str) -> int:
    """Where a time stands in a text; the part of the day before it may have been said of another one: 下午1点到4点20."""
    digits = written[re.search(r"\d|$", written).start() :]  # type: ignore[union-attr]
    at = re.search(rf"(?<![\d:.]){re.escape(digits)}", told)
    return at.start() if at else -1


def _in_figures(told: str) -> str:
    """A text with its spoken hours in digits."""
    for pattern in (_HALF_SPOKEN, SPOKEN_CLOCK):
        told = pattern.sub(lambda match: _in_digits(match[0]), told)
    return told


def _in_digits(spoken: str) -> str:
    """5:10 for 五点十分."""
    hour, _, after = re.sub("[钟整]", "", spoken).partition("点")
    minute = _MINUTE.get(after) if after in _MINUTE else number(after.strip("零分"))
    return f"{number(hour):f}:{int(minute or 0):02d}"

"""Amounts, times and floors in one writing, as keyword tokens beside the literal ones.

三十分钟, 30min and 半小时 are all the token 30min; ¥1,000 and 1000元 are 1000yuan; 3F, 三层 and L3 are l3.
What could be read in two ways gives no token; the words themselves are always tokens too, so
nothing is lost where a rule keeps silent. Texts are folded first (`knowledge.text.fold`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

_HAN = "零〇一二两三四五六七八九十百千万"
_DIGITS = {"零": 0, "〇": 0, "两": 2} | {char: n for n, char in enumerate("一二三四五六七八九", 1)}
_SCALES = {"十": 10, "百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
# 1万多 is no exact number; a number inside another word (万一, 第三) does not begin one.
_NUMBER = (
    r"(?:(?<![\d.,])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?[百千万亿]?"
    rf"|(?<![第{_HAN}\d])[零一二两三四五六七八九十][{_HAN}]*)"
)
_END = r"(?![a-z0-9])"


def number(text: str) -> Decimal:
    """The value of 1,000, 1.5万, 三十, 一百零五 or 二〇二六."""
    scale = 1
    if text[0].isdigit() and text[-1] in _SCALES:
        text, scale = text[:-1], _SCALES[text[-1]]
    return (Decimal(text.replace(",", "")) if text[0].isdigit() else _in_characters(text)) * scale


def _in_characters(text: str) -> Decimal:
    if not set(text) & set(_SCALES):
        return Decimal("".join(str(_DIGITS[char]) for char in text))
    total = section = digit = 0
    for char in text:
        if char == "万":
            total, section, digit = (total + section + digit) * _SCALES[char], 0, 0
        elif char in _SCALES:
            section, digit = section + (digit or 1) * _SCALES[char], 0
        else:
            digit = _DIGITS[char]
    return Decimal(total + section + digit)


def plain(value: Decimal) -> str:
    """Digits without an exponent or trailing zeros: 30, 8.5."""
    return f"{value.normalize():f}"


# -- amounts: a number and its unit -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Unit:
    """A spelling (a pattern after a number), the token's unit, and how many of those it is."""

    spelling: str
    token: str
    factor: Decimal = Decimal(1)


_PRICED = r"(?=钱|[^\u4e00-\u9fff]|$|[每起封以左内的吗呢吧])"  # 3块蛋糕 is no price
UNITS: tuple[Unit, ...] = (
    Unit(rf"平方米|平米|平方公尺|平方(?![公千厘分])|(?:m2|sqm){_END}", "m2"),
    Unit(
        rf"元(?![素旦宵宝老])|(?<!一)块{_PRICED}|圆(?![桌形柱环点盘领筒珠])|人民币|(?:rmb|cny|yuan){_END}",
        "yuan",
    ),
    Unit(rf"分钟|min(?:s|utes?)?{_END}", "min"),
    Unit(rf"个?小时(?!半)|个?钟头|(?:h|hrs?|hours?){_END}", "min", Decimal(60)),
    Unit("个半(?:小时|钟头)|小时半", "min", Decimal(60)),
    Unit("刻钟", "min", Decimal(15)),
    Unit(rf"公里|千米|km{_END}", "m", Decimal(1000)),
    Unit(rf"米(?![饭粉线色其奇兰老])|公尺|(?:(?<=\.\d)|(?<=\.\d\d))m{_END}", "m"),  # 3M is a brand
    Unit(rf"厘米|公分|cm{_END}", "m", Decimal("0.01")),
    Unit(rf"公斤|千克|kg{_END}", "kg"),
    Unit("市?斤(?!斗)", "kg", Decimal("0.5")),
    Unit(rf"克(?![拉服隆里力制])|(?<=\d\d)g{_END}", "kg", Decimal("0.001")),  # 5G is a network
    Unit("°c|摄氏度", "°c"),
    Unit("折(?![叠页扇屏线痕旧返断])", "折"),
)
_AMOUNT_MARK = re.compile("[0-9零一二两三四五六七八九十]")
_AND_A_HALF = frozenset(("个半小时", "个半钟头", "小时半"))
_AMOUNT = re.compile(
    rf"({_NUMBER})\s*(?:" + "|".join(f"({unit.spelling})" for unit in UNITS) + ")",
)


def _of_amount(match: re.Match[str]) -> Iterator[str]:
    value, unit = number(match[1]), UNITS[match.lastindex - 2]  # type: ignore[operator]  # one always matched
    if match[match.lastindex] in _AND_A_HALF:  # type: ignore[index]
        value += Decimal("0.5")
    if unit.token == "折" and 10 < value < 100:  # 85折, 八五折
        value /= 10
    yield f"{plain(value * unit.factor)}{unit.token}"


_LARGE = r"(?<![\d.,])(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?[百千万亿]?|\d+(?:\.\d+)?[百千万亿])"
_WARM = "(?:温度?|空调|冷气|[冷热])"


# -- times of day -----------------------------------------------------------------------------------

_PART_OF_DAY = r"凌晨|清晨|早上|早晨|早|上午|中午|午后|下午|傍晚|晚上|晚间|晚|夜里|夜间|半夜"
_AFTERNOON = frozenset(("中午", "午后", "下午", "傍晚", "晚上", "晚间", "晚", "夜里", "夜间", "半夜", "pm"))
_NIGHT = frozenset(("晚上", "晚间", "晚", "夜里", "夜间", "半夜"))
_HOUR = r"(?<![\d.:第零一二三四五六七八九十])(?:[01]?\d|2[0-4]|二?十[一二三四]?|十[五六七八九]|[二两三四五六七八九]|(?<=[晨上午晚里间夜])一)"
_MINUTES = r"半|一刻|三刻|整|钟|[0-5]?\d分?|[二三四五]?十[一二三四五六七八九]?分?"
# 三点建议 are three points, 早一点 is earlier: after an hour comes what follows an hour.
_THEN = r"(?=$|[^\u4e00-\u9fffa-z0-9]|[前后到至之以开关闭打营下上起止吗呢吧的左就才能可还有出入进结停])"
_CLOCK = re.compile(rf"({_PART_OF_DAY})?\s*(?<![\d.:])([01]?\d|2[0-4]):([0-5]\d)(?![\d:])\s*(am|pm)?")
_SPOKEN = re.compile(rf"({_PART_OF_DAY})?\s*({_HOUR})(?:点|时(?![间候长代尚段差限效]))({_MINUTES})?{_THEN}")
_ENGLISH = re.compile(rf"(?<![\d.:])(1[0-2]|[1-9])\s*(am|pm){_END}")
_QUARTERS = {"": 0, "整": 0, "钟": 0, "半": 30, "一刻": 15, "三刻": 45}


def _time(hour: int, minute: int, part: str) -> str:
    """晚上10点 is 22:00, 晚上12点 0:00, 夜里2点 2:00; without a part of day the hour is as written."""
    if part in _NIGHT and (hour == 12 or hour < 5):
        hour %= 12
    elif part in _AFTERNOON and hour < 11 + (part != "中午"):
        hour += 12
    elif part == "am":
        hour %= 12
    return f"{hour % 24}:{minute:02d}"


def _of_clock(match: re.Match[str]) -> Iterator[str]:
    yield _time(int(match[2]), int(match[3]), match[4] or match[1] or "")


def _of_spoken(match: re.Match[str]) -> Iterator[str]:
    said = match[3] or ""
    minute = _QUARTERS[said] if said in _QUARTERS else int(number(said.rstrip("分")))
    yield _time(int(number(match[2])), minute, match[1] or "")


def _of_english(match: re.Match[str]) -> Iterator[str]:
    yield _time(int(match[1]), 0, match[2])


# -- floors -----------------------------------------------------------------------------------------

_ORDINALS = {
    word: n for n, word in enumerate(["first", "second", "third", "fourth", "fifth", "sixth", "seventh"], 1)
}
_FLOOR = re.compile(
    rf"(?<![a-z0-9])(?:(?P<l>[lf])(?P<ln>\d{{1,2}})(?![a-z0-9.-]|赛|方程)|b(?P<b>[1-9])f?(?![a-z0-9-])"
    rf"|(?P<below>负|地下|-)?(?<![第共有分每各多进这那零一二三四五六七八九十])"
    rf"(?P<n>\d{{1,2}}|[二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])\s*"
    rf"(?:楼(?!盘)|层(?![蛋架板床玻纸膜布抽塔楼次面复夹薄厚皮油灰雪保])|/?f{_END})"
    rf"|(?P<th>\d{{1,2}}(?=(?:st|nd|rd|th)\s+floor)|(?:{'|'.join(_ORDINALS)})(?=\s+floor))"
    rf"|(?:level|floor)\s+(?P<level>\d{{1,2}}){_END}|basement\s+(?:level\s+)?(?P<basement>[1-9]){_END})"
)
_UNIT_ON = re.compile(r"(?<![a-z0-9])([bl]\d{1,2})-(?=[a-z0-9\u4e00-\u9fff])")


def floors(folded: str) -> list[str]:
    """The floors that a folded text names, as l3 or b1; a unit number such as L3-05 is none."""
    return [floor for match in _FLOOR.finditer(folded) for floor in _of_floor(match)]


def _of_floor(match: re.Match[str]) -> Iterator[str]:
    part = match.groupdict()
    below = part["b"] or part["basement"]
    said = below or part["ln"] or part["n"] or part["th"] or part["level"]
    level = _ORDINALS.get(said) or int(number(said))
    if level:
        yield f"{'b' if below or part['below'] else 'l'}{level}"


def _of_unit(match: re.Match[str]) -> Iterator[str]:
    yield match[1]


# -- all together -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Rule:
    """A way to write something, the tokens that a match of it gives, and a mark that stands in each match.

    Looking for the mark first is many times faster than looking for the pattern.
    """

    pattern: re.Pattern[str]
    tokens: Callable[[re.Match[str]], Iterator[str]]
    mark: re.Pattern[str]


def _in_unit(unit: str) -> Callable[[re.Match[str]], Iterator[str]]:
    return lambda match: (f"{plain(number(one))}{unit}" for one in match.groups())


RULES: tuple[Rule, ...] = (
    Rule(_AMOUNT, _of_amount, _AMOUNT_MARK),
    Rule(re.compile(rf"(?:¥|rmb|cny|人民币)\s*({_NUMBER})"), _in_unit("yuan"), re.compile("[¥rc民]")),
    Rule(re.compile(rf"({_LARGE})(?![\d百千万亿多余几来])"), _in_unit(""), re.compile("[,百千万亿]")),
    Rule(re.compile(rf"百分之({_NUMBER})"), _in_unit("%"), re.compile("百分")),
    Rule(re.compile(rf"满({_NUMBER})元?[减送返赠]({_NUMBER})"), _in_unit(""), re.compile("满")),
    Rule(re.compile(rf"{_WARM}[^。\n\d]{{0,8}}?({_NUMBER})\s*度"), _in_unit("°c"), re.compile("度")),
    Rule(re.compile("(?<!个)半个?(?:小时|钟头)"), lambda _: iter(("30min",)), re.compile("半")),
    Rule(re.compile("平方米|平米|平方公尺|m2"), lambda _: iter(("m2",)), re.compile("平|m2")),
    Rule(_CLOCK, _of_clock, re.compile(":")),
    Rule(_SPOKEN, _of_spoken, re.compile("[点时]")),
    Rule(_ENGLISH, _of_english, re.compile("[ap]m")),
    Rule(_FLOOR, _of_floor, re.compile("[楼层lfb]")),
    Rule(_UNIT_ON, _of_unit, re.compile("-")),
)


def amounts(folded: str) -> list[str]:
    """The amounts, times and floors of a folded text, each once, in one writing."""
    found: dict[str, None] = {}
    for rule in RULES:
        if rule.mark.search(folded):
            for match in rule.pattern.finditer(folded):
                found |= dict.fromkeys(rule.tokens(match))
    return list(found)

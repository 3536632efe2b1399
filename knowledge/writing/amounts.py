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

from knowledge.writing import floors, times
from knowledge.writing.numerals import DIGITS, GROUPED, NUMBER, number, plain

_END = r"(?![a-z0-9])"


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
    rf"({NUMBER})\s*(?:" + "|".join(f"({unit.spelling})" for unit in UNITS) + ")",
)


def _of_amount(match: re.Match[str]) -> Iterator[str]:
    value, unit = number(match[1]), UNITS[match.lastindex - 2]  # type: ignore[operator]  # one always matched
    if match[match.lastindex] in _AND_A_HALF:  # type: ignore[index]
        value += Decimal("0.5")
    if unit.token == "折" and 10 < value < 100:  # 85折, 八五折
        value /= 10
    yield f"{plain(value * unit.factor)}{unit.token}"


_LARGE = rf"(?:{GROUPED}[百千万亿]?|{DIGITS}[百千万亿])"
_WARM = "(?:温度?|空调|冷气|[冷热])"


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
    Rule(re.compile(rf"(?:¥|rmb|cny|人民币)\s*({NUMBER})"), _in_unit("yuan"), re.compile("[¥rc民]")),
    # 1万多 is no exact number
    Rule(re.compile(rf"({_LARGE})(?![\d百千万亿多余几来])"), _in_unit(""), re.compile("[,百千万亿]")),
    Rule(re.compile(rf"百分之({NUMBER})"), _in_unit("%"), re.compile("百分")),
    Rule(re.compile(rf"满({NUMBER})元?[减送返赠]({NUMBER})"), _in_unit(""), re.compile("满")),
    Rule(re.compile(rf"{_WARM}[^。\n\d]{{0,8}}?({NUMBER})\s*度"), _in_unit("°c"), re.compile("度")),
    Rule(re.compile("(?<!个)半个?(?:小时|钟头)"), lambda _: iter(("30min",)), re.compile("半")),
    Rule(re.compile("平方米|平米|平方公尺|m2"), lambda _: iter(("m2",)), re.compile("平|m2")),
    Rule(times.CLOCK, times.of_clock, re.compile(":")),
    Rule(times.SPOKEN, times.of_spoken, re.compile("[点时]")),
    Rule(times.ENGLISH, times.of_english, re.compile("[ap]m")),
    Rule(floors.FLOOR, floors.of_floor, re.compile("[楼层lfb]")),
    Rule(floors.UNIT_ON, floors.of_unit, re.compile("-")),
)


def amounts(folded: str) -> list[str]:
    """The amounts, times and floors of a folded text, each once, in one writing."""
    found: dict[str, None] = {}
    for rule in RULES:
        if rule.mark.search(folded):
            for match in rule.pattern.finditer(folded):
                found |= dict.fromkeys(rule.tokens(match))
    return list(found)

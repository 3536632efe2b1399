"""Limits that a rule gives, and whether an amount lies within: 490元, of 现金不足500元的; 35元, of 超过20元的."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from knowledge.text import fold
from knowledge.writing.numerals import in_digits, number

_UNIT_NAMES = r"元|人|分(?!钟)|小时|分钟|天|辆|厘米|cm|岁|平方米|平米|m2|米|件|张|次|公斤|kg"
_N = rf"(\d+(?:\.\d+)?\s*万?)\s*({_UNIT_NAMES})"
_RANGE = re.compile(
    rf"(\d+(?:\.\d+)?\s*万?)\s*({_UNIT_NAMES})?\s*(?:至|到|-)\s*(\d+(?:\.\d+)?\s*万?)\s*({_UNIT_NAMES})"
)
_BELOW = re.compile(rf"(?:不足|不满|少于|低于|未满|不到){_N}")
_AT_MOST = re.compile(rf"{_N}及?以[内下]|(?:最多|不超过|至多|上限(?:为|是)?){_N}")
_ABOVE = re.compile(rf"(?<!不得)(?<!不)(?:超过|高于|大于|多于){_N}")
_AT_LEAST = re.compile(rf"{_N}(?:及以上|以上|起)|(?:达到|满){_N}")
_Holds = Callable[[Decimal, Decimal], bool]
_HOLDS: tuple[tuple[re.Pattern[str], _Holds], ...] = (
    (_BELOW, lambda value, limit: value < limit),
    (_AT_MOST, lambda value, limit: value <= limit),
    (_ABOVE, lambda value, limit: value > limit),
    (_AT_LEAST, lambda value, limit: value >= limit),
)
# 100㎡—300㎡（不含）
_OPEN_RANGE = re.compile(
    rf"(\d+(?:\.\d+)?\s*万?)\s*(?:{_UNIT_NAMES})?\s*(?:至|到|-)\s*{_N}\(不含[^)]{{0,2}}\)"
)
_WITHIN_IT = re.compile(
    r"(?:不超过|未超过|不足|不满|未满|不到)的"
)  # 超过10万元的报总经理，不超过的由营运会签
# 三天以内, 半天以内
_IN_WORDS = re.compile(
    r"(?<![第\d一-九十百千万两])([半一二两三四五六七八九十]|十[一二三四五六七八九]|[二三四五六七八九]十)(?=个?(?:天|人|小时|次|张|件|辆)[^\d]{0,3}以[上下内])"
)
_DAYS = {"半": "0.5"}
_CLAUSE = re.compile(r"[,，;；。]|和|或|与")  # 4岁及以下和11岁及以上的 are two
_SAME = {"cm": "厘米", "平米": "平方米", "m2": "平方米", "kg": "公斤"}
_INCLUDED = re.compile(r"\(含(?:本数|当日)?\)")  # 300㎡（含）以上
_OF_ONE_SCALE = 1_000_000
_LIMITED = re.compile(r"上限|限额|额度|权限|最高|封顶|(?<![a-z])(?:limits?|maximum|up to|authority)(?![a-z])")
_BEYOND = re.compile(r"以上|超过|高于|(?<![a-z])(?:above|over|more than)(?![a-z])|>")
_VALUE = re.compile(r"(\d+(?:\.\d+)?)\s*(万)?")
_APART = 12  # an amount so many times the limit, or such a part of it, is of something else


def holds_for(
    amounts: frozenset[tuple[str, str]], text: str, bare: bool = False, is_one: bool = False
) -> bool:
    """Whether a text gives limits, in the unit of the one amount asked about, within which that amount lies.

    Of 300元以上、2,000元以下 both must hold; of two clauses one may. With `bare` an amount without a unit is one of
    money, as English says it: compensation over 1000. A text that `is_one` scale of limits has none of another thing.
    """
    apart = _OF_ONE_SCALE if is_one else _APART
    return any(judged and all(judged) for judged in _judged(amounts, text, bare, apart))


def excludes(amounts: frozenset[tuple[str, str]], text: str) -> bool:
    """Whether a text gives limits for such an amount, and in none of its clauses it lies within: 800人, of 1,000人及以上."""
    clauses = [judged for judged in _judged(amounts, text, False, _APART) if judged]
    return bool(clauses) and not any(all(judged) for judged in clauses)


def _judged(amounts: frozenset[tuple[str, str]], text: str, bare: bool, apart: int) -> Iterator[list[bool]]:
    """For each clause whether the one amount lies within each of its limits that is of that kind."""
    units = [(figure, unit or ("元" if bare else "")) for figure, unit in amounts]
    counted = [(Decimal(figure.rstrip("%")), unit) for figure, unit in units if unit]
    if len(counted) != 1:
        return
    value, unit = counted[0]
    plain = _INCLUDED.sub("", re.sub(r"(?<=\d)[,，](?=\d{3}(?!\d))", "", in_digits(fold(text))))
    plain = _OPEN_RANGE.sub(r"\1\3以上不足\2\3", plain)
    plain = _IN_WORDS.sub(lambda match: _DAYS.get(match[1]) or str(number(match[1])), plain)
    past: list[Decimal] = []
    for clause in _CLAUSE.split(plain):
        near = [
            (limit, holds)
            for limit, of, holds in _limits(clause)
            if limit and unit == of and limit / apart <= value <= limit * apart
        ]
        if past and _WITHIN_IT.match(clause):
            yield [value <= past[-1]]
            continue
        past += [limit for limit, _ in near]
        yield [holds(value, limit) for limit, holds in near]


def _limits(clause: str) -> Iterator[tuple[Decimal, str, _Holds]]:
    for low, of_low, high, unit in _RANGE.findall(clause):
        if not of_low or of_low == unit:
            yield _figure(low), _SAME.get(unit, unit), lambda value, limit: value >= limit
            yield _figure(high), _SAME.get(unit, unit), lambda value, limit: value <= limit
    for pattern, holds in _HOLDS:
        for match in pattern.finditer(_RANGE.sub(" ", clause)):
            figure, unit = [group for group in match.groups() if group]
            yield _figure(figure), _SAME.get(unit, unit), holds


def _figure(text: str) -> Decimal:
    return Decimal(text.rstrip("万 ")) * (10_000 if "万" in text else 1)


def rung(rows: Sequence[str], amounts: frozenset[tuple[str, str]]) -> int | None:
    """Of table rows with a limit each, the place of the one that the amount falls to.

    That is the one whose cell says so (150㎡, of 100㎡以下, 100㎡—300㎡, 300㎡以上, is the second's), or the
    least that reaches it: 1500元, of 主管200元, 经理1000元, 总监5000元, is the third's. None where the rows are no such ladder.
    """
    if len(amounts) != 1 or len(rows) < 2:
        return None
    for cells in _columns(rows):
        holding = [at for at, cell in enumerate(cells) if holds_for(amounts, cell, is_one=True)]
        if len(holding) == 1 and any(excludes(amounts, cell) for cell in cells):
            return holding[0]
    return _least(rows, amounts)


def _columns(rows: Sequence[str]) -> Iterator[list[str]]:
    """The cells of each column, the first one first: 响应: Ⅱ级; 条件: 积雪5至10厘米 has its limits in the second."""
    told = [dict(cell.strip().partition(": ")[::2] for cell in row.split(";")) for row in rows]
    yield [row.partition(";")[0] for row in rows]
    for header in list(told[0])[1:]:
        yield [cells.get(header, "") for cells in told]


def _least(rows: Sequence[str], amounts: frozenset[tuple[str, str]]) -> int | None:
    """The row with the least limit that reaches an amount of money."""
    ((figure, unit),) = amounts
    if unit not in ("", "元") or figure.endswith("%"):
        return None
    found = [_limit_of(row) for row in rows]
    value, known = Decimal(figure), [one for one in found if one]
    if len(known) < 2 or len({limit for limit, _ in known}) < 2:
        return None
    reached = [(one[0], at) for at, one in enumerate(found) if one and not one[1] and value <= one[0]]
    above = [(-one[0], at) for at, one in enumerate(found) if one and one[1] and value > one[0]]
    return min(reached or above, default=(Decimal(0), None))[1]


def _limit_of(row: str) -> tuple[Decimal, bool] | None:
    """The limit that a row's cell gives, and whether it is what begins above it."""
    for cell in row.split(";"):
        header, _, value = in_digits(fold(cell)).partition(":")
        number = _VALUE.search(re.sub(r"(?<=\d)[,，](?=\d{3}(?!\d))", "", value))
        if _LIMITED.search(header) and number:
            return Decimal(number[1]) * (10_000 if number[2] else 1), bool(_BEYOND.search(value))
    return None

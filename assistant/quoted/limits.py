"""Limits that a rule gives, and whether an amount lies within: 490元, of 现金不足500元的; 35元, of 超过20元的."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from knowledge.text import fold
from knowledge.writing.numerals import in_digits

_N = r"(\d+(?:\.\d+)?)\s*(元|人|分(?!钟)|小时|分钟|天|辆|厘米|cm|岁|米|件|张|次)"
_BELOW = re.compile(rf"(?:不足|不满|少于|低于|未满|不到){_N}")
_AT_MOST = re.compile(
    rf"{_N}(?:及?以[内下]|及以[内下]|（含）以[内下])|(?:最多|不超过|至多|上限(?:为|是)?){_N}"
)
_ABOVE = re.compile(rf"(?<!不得)(?<!不)(?:超过|高于|大于|多于){_N}")
_AT_LEAST = re.compile(rf"{_N}(?:及以上|以上|起)|(?:达到|满){_N}")
_Holds = Callable[[Decimal, Decimal], bool]
_HOLDS: tuple[tuple[re.Pattern[str], _Holds], ...] = (
    (_BELOW, lambda value, limit: value < limit),
    (_AT_MOST, lambda value, limit: value <= limit),
    (_ABOVE, lambda value, limit: value > limit),
    (_AT_LEAST, lambda value, limit: value >= limit),
)
_SAME = {"cm": "厘米"}
_APART = 12  # an amount so many times the limit, or such a part of it, is of something else


def holds_for(amounts: frozenset[tuple[str, str]], text: str, bare: bool = False) -> bool:
    """Whether a text gives a limit, in the unit of the one amount asked about, within which that amount lies.

    With `bare` an amount without a unit is one of money, as English says it: compensation over 1000.
    """
    units = [(figure, unit or ("元" if bare else "")) for figure, unit in amounts]
    counted = [(Decimal(figure.rstrip("%")), unit) for figure, unit in units if unit]
    if len(counted) != 1:
        return False
    value, unit = counted[0]
    return any(
        limit and unit == of and holds(value, limit) and limit / _APART <= value <= limit * _APART
        for limit, of, holds in _limits(text)
    )


def _limits(text: str) -> Iterator[tuple[Decimal, str, _Holds]]:
    plain = re.sub(r"(?<=\d)[,，](?=\d{3}(?!\d))", "", in_digits(fold(text)))
    for pattern, holds in _HOLDS:
        for match in pattern.finditer(plain):
            figure, unit = [group for group in match.groups() if group]
            yield Decimal(figure), _SAME.get(unit, unit), holds


_LIMITED = re.compile(r"上限|限额|额度|权限|最高|封顶|(?<![a-z])(?:limits?|maximum|up to|authority)(?![a-z])")
_BEYOND = re.compile(r"以上|超过|高于|(?<![a-z])(?:above|over|more than)(?![a-z])|>")
_VALUE = re.compile(r"(\d+(?:\.\d+)?)\s*(万)?")


def rung(rows: Sequence[str], amounts: frozenset[tuple[str, str]]) -> int | None:
    """Of table rows with a limit each, the place of the one that the amount falls to: the least that reaches it.

    1500元, of 主管200元, 经理1000元, 总监5000元, is the third's. None where the rows are no such ladder.
    """
    if len(amounts) != 1 or len(rows) < 2:
        return None
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

"""Computations that a sentence shows: 350-50=300. Are they right, and do they start from known figures?"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

# Products; an "x" between numbers is one, too.
_OPERATORS: dict[str, Callable[[Decimal, Decimal], Decimal]] = {
    "×": lambda a, b: a * b,
    "*": lambda a, b: a * b,
    "x": lambda a, b: a * b,
    "÷": lambda a, b: a / b if b else Decimal("NaN"),
    "/": lambda a, b: a / b if b else Decimal("NaN"),
}
_SCALES = {"千": 1_000, "万": 10_000, "亿": 100_000_000}
_NUMBER = r"\d+(?:\.\d+)?"
_UNIT = r"(?:%|(?!x)[^\d\s+\-×÷*/=≈,，。;；()%]){0,4}?"  # 元, 小时, 张
_SIGN = r"(?:[+\-×÷*/]|x)"
_TERM = re.compile(rf"({_SIGN})\s*¥?\s*({_NUMBER})({_UNIT})(?=\s*(?:{_SIGN}|$))")
_SUM = rf"¥?\s*({_NUMBER})({_UNIT})((?:\s*{_SIGN}\s*¥?\s*{_NUMBER}{_UNIT})+)"
_RESULT = rf"¥?\s*({_NUMBER})((?:%|[^\d\s+\-×÷*/=≈,，。;；()]){{0,4}})"
_COMPUTATION = re.compile(rf"{_SUM}\s*[=≈]\s*{_RESULT}")
_EXPLAINED = re.compile(rf"{_RESULT}\s*\(\s*(?=[^()]*(?:[+×÷*/]|x)){_SUM}\s*\)")  # 78%(9360÷12000)


@dataclass(frozen=True, slots=True)
class Term:
    """One operand, with the operator before it and the unit after it."""

    operator: str
    number: str
    unit: str

    @property
    def value(self) -> Decimal:
        """What it counts for: 20% is 0.2, 1.2万 is 12000."""
        if self.unit.startswith("%"):
            return Decimal(self.number) / 100
        return Decimal(self.number) * _SCALES.get(self.unit[:1], 1)


@dataclass(frozen=True, slots=True)
class Computation:
    written: str
    terms: tuple[Term, ...]
    result: str
    unit: str

    @property
    def is_right(self) -> bool:
        """As many places as are shown agree; a result in percent is a hundred times the quotient."""
        value = self._value() * (100 if self.unit.startswith("%") else 1)
        if self.unit[:1] in _SCALES:
            value /= _SCALES[self.unit[:1]]
        place = Decimal(1).scaleb(-len(self.result.partition(".")[2]))
        return value.is_finite() and value.quantize(place, ROUND_HALF_UP) == Decimal(self.result)

    def _value(self) -> Decimal:
        """Products before sums, from left to right."""
        sums: list[Decimal] = []
        for term in self.terms:
            number = term.value
            if term.operator in _OPERATORS:
                sums[-1] = _OPERATORS[term.operator](sums[-1], number)
            else:
                sums.append(-number if term.operator == "-" else number)
        return sum(sums, Decimal(0))


def take_out(text: str) -> tuple[str, list[Computation]]:
    """The text (in the matching form) without the computations it shows, and those computations."""
    found: list[Computation] = []

    def take(match: re.Match[str]) -> str:
        first, unit, rest, result, result_unit = match.groups()
        found.append(_computation(match.group().strip(), first, unit, rest, result, result_unit))
        return " "

    def take_explained(match: re.Match[str]) -> str:
        result, result_unit, first, unit, rest = match.groups()
        found.append(_computation(match.group().strip(), first, unit, rest, result, result_unit))
        return " "

    return _EXPLAINED.sub(take_explained, _COMPUTATION.sub(take, text)), found


def _computation(
    written: str, first: str, unit: str, rest: str, result: str, result_unit: str
) -> Computation:
    terms = (Term("+", first, unit.strip()), *(Term(*term) for term in _TERM.findall(rest)))
    return Computation(written, terms, result, result_unit)

"""Computations that a sentence shows: 350-50=300. Are they right, and do they start from known figures?"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

_OPERATORS: dict[str, Callable[[Decimal, Decimal], Decimal]] = {
    "×": lambda a, b: a * b,
    "*": lambda a, b: a * b,
    "÷": lambda a, b: a / b if b else Decimal("NaN"),
    "/": lambda a, b: a / b if b else Decimal("NaN"),
}
_NUMBER = r"\d+(?:\.\d+)?"
_UNIT = r"[^\d\s+\-×÷*/=≈,，。;；]{0,4}"  # 元, 小时, 张
_TERM = re.compile(rf"([+\-×÷*/])\s*¥?\s*({_NUMBER})({_UNIT})")
_COMPUTATION = re.compile(
    rf"¥?\s*({_NUMBER})({_UNIT})((?:\s*[+\-×÷*/]\s*¥?\s*{_NUMBER}{_UNIT})+)\s*[=≈]\s*¥?\s*({_NUMBER})({_UNIT})"
)


@dataclass(frozen=True, slots=True)
class Term:
    """One operand, with the operator before it and the unit after it."""

    operator: str
    number: str
    unit: str


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
        place = Decimal(1).scaleb(-len(self.result.partition(".")[2]))
        return value.is_finite() and value.quantize(place, ROUND_HALF_UP) == Decimal(self.result)

    def _value(self) -> Decimal:
        """Products before sums, from left to right."""
        sums: list[Decimal] = []
        for term in self.terms:
            number = Decimal(term.number)
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
        terms = (Term("+", first, unit), *(Term(*term) for term in _TERM.findall(rest)))
        found.append(Computation(match.group().strip(), terms, result, result_unit))
        return " "

    return _COMPUTATION.sub(take, text), found

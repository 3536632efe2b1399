"""The price of time as a clause says it: one a step of minutes, and the rungs of a ladder before it, 第1、2小时每小时5元."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from assistant.grounding.numerals import number

N = r"(\d+(?:\.\d+)?|[一二两三四五六七八九十半]+)"
UNIT = r"(小时|钟头|分钟|个钟|刻钟)"
SPAN = rf"{N}\s*个?{UNIT}"
YUAN = r"\s*(?:元|块|蚊)"
PRICE = re.compile(
    rf"每(?:{N}\s*个?)?{UNIT}\s*(?:收(?:费|取)?|加收|按)?[:为]?\s*{N}{YUAN}|{N}{YUAN}\s*[/每]\s*(?:{N}\s*个?)?{UNIT}"
)
# 首小时10元, 前2小时每小时5元, 第1、2小时5元/小时, 2小时以内3元: a rung, whose price is for all of it or for each hour of it.
RUNG = re.compile(
    rf"(?P<span>(?:首|前|头)(?:{N}\s*个?)?{UNIT}|第\s*{N}\s*(?:个?小时)?(?:[、,和及与至到~-]+第?\s*{N})*\s*个?{UNIT}"
    rf"|(?<![\d.至到~、每满过-])(?!24){SPAN}(?=(?:\(含\))?(?:以?内|之内|以下)))"
    rf"(?:\(含\))?(?:以?内|之内|以下)?(?:\(含\))?的?(?:收(?:费|取)?|为|按|一?共)?[:,]?\s*(?:(?P<each>{PRICE.pattern})|(?P<whole>{N}){YUAN})"
)
OPEN_RUNG = re.compile(rf"第\s*{N}\s*个?{UNIT}(?:\(含\))?(?:起|开始|及?以[后上])")  # 第3小时起每小时8元
_ENDS = re.compile(N)
_MINUTES = {"分钟": 1, "小时": 60, "钟头": 60, "个钟": 60, "刻钟": 15}


@dataclass(frozen=True, slots=True)
class Rung:
    """`price` a `step` of minutes, for so many minutes at the beginning; one step long where it is a price for all of them."""

    minutes: int
    step: int
    price: Decimal


@dataclass(frozen=True, slots=True)
class Ladder:
    """The minutes of a stay after which it begins, and its rungs, each where the one before ends."""

    begins: int
    rungs: tuple[Rung, ...]


def ladder_in(told: str, free: int) -> Ladder | None:
    """The rungs that a text lays down; None where they leave a gap, or what follows begins elsewhere.

    The first begins with the stay, or where the `free` minutes end: 前2小时免费，第3、4小时每小时5元，第5小时起每小时8元.
    """
    begins = end = 0
    rungs: list[Rung] = []
    for match in RUNG.finditer(told):
        start, stop = _ends(match["span"])
        if not rungs and start in (0, free):
            begins = end = start
        if start != end:
            return None
        end = stop
        rungs.append(_rung(match, stop - start))
    known = {end} if rungs else {0, free}
    opens = {_ends(match[0])[0] for match in OPEN_RUNG.finditer(told)}
    return Ladder(begins, tuple(rungs)) if opens <= known else None


def _rung(match: re.Match[str], minutes: int) -> Rung:
    if match["whole"]:
        return Rung(minutes, minutes, figure(match["whole"]))
    priced = PRICE.fullmatch(match["each"])
    assert priced is not None
    price, step = price_in(priced)
    return Rung(minutes, step, price)


def _ends(span: str) -> tuple[int, int]:
    """The minutes of a stay at which a rung begins and ends: 首2小时, 第3、4小时."""
    unit = _MINUTES[re.findall(UNIT, span)[-1]]
    counted = [figure(one) for one in _ENDS.findall(span)] or [Decimal(1)]
    start = min(counted) - 1 if span.startswith("第") else 0
    return int(start * unit), int(max(counted) * unit)


def price_in(match: re.Match[str]) -> tuple[Decimal, int]:
    """The amount of a match of PRICE, and the minutes that it is for."""
    before, unit, amount, amount_first, step_first, unit_first = match.groups()
    return figure(amount or amount_first), minutes_of(before or step_first, unit or unit_first)


def minutes_of(amount: str | None, unit: str) -> int:
    """2 and 小时 as minutes; one of the unit where no number is said."""
    return int(figure(amount or "1") * _MINUTES[unit])


def figure(text: str) -> Decimal:
    """A number as a clause writes it, 半 for a half."""
    return Decimal("0.5") if text == "半" else (number(text) or Decimal(0))

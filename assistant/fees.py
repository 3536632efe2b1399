"""A charge by time, read off a clause, and what a stay costs by it, every step shown.

前30分钟免费，超过部分每小时5元，不足1小时按1小时计，每24小时封顶40元 is such a clause. What it does not say is
not supposed: a stay past its cap's period, or a part of an hour without a rule for parts, is not computed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from assistant.numerals import number, plain

_N = r"(\d+(?:\.\d+)?|[一二两三四五六七八九十半]+)"
_UNIT = r"(小时|钟头|分钟|个钟)"
_SPAN = rf"{_N}\s*个?{_UNIT}"
_FREE = re.compile(
    rf"(?:前|首|头|不超过|停放?){_SPAN}(?:以?内)?(?:不收费|免费|免停车费)|{_SPAN}(?:以?内|之内)(?:免费|不收费)|免费(?:停放?|时长)?{_SPAN}"
)
_PRICE = re.compile(
    rf"每(?:{_N}\s*个?)?{_UNIT}\s*(?:收(?:费|取)?)?\s*{_N}元|{_N}元\s*[/每]\s*(?:{_N}\s*个?)?{_UNIT}"
)
_ROUNDS = re.compile(rf"不足(?:{_N}\s*个?)?{_UNIT}.{{0,4}}按(?:{_N}\s*个?)?{_UNIT}")
_CAP = re.compile(
    rf"(?:每|单)?(?:{_N}\s*个?小时|[日天])?(?:内)?(?:最高(?:收费|收取)?|封顶|上限)(?:为|是)?\s*{_N}元"
)
_HOURS = re.compile(
    r"(?<![\d.])(\d+(?:\.\d+)?|[一二两三四五六七八九十]+)\s*个?(半)?\s*(?:小时|钟头|个?钟(?!头))(半|(?:\s*(?:零|又|多)?\s*(\d+)\s*分钟?)?)|(?<![\d.])(\d+)\s*分钟?"
)
_EXAMPLE = re.compile(r"举例|算例|例如|旧版|作废|原“")
_TIER = re.compile(rf"(?:首|前|第){_N}?\s*个?{_UNIT}(?:以?内)?(?:收费?)?\s*{_N}元")  # another price at first
_MINUTES = {"分钟": 1, "小时": 60, "钟头": 60, "个钟": 60}


@dataclass(frozen=True, slots=True)
class Fee:
    """A charge: minutes free at the start, then `price` for each `step` minutes, up to `cap` in `period` minutes."""

    price: Decimal
    step: int
    free: int = 0
    rounds_up: bool = False
    cap: Decimal | None = None
    period: int = 24 * 60

    @property
    def completeness(self) -> int:
        """How many of the parts of a charge are known."""
        return (self.free > 0) + (self.cap is not None) + self.rounds_up

    def of(self, minutes: int) -> Decimal | None:
        """What a stay costs, in yuan; None where the charge does not settle it."""
        if minutes > self.period or (minutes > self.free and self._is_open(minutes)):
            return None
        due = self._steps(minutes) * self.price
        return due if self.cap is None else min(due, self.cap)

    def shown(self, minutes: int) -> str:
        """The steps of that computation."""
        if minutes <= self.free:
            return f"前{_spoken(self.free)}免费"
        steps = self._steps(minutes)
        rest = minutes - self.free
        parts = [f"前{_spoken(self.free)}免费，剩余{_spoken(rest)}"] if self.free else [_spoken(rest)]
        if steps * self.step != rest:
            parts[-1] += f"按{_spoken(steps * self.step)}计"
        count = f"{steps}小时" if self.step == 60 else f"{steps}个{_spoken(self.step)}"
        parts.append(f"{count}×{self.price:f}元={steps * self.price:f}元")
        if self.cap is not None and steps * self.price > self.cap:
            parts.append(f"超过封顶，只收{self.cap:f}元")
        return "，".join(parts)

    def _is_open(self, minutes: int) -> bool:
        return not self.rounds_up and (minutes - self.free) % self.step != 0

    def _steps(self, minutes: int) -> int:
        over = Decimal(max(0, minutes - self.free)) / self.step
        return int(over.to_integral_value(ROUND_CEILING))


def fee_in(text: str) -> Fee | None:
    """The charge that a clause lays down; None for a worked example, an old rule, or no charge by time."""
    told = plain(text)
    price = _PRICE.search(told)
    if price is None or _EXAMPLE.search(told) or _TIER.search(told) or len(_PRICE.findall(told)) > 1:
        return None
    before, unit, amount, amount_first, step_first, unit_first = price.groups()
    step = _minutes(before or step_first or "1", unit or unit_first)
    free, cap = _FREE.search(told), _CAP.search(told)
    spans = [part for part in free.groups() if part] if free else []
    hours = cap[1] if cap else None
    return Fee(
        price=_number(amount or amount_first),
        step=step,
        free=_minutes(spans[0], spans[1]) if spans else 0,
        rounds_up=_ROUNDS.search(told) is not None,
        cap=_number(cap[2]) if cap else None,
        period=_minutes(hours, "小时") if hours else 24 * 60,
    )


def stay_in(question: str) -> int | None:
    """The one length of stay that a question names, in minutes: 3个半小时, 4小时10分, 90分钟."""
    spans = list(_HOURS.finditer(plain(question)))
    if len(spans) != 1:
        return None
    hours, half, after, minutes, alone = spans[0].groups()
    if alone:
        return int(alone)
    return int(_number(hours) * 60) + (30 if half or after == "半" else int(minutes or 0))


def _minutes(amount: str, unit: str) -> int:
    return int(_number(amount) * _MINUTES[unit])


def _number(text: str) -> Decimal:
    return Decimal("0.5") if text == "半" else (number(text) or Decimal(0))


def _spoken(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return (f"{hours}小时" if hours else "") + (f"{rest}分钟" if rest or not hours else "")

"""A charge by time, read off a clause, and what a stay costs by it, every step shown.

前30分钟免费，超过部分每小时5元，不足1小时按1小时计，每24小时封顶40元 is such a clause; 首小时10元，之后每小时6元 is
another. What it does not say is not supposed: where two readings of a clause give two amounts there is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.reckoning.ladder import (
    OPEN_RUNG,
    PRICE,
    RUNG,
    SPAN,
    UNIT,
    YUAN,
    Ladder,
    N,
    Rung,
    figure,
    ladder_in,
    minutes_of,
    price_in,
)
from assistant.reckoning.ruled import IS_OVER, ruled

Says = Callable[..., str]  # say(key, **values), as Asking.say

_FREE = re.compile(
    rf"(前|首|头)(?:{N}\s*个?)?{UNIT}(?:以?内)?(?:停车)?(?:不收费|免费|免停车费|免收)"
    rf"|(?:不超过|停放?|停车)?{SPAN}(?:\(含\))?(?:以?内|之内|以下)?(?:离场|出场|驶离)?(?:的)?(?:,)?(?:免费|不收费|免停车费|免收)"
    rf"|免费(?:停放?|停车|时长|借用|使用|寄存|存放)?(?:时间|时长|时段)?[:为]?\s*(?:前|(?:[进入]场|入库|停车)后?)?{SPAN}(?:以?内[离出]场)?"
)
_HALF_PRICE = re.compile(rf"(?:首|前|头)(?:{N}\s*个?)?{UNIT}(?:以?内)?[,]?(?:每|按)")  # 前2小时按半价
_ROUNDS = re.compile(
    rf"(?:不[足满]|未满)(?:{N}\s*个?)?{UNIT}(?:的|者|部分)?[,]?(?:也|均|都|亦)?(?:按|作|以|当作?|算)(?:{N}\s*个?)?{UNIT}"
)
# What is charged for staying where one may not is no charge for a stay.
_OVERSTAY = re.compile(r"占位费|超时占用|充满(?:电)?后|滞留费")
# 超过1小时后每半小时计费一次: half the price of an hour for each half that is begun, after a first whole one.
_BY_HALVES = re.compile(
    r"(?:超[过出]|满|逾)?(?:1个?小时|首小时|第[一1]个?小时)(?:之?后|以[后上]|起)?,?(?:每|以|按)(?:半个?小时|30分钟?)(?:为?1?单位)?(?:计[费算收]?|收费)(?:1次)?"
)
_HOUR = 60
_UNCLEAR = re.compile(r"不[足满][^,;。]{1,8}(?:不计|不收|免收|免费)|四舍五入|超过半")
_CAP = re.compile(
    rf"(?:(?:每|单)?{N}\s*个?小时|(?:每|单|当)?[日天次])?(?:内)?(?:停车费)?(?:最高(?:收费|收取)?|封顶|上限)(?:为|是|价)?[:]?\s*{N}{YUAN}"
)
_EXAMPLE = re.compile(rf"举例|算例|例如|旧版|作废|原“|停用|废止|{IS_OVER.pattern}")
_FROM_THE_START = re.compile(
    r"(?:从|自)(?:入场|进场|入库|停车|零|0|第)|全程计费|含(?:前|首|头)?(?:\d+|半)?个?(?:分钟|小时|免费时[段间长])|一并计"
)
_LENT = re.compile(
    r"(?:借|租|寄存|存放)[^。]*超时"
)  # 免费借用4小时，超时每小时10元: what goes beyond is charged
_FOR_LEAVING = re.compile(r"(?:离|出)场|驶离")  # 15分钟内离场免费: who stays longer pays from the start
_AFTERWARDS = re.compile(rf"超过|超出|之后|其后|以后|此后|[^前今最然]后,?每|起每|{OPEN_RUNG.pattern}")
# 首小时之后每小时4元 says nothing of the first hour: what stands beside it does.
_GOES_ON = re.compile(
    rf"(?:首|前|头|第)(?:{N}\s*个?)?{UNIT}(?:之后|以后|后|起)|^(?:之后|其后|此后|超过|超出)"
    rf"|超[过出](?!24){SPAN}(?:的?部分|之后|以后|后|以上)"
)
_REMARK = re.compile(r"\([^()]*\)")
_FROM_TO = re.compile(rf"{SPAN}(?:以上)?(?:至|到|-){SPAN}(?:以?内)?")  # 30分钟至1小时5元
_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Charge:
    """Minutes free, then perhaps the `rungs` of a ladder, then `price` a `step` of minutes, up to `cap`."""

    price: Decimal
    step: int
    free: int = 0
    rounds_up: bool = False
    cap: Decimal | None = None
    period: int = _DAY
    rungs: tuple[Rung, ...] = ()
    starts: tuple[int, ...] = (0,)  # minutes after which the charge may be read to begin
    rolls: bool = False  # the cap is said to hold for each period of so many hours

    @property
    def completeness(self) -> int:
        """How many of the parts of a charge are known."""
        return (self.free > 0) + (self.cap is not None) + self.rounds_up + bool(self.rungs)

    def of(self, minutes: int) -> Decimal | None:
        """What a stay costs, in yuan; None where the charge does not settle it."""
        if minutes <= self.free:
            return Decimal(0)
        if minutes > self.period:
            return self._of_periods(minutes)
        due = {self._capped(self._due(minutes - start)) for start in self.starts}
        return due.pop() if len(due) == 1 else None

    @property
    def hourly(self) -> Decimal:
        """The price of an hour, be it counted by halves."""
        return self.price * _HOUR / self.step

    def charged(self, minutes: int) -> Decimal | None:
        """How many hours of a stay are paid; None where it is no plain number of steps below the cap."""
        due = self.of(minutes)
        if due is None or self.rungs or _HOUR % self.step or len(self.starts) > 1 or not self.price:
            return None
        steps = _count(minutes - self.starts[0], self.step) if minutes > self.free else 0
        hours = Decimal(steps * self.step) / _HOUR
        return (int(hours) if hours == int(hours) else hours) if due == steps * self.price else None  # type: ignore[return-value]

    def shown(self, minutes: int, say: Says) -> str:
        """The steps of that computation."""
        if minutes <= self.free:
            return say("in_free", stay=spoken(minutes, say), span=spoken(self.free, say))
        if minutes > self.period:
            return self._periods_shown(minutes, say)
        parts = [say("free", span=spoken(self.free, say))] if self.starts[0] else []
        amounts = []
        for rung, spent, rest in self._climbed(minutes - self.starts[0]):
            amounts.append(_count(spent, rung.step) * rung.price)
            if rung.step == rung.minutes:
                parts.append(say("tier", span=spoken(rung.minutes, say), price=rung.price))
            else:
                is_rest = rest < minutes
                parts += _steps_shown(rung, spent, say, is_rest)
        if len(amounts) > 1:
            parts.append(say("sum_of", parts="+".join(f"{one:f}" for one in amounts), total=sum(amounts)))
        due = self._due(minutes - self.starts[0])
        if self.cap is not None and due is not None and due > self.cap:
            parts.append(say("capped", cap=self.cap))
        return say("between").join(parts)

    def _due(self, minutes: int) -> Decimal | None:
        """Before the cap, from the moment at which the charge begins."""
        due = Decimal(0)
        for rung, spent, _ in self._climbed(minutes):
            if spent % rung.step and not self.rounds_up and rung.step != rung.minutes:
                return None
            due += _count(spent, rung.step) * rung.price
        return due

    def _climbed(self, minutes: int) -> Iterator[tuple[Rung, int, int]]:
        """(rung, minutes spent on it, minutes left before it) for each that a stay reaches, what is charged afterwards last."""
        rest = minutes
        for rung in self.rungs:
            if rest > 0:
                yield rung, min(rest, rung.minutes), rest
                rest -= rung.minutes
        if rest > 0:
            yield Rung(0, self.step, self.price), rest, rest

    def _capped(self, due: Decimal | None) -> Decimal | None:
        return due if due is None or self.cap is None else min(due, self.cap)

    def _of_periods(self, minutes: int) -> Decimal | None:
        """Past the cap's period: settled only where it makes no difference whether the free minutes begin anew."""
        if self.cap is None or not self.rolls:
            return None
        days, rest = divmod(minutes, self.period)
        whole = self.of(self.period)
        more = {self._capped(self._due(rest)), Decimal(0) if rest <= self.free else self.of(rest)}
        if whole is None or len(more) != 1 or None in more:
            return None
        return days * whole + (more.pop() or 0)

    def _periods_shown(self, minutes: int, say: Says) -> str:
        days, rest = divmod(minutes, self.period)
        whole, due = self.of(self.period), self.of(minutes)
        assert whole is not None
        assert due is not None
        if not rest:
            return say("whole_periods", days=days, cap=whole, due=due)
        span = spoken(rest, say)
        return say("periods", days=days, cap=whole, due=days * whole, rest=span, more=due - days * whole)


def _count(minutes: int, step: int) -> int:
    """How many steps so many minutes are, the last one begun."""
    return -(-max(0, minutes) // step)


def _steps_shown(rung: Rung, spent: int, say: Says, is_rest: bool) -> list[str]:
    """剩余1小时30分钟按2小时计 and 2小时×8元=16元; of a rung that is stayed out to its end the second alone."""
    count = _count(spent, rung.step)
    one = {_HOUR: "hour", 1: "minute"}.get(rung.step)
    unit = say(one) if one else say("of", span=spoken(rung.step, say))
    times = say("times", count=count, unit=unit, price=rung.price, due=count * rung.price)
    if spent == rung.minutes or (count * rung.step == spent and not is_rest):
        return [times]
    left = say("rest", span=spoken(spent, say)) if is_rest else spoken(spent, say)
    if count * rung.step != spent:
        left += say("counted", span=spoken(count * rung.step, say))
    return [left, times]


def charge_in(text: str) -> Charge | None:
    """The charge that a clause lays down; None for a worked example, an old rule, or no single charge by time."""
    told = _with_rungs(ruled(text))
    by_halves = _BY_HALVES.search(told) is not None
    told = _BY_HALVES.sub("", told)
    if _EXAMPLE.search(told) or _OVERSTAY.search(told) or _UNCLEAR.search(told):
        return None
    bare = _REMARK.sub("", told)
    free = _FREE.search(told)
    ladder = ladder_in(bare, next(_spans(free)) if free else 0)
    rest = RUNG.sub("", bare)
    prices = {price_in(match) for match in PRICE.finditer(rest)}
    if ladder is None or len(prices) != 1 or _HALF_PRICE.search(rest):
        return None
    if ladder.rungs and not _AFTERWARDS.search(rest):
        return None
    price, step = prices.pop()
    charge = Charge(price, step, rungs=ladder.rungs)
    if free:
        charge = _with_free(charge, free, told, ladder)
    elif not ladder.rungs and _GOES_ON.search(told):
        return None
    rounds = _ROUNDS.search(told)
    if rounds:
        spans = {minutes_of(rounds[1], rounds[2]), minutes_of(rounds[3], rounds[4])}
        if {*spans, *(rung.step for rung in charge.rungs if rung.step != rung.minutes)} != {step}:
            return None
        charge = replace(charge, rounds_up=True)
    if by_halves and (charge.step != _HOUR or charge.rungs):
        return None
    if by_halves:
        first = (Rung(_HOUR, _HOUR, price),)
        charge = replace(charge, step=_HOUR // 2, price=price / 2, rungs=first, rounds_up=True)
    if cap := _CAP.search(told):
        period = minutes_of(cap[1], "小时") if cap[1] else _DAY
        charge = replace(charge, cap=figure(cap[2]), period=period, rolls=bool(cap[1]))
    return charge


def is_by_time(text: str) -> bool:
    """Whether a text has a price for a span of time, the first one or each that follows."""
    told = _REMARK.sub("", ruled(text))
    return PRICE.search(told) is not None or RUNG.search(told) is not None


def is_free_time(text: str) -> bool:
    """Whether a text tells of time that costs nothing."""
    return _FREE.search(ruled(text)) is not None


def is_cap(text: str) -> bool:
    """Whether a text tells the most that is charged."""
    return _CAP.search(ruled(text)) is not None


def _with_rungs(told: str) -> str:
    """30分钟至1小时5元, where the first 30 minutes are free, as the price of the first hour with them in it."""
    free = _FREE.search(told)
    if free is None:
        return told

    def as_first(rung: re.Match[str]) -> str:
        is_next = minutes_of(rung[1], rung[2]) == next(_spans(free))
        return f"首{rung[3]}{rung[4]}(含前{rung[1]}{rung[2]})" if is_next else rung[0]

    return _FROM_TO.sub(as_first, told)


def rounding_in(text: str) -> int | None:
    """The minutes to which a clause counts what is begun: 不足1小时按1小时计; None where it says nothing of it."""
    rounds = _ROUNDS.search(ruled(text))
    if rounds is None:
        return None
    spans = {minutes_of(rounds[1], rounds[2]), minutes_of(rounds[3], rounds[4])}
    return spans.pop() if len(spans) == 1 else None


def _with_free(charge: Charge, free: re.Match[str], told: str, ladder: Ladder) -> Charge:
    span = next(_spans(free))
    if ladder.begins:
        starts: tuple[int, ...] = (span,)
    elif _FROM_THE_START.search(told) or _FOR_LEAVING.search(free[0]):
        starts = (0,)
    elif charge.rungs:
        starts = (0, span)
    elif free[1] or _AFTERWARDS.search(told) or _LENT.search(told):
        starts = (span,)
    else:
        starts = (span, 0)
    return replace(charge, free=span, starts=starts)


def _spans(match: re.Match[str]) -> Iterator[int]:
    """The span of free time, however it was said."""
    _, n1, u1, n2, u2, n3, u3 = match.groups()
    for amount, unit in ((n1, u1), (n2, u2), (n3, u3)):
        if unit:
            yield minutes_of(amount, unit)


def spoken(minutes: int, say: Says) -> str:
    hours, rest = divmod(minutes, 60)
    parts = [say("hours", hours=hours)] if hours else []
    if rest or not hours:
        parts.append(say("minutes", minutes=rest))
    return "".join(parts) if "小时" in say("hours", hours=1) else " ".join(parts)

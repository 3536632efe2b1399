"""Hours of parking for what was spent that day, and the amount from which the whole day is free."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from assistant.reckoning.asking import Asking, Sum, source
from assistant.reckoning.left_out import is_left_out, names_one_of
from assistant.reckoning.level_hours import hours_in_row
from assistant.reckoning.ruled import ruled
from assistant.reckoning.taken_off import Deduction, Rules, rules_of
from assistant.shops.kinds import kinds_in
from knowledge.model import Hit
from knowledge.writing.calendar import covers
from knowledge.writing.trading import names_days, takes_in

_SPENT = re.compile(
    r"(?:满(\d+)元?|(\d+)元(?:[或及]?以上|起))(?:\(含\))?\s*(?:[:,]\s*)?(?:可?(?:抵|减|免|送|兑|换|享)|;[^;]*:\s*)[^\d,;]{0,4}(\d+)小时"
)
_DAY_FREE = re.compile(r"满(\d+)元[^。;]{0,24}(?:免[^。;]{0,4}停车|停车[^。;]{0,6}免|免停)")
_FOR_A_TIME = re.compile(r"期间|活动|周年|限时|节")
_IN_A_TIME = re.compile(r"期间|限时")
_SENTENCE = re.compile(r"[。;\n]")
_BREAK = re.compile(r"[,;。:、]")
SPENDS = re.compile(
    r"消费|实付|吃饭|花了|买了|满\d|吃了|[碌刷]了?卡|用了\s*(?:hk)?\$?\d+(?!\d*个?积?分)|spen[dt]|receipt"
)


@dataclass(frozen=True, slots=True, order=True)
class _Step:
    """So many whole hours from `least` yuan on, said of all receipts or of those of one kind of shop."""

    least: Decimal
    hours: int
    is_of_a_kind: bool
    hit: Hit = field(compare=False)


def spent(asking: Asking, told: str) -> Decimal | None:
    """The one amount of the day that the question says was spent."""
    amounts = _amounts(asking, told)
    return amounts[0] if len(amounts) == 1 else None


def by_spending(asking: Asking, told: str, rules: Rules) -> Iterator[Deduction | None]:
    """The hours for the one amount spent; None where several are named, or no rule settles it."""
    amounts = _amounts(asking, told)
    if not amounts:
        return
    if len(amounts) > 1:
        yield None
        return
    if any(amounts[0] >= least for _, hit in rules for least in free_on(hit, asking.today)):
        yield None  # the whole day is free by another rule: no hours are counted
        return
    steps = _steps(asking, rules)
    reached = {step.is_of_a_kind: step for step in sorted(steps) if step.least <= amounts[0]}
    is_open = any(is_left_out(asking, step.hit) and not step.is_of_a_kind for step in reached.values())
    if is_open or len({step.hours for step in reached.values()}) > 1:
        yield None  # by the rule of its kind of shop and by that of all shops: which one counts is not said
    elif reached:
        step = max(reached.values())
        yield Deduction(asking.say("draw", threshold=step.least), step.hours, step.hit)
    elif not steps:
        yield None


def _amounts(asking: Asking, told: str) -> list[Decimal]:
    """What a question says was spent: the limits that it says are reached (满300), else each amount."""
    if not SPENDS.search(told):
        return []
    return [*map(Decimal, re.findall(r"满(\d+)", told))] or _of_items(asking)


def _of_items(asking: Asking) -> list[Decimal]:
    """The amounts of a question; the one in all (一共花了350) stands for those that make it up."""
    in_all = [item.amount for item in asking.items if item.role in ("total", "paid")]
    at_least = [
        item.amount for item in asking.items if not item.role or f"{item.amount:f}多" in asking.told
    ]  # 500多
    return in_all if len(in_all) == 1 else at_least


def _steps(asking: Asking, rules: Rules) -> list[_Step]:
    """The amounts from which hours are taken off; no rows of levels, which are no day's receipts.

    What is said of the receipts of one kind of shop, 超市小票满38元, holds where the question names it; what is said of
    another time than the day asked about does not.
    """
    found = []
    for text, hit in rules:
        if _is_of_another(asking, hit) or any(hours_in_row(text, hit)) or not _is_in_time(asking, text, hit):
            continue
        for match in _SPENT.finditer(text):
            if not _is_of_the_day(asking, text, match.start(), hit):
                continue
            kinds = kinds_in(_BREAK.split(text[: match.start()])[-1])
            if not kinds or names_one_of(asking, kinds):
                full, least, hours = match.groups()
                found.append(_Step(Decimal(full or least), int(hours), bool(kinds), hit))
    return found


def _is_of_the_day(asking: Asking, text: str, at: int, hit: Hit) -> bool:
    """Whether a rule of some days holds on the day asked about: by the first cell of its row, or by what stands before it."""
    said = text[:at] if hit.passage.kind == "row" else _SENTENCE.split(text[:at])[-1]
    label = said.split(";")[0] if hit.passage.kind == "row" else said
    return not names_days(label) or takes_in(label, asking.today, hit.passage.text)


def _is_in_time(asking: Asking, text: str, hit: Hit) -> bool:
    """Whether a rule holds on the day asked about; what is said of a time 期间 needs a paper that dates it so."""
    if not _IN_A_TIME.search(text):
        return True
    day, paper = asking.today, hit.document
    if paper.effective_to:
        return (paper.effective_from or day) <= day <= paper.effective_to
    return any(covers(one.text, day, day) for one in (hit.passage, *asking.paper(paper)))


def _is_of_another(asking: Asking, hit: Hit) -> bool:
    """Whether a rule is that of a shop which the question does not name; one it only mentions besides is none."""
    own = "。".join(one for one in hit.passage.text.split("。") if _SPENT.search(ruled(one)))
    named = [mention.shop for mention in asking.directory.written(own)]
    return bool(named) and not any(shop in asking.shops for shop in named)


def free_that_day(asking: Asking, day: date) -> Sum | None:
    """That the whole day is free, where the one amount spent reaches a rule that says so."""
    amounts = _of_items(asking)
    if len(amounts) != 1 or not SPENDS.search(asking.told):
        return None
    for _, hit in rules_of(asking):
        least = min(free_on(hit, day), default=None)
        if least is not None and amounts[0] >= least:
            said = asking.say("day_free", spent=amounts[0], threshold=least)
            return Sum(said, (source(hit),))
    return None


def free_all_day(text: str, today: date) -> list[Decimal]:
    """The amounts of a day from which a text makes parking free that day; none where it is for other days."""
    if covers(text, today, today) is False:
        return []
    return [Decimal(least) for least in _DAY_FREE.findall(text)]


def free_on(hit: Hit, day: date) -> list[Decimal]:
    """The same of a passage on one day: by the dates that it writes, else by those of its paper."""
    text, paper = ruled(hit.passage.text), hit.document
    if covers(text, day, day) is None:
        in_time = (paper.effective_from or day) <= day <= (paper.effective_to or day)
        if not in_time or _FOR_A_TIME.search(text):
            return []  # what holds for an occasion is told by the passage that dates it
    return free_all_day(text, day)

"""A rule in force before the notice that changes it from a day to come: 自11月1日起由“500积分抵1小时”调整为…."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.asking.asked import Asked
from assistant.quoted.periods import names_a_month
from assistant.reckoning.ruled import ruled
from knowledge.model import Hit, Standing
from knowledge.writing.calendar import days_in

_CHANGES = re.compile(
    r"(?P<since>(?:20\d\d年)?\d{1,2}月\d{1,2}日)(?:\([^)]*\))?(?:零时)?起[^。;]*?(?:由|从)[\"“”'‘「]?(?P<old>[^\"“”'’」。;]{2,40}?)[\"“”'’」]?(?:调整|更改|修改|变更|改|升|降|提高|降低|上调|下调)(?:为|至|到|成)"
)
_LATER = re.compile(r"下个?月|以后|之后|将来|调整|新规|[改变涨](?:成|到|为|了|价)|通知|公告")
_AHEAD = 1.0  # by which what holds is to be better than what does not
_READ = 6  # hits among which the rule and its notice stand
_ALIKE = re.compile(r"\d+(?:\.\d+)?[一-鿿]{1,2}")  # 500积, 1小时


def in_force_first(ranked: Sequence[Hit], asked: Asked) -> list[Hit]:
    """The hits with a rule that still holds before the notice that changes it later; that notice first, where later is asked about."""
    order, day = list(ranked), next(iter(asked.need.days), asked.today)
    if names_a_month(asked.text):
        return order
    for notice in order[:_READ]:
        change = _change(notice, asked.today)
        rule = next((hit for hit in order[:_READ] if change and _says(hit, change[1])), None)
        if change is None or rule is None:
            continue
        is_later = day >= change[0] or _LATER.search(asked.text)
        first, second = (notice, rule) if is_later else (rule, notice)
        if order.index(first) > order.index(second):
            order.remove(first)
            order.insert(order.index(second), replace(first, score=second.score + _AHEAD))
    return order


def _change(hit: Hit, today: date) -> tuple[date, str] | None:
    """From which day to come a notice changes something, and what it says to hold until then."""
    match = _CHANGES.search(ruled(hit.passage.text))
    since = days_in(match["since"], today) if match else []
    return (since[0], match["old"]) if match and since and since[0] > today else None


def _says(hit: Hit, old: str) -> bool:
    """Whether a rule in force says what a notice changes, by its figures and what they count."""
    told = ruled(hit.passage.text)
    figures = _ALIKE.findall(old)
    in_force = hit.standing is Standing.IN_FORCE and _CHANGES.search(told) is None
    return in_force and bool(figures) and all(figure in told for figure in figures)

"""What share of its target a figure of a report reached, and that a report has no target."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from assistant.quoted.comparison import metrics
from assistant.quoted.contrast import amount_of, gap_of
from assistant.quoted.replay_words import asks, pattern
from assistant.quoted.reported import Figure
from assistant.reckoning.asking import Sum
from knowledge.text import fold

Says = Callable[..., str]
REACHED = re.compile(r"(?:达成|完成)(?:率|度|比例|了?(?:几成|百分之几|多少%|百分之多少|多少比例))")
_SAID = re.compile(r"(?:达成率?|完成率?|达到)[^,，;；。]{0,8}\d[\d.]*%")
_BOUND = re.compile(r"[\d,.]+(?:(?!以[内下])[^(（])*")  # 45件 of 不超过45件, 2% of 2%以内
_SEVERAL = 2


def tells_what_was_reached(text: str) -> bool:
    """Whether a passage itself says what share of a target was reached."""
    return _SAID.search(text) is not None


def of_one(text: str, figures: Sequence[Figure]) -> list[Figure]:
    """The figures of the one report that a text names; none where it names two, or none."""
    named = [figure for figure in figures if (event := figure.event) and event in text]
    return named if len({figure.report for figure in named}) == 1 else []


def has_target(figure: Figure) -> bool:
    """Whether its row gives a target that a share can be taken of."""
    return bool(figure.target and amount_of(figure.target))


def reached(figure: Figure, say: Says) -> str:
    """The share of its target that a figure reached, as it is told."""
    return say(
        "target_reached",
        event=figure.event,
        name=figure.metric,
        due=f"{_share(figure):f}",
        target=figure.target,
        result=figure.value,
    )


def asks_whether_met(said: str) -> bool:
    """Whether a folded text asks yes or no of a target: 达标了吗, 完成目标没有."""
    return asks("met", said) and not REACHED.search(said)


def whether_met(figure: Figure, say: Says) -> str:
    """Whether a figure reached its target, by how much it passed it or what lacks; a limit is met from below."""
    if not has_target(figure):
        return say("target_unset", event=figure.event, name=figure.metric, result=figure.value)
    target, result = amount_of(figure.target), amount_of(figure.value)
    if is_limit(figure):
        key = "limit_kept" if result <= target else "limit_passed"
    else:
        key = "target_met" if result > target else "target_missed" if result < target else "target_just_met"
    return say(
        key,
        event=figure.event,
        name=figure.metric,
        gap=gap_of(abs(target - result), figure.target, figure.value),
        target=figure.target,
        limit=bound[0] if (bound := _BOUND.search(figure.target)) else figure.target,
        result=figure.value,
    )


def is_limit(figure: Figure) -> bool:
    """Whether a target is one that may not be passed: 不超过45件."""
    return pattern("upper_limit").search(fold(figure.target)) is not None


def reached_by_each(text: str, figures: Sequence[Figure], say: Says) -> Sum | None:
    """What share of its target each report that is named reached in one metric, and which more; None where one has none."""
    told = fold(text)
    events = sorted({event for one in figures if (event := one.event) and event in told}, key=told.find)
    if len(events) < _SEVERAL or not REACHED.search(told):
        return None
    for metric in metrics(told, figures) or dict.fromkeys(one.metric for one in figures if has_target(one)):
        own = [one for event in events if (one := _aimed(event, metric, figures))]
        if len(own) == len(events):
            said = "".join(reached(one, say) for one in own)
            return Sum(said + _ahead(own, say), tuple(one.source for one in own))
    return None


def without_target(text: str, topic: str, figures: Sequence[Figure]) -> Figure | None:
    """The figure of one report of which the share of a target is asked that the report has not."""
    told, whole = fold(text), fold(f"{topic} {text}")
    own = of_one(told, figures)
    if not own or not REACHED.search(told):
        return None
    meant = metrics(told, own) or metrics(whole, own)
    named = [one for one in own if one.metric in meant]
    return named[0] if named and not any(map(has_target, named)) else None


def _aimed(event: str, metric: str, figures: Sequence[Figure]) -> Figure | None:
    own = (one for one in figures if one.event == event and one.metric == metric)
    return next(filter(has_target, own), None)


def _ahead(own: Sequence[Figure], say: Says) -> str:
    """Which of them reached the larger share; empty where the first two are equal."""
    first, second, *_ = sorted(own, key=_share, reverse=True)
    if _share(first) == _share(second):
        return ""
    return say(
        "ahead", first=first.event, name=first.metric, above=f"{_share(first):f}", below=f"{_share(second):f}"
    )


def _share(figure: Figure) -> Decimal:
    share = amount_of(figure.value) / amount_of(figure.target) * 100
    return share.quantize(Decimal("0.1"), ROUND_HALF_UP)

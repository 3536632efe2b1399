"""Questions about figures of reports that name no report: 新增会员达标了吗. The only one is meant, or else all of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from assistant.quoted.comparison import metrics, without_metrics
from assistant.quoted.events import other_names
from assistant.quoted.replay_words import pattern
from assistant.quoted.reported import Figure
from knowledge.text import fold

_ANYTHING = re.compile(r"[一-鿿a-z\d]")
_MOST = 6  # reports whose figures stand in one table


def events_meant(text: str, before: Iterable[str], figures: Sequence[Figure]) -> list[str]:
    """The events that have what a message asks for, the latest first, where neither it nor what was asked before names one.

    None where it speaks of anything beside figures: 停车费用多少, 昨天客流多少.
    """
    said = fold(text)
    known = {one.event for one in figures if one.event}
    wanted = metrics(said, figures)
    if not wanted or names_one(known, (said, *map(fold, before))):
        return []
    if says_more(without_metrics(said, wanted), ()):
        return []
    if not any(one in said for one in wanted) and not pattern("of_the_past").search(said):
        return []  # 领几张券 asks for the rule, 领了几张券 for the figure
    own = sorted((one for one in figures if one.metric in wanted and one.event), key=_begins, reverse=True)
    return list(dict.fromkeys(one.event for one in own))[:_MOST]


def names_one(events: Iterable[str], texts: Sequence[str]) -> bool:
    """Whether a folded text names one of these events in any of its ways."""
    return any(form in text for event in events for form in (event, *other_names(event)) for text in texts)


def says_more(said: str, names: Iterable[str]) -> bool:
    """Whether a folded text has anything beside these names and what questions about figures are made of."""
    rest = said
    for name in sorted(names, key=len, reverse=True):
        rest = rest.replace(name, " ")
    return _ANYTHING.search(pattern("beside").sub("", rest)) is not None


def _begins(figure: Figure) -> date:
    return figure.source.document.effective_from or date.min

"""Which of the shops that are named shuts later or opens earlier, counted from their rows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.model import Handling
from assistant.reply import Line, Reply
from assistant.shops.lines import ShopLines
from knowledge.directory import spans_of
from knowledge.model import Shop
from knowledge.text import fold
from knowledge.writing.spans import DAY

_SHUTS = r"(?:关|收|打烊|闭店|落闸|结束|休息|营业|开到|开)"
_LATER = re.compile(
    rf"{_SHUTS}[^,，。?？]{{0,4}}(?:最|更|比较)?[晚迟夜耐久]|[晚迟夜](?:一?[点些啲])?(?:关|收|打烊|闭店)|(?<![a-z])(?:(?:open|close|shut|stay)\w*(?: \w+){{0,2}} (?:later|latest|longer|longest))(?![a-z])"
)
_EARLIER = re.compile(
    r"(?:开门?|营业|开铺|开档)[^,，。?？]{0,4}(?:最|更|比较)?早|(?:早(?:一?[点些啲])?|先)(?:开|营业)|(?<![a-z])open\w*(?: \w+){0,2} (?:earlier|earliest|first|sooner)(?![a-z])"
)
_SOONER = re.compile(
    r"(?:关|收|打烊|闭店)[^,，。?？]{0,4}(?:最|更|比较)?早|(?:早(?:一?[点些啲])?|先)(?:关|收|打烊|闭店)|(?<![a-z])(?:clos|shut)\w*(?: \w+){0,2} (?:earlier|earliest|first|sooner)(?![a-z])"
)
_FEWEST, _MOST = 2, 5


def by_clock(text: str, shops: Sequence[Shop], said: ShopLines) -> Reply | None:
    """Which shop shuts last, shuts first or opens first, or that they do so at one time; None where that is not asked."""
    folded = fold(text)
    if not _FEWEST <= len(shops) <= _MOST:
        return None
    of_closing = bool(_SOONER.search(folded)) or bool(_LATER.search(folded))
    is_last = not _SOONER.search(folded) and of_closing
    if not of_closing and not _EARLIER.search(folded):
        return None
    times = {shop: _time(shop, of_closing, said) for shop in shops}
    told = {shop: time for shop, time in times.items() if time is not None}
    if len(told) < len(shops):
        return None  # a shop without hours cannot be compared
    best = max(told.values()) if is_last else min(told.values())
    first = [shop for shop in shops if told[shop] == best]
    key = ("clock_same" if len(first) == len(shops) else "clock") + ("_shut" if of_closing else "_open")
    names = (" and " if said.english else "、").join(_name(shop, shops, said) for shop in first)
    order = ("latest" if is_last else "first") if said.english else ("最晚" if is_last else "最早")
    head = Line(said(key, names=names, time=_clock(best, said.english), order=order, day=said.label()))
    ranked = sorted(shops, key=lambda shop: told[shop], reverse=is_last)
    return Reply(Handling.ANSWER, (head, *(said.card(shop, {"hours"}) for shop in ranked)), 0.95)


def _name(shop: Shop, among: Sequence[Shop], said: ShopLines) -> str:
    """A shop's name, with its floor and unit where another one of them bears it too."""
    name = (shop.name_en or shop.name) if said.english else shop.name
    said_as = [(other.name_en or other.name) if said.english else other.name for other in among]
    is_alone = said_as.count(name) == 1
    place = "" if is_alone else " ".join(filter(None, (said.floor(shop), shop.unit)))
    return f"{name} ({place})" if place and said.english else f"{name}（{place}）" if place else name


def _time(shop: Shop, of_closing: bool, said: ShopLines) -> int | None:
    spans = spans_of(shop, said.day)
    if not spans:
        return None
    return max(stop for _, stop in spans) if of_closing else min(start for start, _ in spans)


def _clock(minutes: int, english: bool) -> str:
    next_day = ("the next day " if english else "次日") if minutes > DAY else ""
    minutes = minutes - DAY if minutes > DAY else minutes
    return f"{next_day}{minutes // 60:02d}:{minutes % 60:02d}"

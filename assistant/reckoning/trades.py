"""Points a yuan by trade, as a clause or a row lays them down, of whom each shop is, and how a member's level multiplies them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.grounding.numerals import plain
from assistant.quoted.cells import cells_of
from assistant.reckoning.level_hours import in_han
from assistant.reply import Source
from knowledge.model import Hit, Shop
from knowledge.text import fold
from knowledge.writing.names import forms_of

_NAMES = r"(?P<names>[一-鿿a-z&'()][一-鿿a-z&'()、,\s]{1,79}?)"
_EARNS = re.compile(
    rf"{_NAMES}(?:消费)?\s*[:(]?\s*(?:每)?(?:消费|实付)?(?P<yuan>\d+)元(?:可?[积得获])?(?P<points>\d+(?:\.\d+)?)(?:个)?积?分"
)
_EARNS_NONE = re.compile(
    rf"(?:^|[。;\n]){_NAMES}\s*[:]?\s*(?:均|都|一律)?(?:不积分|不累积积分|不计积分|不参与积分)"
)
_ROW = re.compile(
    r"^[^:;]{1,10}:\s*([^;:]+);\s*[^:;]*(?:积分|系数|倍率)[^:;]*:\s*(\d+(?:\.\d+)?)\s*(?:;|$|分|倍)"
)
_APART = re.compile(r"[、和及/,()]|包?含|等")
_NOT_A_TRADE = ("以及", "其他", "消费", "会员")
_TIMES_HEADER = re.compile(r"积分[^:;]{0,4}(?:倍率|倍数|系数)|(?:倍率|倍数)")
_TIMES = re.compile(r"(\d+(?:\.\d+)?)倍?")
_LEVEL = re.compile(r"[一-鿿]{1,3}卡|v(?:ip)?\d")


@dataclass(frozen=True, slots=True)
class Rate:
    """Points a yuan, and where it stands."""

    rate: Decimal
    source: Source
    name: str = ""  # of the shop, the trade or the goods


@dataclass(frozen=True, slots=True)
class Multiple:
    """By how much the points of a level are multiplied, and where it stands."""

    level: str
    times: Decimal
    source: Source


def trades_in(hits: Sequence[Hit]) -> dict[str, Rate]:
    """The rate of each trade, by its name; a trade with two rates has none."""
    found: dict[str, Rate] = {}
    doubtful: set[str] = set()
    for hit in hits:
        for names, rate in _rates_in(plain(hit.passage.text), hit):
            for name in map(str.strip, _APART.split(names)):
                if not 2 <= len(name) <= (8 if not name.isascii() else 20) or name in _NOT_A_TRADE:
                    continue
                if name in found and found[name].rate != rate:
                    doubtful.add(name)
                found.setdefault(name, Rate(rate, Source(hit.passage, hit.document), name))
    return {name: rate for name, rate in found.items() if name not in doubtful}


def of_shop(shop: Shop, trades: Mapping[str, Rate]) -> Rate | None:
    """The rate of a shop that a rule names, or else of its trade as the directory calls it: 运动 of 运动户外."""
    own = [trades[name] for name in forms_of(shop) if name in trades]
    labels = [fold(shop.subcategory), fold(shop.category)]
    exact = [trades[label] for label in labels if label in trades]
    begun = [
        rate
        for name, rate in trades.items()
        if len(name) > 1 and any(label and name in label for label in labels)
    ]
    for some in (own, exact[:1], begun):
        if some:
            return some[0] if len({rate.rate for rate in some}) == 1 else None
    return None


def multiple(told: str, hits: Sequence[Hit]) -> Multiple | None:
    """How the level that a text names multiplies points, by the row of its table: 等级: 金卡; 积分倍率: 1.2倍."""
    known = _levels_of(hits)
    said = _levels_said(told)
    named = {level for level in known if level in said}
    named -= {level for level in named if any(level != other and other.endswith(level) for other in named)}
    return known[named.pop()] if len(named) == 1 else None


def _levels_said(told: str) -> list[str]:
    """黑金卡, and 卡 with each run of characters before it, of which one may be a level: 我是金卡."""
    said = in_han(told)
    return [
        said[max(match.end() - size, 0) : match.end()]
        for match in re.finditer(r"[一-鿿]卡|v(?:ip)?\d", said)
        for size in (2, 3, 4)
    ]


def _levels_of(hits: Sequence[Hit]) -> dict[str, Multiple]:
    found: dict[str, Multiple] = {}
    for hit in hits:
        cells = cells_of(plain(hit.passage.text)) if hit.passage.kind == "row" else []
        times = next(
            (_TIMES.fullmatch(value) for header, value in cells if _TIMES_HEADER.search(header)), None
        )
        level = _LEVEL.match(cells[0][1]) if cells else None
        if times and level:
            found.setdefault(
                level[0], Multiple(level[0], Decimal(times[1]), Source(hit.passage, hit.document))
            )
    return found


def _rates_in(text: str, hit: Hit) -> Iterator[tuple[str, Decimal]]:
    if hit.passage.kind == "row":
        if row := _ROW.match(text):
            yield row[1], Decimal(row[2])
        return
    for match in _EARNS.finditer(text):
        yield match["names"], Decimal(match["points"]) / Decimal(match["yuan"])
    for match in _EARNS_NONE.finditer(text):
        yield match["names"], Decimal(0)

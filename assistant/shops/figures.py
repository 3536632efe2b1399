"""What a directory's columns of figures say: average spend and rating, by which shops are ranked, limited and compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.model import Handling
from assistant.reply import Line, Reply
from assistant.shops.lines import ShopLines
from assistant.shops.words import FIGURES, figure_words
from knowledge.model import Shop
from knowledge.text import fold
from knowledge.writing.numerals import NUMBER, number

_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_UNIT = r"\s*(?:元|块钱?|rmb|yuan|cny|分|星|stars?)?\s*"
_TO = re.compile(rf"(?P<least>{NUMBER}){_UNIT}(?:到|至|-|~|and|to){_UNIT}(?P<most>{NUMBER})")
_BELOW = re.compile(
    rf"(?P<a>{NUMBER}){_UNIT}(?:钱)?(?:以[内下]|之内|往下|or (?:less|under|below))"
    rf"|(?:不(?:到|超过?|高于|多于)|少于|低于|小于|under|below|less than|within|up to|at most|no more than)\s*[¥￥]?(?:rmb|cny)?\s*(?P<b>{NUMBER})"
)
_ABOVE = re.compile(
    rf"(?P<a>{NUMBER}){_UNIT}(?:以上|往上|起|or (?:more|above|over|higher))"
    rf"|(?:超过|高于|多于|大于|不低于|over|above|more than|at least)\s*[¥￥]?(?:rmb|cny)?\s*(?P<b>{NUMBER})"
)
_ABOUT = re.compile(rf"(?P<a>{NUMBER}){_UNIT}(?:左右|上下|出头)|(?:about|around)\s*(?P<b>{NUMBER})")
_NEAR = 0.2  # of a figure: 100左右 is 80 to 120
_FEWEST, _MOST = 2, 5  # shops that are compared
_BEST_MARK = 10


@dataclass(frozen=True, slots=True)
class Wanted:
    """A column of figures with what is asked of it: limits, or the ends of a ranking."""

    field: str
    least: float | None = None
    most: float | None = None
    order: str = ""  # least or most: which comes first

    def fits(self, shop: Shop) -> bool:
        value = figure_of(shop, self.field)
        if value is None:
            return False
        return (self.least is None or value >= self.least) and (self.most is None or value <= self.most)

    @property
    def limits(self) -> bool:
        return self.least is not None or self.most is not None

    def ranked(self, shops: Iterable[Shop]) -> list[Shop]:
        """The shops that have a figure, the one asked for first."""
        told = [(value, shop) for shop in shops if (value := figure_of(shop, self.field)) is not None]
        return [shop for _, shop in sorted(told, key=lambda one: one[0], reverse=self.order == "most")]

    def called(self, english: bool) -> str:
        """The limits, as an answer says them."""
        key = "between" if None not in (self.least, self.most) else "below" if self.least is None else "above"
        least, most = (f"{value:g}" if value is not None else "" for value in (self.least, self.most))
        return str(_sentences(english)[f"{key}_{self.field}"].format(least=least, most=most))

    def option(self, shop: Shop, english: bool) -> str:
        figure = getattr(shop, self.field)
        return str(_sentences(english)[f"option_{self.field}"].format(figure=figure)) if figure else ""

    def head(self, english: bool) -> str:
        return str(_sentences(english)[f"{self.order}_{self.field}"])

    def untold(self, shops: Iterable[Shop], english: bool) -> str:
        """How many of the shops have no figure; empty where all have one."""
        count = sum(figure_of(shop, self.field) is None for shop in shops)
        return str(_sentences(english)[f"untold_{self.field}"].format(count=count)) if count else ""


def _sentences(english: bool) -> dict[str, str]:
    return dict(figure_words()["en" if english else "zh"])


def figure_of(shop: Shop, field: str) -> float | None:
    match = _FIGURE.search(getattr(shop, field))
    return float(match[0]) if match else None


def wanted(folded: str, shops: Sequence[Shop]) -> Wanted | None:
    """By which figures a question ranks or limits shops; None where it does not, or no shop has them."""
    told = [field for field in FIGURES if is_told(field, shops)]
    limited = [one for field in told if (one := _limited(folded, field))]
    orders = {
        field: order
        for field in told
        for order in ("least", "most")
        if re.search(figure_words()[field][order], folded)
    }
    if limited:
        (first, *_) = limited
        return replace(first, order=orders.get(first.field, ""))
    return next((Wanted(field, order=order) for field, order in orders.items()), None)


def names_figure(folded: str, field: str) -> bool:
    """Whether a question names the column itself: 人均最高, 评分4.5以上."""
    return re.search(figure_words()[field]["named"], folded) is not None


def is_told(field: str, shops: Iterable[Shop]) -> bool:
    return any(getattr(shop, field) for shop in shops)


def compared(text: str, shops: Sequence[Shop], said: ShopLines) -> Reply | None:
    """Which of the shops named is cheaper or better rated; None where that is not asked or one has no figure."""
    folded = fold(text)
    if not _FEWEST <= len(shops) <= _MOST:
        return None
    asked = ((field, end) for field in FIGURES for end in ("less", "more") if _asks(folded, field, end))
    field, end = next(asked, ("", ""))
    values = [figure_of(shop, field) for shop in shops] if field else []
    told = (
        {shop: value for shop, value in zip(shops, values, strict=True) if value is not None} if field else {}
    )
    if not told or len(told) < len(shops):
        return None
    best = min(told.values()) if end == "less" else max(told.values())
    first = [shop for shop in shops if told[shop] == best]
    key = "same" if len(first) == len(shops) else end
    names = (shop.name_en or shop.name if said.english else shop.name for shop in first)
    head = Line(said(f"{key}_{field}", names=(" and " if said.english else "、").join(names)))
    ranked = sorted(shops, key=lambda shop: told[shop], reverse=end == "more")
    lines = [said.line(shop, said(field, shop, figure=getattr(shop, field)), beside=True) for shop in ranked]
    return Reply(Handling.ANSWER, (head, *lines), 0.95)


def _asks(folded: str, field: str, end: str) -> bool:
    return re.search(figure_words()[field][end], folded) is not None


def _limited(folded: str, field: str) -> Wanted | None:
    """The limits that stand beside the words of a column: 人均50到100, 评分4.5以上, 一百块以内."""
    if not re.search(figure_words()[field]["limit"], folded):
        return None
    if match := _TO.search(folded):
        least, most = float(number(match["least"])), float(number(match["most"]))
        return Wanted(field, least, most) if _may_be(field, most) else None
    for pattern in (_ABOUT, _BELOW, _ABOVE):
        if match := pattern.search(folded):
            value = float(number(match["a"] or match["b"]))
            if not _may_be(field, value):
                return None
            if pattern is _ABOUT:
                return Wanted(field, (1 - _NEAR) * value, (1 + _NEAR) * value)
            return Wanted(field, most=value) if pattern is _BELOW else Wanted(field, value)
    return None


def _may_be(field: str, value: float) -> bool:
    """Whether a number can be one of the column: marks go to five or ten, nobody dines for less."""
    return value <= _BEST_MARK if field == "rating" else value > _BEST_MARK

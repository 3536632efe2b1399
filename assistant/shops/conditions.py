"""The conditions that shops are sifted by, in words: B1层、22:30在营业、“咖啡”类."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from assistant.shops.lines import ShopLines
from assistant.shops.sieve import Sieve
from assistant.shops.words import joined
from knowledge.text import fold


@dataclass(frozen=True)
class Conditions:
    """The conditions of a sieve, as an answer says them."""

    sieve: Sieve
    said: ShopLines

    def __str__(self) -> str:
        sieve, english = self.sieve, self.said.english
        widest = [  # 零售馆 is said for 零售馆1 and 零售馆2 in it
            place
            for place in sieve.places
            if not any(place != other and place.startswith(other) for other in sieve.places)
        ]
        parts = [*map(self._place, widest), *(self._floor(floor) for floor in sieve.floors)]
        if sieve.moment:
            parts.append(f"open at {self.time}" if english else f"{self.time}在营业")
        parts += [mark.called(english) for mark in sieve.marks]
        if sieve.figure and sieve.figure.limits:
            parts.append(sieve.figure.called(english))
        if sieve.left_out:
            parts.append(f"without {sieve.left_out}" if english else f"除“{sieve.left_out.strip()}”以外")
        if sieve.kinds:
            kinds = joined([kind.name_en if english else kind.name for kind in sieve.kinds], english)
            parts.append(kinds if english else f"“{kinds}”类")
        return joined(parts, english) or ("all" if english else "全部在营")

    @property
    def time(self) -> str:
        """The moment at which the shops are to be open."""
        sieve = self.sieve
        assert sieve.moment is not None
        at = sieve.moment.at
        if sieve.moment.is_now:
            return f"{at:%H:%M} (now)" if self.said.english else f"现在（{at:%H:%M}）"
        day = "" if at.date() == self.said.today else self._day(at)
        return f"{day}{at:%H:%M}"

    def _place(self, place: str) -> str:
        """A hall as the directory writes it."""
        return next(shop.location for shop in self.sieve.directory.shops if fold(shop.location) == place)

    def _floor(self, floor: str) -> str:
        there = next(
            (shop for shop in self.sieve.directory.shops if self.sieve.directory.is_on(shop, floor)), None
        )
        return self.said.floor(there) if there else floor.upper()

    def _day(self, at: datetime) -> str:
        return f"{at:%Y-%m-%d} " if self.said.english else f"{at.month}月{at.day}日"

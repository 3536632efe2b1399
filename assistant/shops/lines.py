"""Sentences about shops in one language, for one day: copied from the directory's cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from assistant.english_hours import hours
from assistant.reply import Line, Source
from assistant.shops.marks import MARKS, goods_of, tagged
from assistant.shops.words import FIGURES, figure_words, labels_of_kind, said_floor, said_label, sentences
from knowledge.directory import gives_hours, hours_on, is_open, rests_on, told_for
from knowledge.model import Shop
from knowledge.text import is_english, to_simplified
from knowledge.writing import trading
from knowledge.writing.calendar import weekday_name
from knowledge.writing.presence import GONE, PAUSED, POPUP, SOON, is_present, state_in

SourceOf = Callable[[Shop], Source | None]

# What can be asked of a shop, in the order of the answer.
ORDER = ("category", "names", *FIGURES, "hours", "phone", "points", "coupon", "pets", "returns")
_FIELDS = {"phone": "phone", "pets": "pets"}
_MARKS = {"points": "points", "coupon": "campaign", "returns": "returns"}
MARKED = frozenset(_MARKS) | frozenset(tagged())
_FIRST = frozenset(_MARKS) | {"category", *FIGURES}  # said before where the shop is


_FIGURES = re.compile(r"\d+(?:[.:]\d+)?")
_SAME = 0.5  # of the figures of a remark stand in the one in the other language, which then says the same
_PLAIN_RATE = 5  # characters of 不参与积分


class ShopLines:
    """Lines of an answer about shops."""

    def __init__(self, english: bool, day: date, as_of: datetime, source_of: SourceOf) -> None:
        self.english = english
        language = "en" if english else "zh"
        self._table = sentences()[language] | figure_words()[language]
        self.day = day
        self.as_of = as_of
        self._source_of = source_of
        self.told: frozenset[str] = frozenset()  # the marks out of tags that the directory says of some shop
        self.is_of_hours = False  # what is asked: then hours that are not a shop's own are told too

    @property
    def today(self) -> date:
        return self.as_of.date()

    def __call__(self, key: str, shop: Shop | None = None, **more: object) -> str:
        return self._table[key].format(**(self._values(shop) if shop else {}) | more)

    def line(self, shop: Shop, text: str, beside: bool = False) -> Line:
        """A line with the notice of its change and the shop's row behind it, `beside` with those of other files that tell of it too, and its hours'."""
        others = (shop.passage_id, *(shop.beside if beside else ()), *self._rows_of_hours(shop, text))
        first = (shop.told_row,) if shop.told_row else ()
        rows = (replace(shop, passage_id=row) for row in dict.fromkeys((*first, *others)))
        return Line(text, tuple(source for row in rows if (source := self._source_of(row))))

    def _rows_of_hours(self, shop: Shop, text: str) -> tuple[str, ...]:
        """The row of another paper that tells a shop's hours, where a text has them or the remark beside them."""
        told = (shop.hours_weekday, hours_on(shop, self.day), shop.note)
        said = [self._said_hours(one).rstrip("。.") for one in told if one]
        hours, row = told_for(shop, self.day)
        of_the_day = (self._said_hours(hours), self._said_hours(hours_on(shop, self.day)))
        rows = (row,) if hours and any(one in text for one in of_the_day) else ()
        return (*rows, *((shop.hours_row,) if shop.hours_row and any(one in text for one in said) else ()))

    def _is_elsewhere(self, shop: Shop, figure: str) -> bool:
        """Whether a figure stands in no cell of the shop's own row, but in another file's."""
        source = self._source_of(shop) if figure and shop.beside else None
        return source is not None and figure.split()[-1] not in source.passage.text

    def card(self, shop: Shop, asked: set[str]) -> Line:
        """The sentences about one shop, those first that were asked for."""
        is_there = is_present(shop, self.day)
        wanted = asked - {"place", "goods"} or (
            {"hours"} if is_there and is_present(shop, self.today) and not shop.hours_of else set()
        )
        if not is_there:
            wanted -= {"hours"}
        settled = [self._answer(shop, name, True) for name in ORDER if name in asked and name in _FIRST]
        settled += [self._tagged(shop, name) for name in tagged() if name in asked]
        told = [self._answer(shop, name, name in asked) for name in ORDER if name in wanted]
        said = [self._presence(shop), *settled, self._place(shop)]
        said += [sentence for sentence in told if sentence not in settled]
        if "goods" in asked and goods_of(shop):
            said.append(self("goods" if shop.subcategory or shop.category else "goods_alone", shop))
        said += [self._told(shop)] if shop.told else []
        if shop.note:
            said.append(self("note", shop))
        if not any(said):
            return self.option(shop)
        first, *rest = filter(None, said)
        text = (" " if self.english else "").join((first, *(self._nameless(one, shop) for one in rest)))
        return self.line(shop, text, beside=True)

    def _nameless(self, sentence: str, shop: Shop) -> str:
        """A sentence that follows another about the same shop: its name stands there already."""
        if self.english:
            rest = sentence.removeprefix(f"{shop.name_en or shop.name}, ")
            return rest[:1].upper() + rest[1:]
        return sentence.removeprefix(f"{shop.name}的").removeprefix(shop.name)

    def tells(self, shop: Shop, asked: Iterable[str]) -> bool:
        """Whether the directory says anything of these marks."""
        return any(self._mark(shop, name) if name in _MARKS else self._tagged(shop, name) for name in asked)

    def option(self, shop: Shop, tags: bool = False, figure: str = "") -> Line:
        """A shop in one line of a list: name, floor, unit, kind, the figure it is listed by, hours of the day."""
        place = " ".join(filter(None, (self.floor(shop) or shop.location, shop.unit)))
        kind = shop.subcategory or shop.category
        hours = self._hours_of_day(shop)
        beside = self._is_elsewhere(shop, figure)
        if self.english:
            parts = [f"{self._names(shop)}: {place}", figure, hours]
            return self.line(shop, ", ".join(filter(None, parts)), beside)
        called = f"{shop.name}：{place}" + (f"（{said_label(kind, False, alone=True)}）" if kind else "")
        text = "，".join(filter(None, (called, figure, hours)))
        more = [*goods_of(shop), *self._limits(shop)] if tags else []
        return self.line(shop, text + (f"：{'、'.join(more)}" if more else ""), beside)

    def _limits(self, shop: Shop) -> list[str]:
        """What the tags say of the marks asked for, where it is more than yes or no."""
        names = sorted(self.told & tagged().keys())
        return [tag for name in names if (tag := tagged()[name].limits(shop))]

    def floor(self, shop: Shop) -> str:
        floor = said_floor(shop.floor, self.english)
        return floor.replace("、", ", ") if self.english else floor

    # -- single sentences --------------------------------------------------------------------------

    def _presence(self, shop: Shop) -> str:
        state = state_in(shop.status)
        if state == POPUP and is_present(shop, self.day):
            return self("popup", shop)
        if is_present(shop, self.day):
            return ""
        return self({SOON: "soon", PAUSED: "paused", GONE: "gone", POPUP: "gone"}.get(state, "closed"), shop)

    def _told(self, shop: Shop) -> str:
        """What a notice says of a shop's change, with the name of the notice."""
        source = self._source_of(replace(shop, passage_id=shop.told_row))
        return self("told", shop, paper=source.document.title, words=shop.told) if source else ""

    def _place(self, shop: Shop) -> str:
        if shop.floor or not shop.unit:
            return self("place", shop) if shop.floor else ""
        return self("in_zone" if shop.location else "at_unit", shop)

    def _answer(self, shop: Shop, name: str, is_asked: bool) -> str:
        if name == "hours":
            return self._hours(shop, is_asked)
        if name in _MARKS:
            return self._mark(shop, name)
        if name in FIGURES:
            return self._figure(shop, name)
        if name == "category":
            return self("category" if labels_of_kind(shop) else "no_category", shop)
        if name == "names":
            return self("names" if shop.name_en not in ("", shop.name) else "no_names", shop)
        value = getattr(shop, _FIELDS[name]).strip(" –-")
        if value:
            return self(name, shop)
        return self("no_phone", shop) if name == "phone" else ""

    def _figure(self, shop: Shop, name: str) -> str:
        """What a column of figures has of a shop, or that it has nothing where it has of others."""
        if figure := getattr(shop, name):
            return self(name, shop, figure=figure)
        return self(f"no_{name}", shop) if name in self.told else ""

    def _mark(self, shop: Shop, name: str) -> str:
        mark = next(mark for mark in MARKS if mark.name == _MARKS[name])
        has = mark.holds(shop)
        if name == "points" and _has_exceptions(shop.points_rate):
            return self("points_written", shop)
        if has is None:
            return ""
        if name == "points" and has and not any(char.isdigit() for char in shop.points_rate):
            return self("some_points", shop)
        return self(name if has else f"no_{name}", shop)

    def _tagged(self, shop: Shop, name: str) -> str:
        """What a shop's tags say of a mark, or that they say nothing where those of other shops do."""
        one = tagged().get(name)
        if one is None:
            return ""
        if said := one.said_of(shop, self.english):
            return self("tagged", shop, said=said, limits=f"（{tag}）" if (tag := one.limits(shop)) else "")
        return self("untagged", shop, topic=one.topic[self.english]) if name in self.told else ""

    def _hours(self, shop: Shop, is_asked: bool) -> str:
        written = _written(shop)
        if not written and not told_for(shop, self.day)[0]:
            return self("no_hours", shop) if is_asked else ""
        if rests_on(shop, self.day):
            return self("rests", shop)
        if not gives_hours(shop, self.day):
            return self("hours_plain", shop)
        if not written:
            return self("hours_of_day", shop)
        is_two = bool(shop.hours_weekend) and not trading.names_days(written)
        return self("hours_of" if shop.hours_of else "hours_two" if is_two else "hours", shop)

    def at(self, shop: Shop, moment: datetime) -> str:
        """Whether the shop is open at a moment; empty when the directory does not say."""
        if not gives_hours(shop, moment.date()) or not is_present(shop, moment.date()):
            return ""
        if moment == self.as_of:
            time = f"{moment:%H:%M} (now)" if self.english else f"现在（{moment:%H:%M}）"
        elif moment.date() == self.today:
            time = f"{moment:%H:%M}"
        else:
            time = (
                f"{moment:%Y-%m-%d %H:%M}"
                if self.english
                else f"{moment.month}月{moment.day}日{moment:%H:%M}"
            )
        return self("open_at" if is_open(shop, moment) else "shut_at", time=time)

    def _hours_of_day(self, shop: Shop) -> str:
        written = hours_on(shop, self.day).strip(" –-")
        if shop.hours_of and not self.is_of_hours:
            return ""
        if rests_on(shop, self.day):
            return self("option_rests", day=self.label())
        key = "option_open" if gives_hours(shop, self.day) else "option_hours"
        return self(key, day=self.label(), hours=self._said_hours(written)) if written else ""

    def label(self) -> str:
        """今天, 11月22日; today, on 22 November."""
        if self.english:
            return "today" if self.day == self.today else f"on {self.day.isoformat()}"
        label = "今天" if self.day == self.today else f"{self.day.month}月{self.day.day}日"
        return f"{label}（{weekday_name(self.day)}）"

    def _names(self, shop: Shop) -> str:
        english = shop.name_en
        return shop.name if not english or english in shop.name else f"{english} ({shop.name})"

    def _values(self, shop: Shop) -> dict[str, Any]:
        return {
            "name": shop.name,
            "name_en": shop.name_en or shop.name,
            "names": self._names(shop),
            "floor": self.floor(shop),
            "number": shop.unit,
            "zone": shop.location,
            "unit": self._table["unit"].format(unit=shop.unit) if shop.unit else "",
            "location": (f" ({shop.location})" if self.english else f"（{shop.location}）")
            if shop.location
            else "",
            "weekday": self._said_hours(shop.hours_weekday),
            "weekend": self._said_hours(shop.hours_weekend),
            "written": self._said_hours(_written(shop)),
            "today": self._said_hours(hours_on(shop, self.day)) or "–",
            "day": self.label(),
            "whose": shop.hours_of,
            "phone": shop.phone,
            "points": shop.points_rate,
            "zero": f"（积分系数为 {shop.points_rate}）" if shop.points_rate in ("0", "0.0") else "",
            "pets": shop.pets,
            "note": self._remark(shop),
            "kind": shop.subcategory or shop.category,
            "labels": " / ".join(said_label(label, self.english) for label in labels_of_kind(shop)),
            "tags": "、".join(goods_of(shop)),
            "status": shop.status,
            "period": self._period(shop),
            "comma": self._since(shop),
        }

    def _remark(self, shop: Shop) -> str:
        """A shop's remark; of one that says its matter in both languages the parts in the asker's, and those with figures that these have not."""
        parts = [part.strip().rstrip("。.") for part in shop.note.split("；")]
        own = [part for part in parts if is_english(part) == self.english]
        if own and len(own) < len(parts):
            figures = set(_FIGURES.findall(" ".join(own)))
            parts = [part for part in parts if part in own or _says_more(part, figures)]
        return ("; " if self.english else "；").join(parts)

    def _said_hours(self, written: str) -> str:
        return hours(written) if self.english else written

    def _period(self, shop: Shop) -> str:
        start, stop = (day.isoformat() if day else "" for day in (shop.status_from, shop.status_to))
        if self.english:
            said = (
                " to ".join(filter(None, (start, stop)))
                if start and stop
                else f"until {stop}"
                if stop
                else start
            )
            return f" ({said})" if said else ""
        said = f"{start} 至 {stop}" if start and stop else f"至 {stop}" if stop else start
        return f"（{said}）" if said else ""

    def _since(self, shop: Shop) -> str:
        said = self._period(shop).strip("（）() ")
        return f"，{said}" if said else ""


def _says_more(part: str, figures: set[str]) -> bool:
    """Whether a remark has figures most of which are not among those."""
    own = set(_FIGURES.findall(part))
    return bool(own) and len(own & figures) < _SAME * len(own)


def _has_exceptions(rate: str) -> bool:
    """Whether a cell says more of points than yes, no or a figure: 奶粉不积分,其余积分."""
    return len(rate) > _PLAIN_RATE and "积分" in to_simplified(rate)


def _written(shop: Shop) -> str:
    """A shop's hours as its cells have them; empty where they hold no more than a dash."""
    return "；".join(cell for cell in (shop.hours_weekday, shop.hours_weekend) if cell.strip(" –-"))

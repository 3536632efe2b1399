"""The shop directory as rows: exact look-ups by unit, name, alias, pinyin, floor and kind of shop."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from knowledge.model import Document, Passage, Shop
from knowledge.text import fold
from knowledge.writing import trading
from knowledge.writing.calendar import is_long_day
from knowledge.writing.floors import key_of, keys_in, keys_of, own_in, own_names
from knowledge.writing.names import Named, Names, is_meant
from knowledge.writing.places import Places
from knowledge.writing.presence import is_present
from knowledge.writing.spans import DAY, Span, said

_UNIT = re.compile(r"(?<![a-z0-9])([bl]\d{1,2})\s*-\s*([a-z0-9\u4e00-\u9fff]{1,3}?\d{0,4}[a-z]?)(?![a-z0-9])")


_NUMBERED = re.compile(
    r"([bl]\d|负?[\d一二两三四五六七八九十]{1,2}[楼层])的?(\d{1,3})号?(?:铺位?|店铺|号铺|铺面)"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A shop that a text names. `exact` is False when only the sound of the name fits."""

    shop: Shop
    matched: str
    exact: bool


class Directory:
    """Every shop of the mall, and the ways people name one."""

    def __init__(self, shops: Sequence[Shop]) -> None:
        self.shops = tuple(shops)

    @cached_property
    def names(self) -> Names:
        return Names(self.shops)

    def mentions(self, text: str) -> list[Mention]:
        """The shops that a text names, longest name first; by sound only when no name stands in it."""
        folded = fold(text)
        written = _meant(self._written(folded), text)
        return [*written, *self._heard_beside(written, folded)] if written else self._heard(folded)

    def _heard_beside(self, written: Sequence[Mention], folded: str) -> list[Mention]:
        """The other one of two that are named in one breath, only one of which is written as the directory has it: 凑凑和巴奴."""
        names = {mention.matched for mention in written}
        beside = _beside_name(next(iter(names)), folded) if len(names) == 1 else ""
        begun = [
            Mention(shop, beside, True)
            for shop in self.shops
            if beside and fold(shop.name).startswith(beside)
        ]
        told = {mention.shop for mention in written}
        found = begun if len(begun) == 1 else self._heard(beside)
        return [one for one in found if one.shop not in told]

    def written(self, text: str) -> list[Mention]:
        """The shops whose name stands in a text, be it an alias; never by the sound alone."""
        return _meant(self._written(fold(text)), text)

    def _written(self, folded: str) -> list[Mention]:
        return _narrowed(_mentions(self.names.written(folded)), folded)

    def _heard(self, folded: str) -> list[Mention]:
        found = _mentions(self.names.heard(folded))
        return list({mention.shop: mention for mention in found}.values())

    def at(self, text: str) -> list[Shop]:
        """The shops whose unit number stands in the text."""
        wanted = {unit.lower() for unit in self.units_named(text)}
        here = [shop for shop in self.shops if wanted & self._units[shop]]
        folded = fold(text)
        return sorted(here, key=lambda shop: min(folded.find(unit) for unit in wanted & self._units[shop]))

    def units_named(self, text: str) -> list[str]:
        """Unit numbers that a text names, whether or not a shop has them."""
        folded = fold(text)
        named = [f"{floor}-{unit}" for floor, unit in _UNIT.findall(folded)]
        numbered = _NUMBERED.findall(folded)
        named += [
            self._numbered(floor_in(floor), number)
            for floor, number in numbered
            if _shape(f"{floor}{number}") not in self._shapes
        ]
        words = [*_WORD.findall(folded), *_WORD.findall(_joined(folded))]
        on_floors = {number for _, number in numbered} if named else set()
        words = [word for word in words if word not in on_floors]
        named += [word for word in words if word in self._known_units and _is_told_apart(word, folded)]
        named += [word for word in words if _shape(word) in self._shapes and _asks_whose(word, folded)]
        return list(dict.fromkeys(word.upper() for word in named))

    def _numbered(self, floor: str, number: str) -> str:
        """二楼15号铺, as this directory writes it: L2-15, L2-015, 2F-15; B107 for the 107 of B1."""
        own = [unit for unit in sorted(self._known_units) if re.search(rf"(?<!\d)0*{int(number)}$", unit)]
        there = {
            unit for shop, units in self._units.items() if self.is_on(shop, floor.lower()) for unit in units
        }
        named = (unit for unit in own if key_of(unit) == floor.lower() or unit in there)
        return next(named, f"{floor.lower()}-{number}")

    @cached_property
    def _units(self) -> dict[Shop, frozenset[str]]:
        return {shop: frozenset(units_of(shop)) for shop in self.shops}

    def has_unit(self, number: str) -> bool:
        """Whether a number by itself is that of a unit here: 408."""
        return number.lower() in self._known_units

    @cached_property
    def _known_units(self) -> frozenset[str]:
        return frozenset(unit for units in self._units.values() for unit in units)

    @cached_property
    def _shapes(self) -> frozenset[str]:
        return frozenset(map(_shape, self._known_units))

    @cached_property
    def _floors(self) -> dict[Shop, tuple[str, ...]]:
        return {shop: floors_of(shop) for shop in self.shops}

    @cached_property
    def floors(self) -> tuple[str, ...]:
        """The floors that have shops, in the directory's order, in the one writing of `knowledge.writing.floors`."""
        return tuple(dict.fromkeys(floor for floors in self._floors.values() for floor in floors))

    @cached_property
    def _own_floors(self) -> dict[str, str]:
        """The floors that this mall alone has, by each of their names: mtr and 港铁."""
        cells = {fold(shop.floor) for shop in self.shops if not keys_of(fold(shop.floor))}
        return {name: names[0] for names in map(own_names, sorted(cells)) for name in names}

    @cached_property
    def _places(self) -> Places:
        return Places(shop.location for shop in self.shops)

    def places_named(self, text: str) -> dict[str, str]:
        """The halls, wings or zones of this directory that a text names, folded, each with the words that name it."""
        return self._places.named(text)

    def floor_named(self, text: str) -> str:
        """The floor that a text names, in one writing; the ground floor is l1 where a mall has no other."""
        if own := self.own_floor_named(text):
            return own
        key = floor_in(text).lower()
        if key in self.floors:
            return key
        same = ("b1",) if key == "g" and _UNDERGROUND.search(fold(text)) else _SAME.get(key, ())
        return next((other for other in same if other in self.floors), key)

    def own_floor_named(self, text: str) -> str:
        """The floor that a text names by a name that this mall alone gives it: MTR Level, 港铁层; empty when it names none."""
        return self._own_floors.get(own_in(fold(text), self._own_floors), "")

    def is_on(self, shop: Shop, floor: str) -> bool:
        return floor in self._floors[shop]

    def of_kind(self, words: Iterable[str], floor: str = "") -> list[Shop]:
        """Shops one of whose category, subcategory or tags contains one of the words; "" stands in all."""
        wanted = [fold(word) for word in words]
        on = self.floor_named(floor) if floor else ""
        return [
            shop
            for shop in self.shops
            if (not on or on in self._floors[shop])
            and any(stands_in(word, label) for word in wanted for label in map(fold, labels_of(shop)))
        ]


_JOINT = r" ?(?:和|跟|与|同|、|还是|或者?是?|(?<= )(?:and|or)(?= )) ?(?:an? )?"
_AFTER_A_NAME = r"(?=$|[哪在几谁都的是有关开吗么呢离,?])"


def _beside_name(name: str, folded: str) -> str:
    """What is named in one breath with a name: 凑凑 of 凑凑和巴奴哪个关得晚; empty where nothing is."""
    own = re.escape(name)
    match = re.search(rf"^(.{{2,8}}?){_JOINT}{own}|{own}{_JOINT}(.{{2,8}}?){_AFTER_A_NAME}", folded)
    return next(filter(None, match.groups()), "") if match else ""


def is_beside(name: str, other: str, folded: str) -> bool:
    """Whether a text has two names in one breath, whichever comes first."""
    one, two = re.escape(name), re.escape(other)
    return re.search(rf"{one}{_JOINT}{two}|{two}{_JOINT}{one}", folded) is not None


_SAME_FLOOR = re.compile(r"同一?个?(?:层|楼)")
_UNDERGROUND = re.compile(
    "地下"
)  # Hong Kong's ground floor; the first below it in a mall that has no such floor
_SAME = {"g": ("l1",), "l1": ("g",), "lg": ("b1",), "b1": ("lg",)}
_WORD = re.compile(r"[a-z0-9]+(?:[-/][a-z0-9]+)*")


def stands_in(word: str, label: str) -> bool:
    """Whether a word stands in a label: Latin ones whole, so that bar is not found in barber."""
    if not word.isascii() or not word:
        return word in label
    return re.search(rf"(?<![a-z]){re.escape(word)}(?:e?s)?(?![a-z])", label) is not None


def units_of(shop: Shop) -> tuple[str, ...]:
    """The folded numbers of a shop's units: L1-008、L1-009 and 102-103 are two, B101-B110 is ten; #03-17 is 03-17."""
    folded = _joined(fold(shop.unit).replace("#", ""))
    parts = [part.strip() for part in _APART.split(folded) if part.strip()]
    letters = next((match[1] for part in parts if (match := re.fullmatch(r"([a-z]{1,3})\d+", part))), "")
    short = [f"{letters}{part}" for part in parts if letters and part.isdigit()]  # UG73&75
    found = [folded, *parts, *short, *(unit for part in parts for unit in _between(part))]
    return tuple(dict.fromkeys(unit for unit in found if unit))


_APART = re.compile(r"\s*[、,，;；/&+]+\s*|(?:(?<=\d)|(?<=\d[a-z]))\s+(?=[a-z]{0,2}\d)")


def _joined(folded: str) -> str:
    """L3 310 as l3-310, 213 - 216 as 213-216: a floor before a number is part of the unit's."""
    return re.sub(
        r"(?<![a-z0-9])([bl]\d{1,2}|lg|ug|gf?)\s+(?=\d{2})",
        r"\1-",
        re.sub(r"(?<=\d)\s*-\s*(?=\d)", "-", folded),
    )


def _between(part: str) -> Iterable[str]:
    match = re.fullmatch(r"([a-z]*\d*-)?([a-z]*)(\d{2,4})-(?:\2)?(\d{2,4})", part)
    if not match:
        return ()
    first, last = int(match[3]), int(match[4])
    if len(match[4]) < len(match[3]) or last <= first or last - first > 30:
        return (f"{match[1] or ''}{match[2]}{match[3]}",)
    return (f"{match[1] or ''}{match[2]}{n:0{len(match[3])}d}" for n in range(first, last + 1))


_A_DAY = r"(?:(?<![a-z])(?:on|from|since|until|till?|by|before|after|between|dated?)|[从自至到]|日期)"


def _is_told_apart(word: str, folded: str) -> bool:
    """A unit of figures alone is one only beside a word that says so: 1001号铺, shop 1001; 03-17 where no day is meant."""
    if re.search(r"[a-z]", word):
        return True
    if re.fullmatch(r"0\d-\d{2,4}", word) and not re.search(rf"{_A_DAY}\s*{word}(?!\d)", folded):
        return True
    return (
        re.search(
            rf"(?:铺位?|单元|店铺|shop|unit|no\.?|#)\s*{word}(?!\d)|(?<!\d){word}\s*(?:号?铺|号?店|单元|shop|是(?:什么|哪|谁))",
            folded,
        )
        is not None
    )


def _shape(unit: str) -> str:
    """B199 is written as B107 is, whether or not a shop has it."""
    return re.sub(r"\d", "0", unit)


def _asks_whose(word: str, folded: str) -> bool:
    """Whether it is asked who has a unit: 999是谁家, 312是哪家店, B199号铺."""
    return (
        re.search(rf"(?<![a-z\d]){re.escape(word)}(?:号?铺|(?:号|是)+(?:谁|哪一?家|(?:什么|啥)店))", folded)
        is not None
    )


def floor_of(shop: Shop) -> str:
    """A shop's floor in the one writing of `knowledge.writing.floors`; off its unit where it has none."""
    if shop.floor:
        return key_of(fold(shop.floor))
    match = re.match(r"([bl]\d{1,2}(?=-)|[bl]\d|lg|ug|g)(?=[-\d])", fold(shop.unit))  # L10-05, L401A
    return match[1] if match else ""


def floors_of(shop: Shop) -> tuple[str, ...]:
    """All floors of a shop that lies on several, as its cell names them: Ground Floor/Level 3."""
    cell = fold(shop.floor)
    return keys_of(cell) or own_names(cell)[:1] or tuple(filter(None, (floor_of(shop),)))


# A row that begins with what the house has; its number and its place may stand before that.
_OF_THE_HOUSE = re.compile(
    r"(?:(?:序号|编号|no\.?|楼层|层|区域|位置|地点|floor|level|location)\s*[:：][^;；]*[;；]\s*)*"
    r"(?:(?:公共|服务|便民)?设施(?:名称|类型)?|服务项目|facilit(?:y|ies)|amenit(?:y|ies))\s*[:：]"
)


def is_house_row(passage: Passage) -> bool:
    """Whether a passage is a row of what the house itself has: toilets, lockers, a cash machine."""
    return passage.kind == "row" and _OF_THE_HOUSE.match(fold(passage.text)) is not None


def is_shop_row(document: Document, passage: Passage) -> bool:
    """Whether a passage is of a directory and no row of what the house itself has, which workbooks of shops list on a sheet of their own."""
    is_of_directory = document.doc_type == "directory" and passage.kind == "row"
    return is_of_directory and not is_house_row(passage)


def labels_of(shop: Shop) -> tuple[str, ...]:
    """What a shop is and sells, in the directory's words."""
    return tuple(label for label in (shop.category, shop.subcategory, *shop.tags) if label)


def floor_in(text: str) -> str:
    """The floor a text names, as B1 or L4; empty when none is."""
    return next(iter(keys_in(_SAME_FLOOR.sub(" ", fold(text)))), "").upper()


def hours_on(shop: Shop, day: date) -> str:
    """The shop's hours on a day; longer ones on Friday, Saturday and holidays where two columns say so.

    As written in the directory where the cell holds for every day; else the part that holds for this one.
    """
    written = told_for(shop, day)[0] or _written(shop, day)
    if not trading.names_days(written):
        return written
    spans = trading.spans_on(written, day)
    return written if spans is None else said(spans)


def rests_on(shop: Shop, day: date) -> bool:
    """Whether the directory says that the shop is closed on a day: 周一休息."""
    return _spans(shop, day) == ()


def spans_of(shop: Shop, day: date) -> tuple[Span, ...]:
    """When the shop trades on a day, in minutes; none when it does not or the directory gives no hours."""
    return (_spans(shop, day) or ()) if is_present(shop, day) else ()


def gives_hours(shop: Shop, day: date) -> bool:
    """Whether the directory gives hours that a clock can be held against."""
    return _spans(shop, day) is not None


def told_for(shop: Shop, day: date) -> tuple[str, str]:
    """The hours of a single day as a table of days or a notice of changed hours has them, and its row; empty where none tells of it."""
    found = [(hours, row) for on, hours, row in shop.on_days if on == day]
    terms = [
        (hours, row)
        for since, until, hours, row in shop.hours_terms
        if since <= day and (until is None or day <= until)
    ]
    return next(iter((*reversed(found), *reversed(terms))), ("", ""))


def _spans(shop: Shop, day: date) -> tuple[Span, ...] | None:
    return trading.spans_on(told_for(shop, day)[0] or _written(shop, day), day)


def _written(shop: Shop, day: date) -> str:
    usual, long = shop.hours_weekday, shop.hours_weekend
    if not long or trading.names_days(usual) or trading.names_days(long):
        return "；".join(filter(None, (usual, long)))
    return long if is_long_day(day) else usual


def is_open(shop: Shop, moment: datetime) -> bool:
    """Whether a shop is open at a local moment; the small hours belong to the evening before."""
    minute = moment.hour * 60 + moment.minute
    today = spans_of(shop, moment.date())
    late = spans_of(shop, moment.date() - timedelta(days=1))
    return any(start <= minute < stop for start, stop in today) or any(
        minute + DAY < stop for _, stop in late
    )


def _mentions(found: Iterable[Named]) -> list[Mention]:
    return [Mention(shop, named.said, named.is_written) for named in found for shop in named.shops]


def _meant(found: list[Mention], text: str) -> list[Mention]:
    return [mention for mention in found if is_meant(mention.matched, text)]


def _narrowed(found: list[Mention], folded: str) -> list[Mention]:
    """Of several branches, the ones on the floor or at the unit that the text names."""
    unique = list({mention.shop: mention for mention in found}.values())
    floor = floor_in(folded).lower()
    here = [mention for mention in unique if floor in floors_of(mention.shop)]
    by_name: dict[str, int] = {}
    for mention in unique:
        by_name[mention.matched] = by_name.get(mention.matched, 0) + 1
    if floor and here and max(by_name.values()) > 1:
        return here
    return unique

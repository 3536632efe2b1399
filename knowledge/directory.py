"""The shop directory as rows: exact look-ups by unit, name, alias, pinyin, floor and kind of shop."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

import rjieba

from knowledge.calendar import is_long_day
from knowledge.model import Shop
from knowledge.text import fold, is_cjk

_BRANCH = re.compile(r"\s*(?:[blBL]\d+(?:店)?|快闪|旗舰店|[东西南北]区?店|店)\s*$")
_UNIT = re.compile(r"(?<![a-z0-9])([bl]\d{1,2})\s*-\s*([a-z0-9\u4e00-\u9fff]{1,3}?\d{0,4}[a-z]?)(?![a-z0-9])")
_FLOOR = re.compile(
    r"(?<![a-z0-9])([bl])([1-9])(?![0-9-])|(负|地下)?([1-9一二三四五六七八九])\s*(?:楼|层|f(?![a-z]))"
)
_DIGITS = {char: number for number, char in enumerate("零一二三四五六七八九")}


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
    def _by_name(self) -> dict[str, list[Shop]]:
        """Folded name, alias, English name or short name -> the shops that carry it."""
        index: dict[str, list[Shop]] = {}
        for shop in self.shops:
            for name in names_of(shop):
                if shop not in index.setdefault(name, []):
                    index[name].append(shop)
        return index

    @cached_property
    def _by_sound(self) -> dict[str, list[tuple[str, list[Shop]]]]:
        sounds: dict[str, list[tuple[str, list[Shop]]]] = {}
        for name, shops in self._by_name.items():
            if len(name) >= 2 and all(map(is_cjk, name)):
                sounds.setdefault(sound_of(name), []).append((name, shops))
        return sounds

    def mentions(self, text: str) -> list[Mention]:
        """The shops that a text names, longest name first; by sound only when no name stands in it."""
        folded = fold(text)
        return self._exact(folded) or self._by_ear(folded)

    def _exact(self, folded: str) -> list[Mention]:
        found: list[Mention] = []
        rest = folded
        for name in sorted(self._by_name, key=len, reverse=True):
            if not _stands_in(name, rest):
                continue
            found += [Mention(shop, name, True) for shop in self._by_name[name]]
            rest = rest.replace(name, "\n")
        return _narrowed(found, folded)

    def _by_ear(self, folded: str) -> list[Mention]:
        heard = [*re.findall(r"[a-z]{4,}", folded), *_unknown_windows(folded)]
        found = []
        for word in heard:
            sound = word if word.isascii() else sound_of(word)
            for _, shops in self._by_sound.get(sound, ()):
                found += [Mention(shop, word, False) for shop in shops]
        return list({mention.shop.unit: mention for mention in found}.values())

    def at(self, text: str) -> list[Shop]:
        """The shops whose unit number stands in the text."""
        wanted = {f"{floor}-{unit}" for floor, unit in _UNIT.findall(fold(text))}
        return [shop for shop in self.shops if fold(shop.unit) in wanted]

    def units_named(self, text: str) -> list[str]:
        """Unit numbers that a text names, whether or not a shop has them."""
        return [f"{floor}-{unit}".upper() for floor, unit in _UNIT.findall(fold(text))]

    def of_kind(self, words: Iterable[str], floor: str = "") -> list[Shop]:
        """Shops one of whose category, subcategory or tags contains one of the words; "" stands in all."""
        wanted = [fold(word) for word in words]
        return [
            shop
            for shop in self.shops
            if (not floor or shop.floor.upper() == floor.upper())
            and any(word in label for word in wanted for label in map(fold, labels_of(shop)))
        ]


def labels_of(shop: Shop) -> tuple[str, ...]:
    """What a shop is and sells, in the directory's words."""
    return tuple(label for label in (shop.category, shop.subcategory, *shop.tags) if label)


def names_of(shop: Shop) -> list[str]:
    """The folded ways to name a shop: full name, without its branch, English, aliases, unmistakable short form."""
    plain = _BRANCH.sub("", shop.name)
    names = {fold(name) for name in (shop.name, plain, shop.name_en, *shop.aliases)}
    short = fold(plain)[:2]
    if len(fold(plain)) > 2 and all(map(is_cjk, short)) and not rjieba.has_word(short):
        names.add(short)
    latin = fold(shop.name_en).split()
    if len(latin) > 1 and len(latin[0]) >= 4:
        names.add(latin[0])
    return [name for name in names if len(name) >= 2]


def sound_of(name: str) -> str:
    """Pinyin without tones, run together."""
    from pypinyin import lazy_pinyin  # its dictionary takes a third of a second to load

    return "".join(lazy_pinyin(name))


def floor_in(text: str) -> str:
    """The floor a text names, as B1 or L4; empty when none is."""
    match = _FLOOR.search(fold(text))
    if not match:
        return ""
    letter, number, below, spoken = match.groups()
    if letter:
        return f"{letter}{number}".upper()
    digit = _DIGITS.get(spoken, spoken)
    return f"{'B' if below else 'L'}{digit}"


def is_present(shop: Shop, today: date) -> bool:
    """Whether the shop trades on a day, by its status and the dates of that status."""
    started = shop.status_from is None or shop.status_from <= today
    ended = shop.status_to is not None and shop.status_to < today
    if shop.status in ("装修", "暂停营业"):
        return ended or not started
    if shop.status == "快闪":
        return started and not ended
    if shop.status == "即将开业":
        return shop.status_from is not None and started
    if shop.status in ("撤场", "已撤场", "闭店"):
        return not started
    return True


def hours_on(shop: Shop, day: date) -> str:
    """The shop's hours on a day, as written in the directory; longer ones on Friday, Saturday and holidays."""
    if is_long_day(day) and shop.hours_weekend:
        return shop.hours_weekend
    return shop.hours_weekday


def is_open(shop: Shop, moment: datetime) -> bool:
    """Whether a shop is open at a local moment; the small hours belong to the evening before."""
    yesterday = moment.date() - timedelta(days=1)
    minute = moment.hour * 60 + moment.minute
    today_span = _minutes(hours_on(shop, moment.date())) if is_present(shop, moment.date()) else None
    late_span = _minutes(hours_on(shop, yesterday)) if is_present(shop, yesterday) else None
    is_in = today_span is not None and today_span[0] <= minute < today_span[1]
    return is_in or (late_span is not None and minute + _DAY < late_span[1])


_DAY = 24 * 60
_CLOCK = re.compile(r"(次日)?\s*([01]?\d|2[0-4]):([0-5]\d)")


def _minutes(hours: str) -> tuple[int, int] | None:
    """11:00–次日02:00 as minutes from midnight, the end past 1440 when it is the next day's."""
    times = [int(h) * 60 + int(m) + (_DAY if following else 0) for following, h, m in _CLOCK.findall(hours)]
    if len(times) < 2:
        return None
    start, stop = times[0], times[1]
    return start, stop if stop > start else stop + _DAY


def _stands_in(name: str, text: str) -> bool:
    """Whole words for Latin names, so that `art` is not found in `party`."""
    if not name.isascii():
        return name in text
    return re.search(rf"(?<![a-z0-9]){re.escape(name)}(?![a-z0-9])", text) is not None


def _narrowed(found: list[Mention], folded: str) -> list[Mention]:
    """Of several branches, the ones on the floor or at the unit that the text names."""
    unique = list({mention.shop.unit: mention for mention in found}.values())
    floor = floor_in(folded)
    here = [mention for mention in unique if fold(mention.shop.floor) == fold(floor)]
    by_name: dict[str, int] = {}
    for mention in unique:
        by_name[mention.matched] = by_name.get(mention.matched, 0) + 1
    if floor and here and max(by_name.values()) > 1:
        return here
    return unique


def _unknown_windows(folded: str) -> list[str]:
    """Runs of 2 to 5 characters that begin at a word no dictionary has: likely a name, perhaps misspelt."""
    windows = []
    for run in re.findall(r"[\u4e00-\u9fff]+", folded):
        for start in range(len(run)):
            for size in (5, 4, 3, 2):
                window = run[start : start + size]
                if len(window) == size and not rjieba.has_word(window[:2]):
                    windows.append(window)
    return windows

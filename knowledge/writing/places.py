"""Halls, zones and buildings of a mall in one writing: Ocean Terminal 海运大厦 is named by either half, 港威商场 as 港威 too."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import takewhile

from knowledge.text import fold, is_cjk
from knowledge.writing.sounds import is_word

_APART = re.compile(r"(?<=[一-鿿])[\s(（/|·,，]+(?=[a-z0-9])|(?<=[a-z0-9).])[\s(（/|·,，]+(?=[一-鿿])")
_KIND = re.compile(r"(?:购物中心|商场|大厦|大楼|广场|酒店|商城|街区)$")
_OF_A_MALL = re.compile(r"^[一-鿿a-z]+[馆座栋区翼期楼街场]\s?[a-d\d]?$")
_KIND_IN_ENGLISH = re.compile(
    r"\s+(?:shopping (?:centre|center|mall|arcade)|arcade|terminal|centre|center|mall|tower|building|plaza|wing|hall|block)$"
)
_SHORTEST = 5  # letters of an English name without the word for what it is


class Places:
    """The places that several shops of a directory share, and the ways people name one."""

    def __init__(self, locations: Iterable[str]) -> None:
        shared = Counter(fold(location) for location in locations if location)
        self._by_name: dict[str, list[str]] = {}
        short: dict[str, list[str]] = {}
        for place, count in shared.items():
            if count > 1:
                parts = [one for one in shared if one.startswith(place)]  # 零售馆 is 零售馆1 and 零售馆2 too
                for name in (*names_of(place), *_without_the_mall(place, shared)):
                    self._by_name.setdefault(name, []).extend(parts)
                for name in _shortened(place):
                    short.setdefault(name, []).append(place)
        for name, places in short.items():
            if len(places) == 1:  # Ocean alone is the Terminal and the Centre
                self._by_name.setdefault(name, places)
        self._names = sorted(self._by_name, key=len, reverse=True)

    def named(self, text: str) -> dict[str, str]:
        """The places that a text names, folded as the directory has them, each with the words that name it."""
        folded = fold(text)
        found: dict[str, str] = {}
        for name in self._names:
            if match := _standing(name).search(folded):
                found |= {place: match[0] for place in self._by_name[name] if place not in found}
                folded = _standing(name).sub(" ", folded)
        return found


def names_of(place: str) -> list[str]:
    """A place's name, folded, and each half of one in two languages."""
    halves = [half.strip(" ()（）") for half in _APART.split(place)]
    return list(dict.fromkeys(name for name in (place, *halves) if len(name) > 1))


def _without_the_mall(place: str, places: Iterable[str]) -> list[str]:
    """A place without the mall's name, which others begin with too: 零售馆1 of 启德零售馆1 beside 启德主场馆."""
    alike = (
        takewhile(lambda pair: pair[0] == pair[1], zip(place, other, strict=False))
        for other in places
        if other != place
    )
    heads = {"".join(one for one, _ in pairs) for pairs in alike}
    own = (place[len(head) :] for head in heads if len(head) > 1 and all(map(is_cjk, head)))
    return [name for name in own if _OF_A_MALL.search(name)]


def _shortened(place: str) -> Iterator[str]:
    for name in names_of(place):
        if name.isascii():
            short = _KIND_IN_ENGLISH.sub("", name)
            if short != name and len(short) >= _SHORTEST:
                yield short
        else:
            short = _KIND.sub("", name)
            if short != name and len(short) > 1 and not is_word(short):
                yield short


def _standing(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z0-9]){re.escape(name)}(?![a-z0-9])" if name.isascii() else re.escape(name))

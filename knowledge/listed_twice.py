"""A shop that two files tell of, told of once: the mall's list and a review site's, a map's and a flyer's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from knowledge.directory import floors_of, units_of
from knowledge.model import Shop
from knowledge.text import fold
from knowledge.writing.presence import OPEN, state_in

_PHONE = re.compile(r"\+?\d[\d\s()-]{4,}\d")
_DIGITS = 7  # at the end of a number, the same with an area code or without
# A kind that tells less than any other.
_WIDE = re.compile(
    r"shop(?:s|ping)?|stores?|retail|din(?:e|ing)|food|f&b|services?|leisure|entertainment|others?|购物|零售|餐饮|美食|服务|休闲|娱乐|其他"
)
_FILLED = (
    "unit", "name_en", "category", "floor", "phone", "points_rate", "in_campaign", "pets",
    "returns_7d", "location", "updated_on", "rating", "spend",
)  # fmt: skip


def once(files: Iterable[Sequence[Shop]]) -> tuple[Shop, ...]:
    """The shops of several files, those that an earlier file has too taken into it.

    Shops of one file are never one: it knows its branches.
    """
    found: list[Shop] = []
    by_name: dict[str, list[int]] = {}
    for shops in files:
        before = len(found)
        for shop in shops:
            named = {at for name in _names(shop) for at in by_name.get(name, ())}
            here = [at for at in named if at < before and _may_be(found[at], shop)]
            if len(here) == 1:
                found[here[0]] = _joined(found[here[0]], shop)
            else:
                for name in _names(shop):
                    by_name.setdefault(name, []).append(len(found))
                found.append(shop)
    return tuple(found)


def _may_be(one: Shop, other: Shop) -> bool:
    """Whether nothing that the files say of where a shop lies, or of its telephone, keeps the two apart."""
    places = fold(one.location), fold(other.location)
    return (
        _share(_floors(one), _floors(other))
        and _share(units_of(one), units_of(other))
        and _share(_numbers(one), _numbers(other))
        and (not all(places) or places[0].endswith(places[1]) or places[1].endswith(places[0]))
    )


def _floors(shop: Shop) -> tuple[str, ...]:
    """A shop's floors, or its cell as written where no floor is known by that: R10."""
    return floors_of(shop) or tuple(filter(None, (fold(shop.floor),)))


def _share(some: Iterable[str], others: Iterable[str]) -> bool:
    """Whether two lists share something, or one says nothing."""
    one, other = set(map(fold, some)), set(map(fold, others))
    return not (one and other) or not one.isdisjoint(other)


def _numbers(shop: Shop) -> list[str]:
    return [re.sub(r"\D", "", number)[-_DIGITS:] for number in _PHONE.findall(shop.phone)]


def _names(shop: Shop) -> set[str]:
    return {fold(name) for name in (shop.name, shop.name_en, *shop.aliases) if name}


def _joined(one: Shop, other: Shop) -> Shop:
    """The first file's shop with what only the second says; a shop that either says is away is away."""
    more = {field: getattr(other, field) for field in _FILLED if not getattr(one, field)}
    if not (one.hours_weekday or one.hours_weekend):
        more |= {"hours_weekday": other.hours_weekday, "hours_weekend": other.hours_weekend}
    if state_in(one.status) == OPEN and ((other.status and not one.status) or state_in(other.status) != OPEN):
        more |= {field: getattr(other, field) for field in ("status", "status_from", "status_to")}
    return replace(
        one,
        **more,
        subcategory=_kinds(one, other),
        aliases=tuple(
            name
            for name in _each_once(one.aliases, (*other.aliases, other.name, other.name_en))
            if name and fold(name) not in (fold(one.name), fold(one.name_en))
        ),
        tags=_each_once(one.tags, other.tags),
        note="；".join(dict.fromkeys(filter(None, (one.note, other.note)))),
        beside=(*one.beside, other.passage_id),
    )


def _kinds(one: Shop, other: Shop) -> str:
    """The narrower kinds of both: 中餐厅 / 火锅店 / 四川火锅."""
    theirs = other.subcategory or other.category
    is_known = _WIDE.fullmatch(fold(theirs)) or fold(theirs) in fold(f"{one.category} {one.subcategory}")
    return one.subcategory if is_known else " / ".join(filter(None, (one.subcategory, theirs)))


def _each_once(some: Iterable[str], more: Iterable[str]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for word in (*some, *more):
        found.setdefault(fold(word), word)
    return tuple(found.values())

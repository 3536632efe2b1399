"""A shop that several directories tell of, as one: a sheet and a page of the same mall count it once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date, timedelta

from knowledge.directory import floors_of, hours_on, units_of
from knowledge.model import Shop
from knowledge.text import fold
from knowledge.writing import trading

_A_WEEK = tuple(date(2026, 1, 5) + timedelta(days=day) for day in range(7))
_PHONE = re.compile(r"\+?\d[\d\s()-]{4,}\d")
_DIGITS = 7  # at the end of a number, the same with an area code or without
_OWN = ("doc_id", "passage_id", "subcategory")  # what is never taken from the other row


def without_doubles(documents: Mapping[str, Sequence[Shop]]) -> tuple[Shop, ...]:
    """The shops of several directories, each once.

    Rows of two directories are one shop where they share a name, and disagree about neither the unit, nor the
    floor, nor the telephone, nor the hours: what papers disagree about is told of each. The row of the directory
    that says more stays, with what only the other one says.
    """
    if len(documents) < 2:
        return tuple(shop for some in documents.values() for shop in some)
    order = {doc_id: at for at, doc_id in enumerate(documents)}
    kept: dict[Shop, Shop] = {}  # the row that stays, and what it has become
    by_name: dict[str, list[Shop]] = {}
    for doc_id in sorted(documents, key=lambda one: (-_said(documents[one]), order[one])):
        found: list[Shop] = []
        for shop in documents[doc_id]:
            others = dict.fromkeys(other for name in _names(shop) for other in by_name.get(name, ()))
            if same := next((other for other in others if _are_one(other, shop)), None):
                kept[same] = _with(kept[same], shop)
            else:
                kept[shop] = shop
                found.append(shop)
        for shop in found:
            for name in _names(shop):
                by_name.setdefault(name, []).append(shop)
    return tuple(sorted(kept.values(), key=lambda shop: order[shop.doc_id]))


def _said(shops: Sequence[Shop]) -> float:
    """How much a directory says of a shop of its own, in characters."""
    return sum(len(shop.name + shop.floor + shop.category + shop.note) for shop in shops) / max(len(shops), 1)


def _are_one(one: Shop, other: Shop) -> bool:
    return (
        _agree(units_of(one), units_of(other))
        and _agree(floors_of(one), floors_of(other))
        and _agree(_numbers(one), _numbers(other))
        and (one.location == other.location or not (one.location and other.location))
        and _agree_on_hours(one, other)
    )


def _names(shop: Shop) -> set[str]:
    return {fold(name) for name in (shop.name, shop.name_en, *shop.aliases) if name}


def _agree(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether two lists share something, or one says nothing."""
    first, second = set(one), set(other)
    return not (first and second) or not first.isdisjoint(second)


def _numbers(shop: Shop) -> list[str]:
    return [re.sub(r"\D", "", number)[-_DIGITS:] for number in _PHONE.findall(shop.phone)]


def _agree_on_hours(one: Shop, other: Shop) -> bool:
    return all(
        (hours_on(one, day) == hours_on(other, day))
        or None in (spans := (_spans(one, day), _spans(other, day)))
        or spans[0] == spans[1]
        for day in _A_WEEK
    )


def _spans(shop: Shop, day: date) -> tuple[trading.Span, ...] | None:
    return trading.spans_on(hours_on(shop, day), day)


def _with(shop: Shop, other: Shop) -> Shop:
    """A row with what only the other one says of the shop, and with its names."""
    names = (shop.name, shop.name_en)
    aliases = (*shop.aliases, other.name, other.name_en, *other.aliases)
    more = {
        field.name: getattr(other, field.name)
        for field in fields(Shop)
        if field.name not in _OWN and not getattr(shop, field.name)
    }
    more["aliases"] = tuple(dict.fromkeys(alias for alias in aliases if alias and alias not in names))
    more["tags"] = tuple(dict.fromkeys((*shop.tags, *other.tags)))
    return replace(shop, **more)

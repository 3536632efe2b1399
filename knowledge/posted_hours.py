"""Hours of shops whose row in the directory has none, out of a table of another paper: the shop's own row there, else that
of its zone, else that of shops in general."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from knowledge.directory import floors_of, units_of
from knowledge.model import Shop
from knowledge.text import fold
from knowledge.writing.dated_hours import Dated
from knowledge.writing.floors import keys_in, without_floors
from knowledge.writing.posted import Posted, is_its_other_season, without_brackets
from knowledge.writing.told_hours import Told

NOT_SAID_THERE = ("directory", "replay", "sop", "campaign", "lottery", "product")  # no papers on such hours
_NEAR = timedelta(days=366)  # of today: nobody asks for other days
_UNIT = re.compile(r"[a-z]{0,3}\d*[a-z]{0,2}\d{2,}[a-z]?\d{0,2}")
_OF_A_ZONE = re.compile(r"区域?$|类$|楼层$|(?:商户|商铺|店铺|门店|店)$|^的|的$|(?:all|全部|各|所有)")


def with_hours(shops: Sequence[Shop], rows: Sequence[Posted]) -> tuple[Shop, ...]:
    """The shops, those without hours of their own with the hours that a row tells of them."""
    if not rows:
        return tuple(shops)
    own = [row for row in rows if not row.is_of_the_house]
    general = next((row for row in rows if row.is_of_its_shops), None)
    return tuple(shop if _has_hours(shop) else _filled(shop, own, general) for shop in shops)


def with_dated_hours(shops: Sequence[Shop], rows: Sequence[Dated]) -> tuple[Shop, ...]:
    """The shops, with their hours on single days where the column of a table is headed by them: 超市, 冰场."""
    if not rows:
        return tuple(shops)
    headers = {header for row in rows for header in row.hours}
    owners = {header: _owner(header, shops) for header in headers}
    found: dict[tuple[str, str], list[tuple[date, str, str]]] = {}
    for row in rows:
        for header, hours in row.hours.items():
            if owner := owners[header]:
                said = found.setdefault((owner.doc_id, owner.passage_id), [])
                said += [(day, hours, row.passage.passage_id) for day in sorted(row.days)]
    return tuple(
        replace(shop, on_days=tuple(days)) if (days := found.get((shop.doc_id, shop.passage_id))) else shop
        for shop in shops
    )


def with_told_hours(shops: Sequence[Shop], told: Sequence[Told], today: date) -> tuple[Shop, ...]:
    """The shops, with the hours that a notice tells of one for a time by its name; the later notice last."""
    found = list(shops)
    for one in told:
        term = one.days(today)
        named = [at for at, shop in enumerate(found) if _is_said(one, shop)]
        if term is None or len(named) != 1:
            continue
        first, last = max(term[0], today - _NEAR), min(term[1], today + _NEAR)
        days = (first + timedelta(days=step) for step in range((last - first).days + 1))
        rows = tuple((day, one.hours, one.passage.passage_id) for day in days)
        shop = found[named[0]]
        found[named[0]] = replace(shop, on_days=(*shop.on_days, *rows))
    return tuple(found)


def _is_said(told: Told, shop: Shop) -> bool:
    return any(len(name) > 1 and told.whose.endswith(name) for name in _called(shop))


def _owner(header: str, shops: Sequence[Shop]) -> Shop | None:
    """The one shop that a header names, in full or by the end of its name or its kind; None where several may be meant."""
    called = [shop for shop in shops if header in _called(shop)]
    if not called and len(header) > 1:
        called = [shop for shop in shops if any(name.endswith(header) for name in _called(shop))]
        kinds = [shop for shop in shops if header in (fold(shop.category), fold(shop.subcategory))]
        called = called if len(called) == 1 else kinds
    return called[0] if len(called) == 1 else None


def in_its_season(shop: Shop, day: date, rows: Sequence[Posted]) -> Shop:
    """A shop with the hours of the season that a day lies in, where the row that tells its own is of another season."""
    own = next((row for row in rows if row.passage.passage_id == shop.hours_row), None)
    if own is None or own.season is None or own.season.takes_in(day):
        return shop
    others = (row for row in rows if is_its_other_season(row, own))
    row = next((row for row in others if row.season and row.season.takes_in(day)), None)
    if row is None:
        return replace(shop, hours_weekday="", hours_row="")
    return replace(shop, hours_weekday=row.hours, hours_row=row.passage.passage_id)


def _has_hours(shop: Shop) -> bool:
    return bool((shop.hours_weekday + shop.hours_weekend).strip(" –-"))


def _filled(shop: Shop, own: Sequence[Posted], general: Posted | None) -> Shop:
    if row := next((row for row in own if _names(row, shop)), None):
        note = "；".join(dict.fromkeys(filter(None, (shop.note, row.remark))))
        return replace(
            shop, hours_weekday=row.hours, hours_weekend="", note=note, hours_row=row.passage.passage_id
        )
    row = next((row for row in own if _takes_in(row, shop)), general)
    if row is None:
        return shop
    return replace(
        shop,
        hours_weekday=row.hours,
        hours_weekend="",
        hours_of=row.whose,
        hours_row=row.passage.passage_id,
    )


def _names(row: Posted, shop: Shop) -> bool:
    """By the number of the unit that stands beside the name, or by the name where no other unit does."""
    units = set(map(_plain, units_of(shop)))
    told = set(map(_plain, row.in_brackets))
    if units & told:
        return True
    is_elsewhere = bool(units) and any(map(_UNIT.fullmatch, told))
    return not is_elsewhere and not _called(shop).isdisjoint((row.name, *row.parts))


def _called(shop: Shop) -> set[str]:
    """A shop's names, without what stands in brackets too."""
    names = {fold(name) for name in (shop.name, shop.name_en, *shop.aliases) if name}
    return (names | {without_brackets(name) for name in names}) - {""}


def _takes_in(row: Posted, shop: Shop) -> bool:
    """Whether the row is of a zone that the shop lies in: of its floor, of its category, or of both."""
    written = fold(row.whose)
    floors = {floor for part in row.parts for floor in keys_in(part)}
    label = _plain(without_floors(written))
    while (shorter := _OF_A_ZONE.sub("", label)) != label:
        label = shorter
    if floors and not floors.intersection(floors_of(shop)):
        return False
    labels = {_plain(fold(one)) for one in (shop.category, shop.subcategory)} - {""}
    return any(one.startswith(label) for one in labels) if label else bool(floors)


def _plain(folded: str) -> str:
    """Letters and figures alone: L1-11 and L111 are one unit."""
    return re.sub(r"[\W_]", "", folded)

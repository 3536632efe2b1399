"""Rows of a shop directory as shops, and which of their columns the public may see."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from ingest import siting
from ingest.addresses import unit_in
from ingest.brandnames import english_in, names_in_remark, other_names
from ingest.columns import NAME, OPEN_HOURS, UNIT, ShopColumn, plain_header
from ingest.headers import column_of, is_of_restaurants
from ingest.noted_hours import by_note
from ingest.openmap import names_a_facility
from ingest.siting import add_note
from ingest.units import hours_by_cell, units_by_cell, without_state
from knowledge.model import Shop
from knowledge.text import fold, is_cjk
from knowledge.writing.floors import is_floor, keys_in
from knowledge.writing.presence import OPEN, is_vacant, state_in, told

__all__ = ["column_of", "is_directory_row", "is_explanation", "shop_of", "split_columns"]

_OF_A_SHOP = frozenset(
    (
        "店",
        "品牌",
        "商户",
        "商家",
        "租户",
        "shop",
        "store",
        "brand",
        "tenant",
        "merchant",
        "outlet",
        "餐厅",
        "餐廳",
        "食肆",
        "餐馆",
        "餐館",
        "食府",
        "专柜",
        "專櫃",
        "柜位",
        "櫃位",
        "柜名",
        "櫃名",
        "restaurant",
        "eatery",
    )
)


_TWICE = re.compile(
    r"^(.{3,}?) (?=\1(?: |$))"
)  # a name in each language that has no other: Cucina Cucina 餐廳
# Words of headers that only a list of shops has: where only its cells tell that a column holds units.
_OF_SHOPS = (_OF_A_SHOP - {"品牌", "brand"}) | {"业态", "业种", "brands", "trade"}
_DINING = "餐饮"  # what they all are whose names stand under 餐厅; the cuisine is the narrower kind
_BRACKETED = re.compile(r"[(（]([^()（）]+)[)）]")


_OFFERED = re.compile("折|优惠|discount|offer")  # with a brand and its floor the list of a campaign

_WRITTEN_TO = frozenset(("email", "e-mail", "emailaddress", "邮箱", "电邮", "电子邮箱", "电子邮件"))


def is_directory_row(columns: Mapping[str, str]) -> bool:
    """Whether a row looks like a shop's: one that its headers say to be one, or a name in each language with what and where."""
    return is_said_to_be_a_shop(columns) or _is_named_twice(columns)


def is_said_to_be_a_shop(columns: Mapping[str, str]) -> bool:
    """Whether the headers of a row say that it is a shop's: unit, name and where or what or when.

    Without a unit, or where only its cell tells that it is one, a header must speak of a shop, and two more
    things must be said of it: 名称 and 楼层 stand over facilities too. A brand with its floor is enough where
    nothing else is said that a directory would keep back but an address to write to, of which nobody can tell
    whose it is.
    """
    by_field = fields_of(columns)
    said = {"category", "cuisine", "floor", "hours_weekday", "opens", "tags"} & by_field.keys()
    if "name" not in by_field:
        return False
    if "place" in by_field or (
        "unit" in by_field and (_is_said(by_field["unit"], "unit") or _speaks_of_shops(columns))
    ):
        return bool(said)
    is_a_shop = any(word in plain_header(by_field["name"]) for word in _OF_A_SHOP)
    has_hours = bool({"hours_weekday", "hours_weekend", "opens"} & by_field.keys())
    if not is_a_shop:
        return False
    is_placed = bool(unit_in(columns.get(by_field.get("address", ""), "")))
    if has_hours:
        return is_placed or bool({"category", "cuisine", "floor", "location", "phone"} & by_field.keys())
    said_of_it = (header for header in columns if plain_header(header) not in _WRITTEN_TO)
    is_placed = is_placed or is_floor(fold(columns.get(by_field.get("floor", ""), "")))
    return is_placed and all(column_of(header) and not _is_an_offer(header) for header in said_of_it)


def _is_an_offer(header: str) -> bool:
    column = column_of(header)
    return column is not None and column.field == "note" and bool(_OFFERED.search(plain_header(header)))


def _is_named_twice(columns: Mapping[str, str]) -> bool:
    """Whether a row has a name in each language, a floor and a category, and is not something a house has for its guests."""
    by_field = fields_of(columns)
    if not {"name", "name_en", "floor", "category"} <= by_field.keys():
        return False
    names = (columns[by_field["name"]], columns[by_field["name_en"]])
    return is_floor(fold(columns[by_field["floor"]])) and not any(map(names_a_facility, names))


def _is_said(header: str, field: str) -> bool:
    """Whether a header alone says what stands under it."""
    column = column_of(header)
    return column is not None and column.field == field


def _speaks_of_shops(columns: Mapping[str, str]) -> bool:
    return any(word in plain_header(header) for header in columns for word in _OF_SHOPS)


def fields_of(columns: Mapping[str, str]) -> dict[str, str]:
    """The fields of a shop that a row has, with the first header of each."""
    found: dict[str, str] = {}
    for header, column in columns_of(columns).items():
        if column.field:
            found.setdefault(column.field, header)
    return found


def columns_of(row: Mapping[str, str]) -> dict[str, ShopColumn]:
    """What each header of a row means that a directory knows, some of them by what the others or the cells are.

    A bare Name beside the shop's own may be a person's. Brands are the shops' names where nothing else is.
    """
    meant = {header: column for header in row if (column := column_of(header))}
    fields = {header: column.field for header, column in meant.items()}
    named = [header for header, field in fields.items() if field == "name"]
    bare = [header for header in named if plain_header(header) == "name"]
    for header in bare[1:] if len(bare) == len(named) else bare:
        if not _is_a_twin(header, fields):
            del meant[header]
    if not named:
        meant |= {header: NAME for header, field in fields.items() if field == "brands"}
    if not {"unit", "place"} & set(fields.values()):
        meant |= dict.fromkeys(units_by_cell(row, fields), UNIT)
    return meant | dict.fromkeys(hours_by_cell(row, fields), OPEN_HOURS)


def malls_of(columns: Mapping[str, str]) -> list[str]:
    """The mall that a row names, be it the house's own or another's, in each of its languages."""
    named = (columns[header] for header, column in columns_of(columns).items() if column.field == "mall")
    return list(dict.fromkeys(name.strip() for name in named if name.strip()))


def _is_a_twin(header: str, fields: Mapping[str, str]) -> bool:
    """Whether Name is 名稱 in English, in a table where each such column follows its own: 名稱, Name, 菜式, Cuisine."""
    twins = {second for first, second in pairwise(fields) if _are_twins(first, second, fields)}
    return header in twins and len(twins) > 1


def _are_twins(first: str, second: str, fields: Mapping[str, str]) -> bool:
    return bool(fields[first]) and fields[first] == fields[second] and first.isascii() != second.isascii()


_EXPLAINS = ("说明", "须知", "图例", "备注", "使用", "note", "readme", "legend")


def is_explanation(place: str) -> bool:
    """Whether a sheet, by its name, explains a directory rather than adding to it."""
    return any(word in place.lower() for word in _EXPLAINS)


def split_columns(
    columns: Mapping[str, str], internal: Sequence[str], *, is_directory: bool
) -> tuple[dict[str, str], dict[str, str]]:
    """A row's public and internal columns. The internal part begins with what names the row.

    `internal` are the headers that the document's description keeps back; in a directory every
    header that a shop has no field for is kept back too.
    """
    kept_back = {plain_header(header) for header in internal}
    known = columns_of(columns)
    hidden = {
        header: value
        for header, value in columns.items()
        if _is_kept_back(header, kept_back) or (is_directory and header not in known)
    }
    public = {header: value for header, value in columns.items() if header not in hidden}
    if not hidden:
        return public, {}
    return public, _row_name(public, is_directory) | hidden


def _is_kept_back(header: str, kept_back: set[str]) -> bool:
    plain = plain_header(header)
    return plain in kept_back or any(part in kept_back for part in plain.split("/"))


def _row_name(public: Mapping[str, str], is_directory: bool) -> dict[str, str]:
    if not is_directory:
        return dict(list(public.items())[:1])
    naming = (header for header, column in columns_of(public).items() if column.field in ("unit", "name"))
    return {header: public[header] for header in naming}


def shop_of(
    columns: Mapping[str, str], doc_id: str, passage_id: str, issued: date | None = None
) -> Shop | None:
    """The shop that a row's public columns describe; None without a name, or with nothing but one.

    `issued` is the day of the directory: 12月9日 in a remark is read from there.
    """
    values: dict[str, Any] = {}
    for header, column in columns_of(columns).items():
        if not column.field:
            continue
        _take(values, column, column.value(columns[header]))
        if column.field == "name" and is_of_restaurants(header):
            values["category"], values["subcategory"] = _DINING, values.get("category", "")
    values.pop("mall", "")
    _put_cuisine(values, values.pop("cuisine", ""))
    siting.by_cell(values, values.pop("place", ""))
    siting.by_address(values, values.pop("address", ""))
    _put_hours_together(values, values.pop("opens", ""), values.pop("closes", ""))
    by_note(values)
    _part_unit(values)
    _part_name(values)
    values |= {field: _TWICE.sub("", values[field]) for field in ("name", "name_en") if values.get(field)}
    if is_vacant(values.get("name", "")) or not values.keys() & {"unit", "floor", "category"}:
        return None
    values.setdefault("unit", "")
    siting.tell_apart(values)
    _put_names(values, values.pop("brands", ()))
    return told(Shop(**values, doc_id=doc_id, passage_id=passage_id), issued)


def _put_cuisine(values: dict[str, Any], cuisine: str) -> None:
    """What is served where, as the kind of a restaurant; it is the narrower one beside another column of kinds."""
    if cuisine:
        values["category"] = values.get("category") or _DINING
        values["subcategory"] = values.get("subcategory") or cuisine


def _put_hours_together(values: dict[str, Any], opens: str, closes: str) -> None:
    """Hours in two columns, 开门 10:00 and 关门 22:00, as those of one; in the first of them alone where it has both."""
    if opens and not values.get("hours_weekday"):
        values["hours_weekday"] = f"{opens}-{closes}" if closes else opens


def _put_names(values: dict[str, Any], brands: Sequence[str]) -> None:
    """The English name and the other names of a shop: those written, those in its remark, those of its brands."""
    name, english = values["name"], values.get("name_en") or english_in(values["name"])
    kind = fold(f"{values.get('category', '')} {values.get('subcategory', '')}")
    named, sold = _told_apart(brands, name)
    written = (
        *other_names(name, english),
        *(own for each in named for own in (each, *other_names(each, english))),
    )
    own = {fold(each): each for each in reversed(written) if fold(each) not in kind}  # 咖啡 is no name
    for known in (name, english):
        own.pop(fold(known), None)
    aliases = (*values.get("aliases", ()), *names_in_remark(values.get("note", "")), *reversed(own.values()))
    values |= {"name_en": english, "aliases": tuple(dict.fromkeys(aliases))}
    if sold:
        values["tags"] = tuple(dict.fromkeys((*values.get("tags", ()), *sold)))


def _told_apart(brands: Sequence[str], name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The brands that are other names of a shop, and those that it sells: several of which its name says nothing."""
    own = tuple(brand for brand in brands if len(brands) == 1 or fold(brand) in fold(name))
    return own, tuple(brand for brand in brands if brand not in own)


def _part_unit(values: dict[str, Any]) -> None:
    """A unit without what its cell says besides: the shop's state, a floor alone, the same words under a place."""
    cell = values.get("unit", "")
    if not cell:
        return
    if values.get("location", "") == cell:
        values["location"] = ""
    values["unit"], said = without_state(cell)
    if said and state_in(values.get("status", "")) == OPEN:
        add_note(values, said)
    unit = fold(values["unit"])
    floor = fold(values.get("floor") or unit)
    if is_floor(unit) and (said or keys_in(floor) == keys_in(unit)):
        values["floor"], values["unit"] = values.get("floor") or values["unit"], ""


def _part_name(values: dict[str, Any]) -> None:
    """Moves what a name says in brackets of the shop's state to its remark: 戏院(暂停营业至另行通知)."""
    for field in ("name", "name_en"):
        for said in _BRACKETED.findall(values.get(field, "")):
            if state_in(said) == OPEN:
                continue
            values[field] = " ".join(
                values[field].replace(f"({said})", " ").replace(f"（{said}）", " ").split()
            )
            if field == "name" or not values.get("note"):
                add_note(values, said)


def _take_other_name(values: dict[str, Any], first: str, second: str) -> None:
    """Two columns of names: one in each language, or a second name in the same."""
    if any(map(is_cjk, first)) == any(map(is_cjk, second)):
        values["aliases"] = (*values.get("aliases", ()), second)
        return
    english, own = (second, first) if any(map(is_cjk, first)) else (first, second)
    values["name"] = own
    values["name_en"] = values.get("name_en") or english


def _take(values: dict[str, Any], column: ShopColumn, value: Any) -> None:
    """The first filled cell of a field; hours of other days are added, and a narrower category is kept."""
    before = values.get(column.field)
    if column.field == "category" and before and value and not values.get("subcategory"):
        values["subcategory"] = "" if value == before else value  # of two the second is the narrower
    elif column.field == "name" and before and value and value != before:
        _take_other_name(values, before, value)
    elif before and value and column.field == "tags":
        values["tags"] = tuple(dict.fromkeys((*before, *value)))
    elif before and value and column.field == "note" and value not in before:
        values["note"] = f"{before}；{value}"
    elif before and value and column.field == "cuisine" and value != before:
        values["cuisine"] = f"{before} / {value}"
    elif before and value and column.field == "location" and value != before:
        add_note(values, value)  # 中庭旁, beside a hall
    elif before and value and column.field in ("hours_weekday", "hours_weekend") and value not in before:
        values[column.field] = f"{before}；{value}"
    else:
        values[column.field] = before or value

"""Directories as OpenStreetMap has them: rows of tags, put into the columns and words of a mall's own directory."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import Any

from ingest import opening_hours
from ingest.model import Section
from ingest.tables import row_text
from knowledge.text import fold
from knowledge.yamlfile import read_yaml

_PREFIX = re.compile(r"^(?:properties[./]|tags?[./:])+|^@", re.IGNORECASE)
_KINDS = ("shop", "amenity", "leisure", "tourism", "office", "craft", "healthcare", "highway", "emergency")
_DINING = "餐饮"
_TOLD_BY = re.compile(
    r"(?:name|addr|diet|payment|contact|level|toilets|alt_name|official_name):\w|opening_hours$"
)
_FEWEST = 2  # headers that nothing but such tags has
_VALUE = re.compile(r"[a-z0-9_:-]+(?:\s*;\s*[a-z0-9_:-]+)*")
_NAMES = ("name:zh", "name:zh-Hant", "name:zh-Hans", "name")
_MORE_NAMES = ("name", "name:zh", "name:zh-Hant", "name:zh-Hans", "name:zh-HK", "name:zh-TW", "name:ja", "name:ko", "alt_name",
               "alt_name:zh", "alt_name:en", "short_name", "short_name:zh", "short_name:en", "official_name", "official_name:zh",
               "official_name:en", "old_name", "old_name:zh", "old_name:en", "loc_name", "brand", "brand:zh", "brand:en")  # fmt: skip
_HONG_KONG = re.compile(r"\+?852[\s-]|^hk$|hong kong|香港", re.IGNORECASE)
_PLACES = (
    (_HONG_KONG, "香港公众假期"),
    (re.compile(r"\+65[\s-]|^sg$|singapore|新加坡", re.IGNORECASE), "新加坡公众假期"),
)
_LEVEL = re.compile(r"-?\d+(?:\.\d+)?")
_FACILITIES = "公共设施 Facilities"


@dataclass
class _Facility:
    """What stands on some floors without a name: the lowest floor of each place with what is said of it."""

    called: str
    places: list[tuple[str, str]] = field(default_factory=list)
    rows: list[str] = field(default_factory=list)


def put_in_words(sections: Sequence[Section]) -> list[Section]:
    """The sections, those of rows of tags as a mall writes them; what bears no name is told by its kind and floors."""
    rows = [section for section in sections if section.kind == "row" and section.columns]
    tagged = {id(section): _tags(section.columns) for section in rows}
    if not _are_tags(list(tagged.values())):
        return list(sections)
    holidays = _holidays(tagged.values())
    found: list[Section] = []
    facilities: dict[str, _Facility] = {}
    for section in sections:
        tags = tagged.get(id(section))
        if tags is None:
            found.append(section)
        elif _name(tags):
            columns = dict(_columns(tags, holidays))
            found.append(replace(section, columns=columns, text=row_text(columns)))
        elif called := _facility(tags):
            one = facilities.setdefault(called, _Facility(called))
            one.places.append(_place(tags))
            one.rows.append(section.row)
    return [*found, *map(_told, facilities.values())]


def names_a_facility(name: str) -> bool:
    """Whether a name is that of something a house has for its guests, and no shop's: 洗手间, Toilets (Level 2)."""
    folded = fold(name)
    return any(
        fold(chinese) in folded or folded.startswith(fold(english))
        for chinese, english in _table()["facilities"].values()
    )


# -- what is such a table -----------------------------------------------------------------------------


def _tags(columns: Mapping[str, str]) -> dict[str, str]:
    """tags.shop, properties/shop and @id as the keys that they are."""
    return {_PREFIX.sub("", header).strip(): value.strip() for header, value in columns.items()}


def _are_tags(rows: Sequence[Mapping[str, str]]) -> bool:
    """Whether the rows have a name, a kind in a value of such tags, and headers that nobody else gives a column."""
    keys = {key for tags in rows for key in tags}
    told = {key for key in keys if _TOLD_BY.match(key)}
    values = [tags[key] for tags in rows for key in _KINDS if tags.get(key)]
    is_of_kinds = bool(values) and all(map(_VALUE.fullmatch, values))
    return is_of_kinds and any(map(_name, rows)) and len(told) >= _FEWEST


def _holidays(rows: Iterable[Mapping[str, str]]) -> str:
    """What the public holidays of the place are called."""
    keys = ("phone", "contact:phone", "addr:country", "addr:city", "addr:state")
    said = [tags.get(key, "") for tags in rows for key in keys]
    of_place = (called for place, called in _PLACES if any(map(place.search, said)))
    return next(of_place, "公众假期")


# -- a place with a name ------------------------------------------------------------------------------


def _name(tags: Mapping[str, str]) -> str:
    """The name in Chinese, else as it is; behind the one on the sign where that is English: JINS 睛姿."""
    name = next((tags[key] for key in (*_NAMES, "name:en") if tags.get(key)), "")
    sign = tags.get("name", "")
    return f"{sign} {name}" if sign and sign == _english(tags) and sign != name else name


def _english(tags: Mapping[str, str]) -> str:
    """The name in English: the one on the sign where that is in Latin letters and another key has the Chinese one."""
    sign = tags.get("name", "")
    has_chinese = any(tags.get(key) for key in _NAMES if key != "name")
    return tags.get("name:en") or (sign if has_chinese and sign and fold(sign).isascii() else "")


def _columns(tags: Mapping[str, str], holidays: str) -> Iterator[tuple[str, str]]:
    name, english = _name(tags), _english(tags)
    yield "店名 Shop name", name
    if english and english != name:
        yield "英文名 English name", english
    if others := list(_other_names(tags, name, english)):
        yield "别名 Alias", "; ".join(others)
    yield from _trade(tags)
    if floors := floors_of(tags):
        yield "楼层 Floor", "、".join(floors)
    if unit := tags.get("addr:unit") or tags.get("ref:unit") or tags.get("addr:door", ""):
        yield "铺位号 Unit", unit
    hours = _hours(tags, holidays)
    if hours.text:
        yield "营业时间 Hours", hours.text
    if phone := tags.get("phone") or tags.get("contact:phone") or tags.get("contact:mobile", ""):
        yield "电话 Phone", phone.replace(";", " / ")
    if site := tags.get("website") or tags.get("contact:website", ""):
        yield "网址 Website", site
    if said := [*_marks(tags)]:
        yield "标签 Tags", ", ".join(said)
    if note := "；".join(filter(None, (tags.get("description", ""), hours.remark))):
        yield "备注 Note", note


def _other_names(tags: Mapping[str, str], *own: str) -> Iterator[str]:
    """Every other name, each once; a single letter or figure is none."""
    seen = {fold(name) for name in own}
    for key in _MORE_NAMES:
        for name in (part.strip() for part in tags.get(key, "").split(";")):
            if len(fold(name)) > 1 and not name.isdigit() and fold(name) not in seen:
                seen.add(fold(name))
                yield name


def _trade(tags: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What a place is: of one to eat at 餐饮 first, then its kind and its cuisines."""
    table = _table()
    kinds = list(dict.fromkeys(value for key in _KINDS for value in _values(tags, key)))
    cuisines = [_called(value, "cuisines", "dining") for value in _values(tags, "cuisine")]
    said = [_called(kind, "dining", "shops", "facilities") for kind in kinds if kind not in ("yes", "no")]
    if any(kind in table["dining"] for kind in kinds):
        yield "业态 Category", _DINING
        yield "业态二级 Subcategory", " / ".join(dict.fromkeys((*said, *cuisines)))
    elif said or cuisines:
        yield "业态 Category", " / ".join(dict.fromkeys((*said, *cuisines)))


def _values(tags: Mapping[str, str], key: str) -> list[str]:
    return [value.strip() for value in tags.get(key, "").split(";") if value.strip()]


def _called(value: str, *tables: str) -> str:
    names = next((_table()[table][value] for table in tables if value in _table()[table]), None)
    return " ".join(names) if names else value.replace("_", " ")


def floors_of(tags: Mapping[str, str]) -> list[str]:
    """The floors of a place: as they are signposted (level:ref), else G/F for level 0, 1/F over it, B1 below it."""
    if signposted := tags.get("level:ref") or tags.get("addr:floor", ""):
        return _values({"floor": signposted}, "floor")
    return [_floor(level) for part in _values(tags, "level") for level in _levels(part)]


def _levels(part: str) -> list[str]:
    """One level, or those from one to another: 0-2."""
    match = re.fullmatch(r"(-?\d+)\s*-\s*(-?\d+)", part)
    if match and int(match[1]) < int(match[2]):
        return [str(level) for level in range(int(match[1]), int(match[2]) + 1)]
    return [part]


def _floor(level: str) -> str:
    if not _LEVEL.fullmatch(level) or not float(level).is_integer():
        return level
    number = int(float(level))
    return f"B{-number}" if number < 0 else f"{number}/F" if number else "G/F"


def _hours(tags: Mapping[str, str], holidays: str) -> opening_hours.Hours:
    """The hours in words; as they are written where they say more than words here can."""
    written = tags.get("opening_hours", "")
    return opening_hours.read(written, holidays) or opening_hours.Hours(written)


def _marks(tags: Mapping[str, str]) -> Iterator[str]:
    for key, answers in _table()["marks"].items():
        if said := answers.get(tags.get(key, "").lower()):
            yield said


# -- what has no name ---------------------------------------------------------------------------------


def _facility(tags: Mapping[str, str]) -> str:
    kinds = (value for key in _KINDS for value in _values(tags, key))
    return next((_called(kind, "facilities", "shops", "dining") for kind in kinds), "")


def _place(tags: Mapping[str, str]) -> tuple[str, str]:
    """Its first floor, and its floors with what is said of it, hours as written for readers of any language: B1 – HSBC, 24/7."""
    floors = floors_of(tags)
    owner = tags.get("operator") or tags.get("brand", "")
    more = [owner, tags.get("opening_hours", ""), *_marks(tags), tags.get("description", "")]
    details = ", ".join(filter(None, more)).replace(";", ",")
    place = "、".join(floors) or tags.get("addr:unit", "")
    return next(iter(floors), ""), f"{place} – {details}" if details and place else place or details


def _told(one: _Facility) -> Section:
    """设施 Facility: 洗手间 Toilets; 楼层 Floor: B1 – 07:00-23:30、1/F: all of a kind in one row, the lowest floor first."""
    places = [place for _, place in sorted(one.places, key=lambda each: _height(each[0])) if place]
    row = {"设施 Facility": one.called} | ({"楼层 Floor": "、".join(places)} if places else {})
    rows = "、".join(dict.fromkeys(filter(None, one.rows)))
    return Section(row_text(row), (_FACILITIES, one.called), kind="row", row=rows)


def _height(floor: str) -> float:
    match = re.search(r"\d+", floor)
    number = float(match[0]) if match else 0.0
    return -number if floor.startswith("B") else number


@cache
def _table() -> dict[str, dict[str, Any]]:
    """Words for the values of tags: osm_tags.yaml."""
    loaded: dict[str, dict[str, Any]] = read_yaml(files("ingest") / "osm_tags.yaml")
    return loaded

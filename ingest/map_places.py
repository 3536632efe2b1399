"""Directories as map services export them (高德, 百度, 腾讯): places in levels of kinds, put into a mall's own columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from ingest.addresses import floor_in_address, unit_in
from ingest.model import Section
from ingest.tables import row_text
from knowledge.text import fold, is_cjk
from knowledge.writing.floors import is_floor, key_of

# biz_ext.rating, detail_info.price, properties/name: what a service nests its fields in.
_NESTED = re.compile(
    r"^(?:(?:biz_ext|business|indoor|indoor_data|detail_info|detail|properties|pois?|result|ad_info)[./_]|@)+",
    re.IGNORECASE,
)
_KEYS = {
    "id": ("id", "uid", "poi_id", "poiid"),
    "parent": ("parent", "parent_id", "parentid"),
    "name": ("name", "title", "poi_name", "名称"),
    "alias": ("alias",),
    "kinds": ("type", "category", "classified_poi_tag", "类型", "分类"),
    "floor": ("truefloor", "floor"),
    "address": ("address", "addr", "地址"),
    "phone": ("tel", "telephone", "phone", "电话"),
    "hours": ("opentime_week", "opentime2", "open_time", "opentime", "shop_hours", "opentime_today"),
    "rating": ("rating", "overall_rating", "评分"),
    "spend": ("cost", "price", "人均"),
    "tags": ("tag", "keytag", "tags"),
}  # fmt: skip
_PLACED = ("location", "坐标", "经纬度")
_LATITUDES, _LONGITUDES = (
    ("lat", "latitude", "location.lat", "纬度"),
    ("lng", "lon", "longitude", "location.lng", "经度"),
)
_POINT = re.compile(r"-?\d{1,3}\.\d+\s*[,， ]\s*-?\d{1,3}\.\d+")
_DEGREES = re.compile(r"-?\d{1,3}\.\d+")
_NOTHING = frozenset(("", "[]", "{}", "null", "none", "nan", "暂无", "-"))
_LEVELS = re.compile(r"\s*[;；:：>]\s*")
_LEVELLED = re.compile(r"[^;；:：>]+(?:[;；:：>][^;；:：>]+){1,3}")
_MOST = 0.6  # of the rows: have a place on the map and a kind in levels
# A level that only says that there are others, or that a shop is one.
_SAYS_NOTHING = re.compile(
    r"其[它他].*|.{0,4}相关.*|专卖店|专营店|生活服务场所|休闲场所|娱乐场所|购物服务场所"
)
_SEVERAL = 5  # characters of a level from which on it sums up several kinds: 服装鞋帽皮具店
_MALL = re.compile(r"购物中心|商场|百货")
_FACILITY = re.compile(
    r"公共设施|公共厕所|通行设施|出入口|建筑物?(?:正)?门|停车场|提款机|取款机|(?<![a-z])atm(?![a-z])|充电站|换电站"
    r"|母婴室|服务台|电梯|道路附属|交通地名|地名地址|门牌|室内设施|公交|地铁",
    re.IGNORECASE,
)
_DOOR = re.compile(r"建筑物?正?门")
_BRACKETED = re.compile(r"[(（]([^()（）]+)[)）]")
_FACILITIES = "公共设施"


def put_in_words(sections: Sequence[Section]) -> list[Section]:
    """The sections, those of a map service's places as a mall writes them; what is no shop is told by its kind."""
    places = {
        id(section): _fields(section.columns)
        for section in sections
        if section.kind == "row" and section.columns
    }
    if not _are_places([section.columns for section in sections if id(section) in places], places.values()):
        return list(sections)
    letter = _letter(places.values())
    parents = {place["parent"] for place in places.values() if place.get("parent")}
    mall = next((place["name"] for place in places.values() if place.get("id") in parents), "")
    found: list[Section] = []
    facilities: dict[str, list[tuple[Section, dict[str, str]]]] = {}
    for section in sections:
        place = places.get(id(section))
        if place is None:
            found.append(section)
        elif not place.get("name"):
            continue
        elif place.get("id") in parents or (not place.get("parent") and _is_mall(place)):
            found.append(_said(section, dict(_of_mall(place)), "商场"))
        elif _FACILITY.search(place.get("kinds", "")):
            facilities.setdefault(_facility(place, mall), []).append((section, place))
        else:
            found.append(
                replace(section, columns=(columns := dict(_of_shop(place, letter))), text=row_text(columns))
            )
    return [*found, *(_together(called, some, mall, letter) for called, some in facilities.items())]


# -- what is such a table -----------------------------------------------------------------------------


def _fields(columns: Mapping[str, str]) -> dict[str, str]:
    plain = {_NESTED.sub("", header.strip()).lower(): value.strip() for header, value in columns.items()}
    filled = {key: value for key, value in plain.items() if value.lower() not in _NOTHING}
    found = {field: next((filled[key] for key in keys if key in filled), "") for field, keys in _KEYS.items()}
    return {field: value for field, value in found.items() if value}


def _are_places(rows: Sequence[Mapping[str, str]], places: Iterable[Mapping[str, str]]) -> bool:
    """Whether most rows have a name, a point on the map and a kind in levels."""
    fitting = sum(
        bool(place.get("name"))
        and _is_on_the_map(columns)
        and _LEVELLED.fullmatch(place.get("kinds", "")) is not None
        for columns, place in zip(rows, places, strict=True)
    )
    return bool(rows) and fitting >= _MOST * len(rows)


def _is_on_the_map(columns: Mapping[str, str]) -> bool:
    plain = {header.strip().lower(): value.strip() for header, value in columns.items()}
    if any(_POINT.fullmatch(plain.get(key, "")) for key in _PLACED):
        return True
    return all(
        any(_DEGREES.fullmatch(plain.get(key, "")) for key in keys) for keys in (_LATITUDES, _LONGITUDES)
    )


def _is_mall(place: Mapping[str, str]) -> bool:
    return _MALL.search(_LEVELS.split(place.get("kinds", ""))[-1]) is not None and not place.get("floor")


# -- a shop -------------------------------------------------------------------------------------------


def _of_shop(place: Mapping[str, str], letter: str) -> Iterator[tuple[str, str]]:
    yield "店名", place["name"]
    aliases = [name for name in re.split(r"\s*[|;；]\s*", place.get("alias", "")) if name]
    english = next((name for name in aliases if not any(map(is_cjk, name)) and name[0].isascii()), "")
    if english and any(map(is_cjk, place["name"])):
        yield "英文名", english
    if others := [name for name in aliases if name != english]:
        yield "别名", "、".join(others)
    yield from _trade(place.get("kinds", ""))
    if floor := _floor(place, letter):
        yield "楼层", floor
    if unit := unit_in(place.get("address", "")):
        yield "铺位号", unit
    yield from _rest(place)


def _trade(kinds: str) -> Iterator[tuple[str, str]]:
    """The widest kind, and those within it that tell something: 冷饮店; 日本料理 of 外国餐厅; no 其它."""
    first, *levels = dict.fromkeys(filter(None, _LEVELS.split(kinds)))
    told = [level for level in levels if not _SAYS_NOTHING.fullmatch(level)]
    *wider, narrowest = told or levels[-1:] or [""]
    yield "业态", first
    if narrower := " / ".join(filter(None, (*(one for one in wider if len(one) < _SEVERAL), narrowest))):
        yield "业态二级", narrower


def _floor(place: Mapping[str, str], letter: str) -> str:
    key = key_of(place.get("floor", "")) or floor_in_address(place.get("address", ""))
    return key.replace("l", letter.lower(), 1).upper()


def _letter(places: Iterable[Mapping[str, str]]) -> str:
    """What the numbers of units begin with above the ground, L or F: floors are written alike."""
    units = (unit_in(place.get("address", "")) for place in places)
    letters = Counter(unit[0] for unit in units if unit[:1] in ("L", "F"))
    return next((letter for letter, _ in letters.most_common(1)), "F")


def _rest(place: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if hours := place.get("hours"):
        yield "营业时间", hours
    if phone := place.get("phone"):
        yield "电话", " / ".join(filter(None, re.split(r"\s*[;；,，]\s*", phone)))
    if address := place.get("address"):
        yield "地址", address
    if tags := place.get("tags"):
        yield "标签", "、".join(filter(None, re.split(r"\s*[,，;；|]\s*", tags)))
    if rating := place.get("rating"):
        yield "评分", rating
    if spend := place.get("spend"):
        yield "人均", f"{float(spend):g}元" if re.fullmatch(r"\d+(?:\.\d+)?", spend) else spend


# -- what is no shop ----------------------------------------------------------------------------------


def _of_mall(place: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    yield "商场", place["name"]
    if aliases := place.get("alias"):
        yield "别名", aliases.replace("|", "、")
    yield from ((header, said) for header, said in _rest(place) if header != "标签")


def _facility(place: Mapping[str, str], mall: str) -> str:
    """What a facility is called: by its own name where that is more than the mall's, else by its kind."""
    kind = _DOOR.sub("商场入口", _LEVELS.split(place["kinds"])[-1])
    own = _BRACKETED.sub("", place["name"]).replace(mall, "").strip()
    return f"{own}（{kind}）" if own and own not in kind and kind not in own else max(own, kind, key=len)


def _together(
    called: str, some: Sequence[tuple[Section, Mapping[str, str]]], mall: str, letter: str
) -> Section:
    """All of a kind in one row: 洗手间: B1（某店旁）、L2."""
    places = sorted((place for _, place in some), key=_height)
    columns = {"设施": called}
    if others := list(dict.fromkeys(name for place in places for name in _also_called(place))):
        columns["又称"] = "、".join(others)
    columns["位置"] = "、".join(
        dict.fromkeys(_where(place, mall, letter, len(places) == 1) for place in places)
    )
    for header, field in (("开放时间", "hours"), ("电话", "phone")):
        if said := set(filter(None, (place.get(field, "") for place in places))):
            columns |= {header: said.pop()} if len(said) == 1 else {}
    if len(places) == 1 and (told := places[0].get("tags")):
        columns["说明"] = "、".join(re.split(r"[,，;；]", told))
    rows = "、".join(filter(None, (section.row for section, _ in some)))
    return Section(row_text(columns), (_FACILITIES, called), kind="row", row=rows)


def _height(place: Mapping[str, str]) -> int:
    """Of its floor: B2 is -2; outside the house it is none."""
    match = re.fullmatch(r"([a-z])(\d+)", _floor(place, "L").lower())
    return (-1 if match[1] == "b" else 1) * int(match[2]) if match else 0


def _also_called(place: Mapping[str, str]) -> Iterator[str]:
    """Its other names; those of a door stand where it is told where it lies."""
    named = _BRACKETED.findall(place["name"])
    yield from (name for name in place.get("alias", "").split("|") if name and name not in named)


def _where(place: Mapping[str, str], mall: str, letter: str, is_alone: bool) -> str:
    """B1（B1-37旁）; a door or a way in by what its name says of it: 西门（丰岭路侧）."""
    address = place.get("address", "")
    beside = _BRACKETED.findall(address)[-1:] or [address.rpartition(mall)[2] if mall else ""]
    named = [said for said in _BRACKETED.findall(place["name"]) if mall and mall not in said]
    floor = _floor(place, letter) if not named else ""
    tags = place.get("tags", "").replace(",", "、") if not (named or is_alone) else ""
    more = "，".join(one for one in (*beside, tags) if one and not is_floor(fold(one)))
    at = next(iter(named), floor)
    return f"{at}（{more}）" if at and more else at or more or address


def _said(section: Section, columns: dict[str, str], called: str) -> Section:
    return Section(row_text(columns), (_FACILITIES, called), kind="row", row=section.row)

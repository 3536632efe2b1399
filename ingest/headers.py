"""What a header of a shop directory means: one in two languages, with a bracket, of days, of whose it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ingest.columns import BY_HEADER, HOURS, NAME, NEUTRAL, TOLD, UNIT, ShopColumn, filled, plain_header
from knowledge.writing.trading import days_named, names_eves

# Of a header in words (shop_name_tc, Store Floor) those that say whose field it is, and in which language.
_OFA_SHOP = frozenset(("shop", "store"))
_ENGLISH = frozenset(("en", "eng", "english"))
_CHINESE = frozenset(
    ("tc", "sc", "zh", "cn", "chi", "chinese", "hant", "hans", "cht", "chs", "zhhant", "zhhans")
)
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
# What only says that a field is named or numbered: floor_no, category_1, 楼层名称; and whose it is: 店铺楼层, 所属业态.
_NUMBERED = frozenset(("no", "num", "number"))
_MAY_BE_NUMBERED = (["floor"], ["level"], ["unit"], ["phone"], ["tel"], ["telephone"])
_OWNED = re.compile(
    r"(?:所属|所在|对应)?(?:店铺|商铺|商户|商家|品牌|门店|店面|租户|柜位|专柜|餐厅|所属|所在|对应)?(?P<field>.+?)(?:名称|编号|信息|情况)?\d?"
)
_OF_ITS_PLACE = frozenset(
    ("unit", "floor", "location", "category", "subcategory", "status", "hours_weekday", "hours_weekend")
)

# Words of either language in a header's bracket or after its slash: 品牌名称(英), 店名/EN.
_IN_ENGLISH = _ENGLISH | {"英", "英文", "英语"}
_IN_CHINESE = _CHINESE | {"中", "中文", "汉语", "繁", "简", "繁体", "简体", "繁中", "简中"}
A_SHOP = frozenset(
    ("shop", "store", "店铺", "商铺", "商店", "铺", "柜位", "专柜")
)  # beside a unit's word its number: Shop 铺号

_BESIDE_A_UNIT = A_SHOP | {"code", "no", "number"}

_BARE_DAYS = re.compile(r"^[一二三四五六日](?=[-、]?[一二三四五六日节假及])")
_PARTS = re.compile(r"[()/|·:,，、]|(?<=[\u4e00-\u9fff])(?=[a-z#])|(?<=[a-z.])(?=[\u4e00-\u9fff])")


@lru_cache(maxsize=4096)
def column_of(header: str) -> ShopColumn | None:
    """What a header means in a shop directory; None for one the public has no business with.

    Of a header in two languages or with a bracket every part must be known, and mean the same:
    店铺编号 Shop No. is a unit, 电话(店长) is nobody's to see.
    """
    plain = without_legend(plain_header(header))
    whole = BY_HEADER.get(plain) or BY_HEADER.get(re.sub(r"[()]", "", plain))
    return (
        whole
        or _told(header, plain)
        or _hours(plain)
        or _of_parts(plain)
        or _of_words(header)
        or _of_its_owner(plain)
        or _of_a_place(plain)
    )


# 营业时间(空=随商场) explains how its cells are filled, 备注(物业/租户报) who filled them; 电话(店长) says whose they are.
_LEGEND = re.compile(
    r"\((?:(?:空|不填|未填|留空|如未|如无|为空|填|例|如:|单位|格式)[^()]*|[\u4e00-\u9fff]{1,8}填写?"
    r"|(?:(?:物业|招商|租户|商户|商家|店家|店铺|门店|品牌|各店)[部方]?[/、和及]?)+自?(?:提供|[上申]?报))\)$"
)
# A number that a tenant gave may be a person's: 电话(租户报).
_OF_A_PERSON = re.compile(r"电话.*(?:提供|报)|手机|店长|经理|老板|个人|私人|内部|对内|保密")


def without_legend(plain: str) -> str:
    legend = _LEGEND.search(plain)
    return plain[: legend.start()] if legend and not _OF_A_PERSON.search(plain) else plain


def is_of_restaurants(header: str) -> bool:
    """Whether what stands under a header are restaurants: 餐厅, Restaurant 餐廳."""
    return _RESTAURANT.search(plain_header(header)) is not None


_RESTAURANT = re.compile(r"餐厅|餐馆|食肆|食府|餐饮商户|restaurant|eatery")


def _told(header: str, plain: str) -> ShopColumn | None:
    parts = [part for part in _PARTS.split(plain) if part and part not in NEUTRAL]
    return ShopColumn("note", _Told(header)) if parts and TOLD.issuperset(parts) else None


# Beside 口味 and 环境 a review site gives marks for 服务, which says nothing of what a shop does.
_SCORED = frozenset(("服务", "services"))
_SCORE = re.compile(r"\d(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class _Told:
    """A cell's text after its header: Last order 21:15."""

    header: str

    def __call__(self, value: str) -> str:
        text = filled(value)
        if not text or (plain_header(self.header) in _SCORED and _SCORE.fullmatch(text)):
            return ""
        return f"{' '.join(self.header.split())} {text}"


def _of_words(header: str) -> ShopColumn | None:
    """shop_name_tc, storeFloor, Shop Category Name: a field of a shop's, in a language, said in English words."""
    if not header.isascii() or not re.fullmatch(r"[\w .()-]+", header):
        return None
    words = [word.lower() for word in _WORD.findall(header)]
    spoken = [word for word in words if word not in _ENGLISH | _CHINESE]
    own = spoken[1:] if spoken[:1] and spoken[0] in _OFA_SHOP else spoken
    if len(own) > 1 and (own[-1] == "name" or (own[-1] in _NUMBERED and own[:-1] in _MAY_BE_NUMBERED)):
        own = own[:-1]
    if len(own) == len(words) or not spoken:
        return None  # nothing but the field itself, which the table would have
    column = BY_HEADER.get("".join(own)) or (NAME if own in ([], ["name"]) else None)
    if column and column.field == "name" and _ENGLISH & set(words):
        return BY_HEADER["nameen"]
    return column


def _of_its_owner(plain: str) -> ShopColumn | None:
    """店铺楼层, 所属业态, 门店营业时间, 业态1: what a shop is and where and when, said with whose it is. No name and no telephone: 租户联系电话."""
    field = _OWNED.fullmatch(plain)
    if field is None or field["field"] == plain:
        return None
    column = BY_HEADER.get(field["field"]) or _hours(field["field"])
    return column if column and column.field in _OF_ITS_PLACE else None


def _of_parts(plain: str) -> ShopColumn | None:
    every = [part for part in _PARTS.split(plain) if part and part not in NEUTRAL]
    parts = [part for part in every if part not in _IN_ENGLISH | _IN_CHINESE]
    found = [BY_HEADER.get(part) for part in parts]
    if UNIT in found:
        found = [column for part, column in zip(parts, found, strict=True) if part not in _BESIDE_A_UNIT]
    first = next(iter(found), None)
    if not first or not all(column and column.field == first.field for column in found):
        return None
    is_english = first.field == "name" and not _IN_ENGLISH.isdisjoint(every) and len(every) > len(parts)
    return BY_HEADER["nameen"] if is_english and _IN_CHINESE.isdisjoint(every) else first


def _of_a_place(plain: str) -> ShopColumn | None:
    """楼层及铺号, Floor & Shop No., 座/楼层/单位, 楼层铺位: what lies in one cell is told apart there."""
    parts = [part for part in _PLACE_PARTS.split(plain) if part and part not in NEUTRAL]
    if len(parts) == 1 and not plain.isascii():
        cuts = ((plain[:at], plain[at:]) for at in range(1, len(plain)))
        parts = next((list(cut) for cut in cuts if all(map(_part_of_a_place, cut))), parts)
    fields = {_part_of_a_place(part) for part in parts}
    if "" in fields or len(fields) < 2:
        return None
    return ShopColumn("mall" if "mall" in fields else "place", filled)


_PLACE_PARTS = re.compile(r"[()/|·:,，、&+-]|及|和|与|连|(?<=[a-z])and(?=[a-z])")
_A_PLACE = frozenset(("location", "floor", "unit", "mall"))
_BESIDE_A_FLOOR = A_SHOP | {"单位"}


def _part_of_a_place(word: str) -> str:
    """Which part of a shop's place a word of a header names; empty where it names none."""
    if word in _BESIDE_A_FLOOR:
        return "unit"
    column = BY_HEADER.get(word)
    return column.field if column and column.field in _A_PLACE else ""


def _hours(plain: str) -> ShopColumn | None:
    """营业时间, 营业时间(周日至周四), 周末营业时间, 营业时间 Opening Hours, and days alone: 周一至周五."""
    if _OPENS_TO_CLOSES.fullmatch(plain):
        return ShopColumn("hours_weekday", filled)
    is_named = False
    rest = plain
    for word in HOURS:
        if word in rest:
            rest, is_named = rest.replace(word, " ", 1), True
    rest = " ".join(part for part in re.split(r"[()/|:\s]", rest) if part and part not in NEUTRAL)
    if not rest:
        return ShopColumn("hours_weekday", filled) if is_named else None
    days, on_holidays = days_named(_spoken(rest))
    if not (days or on_holidays) or not _only_days(rest):
        return None
    if days == {6, 0, 1, 2, 3} or days == frozenset(range(7)):
        return ShopColumn("hours_weekday", filled)
    if days == {4, 5} and not names_eves(rest):
        return ShopColumn("hours_weekend", filled)
    return ShopColumn("hours_weekday" if 0 in days else "hours_weekend", _Hours(rest))


def _either(field: str) -> str:
    words = (header for header, column in BY_HEADER.items() if column.field == field)
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


# 开门-打烊, open/close: from when to when, in one cell
_OPENS_TO_CLOSES = re.compile(
    rf"(?:{_either('opens')}|open)[-/](?:{_either('closes')}|打烊|闭店|close)(?:时间)?"
)


@dataclass(frozen=True, slots=True)
class _Hours:
    """A cell's hours with the days that its header names."""

    days: str

    def __call__(self, value: str) -> str:
        text = filled(value)
        return f"{_spoken(self.days)} {text}" if text and not days_named(text)[0] else text


def _spoken(days: str) -> str:
    return _BARE_DAYS.sub(lambda match: f"周{match[0]}", days)


_DAY_WORDS = re.compile(
    r"法定|公众|国定|节假?日?|例?假[日期]|的?前(?:[一1][日天晚]|夕|夜)|平日|工作日|周末|双休日?|每[天日]|[周星期礼拜一二三四五六日天、,及和&至到\- ]"
    r"|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*|weekdays?|weekends?|publicholidays?|ph(?![a-z])|holidays?|daily|eves?|before|of|to|and"
)


def _only_days(rest: str) -> bool:
    return not _DAY_WORDS.sub("", rest)

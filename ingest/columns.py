"""The columns of a shop directory: the names that malls give them, and how a cell becomes the value of a shop's field."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any

from knowledge.text import to_simplified
from knowledge.writing.presence import state_in
from knowledge.yamlfile import read_yaml

_SEPARATORS = re.compile(r"[,，、;；|]\s*|(?<!\d)/\s*|/(?!\d)\s*|\s{2,}")  # 24/7 FITNESS is one name
_NOTHING = frozenset(("", "-", "–", "—", "/", "无", "n/a"))
_YES = re.compile(r"是|有|可以?|支持|接受|y|yes|true|accept(?:s|ed)?|√|✓|✔|●|1")
_NO = re.compile(r"否|没有|不可以?|不支持|不接受|n|no|false|not accepted|×|✗|x|0")
# The same with what it is that a shop has: Has Club Privilege, 没有会员优惠.
_HAS = re.compile(r"(?:has|have|with|offers?) .{1,30}|有.{1,10}(?:优惠|礼遇|折扣)")
_HAS_NOT = re.compile(r"(?:no|without|has no) .{1,30}|(?:没有|无|暂无|未有|未设).{0,10}(?:优惠|礼遇|折扣)")
_BRACKETS = str.maketrans("【〔[〕】]", "(((" + ")))")
_DASHES = re.compile("[\u2010-\u2015\u2212~\u223c至到]")

Reading = Callable[[str], Any]


@dataclass(frozen=True, slots=True)
class ShopColumn:
    """A field of `Shop`, and how a cell becomes its value."""

    field: str  # empty: the public may see it, and a shop has no use for it
    value: Reading


# -- how a cell is read --------------------------------------------------------------------------


def filled(value: str) -> str:
    """A cell's text; empty where it only has a dash or says that there is nothing."""
    text = value.strip().rstrip(";；").rstrip()
    return "" if text.lower() in _NOTHING else text


def _kinds(value: str) -> str:
    """What a shop is; several kinds in a cell apart: Men;Women;Shoes."""
    return " / ".join(part.strip() for part in re.split("[;；]", filled(value)) if part.strip())


def _words(value: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in _SEPARATORS.split(value) if word.strip().lower() not in _NOTHING)


def _figure(value: str) -> str:
    """4.8 of 4.8分 and 4.8/5; empty where a cell has no figure."""
    match = re.search(r"\d+(?:\.\d+)?", filled(value))
    return match[0] if match else ""


def _spend(value: str) -> str:
    """What a guest spends, as written without its 人均; a figure alone is of 元. Empty where a cell has no figure."""
    text = re.sub(r"^人均\s*[:：]?\s*|\s*/\s*(?:人|位|person|pax|head)$", "", filled(value))
    if not re.search(r"\d", text):
        return ""
    return f"{float(text):g}元" if re.fullmatch(r"\d+(?:\.\d+)?", text) else text


def _date(value: str) -> date | None:
    match = re.search(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})", value)
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def _mark(has: str, lacks: str) -> Reading:
    """What a cell of yes or no says of a shop, in the words of a tag; nothing where it says neither."""

    def tag(value: str) -> tuple[str, ...]:
        text = to_simplified(filled(value).lower())
        if _NO.fullmatch(text) or _HAS_NOT.fullmatch(text):
            return (lacks,)
        return (has,) if _YES.fullmatch(text) or _HAS.fullmatch(text) else ()

    return tag


def _state(state: str) -> Reading:
    """A shop's state under a header that names it: 是 under 是否装修, and what says it in words."""

    def said(value: str) -> str:
        text = filled(value)
        if _YES.fullmatch(text.lower()):
            return state
        return text if state_in(text) == state_in(state) else ""

    return said


_READINGS: dict[str, Reading] = {
    "written": str.strip,
    "filled": filled,
    "words": _words,
    "kinds": _kinds,
    "figure": _figure,
    "spend": _spend,
    "date": _date,
}


def _reading(read: str | dict[str, str]) -> Reading:
    """How cells are read, as the table names it."""
    if isinstance(read, str):
        return _READINGS[read]
    return _state(**read) if "state" in read else _mark(**read)


# -- the names of columns ------------------------------------------------------------------------


def plain_header(header: str) -> str:
    """A header without what spellings differ in: traditional letters, blanks, dashes, kinds of brackets."""
    text = to_simplified(unicodedata.normalize("NFKC", header)).translate(_BRACKETS).lower()
    text = text.replace("舖", "铺").replace("號", "号").replace("樓", "楼")
    return _DASHES.sub("-", re.sub(r"[\s_.'’?？*]", "", text))


def _by_header(rows: list[dict[str, Any]]) -> dict[str, ShopColumn]:
    columns = [(ShopColumn(row["field"], _reading(row["read"])), row["headers"]) for row in rows]
    return {plain_header(header): column for column, headers in columns for header in headers}


_TABLE = read_yaml(files("ingest") / "shop_columns.yaml")
BY_HEADER = _by_header(_TABLE["columns"])
UNIT, NAME = BY_HEADER["unit"], BY_HEADER["name"]
OPEN_HOURS = ShopColumn("hours_weekday", filled)
HOURS: tuple[str, ...] = tuple(_TABLE["hours"])  # headers of when a shop is open
BARE_HOURS = frozenset(_TABLE["bare_hours"])  # headers that are of hours where the cells are
TOLD = frozenset(_TABLE["told"])  # headers of what is said in a shop's remark
NEUTRAL = frozenset(_TABLE["neutral"])  # words beside a header that change nothing

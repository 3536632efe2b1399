"""Rows of a shop directory as shops, and which of their columns the public may see."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from knowledge.model import Shop
from knowledge.text import to_simplified

_SEPARATORS = re.compile(r"[,，、;；/|]\s*|\s{2,}")
_NOTHING = frozenset(("", "-", "–", "—", "/", "无", "n/a"))


def _as_text(value: str) -> str:
    return value.strip()


def _as_words(value: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in _SEPARATORS.split(value) if word.strip().lower() not in _NOTHING)


def _as_date(value: str) -> date | None:
    match = re.search(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})", value)
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class ShopColumn:
    """A field of `Shop`, how a cell becomes its value, and the headers that malls give it."""

    field: str
    value: Callable[[str], Any]
    headers: tuple[str, ...]


# A header that stands in no row here is not public.
COLUMNS: tuple[ShopColumn, ...] = (
    ShopColumn("unit", _as_text, ("铺位号", "铺位", "单元", "单元号", "铺号", "店铺编号", "位置编号", "unit")),
    ShopColumn(
        "name", _as_text,
        ("品牌", "店名", "品牌(中)", "品牌(中文)", "品牌中文名", "品牌名", "品牌名称", "店铺名称", "店铺", "商户", "商户名称",
         "名称", "中文名", "brand", "shop", "store"),
    ),
    ShopColumn(
        "name_en", _as_text,
        ("品牌(英)", "品牌(英文)", "英文名", "英文", "品牌英文名", "英文名称", "english", "englishname", "brand(en)"),
    ),
    ShopColumn("aliases", _as_words, ("别名/曾用名", "别名", "曾用名", "别称", "俗称", "简称", "又名", "alias", "aliases")),
    ShopColumn("category", _as_text, ("业态一级", "业态", "一级业态", "业态大类", "大类", "品类", "类别", "category")),
    ShopColumn("subcategory", _as_text, ("业态二级", "二级业态", "业态小类", "小类", "细分业态", "subcategory")),
    ShopColumn("floor", _as_text, ("楼层", "层", "所在楼层", "floor")),
    ShopColumn(
        "hours_weekday", _as_text,
        ("营业时间(日-四)", "营业时间(周日至周四)", "营业时间(周日-周四)", "营业时间(平日)", "营业时间(工作日)", "营业时间",
         "平日营业时间", "周日至周四", "日-四", "营业时间/日-四", "营业时间/周日至周四", "hours"),
    ),
    ShopColumn(
        "hours_weekend", _as_text,
        ("营业时间(五六节假日)", "营业时间(五、六、节假日)", "营业时间(五六及节假日)", "营业时间(五六)", "营业时间(周五周六及节假日)",
         "营业时间(周五、周六及法定节假日)", "营业时间(周末)", "营业时间(节假日)", "周末营业时间", "五六节假日",
         "营业时间/五六节假日", "营业时间/周五周六及节假日"),
    ),
    ShopColumn("phone", _as_text, ("电话", "联系电话", "门店电话", "店铺电话", "服务电话", "phone", "tel")),
    ShopColumn("status", _as_text, ("状态", "营业状态", "经营状态", "status")),
    ShopColumn("status_from", _as_date, ("状态起", "状态起始", "状态开始", "起始日期", "状态起日", "状态/起")),
    ShopColumn("status_to", _as_date, ("状态止", "状态截止", "状态结束", "截止日期", "状态止日", "状态/止")),
    ShopColumn("tags", _as_words, ("标签", "特色标签", "特色", "主营", "tags")),
    ShopColumn("points_rate", _as_text, ("积分系数", "积分比例", "积分规则", "积分")),
    ShopColumn("in_campaign", _as_text, ("参与满减", "满减", "是否参与满减", "参与活动", "参加满减")),
    ShopColumn("pets", _as_text, ("宠物", "宠物友好", "宠物进店", "可带宠物", "pets")),
    ShopColumn("returns_7d", _as_text, ("7天无理由", "七天无理由", "7天无理由退货", "七天无理由退货", "7日无理由")),
    ShopColumn("location", _as_text, ("位置说明", "位置", "位置描述", "怎么走", "location")),
    ShopColumn("note", _as_text, ("备注", "说明", "公告", "note")),
    ShopColumn("updated_on", _as_date, ("更新日期", "更新时间", "数据日期", "updated")),
)  # fmt: skip

_BRACKETS = str.maketrans("【〔[〕】]", "(((" + ")))")
_DASHES = re.compile("[\u2010-\u2015\u2212~\u223c至到]")


def _plain(header: str) -> str:
    text = to_simplified(unicodedata.normalize("NFKC", header)).translate(_BRACKETS).lower()
    return _DASHES.sub("-", re.sub(r"[\s_]", "", text))


_BY_HEADER = {_plain(header): column for column in COLUMNS for header in column.headers}


def column_of(header: str) -> ShopColumn | None:
    """What a header means in a shop directory; None for one the public has no business with."""
    return _BY_HEADER.get(_plain(header))


def is_directory_row(columns: Mapping[str, str]) -> bool:
    """Whether a row looks like a shop's: unit, name and where or what or when."""
    fields = {column.field for header in columns if (column := column_of(header))}
    return {"unit", "name"} <= fields and bool(fields & {"category", "floor", "hours_weekday"})


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
    kept_back = {_plain(header) for header in internal}
    hidden = {
        header: value
        for header, value in columns.items()
        if _is_kept_back(header, kept_back) or (is_directory and column_of(header) is None)
    }
    public = {header: value for header, value in columns.items() if header not in hidden}
    if not hidden:
        return public, {}
    return public, _row_name(public, is_directory) | hidden


def _is_kept_back(header: str, kept_back: set[str]) -> bool:
    plain = _plain(header)
    return plain in kept_back or any(part in kept_back for part in plain.split("/"))


def _row_name(public: Mapping[str, str], is_directory: bool) -> dict[str, str]:
    if not is_directory:
        return dict(list(public.items())[:1])
    naming = (
        header for header in public if (column := column_of(header)) and column.field in ("unit", "name")
    )
    return {header: public[header] for header in naming}


def shop_of(columns: Mapping[str, str], doc_id: str, passage_id: str) -> Shop | None:
    """The shop that a row's public columns describe; None without unit or name."""
    values: dict[str, Any] = {}
    for header, text in columns.items():
        column = column_of(header)
        if column is None:
            continue
        value = column.value(text)
        values[column.field] = values.get(column.field) or value
    if not values.get("unit") or not values.get("name"):
        return None
    return Shop(**values, doc_id=doc_id, passage_id=passage_id)

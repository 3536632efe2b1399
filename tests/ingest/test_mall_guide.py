"""A mall's guide of its brands: English headers beside Chinese ones, a floor a sheet, several brands in a unit, units with remarks."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest

from ingest.brandnames import english_in, other_names
from ingest.describing.model import Described
from ingest.directory import is_directory_row, shop_of, split_columns
from ingest.headers import column_of
from ingest.readers.xlsx import read
from ingest.shelving import shelve
from knowledge.directory import Directory
from knowledge.model import Document, Shop, Visibility

ROW = {"业态": "女装", "code": "L301B2", "name": "鹿角巷衣社", "location": "L301B2", "brands": "鹿角巷衣社"}
FLOORS: dict[str, list[tuple[str | None, ...]]] = {
    "B1层": [
        ("轻食", "B101A5", "LANTERN（灯灯茶坊）", "B101A5", "灯灯茶坊", None),
        (None, "B102-03", "半糖茶室", "B102-03", "半糖茶室", None),
        ("正餐", "B108N3", "云雀楼、河灯鱼庄", "B108N3", "云雀楼、河灯鱼庄", None),
    ],
    "L3层": [
        ("女装", "L301N3", "SUNDEW苏绒", "L301N3", "SUNDEW苏绒", None),
        (None, "L3（装修）", "山雀衣社", "L3（装修）", "山雀衣社", "装修中"),
    ],
}


def shop(**columns: str) -> Shop:
    found = shop_of({**ROW, **columns}, "D", "D:1:0")
    assert found is not None
    return found


@pytest.fixture
def shops(tmp_path: Path) -> Mapping[str, Shop]:
    """The shops of a workbook with a title and a note over every header and the trades merged over their rows."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for floor, rows in FLOORS.items():
        sheet = book.create_sheet(floor)
        sheet.append([f"云湖天地 商场导购 MALL GUIDE · {floor}"])
        sheet.append(["客服热线 021-5550-1000　更新：2026-09-01"])
        sheet.append(["业态", "code", "name", "location", "brands", "renovating"])
        for row in rows:
            sheet.append(row)
        for merged in ("A1:F1", "A2:F2", "A4:A5"):
            sheet.merge_cells(merged)
    book.save(tmp_path / "guide.xlsx")
    document = Document("D", "导购表", "public/guide.xlsx", "", Visibility.PUBLIC, fingerprint="0" * 64)
    found = shelve(Described(document), read(tmp_path / "guide.xlsx").sections)
    assert found.document.doc_type == "directory"
    return {one.name: one for one in found.shops}


def test_every_row_is_a_shop_with_its_floor_unit_and_trade(shops) -> None:
    assert len(shops) == sum(map(len, FLOORS.values()))
    assert {one.floor for one in shops.values()} == {"B1", "L3"}
    tea = shops["半糖茶室"]
    assert (tea.unit, tea.category, tea.location, tea.status) == ("B102-03", "轻食", "", "")


def test_a_unit_that_is_a_floor_and_a_state_is_no_unit(shops) -> None:
    works = shops["山雀衣社"]
    assert (works.unit, works.floor, works.status, works.location) == ("", "L3", "装修中", "")


@pytest.mark.parametrize(
    "called", ["LANTERN", "灯灯茶坊", "云雀楼", "河灯鱼庄", "sundew", "苏绒", "B101A5", "L301N3"]
)
def test_a_shop_is_found_by_each_of_its_brands_in_each_language_and_by_its_unit(shops, called) -> None:
    directory = Directory(list(shops.values()))
    assert directory.mentions(f"{called}在哪里") or directory.at(f"{called}是哪家店")


def test_what_its_cells_tell_to_be_the_unit_is_public_and_another_number_is_not() -> None:
    assert split_columns(ROW, (), is_directory=True) == (ROW, {})
    public, internal = split_columns(ROW | {"code": "S-20931"}, (), is_directory=True)
    assert "code" not in public
    assert internal["code"] == "S-20931"


@pytest.mark.parametrize(
    "row",
    [
        {"编号": "B1-03", "名称": "客梯", "类别": "电梯", "品牌": "某牌"},
        {"code": "L1-05", "name": "AED", "category": "救护", "location": "L1"},
        {"编号": "2026-01", "名称": "消防演练", "类型": "培训", "位置": "L2"},
    ],
)
def test_a_register_of_what_the_house_has_is_no_directory(row: dict[str, str]) -> None:
    assert not is_directory_row(row)


def test_a_place_that_is_a_units_number_is_the_unit() -> None:
    found = shop_of({"店名": "半糖茶室", "业态": "茶饮", "位置": "L2-15"}, "D", "D:1:0")
    assert found is not None
    assert (found.unit, found.location) == ("L2-15", "")
    found = shop_of({"店名": "半糖茶室", "业态": "茶饮", "位置": "3F"}, "D", "D:1:0")
    assert found is not None
    assert (found.unit, found.floor) == ("", "3F")


def test_a_state_beside_a_unit_is_the_shops_state() -> None:
    found = shop(code="L301B2（装修中）")
    assert (found.unit, found.status) == ("L301B2", "装修")


@pytest.mark.parametrize(("cell", "status"), [("是", "装修"), ("装修中", "装修中"), ("否", ""), ("", "")])
def test_a_column_for_works_says_whether_a_shop_is_shut(cell: str, status: str) -> None:
    assert shop(renovating=cell).status == status


def test_brands_in_the_name_are_names_and_others_are_what_is_sold() -> None:
    both = shop(name="云雀、灰雁", brands="云雀、灰雁")
    assert {"云雀", "灰雁"} <= set(both.aliases)
    assert both.tags == ()
    sells = shop(name="奔走运动", brands="云雀、灰雁")
    assert not {"云雀", "灰雁"} & set(sells.aliases)
    assert sells.tags == ("云雀", "灰雁")
    assert "云雀" in shop(name="LARK", brands="云雀").aliases


def test_brands_are_the_names_where_no_other_column_has_them() -> None:
    found = shop_of({"Brands": "云雀", "Floor": "L1", "Category": "Fashion"}, "D", "D:1:0")
    assert found is not None
    assert found.name == "云雀"


def test_hours_in_two_columns_are_hours() -> None:
    assert shop(open_time="10:00", close_time="22:00").hours_weekday == "10:00-22:00"
    assert shop(开门时间="10:00-22:00").hours_weekday == "10:00-22:00"


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("shop_name/店铺名称", "name"),
        ("商铺名称", "name"),
        ("floor_no", "floor"),
        ("levelNo", "floor"),
        ("店铺楼层", "floor"),
        ("所属楼层", "floor"),
        ("楼层名称", "floor"),
        ("unit_no", "unit"),
        ("商户铺位号", "unit"),
        ("铺位code", "unit"),
        ("业态1", "category"),
        ("category_1", "category"),
        ("一级品类", "category"),
        ("二级类目", "subcategory"),
        ("所属业态", "category"),
        ("门店营业时间", "hours_weekday"),
        ("operating_hours", "hours_weekday"),
        ("opening_hour", "hours_weekday"),
        ("是否装修", "status"),
        ("unit_location", "location"),
        ("mobile", None),  # a person's
        ("租户联系电话", None),
        ("商户负责人", None),
        ("铺位面积", None),
        ("lease_no", None),
    ],
)
def test_headers_of_exports_are_known_whoever_they_name(header: str, field: str | None) -> None:
    column = column_of(header)
    assert (column.field if column else None) == field


@pytest.mark.parametrize(
    ("name", "english", "others"),
    [
        ("NESPRESSO（奈斯派索）", "NESPRESSO", {"奈斯派索"}),
        ("半糖茶室（HALFTEA）", "HALFTEA", {"半糖茶室"}),
        ("BOSIDENG波司登", "BOSIDENG", {"波司登"}),
        ("ZEEKR极氪", "ZEEKR", {"极氪"}),
        ("SUNDEW苏绒、GOOSE", "", {"SUNDEW", "苏绒", "GOOSE"}),
        ("LARKER+Grey Goose", "", {"LARKER", "Grey Goose"}),
        ("云雀书局&灰雁咖啡", "", {"云雀书局", "灰雁咖啡"}),
    ],
)
def test_each_language_and_each_brand_of_a_name_is_a_name(name: str, english: str, others: set[str]) -> None:
    assert english_in(name) == english
    assert others <= set(other_names(name, english))


@pytest.mark.parametrize(
    "name",
    [
        "ZARA（女装）",
        "ZARA（装修中）",
        "ZARA（L2）",
        "云雀（KIDS）",
        "CGV影城",
        "ABC国际影城",
        "ZARA（云湖天地店）",
    ],
)
def test_a_kind_a_place_or_a_state_beside_a_name_is_none(name: str) -> None:
    assert not {"云湖天地店", "女装", "装修中", "L2", "KIDS", "影城", "国际影城"} & {
        english_in(name),
        *other_names(name),
    }

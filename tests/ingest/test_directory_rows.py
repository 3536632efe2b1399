"""Rows of a shop directory: what becomes a shop, and what the public never sees."""

from dataclasses import replace
from datetime import date

import pytest

from ingest.brandnames import english_in, names_in_remark, other_names
from ingest.describing.model import Described
from ingest.directory import column_of, is_directory_row, shop_of, split_columns
from ingest.model import Section
from ingest.shelving import shelve
from ingest.tables import row_text
from knowledge.model import Document, Shelf, Visibility

ROW = {
    "铺位号": "L4-06",
    "品牌(中)": "山雀户外",
    "品牌(英)": "TITMOUSE",
    "别名/曾用名": "山雀\uff1b山雀店",
    "业态一级": "零售",
    "楼层": "L4",
    "营业时间(日\u2013四)": "10:00\u201322:00",
    "营业时间(五六节假日)": "10:00\u201322:30",
    "状态": "装修",
    "状态起": "2026-11-16",
    "更新日期": "2026/11/15",
    "月租": "秘密",
}


def _section(columns: dict[str, str], row: str = "目录!R2") -> Section:
    return Section(row_text(columns), kind="row", row=row, columns=columns)


def _described(internal_columns: tuple[str, ...] = (), doc_type: str = "directory") -> Described:
    document = Document("D", "目录", "public/a.xlsx", "", Visibility.PUBLIC, doc_type, fingerprint="0" * 64)
    return Described(document, internal_columns=internal_columns)


def test_headers_are_known_by_many_names() -> None:
    for header, field in {
        "铺位": "unit",
        "店名": "name",
        "品牌\uff08英\uff09": "name_en",
        "营业时间(日~四)": "hours_weekday",
        "营业时间 (五六及节假日)": "hours_weekend",
        "七天无理由": "returns_7d",
        "舖位": "unit",
        "營業時間": "hours_weekday",
    }.items():
        column = column_of(header)
        assert column is not None
        assert column.field == field
    assert column_of("店长姓名手机") is None


def test_a_row_becomes_a_shop() -> None:
    shop = shop_of(ROW, "D", "D:1:0")
    assert shop is not None
    assert (shop.unit, shop.name, shop.name_en, shop.aliases) == (
        "L4-06",
        "山雀户外",
        "TITMOUSE",
        ("山雀", "山雀店"),
    )
    assert (shop.status, shop.status_from, shop.updated_on) == (
        "装修",
        date(2026, 11, 16),
        date(2026, 11, 15),
    )
    assert (shop.hours_weekday, shop.hours_weekend) == ("10:00\u201322:00", "10:00\u201322:30")


def test_a_campaign_list_is_no_directory() -> None:
    assert is_directory_row(ROW)
    assert not is_directory_row({"品牌": "山雀户外", "排名": "1"})


def test_columns_that_a_shop_does_not_know_are_kept_back() -> None:
    public, internal = split_columns(ROW, (), is_directory=True)
    assert "月租" not in public
    assert internal == {"铺位号": "L4-06", "品牌(中)": "山雀户外", "月租": "秘密"}


def test_columns_named_internal_are_kept_back_in_any_sheet() -> None:
    public, internal = split_columns(
        {"产品": "拿铁", "成本": "9元", "电话": "1"}, ("成本", "电话"), is_directory=False
    )
    assert public == {"产品": "拿铁"}
    assert internal == {"产品": "拿铁", "成本": "9元", "电话": "1"}


def test_the_public_passage_never_holds_an_internal_column() -> None:
    shelved = shelve(_described(), [_section(ROW)])
    public = [passage for passage in shelved.passages if passage.shelf is Shelf.PUBLIC]
    internal = [passage for passage in shelved.passages if passage.shelf is Shelf.INTERNAL]
    assert len(public) == len(internal) == 1
    assert "秘密" not in public[0].text
    assert "秘密" in internal[0].text
    assert shelved.shops[0].passage_id == public[0].passage_id


def test_a_strange_sheet_in_a_directory_stays_inside_unless_it_explains() -> None:
    rent = _section({"合同": "甲", "金额": "9000元"}, row="租金!R2")
    legend = _section({"栏目": "状态", "含义": "装修或营业"}, row="说明!R2")
    shelves = {
        passage.text: passage.shelf
        for passage in shelve(_described(), [_section(ROW), rent, legend]).passages
    }
    assert shelves[rent.text] is Shelf.INTERNAL
    assert shelves[legend.text] is Shelf.PUBLIC


@pytest.mark.parametrize("ending", [".xlsx", ".xltx", ".xls", ".ods", ".csv", ".tsv"])
def test_an_undeclared_sheet_of_shops_is_taken_for_a_directory_whatever_wrote_it(ending: str) -> None:
    described = _described(doc_type="other")
    document = replace(described.document, source=f"public/a{ending}")
    shelved = shelve(replace(described, document=document), [_section(ROW)])
    assert shelved.document.doc_type == "directory"
    assert not [each for each in shelved.passages if each.shelf is Shelf.PUBLIC and "秘密" in each.text]
    assert len(shelved.shops) == 1


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("shop_name_tc", "name"),
        ("shop_name_en", "name_en"),
        ("storeFloor", "floor"),
        ("Shop Category Name", "category"),
        ("shop_number", "unit"),
        ("Shop Name (Chinese)", "name"),
        ("nameZh", "name"),
    ],
)
def test_a_header_in_words_is_a_field_in_a_language(header: str, field: str) -> None:
    column = column_of(header)
    assert column is not None
    assert column.field == field


@pytest.mark.parametrize(
    "header",
    ["shop_id", "tenant_phone", "Shop Manager", "shop rent", "Phone (manager)", "owner name", "category_id"],
)
def test_words_that_are_no_shoppers_make_no_field(header: str) -> None:
    assert column_of(header) is None


def test_a_bare_name_beside_the_shops_own_may_be_a_persons() -> None:
    row = {"Unit": "201", "Shop": "Fernweh Books", "Floor": "2F", "Name": "A. Keeper"}
    public, internal = split_columns(row, (), is_directory=True)
    assert "Name" not in public
    assert internal["Name"] == "A. Keeper"
    shop = shop_of(row, "D", "p")
    assert shop is not None
    assert shop.name == "Fernweh Books"
    alone = shop_of({"Unit": "201", "Name": "Fernweh Books", "Floor": "2F"}, "D", "p")
    assert alone is not None
    assert alone.name == "Fernweh Books"


def test_of_two_categories_the_second_is_the_narrower() -> None:
    shop = shop_of({"unit": "9", "name": "A", "type": "Dining", "category": "Café;Cakes"}, "D", "p")
    assert shop is not None
    assert (shop.category, shop.subcategory) == ("Dining", "Café / Cakes")


def test_a_state_in_the_brackets_of_a_name_is_the_shops_state() -> None:
    row = {"unit": "9", "name": "鹿角戏院 (暂停营业至2026年2月3日)", "floor": "3F", "hours": "10:00-22:00;"}
    shop = shop_of(row, "D", "p")
    assert shop is not None
    assert (shop.name, shop.status, shop.status_to) == ("鹿角戏院", "暂停营业", date(2026, 2, 3))
    assert shop.hours_weekday == "10:00-22:00"


@pytest.mark.parametrize(
    ("cell", "place", "floor"),
    [
        ("A座 2F", "A座", "2F"),
        ("Tower A 3F", "Tower A", "3F"),
        ("Level 2", "", "Level 2"),
        ("1F、2F", "", "1F、2F"),
    ],
)
def test_a_building_before_the_floor_is_the_shops_place(cell: str, place: str, floor: str) -> None:
    shop = shop_of({"unit": "9", "name": "A", "floor": cell}, "D", "p")
    assert shop is not None
    assert (shop.location, shop.floor) == (place, floor)


def test_a_brand_with_its_floor_is_a_directory_where_nothing_else_is_said() -> None:
    assert is_directory_row({"品牌": "鹿角书房", "楼层": "B1"})
    assert not is_directory_row({"品牌": "鹿角书房", "楼层": "B1", "折扣": "8折"})  # a campaign's list
    assert not is_directory_row({"品牌": "鹿角书房", "楼层": "待定"})
    assert not is_directory_row({"名称": "母婴室", "楼层": "B1"})


@pytest.mark.parametrize(
    ("name", "called", "never"),
    [
        ("KESTREL WORKS / KW", {"KESTREL WORKS", "KW"}, ()),
        ("鹿角银行(岚州) - 东区服务中心", {"鹿角银行"}, ()),
        ("鹿 · 角蔬食", {"鹿角蔬食"}, ()),
        ("Kestrel Outlet", {"Kestrel"}, ()),
        ("KESTREL 形象總店", {"KESTREL"}, ("形象總店",)),
        ("KESTREL 台北101門市", {"KESTREL"}, ("台北101門市", "台北")),
    ],
)
def test_a_name_is_known_by_its_own_part_and_not_by_its_branch(
    name: str, called: set[str], never: tuple[str, ...]
) -> None:
    names = set(other_names(name, english_in(name))) | {english_in(name)}
    assert called <= names
    assert not names & set(never)


@pytest.mark.parametrize(
    ("remark", "names"),
    [
        ("原“半亩书局”，2025年3月更名", ("半亩书局",)),
        ("也叫海角书吧，可寄书", ("海角书吧",)),
        ("顾客俗称「老灶」", ("老灶",)),
        ("由“南岸茶社”更名而来", ("南岸茶社",)),
        ("原L1-09迁来", ()),
        ("凭“会员码”9折", ()),
        ("原价5折", ()),
    ],
)
def test_a_remark_tells_the_names_that_a_shop_had(remark: str, names: tuple[str, ...]) -> None:
    assert names_in_remark(remark) == names


@pytest.mark.parametrize(
    ("remark", "hours", "rest"),
    [
        ("每日08:00–22:00", "每日08:00–22:00", ""),
        ("10:00–18:30，周一休", "10:00–18:30；周一休", ""),
        ("17:00–次日02:00；走南门", "17:00–次日02:00", "走南门"),
        (
            "营业时间：周一至周五 10:00-22:00；周末 10:00-22:30",
            "营业时间：周一至周五 10:00-22:00；周末 10:00-22:30",
            "",
        ),
        ("每晚20:00–21:00 驻唱", "", "每晚20:00–21:00 驻唱"),
        ("末场散场约01:30", "", "末场散场约01:30"),
        ("12月8日迁往L4-09", "", "12月8日迁往L4-09"),
    ],
)
def test_hours_in_a_remark_are_the_shops_where_no_column_has_them(remark, hours, rest):
    shop = shop_of({"铺位号": "B1-01", "品牌": "绿禾", "业态": "零售", "备注": remark}, "D", "p")
    assert shop is not None
    assert (shop.hours_weekday, shop.note) == (hours, rest)


def test_a_remark_says_nothing_of_the_hours_that_a_column_has():
    row = {
        "铺位号": "B1-01",
        "品牌": "绿禾",
        "业态": "零售",
        "营业时间": "10:00-22:00",
        "备注": "09:00-18:00",
    }
    shop = shop_of(row, "D", "p")
    assert shop is not None
    assert (shop.hours_weekday, shop.note) == ("10:00-22:00", "09:00-18:00")

"""Directories as malls publish them: headers that name several things, twin columns, lists of the neighbourhood, legends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from ingest.describing.model import Described
from ingest.directory import is_directory_row, shop_of
from ingest.headers import column_of
from ingest.legends import with_area_codes
from ingest.model import Section
from ingest.shelving import shelve
from ingest.tables import row_text
from knowledge.model import NEIGHBOURS, Document, Publication, Shelf, Visibility

TWINS = {
    "商場／區域": "海晴園區",
    "樓層及舖號": "海晴零售館3 2/F M3-204",
    "名稱": "山雀麵包",
    "Name": "Titmouse Bakery",
    "菜式": "餅店／麵包",
    "Cuisine": "Bakery",
    "建議出口": "D",
}


def _published(rows: Sequence[Mapping[str, str]], title: str, notes: Sequence[str] = ()) -> Publication:
    document = Document(
        "D", title, f"public/{title}.csv", "", Visibility.PUBLIC, "other", fingerprint="0" * 64
    )
    said = [Section(note, row=f"柜位!R{at}") for at, note in enumerate(notes)]
    told = [
        Section(row_text(dict(row)), kind="row", row=f"柜位!R{at}", columns=dict(row))
        for at, row in enumerate(rows, 5)
    ]
    return shelve(Described(document), [*said, *told])


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("樓層及舖號", "place"),
        ("Floor & Shop No.", "place"),
        ("Level / Unit", "place"),
        ("座/楼层/单位", "place"),
        ("楼层铺位", "place"),
        ("店铺楼层", "floor"),
        ("開門—打烊", "hours_weekday"),
        ("Open/Close", "hours_weekday"),
        ("店堂电话", "phone"),
        ("说明（招商填）", "note"),
        ("店招名", "name"),
        ("铺位号\nUnit", "unit"),
        ("备注(物业/租户报)", "note"),
        ("营业时间（商户提供）", "hours_weekday"),
        ("电话（租户报）", None),
        ("备注（店长报）", None),
        ("店长手机", None),
        ("说明（店长填）", None),
        ("商場／區域", "mall"),
        ("經營種類", "category"),
        ("料理類型", "cuisine"),
    ],
)
def test_headers_of_real_directories(header: str, field: str | None) -> None:
    column = column_of(header)
    assert (column.field if column else None) == field


def test_a_twin_column_is_the_name_in_the_other_language() -> None:
    assert is_directory_row(TWINS)
    shop = shop_of(TWINS, "D", "p")
    assert shop is not None
    assert (shop.location, shop.floor, shop.unit) == ("海晴零售館3", "2/F", "M3-204")
    assert (shop.name, shop.name_en) == ("山雀麵包", "Titmouse Bakery")
    assert (shop.category, shop.subcategory) == ("餐饮", "餅店／麵包 / Bakery")
    assert "建議出口 D" in shop.note


def test_a_cuisine_beside_a_category_is_the_narrower_kind() -> None:
    shop = shop_of({"铺位号": "L2-01", "店名": "山雀", "业态": "零售", "菜系": "川菜"}, "D", "p")
    assert shop is not None
    assert (shop.category, shop.subcategory) == ("零售", "川菜")


def test_a_list_of_addresses_is_a_directory() -> None:
    row = {"商戶": "山雀", "Store": "Titmouse", "地址": "海晴零售館1二樓M1-217號舖"}
    assert is_directory_row(row)
    assert not is_directory_row({"商戶": "山雀", "地址": "海晴道38號"})
    shop = shop_of(row, "D", "p")
    assert shop is not None
    assert (shop.location, shop.floor, shop.unit) == ("海晴零售館1", "二樓", "M1-217")


def test_shops_of_the_malls_around_are_none_of_ours() -> None:
    rows = [
        TWINS | {"商場／區域": mall, "樓層及舖號": f"1/F {at}01"} for at, mall in enumerate("甲乙丙丁戊", 1)
    ]
    around = _published(rows, "nearby_dining")
    assert around.shops == ()
    assert around.document.doc_type == "other"
    assert around.document.extra[NEIGHBOURS].split("\n") == ["甲", "乙", "丙", "丁", "戊"]
    assert {shop.location for shop in _published(rows, "dining").shops} == set("甲乙丙丁戊")


@pytest.mark.parametrize("name", ["（空柜）", "（装修）", "空铺", "招租中", "Vacant Unit", "Coming soon"])
def test_a_unit_without_a_tenant_is_no_shop(name: str) -> None:
    row = {"柜位号": "B07", "店招": name, "层": "负一层"}
    assert shop_of(row, "D", "p") is None


def test_an_area_code_that_a_line_tells_stands_before_every_local_number() -> None:
    row = {"柜位号": "B01", "店招": "山雀", "层": "负一层", "店堂电话": "3188801"}
    others = [
        row | {"柜位号": f"B0{at}", "店堂电话": phone} for at, phone in enumerate(("13905520000", "10086"), 2)
    ]
    shops = _published([row, *others], "柜位表", ["说明：店堂电话前面都加0552。"]).shops
    assert [shop.phone for shop in shops] == ["0552-3188801", "13905520000", "10086"]


def test_a_line_that_tells_a_number_tells_no_area_code() -> None:
    line = Section("电话 0552-3188866", row="柜位!R1")
    row = Section("", kind="row", row="柜位!R2", columns={"电话": "3188801"})
    assert with_area_codes([line, row]) == [line, row]


EXPORT = {
    "record_id": "Q-001",
    "name_zh": "山雀麵包",
    "name_en": "Titmouse Bakery",
    "floor": "2F",
    "category_tags": "餐飲;麵包",
    "phone": "02-2000-0001",
    "remark_en": "Seats 20.",
}


def _exported(rows: Sequence[Mapping[str, str]]) -> Publication:
    return _published([{key: value for key, value in row.items() if value} for row in rows], "export")


def test_an_export_with_a_name_in_each_language_is_a_directory():
    rows = [EXPORT | {"record_id": f"Q-{n}", "phone": ""} for n in range(2, 8)]
    published = _exported([EXPORT, *rows])
    shop = published.shops[0]
    assert published.document.doc_type == "directory"
    assert (shop.name, shop.name_en, shop.floor) == ("山雀麵包", "Titmouse Bakery", "2F")
    assert (shop.category, shop.phone, shop.note) == ("餐飲 / 麵包", "02-2000-0001", "Seats 20.")


def test_the_columns_of_an_export_are_told_in_words():
    rows = [EXPORT | {"record_id": f"Q-{n}"} for n in range(2, 8)]
    shown = [one.text for one in _exported(rows).passages if one.shelf.value == "public"]
    assert all(
        text.startswith("店名 Shop name: 山雀麵包; 英文名 English name: Titmouse Bakery") for text in shown
    )
    assert not any("record_id" in text or "name_zh" in text for text in shown)


def test_an_export_of_what_a_house_has_for_its_guests_is_no_directory():
    facilities = (
        ("洗手間", "Toilets"),
        ("哺集乳室", "Nursing room"),
        ("置物櫃", "Lockers"),
        ("服務台", "Information desk"),
    )
    rows = [
        {"id": str(n), "name_zh": name, "name_en": english, "floor": "B1", "category": "設施"}
        for n, (name, english) in enumerate(facilities * 2)
    ]
    assert not _exported(rows).shops


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("营业(空=同商场)", "09:30–18:00"),
        ("时间", "11:00-次日01:00"),
        ("时段", "周三至周日 09:00-18:30"),
        ("Time", "24小时"),
    ],
)
def test_a_bare_header_is_of_hours_where_its_cells_are(header: str, cell: str) -> None:
    row = {"铺位号": "L313", "品牌": "小鹿口腔", "类别": "医疗", header: cell}
    shop = shop_of(row, "D", "D:0")
    assert shop
    assert shop.hours_weekday == cell


@pytest.mark.parametrize(
    "row",
    [
        {"店铺": "松果书房", "楼层": "L1", "时间": "14:00-16:00", "活动": "读书会"},
        {"品牌": "松果书房", "楼层": "L1", "时间": "12月5日 14:00-16:00", "内容": "签售"},
        {"店铺": "松果书房", "楼层": "L1", "营业": "装修中", "内容": "围挡"},
    ],
)
def test_a_list_of_what_shops_do_at_an_hour_is_no_directory(row: dict[str, str]) -> None:
    assert not is_directory_row(row)


@pytest.mark.parametrize(
    ("hours", "note", "told"),
    [
        ("10:00-22:00", "周五周六到23:00", "10:00-22:00；周五周六到23:00"),
        ("10:00-22:00", "可预约；周末延至23:30", "10:00-22:00；周末延至23:30"),
        ("见备注", "平日及周末 08:00–22:00;12/1起见公告", "平日及周末 08:00–22:00"),
        ("详见备注", "周末有活动", ""),
        ("10:00-22:00", "周五周六 19:00-21:00 驻唱", "10:00-22:00"),
        ("10:00-22:00", "最后一单20:00", "10:00-22:00"),
    ],
)
def test_hours_of_other_days_in_a_remark_stand_beside_the_hours(hours: str, note: str, told: str) -> None:
    shop = shop_of({"铺位号": "L1", "店名": "甲", "业态": "乙", "营业时间": hours, "备注": note}, "D", "D:0")
    assert shop
    assert shop.hours_weekday == told


def test_a_table_of_changes_beside_the_shops_is_public_and_makes_no_shops() -> None:
    shops = [{"铺位号": f"L10{n}", "店名": f"甲{n}", "业态": "乙", "楼层": "L1"} for n in range(6)]
    changes = [{"店名": "丙", "原铺位": "L201", "新铺位": "L302", "变动": "搬迁", "日期": "11月2日"}]
    kept_back = [{"店名": "丁", "原铺位": "L203", "动作": "撤场", "日期": "11月2日", "欠租": "3万"}]
    publication = _published([*shops, *changes, *kept_back], "店铺一览")
    said = {one.text: one.shelf for one in publication.passages if "丙" in one.text or "丁" in one.text}
    assert said["店名: 丙; 原铺位: L201; 新铺位: L302; 变动: 搬迁; 日期: 11月2日"] is Shelf.PUBLIC
    assert not any("欠租" in text for text, shelf in said.items() if shelf is Shelf.PUBLIC)
    assert not any(shop.name == "丙" for shop in publication.shops)

"""The demo mall's directory: the rows that questions turn on."""

from __future__ import annotations

import csv
import re
from collections import Counter

import pytest
from openpyxl import load_workbook
from qilan_corpus import paper, papers, shop, shops

WEEKDAY, WEEKEND = "营业时间(日–四)", "营业时间(五六及节假日)"
USUAL = ("10:00–22:00", "10:00–22:30")
SAMPLE = [
    # unit, brand, kind, hours, points, campaign, status
    ("B1-08", "禾也咖啡 B1店", "咖啡", ("08:00–22:00", "08:00–22:30"), "0.5", "是", "营业"),
    ("L3-22", "禾也咖啡 L3店", "咖啡", USUAL, "0.5", "是", "营业"),
    ("L4-06", "北屿户外", "户外", USUAL, "1", "是", "营业"),
    ("L2-15", "素白", "护肤", USUAL, "1", "是", "营业"),
    ("L5-11", "椒渔川味火锅", "火锅", ("11:00–22:00", "11:00–次日02:00"), "0.5", "是", "营业"),
    ("L5-20", "焦鱼烤物", "烧烤", ("11:00–22:00", "11:00–23:00"), "0.5", "是", "营业"),
    ("L3-05", "青砚书房", "书店", ("–", "–"), "1", "是", "装修"),
    ("L1-快A", "毛球星球 快闪", "宠物用品", ("10:00–22:00",) * 2, "0", "否", "快闪"),
    ("L5-01", "光年影城", "影院", ("10:00–次日02:00",) * 2, "0", "否", "营业"),
    ("B1-20", "米栗超市", "超市", ("08:30–22:00", "08:30–22:30"), "0", "否", "营业"),
    ("L1-01", "铂澜珠宝", "珠宝", USUAL, "0.1", "否", "营业"),
    ("L2-30", "听屿数码", "数码", USUAL, "0.2", "否", "营业"),
    ("L6-02", "循光健身", "健身", ("07:00–23:00",) * 2, "0", "否", "营业"),
    ("L6-08", "牙语口腔", "医疗", ("10:00–20:00",) * 2, "0", "否", "营业"),
    ("L4-25", "童画美育", "教培", ("10:00–20:30",) * 2, "0", "否", "营业"),
    ("L4-12", "小鹿禾童装", "童装", USUAL, "1", "是", "营业"),
    ("L4-18", "鲸鱼岛儿童乐园", "儿童娱乐", ("10:00–21:00(末次入场20:00)",) * 2, "0.5", "否", "营业"),
    ("L3-18", "澄麦酒坊", "酒", ("10:00–22:00",) * 2, "1", "否", "营业"),
    ("B1-33", "蜜桃糯茶", "茶饮", USUAL, "0.5", "是", "营业"),
    ("L2-08", "云觅眼镜", "眼镜", ("10:00–22:00",) * 2, "1", "是", "营业"),
]


@pytest.mark.parametrize("row", SAMPLE, ids=lambda row: row[0])
def test_a_row_of_the_fact_sheet_is_exact(row) -> None:
    unit, brand, kind, hours, points, campaign, status = row
    found = shop(unit)
    assert (found["品牌"], found["业态二级"], found["状态"]) == (brand, kind, status)
    assert (found[WEEKDAY], found[WEEKEND]) == hours
    assert (found["积分系数"], found["参与满减"]) == (points, campaign)


def test_there_are_about_168_shops_and_a_unit_has_one_row() -> None:
    units = Counter(row["铺位号"] for row in shops())
    assert abs(len(units) - 168) <= 6
    assert set(units.values()) == {1}


def test_exactly_132_shops_take_the_coupon() -> None:
    assert Counter(row["参与满减"] for row in shops())["是"] == 132


def test_a_floor_is_the_one_in_the_unit_and_a_phone_belongs_to_one_shop() -> None:
    rows = shops()
    assert all(row["铺位号"].split("-")[0] == row["楼层"] for row in rows)
    assert all(re.fullmatch(r"0000-188-0[12]\d\d", row["电话"]) for row in rows)
    assert len({row["电话"] for row in rows}) == len(rows)


def test_points_follow_the_membership_rules() -> None:
    for row in shops():
        if row["状态"] == "快闪" or row["业态二级"] in {"超市", "影院", "健身", "教培"}:
            assert row["积分系数"] == "0", row["品牌"]
        elif row["业态一级"] == "餐饮" or row["业态二级"] == "儿童娱乐":
            assert row["积分系数"] == "0.5", row["品牌"]
        elif row["业态二级"] == "珠宝":
            assert row["积分系数"] == "0.1", row["品牌"]


def test_a_shop_that_is_not_simply_open_has_its_dates() -> None:
    statuses = Counter(row["状态"] for row in shops())
    assert set(statuses) == {"营业", "装修", "撤场", "即将开业", "快闪"}
    assert all(row["状态起"] for row in shops() if row["状态"] != "营业")
    assert (shop("L3-05")["状态起"], shop("L3-05")["状态止"]) == ("2026-11-16", "2026-12-10")
    assert (shop("L1-快A")["状态起"], shop("L1-快A")["状态止"]) == ("2026-11-13", "2026-11-26")


def test_the_move_and_the_newcomer_in_the_old_unit_are_told() -> None:
    assert "由L2-15迁至L4-06(2026-11-10)" in shop("L4-06")["备注"]
    assert "2026-11-12" in shop("L2-15")["备注"]
    assert "2026-12-11恢复营业" in shop("L3-05")["备注"]


def test_goods_are_found_in_the_words_of_shoppers() -> None:
    wanted = {"儿童羽绒服": "L4-12", "老花镜": "L2-08", "婚戒": "L1-01", "猫粮": "B1-30", "登山鞋": "L4-06"}
    for goods, unit in wanted.items():
        assert [row["铺位号"] for row in shops() if goods in row["标签"].split("、")] == [unit]
    assert any("手冲" in row["标签"] for row in shops())


def test_every_ranked_brand_is_a_shop() -> None:
    names = {row["品牌"].split()[0] for row in shops()}
    sheet = load_workbook(paper("K36").path).worksheets[0]
    ranked = [row[2] for row in sheet.iter_rows(min_row=3, values_only=True)]
    assert len(ranked) == 12
    assert set(ranked) <= names


def test_no_shop_of_medicine_promotes_anything() -> None:
    for row in shops():
        if row["业态一级"] == "医疗健康":
            assert row["参与满减"] == "否"
            assert "仅提供目录信息" in row["备注"]


def test_internal_columns_are_declared_and_missing_from_the_csv_twin() -> None:
    book = paper("K01")
    internal = book.meta["internal_columns"]
    assert set(internal) <= shops()[0].keys()
    twin = next(one for one in papers() if one.meta.get("duplicate_of") == "K01")
    with twin.path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert not set(internal) & rows[0].keys()
    assert [row["铺位号"] for row in rows] == [row["铺位号"] for row in shops()]


def test_pets_stay_out_of_food_supermarket_cinema_and_playgrounds() -> None:
    for row in shops():
        if row["业态一级"] in {"餐饮", "超市", "影院"} or row["业态二级"] == "儿童娱乐":
            assert row["宠物"] == "不可进入(导盲犬除外)", row["品牌"]

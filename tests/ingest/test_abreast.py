"""Tables that stand side by side under one header said twice are read one after another."""

import pytest

from ingest.abreast import parts_of
from ingest.describing.model import Described
from ingest.grids import Cell, plain
from ingest.shelving import shelve
from ingest.tables import read_table
from knowledge.model import Document, Visibility


def read(*rows):
    return read_table(plain(rows), row_name=lambda at: f"R{at + 1}")


def told(sections):
    return [(section.path, section.row, section.columns) for section in sections]


def test_a_header_said_twice_stands_over_two_tables():
    sections = read(
        ["值班电话", "", "", ""],
        ["岗位", "分机", "岗位", "分机"],
        ["前台", "801", "机房", "811"],
        ["仓库", "802", "", ""],
    )
    path = ("值班电话",)
    assert told(sections) == [
        (path, "R3", {"岗位": "前台", "分机": "801"}),
        (path, "R4", {"岗位": "仓库", "分机": "802"}),
        (path, "R3", {"岗位": "机房", "分机": "811"}),
    ]


def test_a_name_over_each_table_is_its_own_title_and_more_of_them_may_follow():
    sections = read(
        ["铺位一览", "", "", "", ""],
        ["东区", "", "", "西区", ""],
        ["店", "卖", "", "店", "卖"],
        ["甲", "鞋", "", "乙", "帽"],
        ["", "", "", "", ""],
        ["南区", "", "", "北区", ""],
        ["店", "卖", "", "店", "卖"],
        ["丙", "茶", "", "丁", "糖"],
        ["注：周一店休。", "", "", "", ""],
    )
    rows = [(path[-1], columns["店"]) for path, _, columns in told(sections) if len(columns) > 1]
    assert rows == [("东区", "甲"), ("西区", "乙"), ("南区", "丙"), ("北区", "丁")]
    assert all(path[0] == "铺位一览" for path, _, _ in told(sections))


def test_three_tables_and_a_line_across_them_all():
    line = [Cell("以上分机夜间转保安。", (3, 0))] * 6
    grid = plain([["岗", "机"] * 3, ["甲", "1", "乙", "2", "丙", "3"], ["丁", "4", "", "", "", ""]])
    sections = read_table([*grid, line], row_name=str)
    assert [section.text for section in sections][-1] == "以上分机夜间转保安。"
    assert [section.columns["岗"] for section in sections if section.columns] == ["甲", "丁", "乙", "丙"]


@pytest.mark.parametrize(
    "rows",
    [
        [["区", "目标", "实际", "目标", "实际"], ["甲", "1", "2", "3", "4"]],  # of two halves of a year
        [["", "目标", "实际", "目标", "实际"], ["甲", "1", "2", "3", "4"]],
        [["店", "卖", "店名", "卖"], ["甲", "鞋", "乙", "帽"]],
        [["店", "店", "店", "店"], ["甲", "乙", "丙", "丁"]],
        [["1号", "白班", "1号", "白班"], ["甲", "乙", "丙", "丁"]],
    ],
)
def test_other_tables_stay_whole(rows):
    assert len(parts_of(plain(rows))) == 1


def test_shops_of_tables_side_by_side_are_all_in_the_directory():
    rows = [["铺位号", "品牌", "经营内容", "常态折扣"] * 2]
    rows += [
        [f"A-10{n}", f"甲{n}号店", "鞋", "5折", f"B-10{n}", f"乙{n}号店", "帽", "6折"] for n in range(1, 4)
    ]
    notes = [
        ["铺位号规则：例如 A-208 = A区二层08号。", *[""] * 7],
        ["A区 鞋履", "", "", "", "B区 帽饰", "", "", ""],
    ]
    document = Document("d", "铺位表", "铺位表.xlsx", "", Visibility.PUBLIC)
    published = shelve(Described(document), read(*notes, *rows))
    assert [(shop.unit, shop.location, shop.tags, shop.floor) for shop in published.shops] == [
        *((f"A-10{n}", "A区", ("鞋",), "") for n in range(1, 4)),
        *((f"B-10{n}", "B区", ("帽",), "") for n in range(1, 4)),
    ]
    assert "常态折扣: 5折" in published.passages[0].text

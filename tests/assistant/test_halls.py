"""A mall of two halls, its list in two sheets of one file: merged floors, remarks on who moves, leaves and comes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from openpyxl import Workbook

from tests.house import House, fresh, opened

EAST = [
    ("1F", "E1-01", "周大福", "珠宝", "10:00-22:00", ""),
    ("1F", "E1-02", "喜茶", "茶饮", "10:00-22:30", "11月8日由西馆2楼迁来"),
    ("1F", "E1-03", "优衣库", "服装", "10:00-22:00", ""),
    ("2F", "E2-01", "屈臣氏", "美妆个护", "10:00-22:00", "装修中，12月20日恢复"),
    ("2F", "E2-02", "西西弗书店", "书店", "10:00-22:00", "逢周一店休"),
    ("B1", "EB-01", "盒马鲜生", "超市", "09:00-22:00", ""),
]
WEST = [
    ("1F", "W1-01", "星巴克", "咖啡", "07:30-22:00", ""),
    ("2F", "W2-01", "小米之家", "数码", "10:00-22:00", "原喜茶铺位"),
    ("2F", "W2-02", "名创优品", "杂货", "10:00-22:00", "11月30日撤店"),
    ("3F", "W3-01", "海底捞", "火锅", "10:00-次日07:00", ""),
    ("3F", "W3-02", "捞王", "火锅", "11:00-22:00", ""),
    ("B1", "WB-01", "圣诞市集", "快闪", "10:00-22:00", "12月1日至12月26日"),
]


@pytest.fixture(scope="module")
def mall(tmp_path_factory, ingested_home) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("halls") / "public"
    folder.mkdir()
    book = Workbook()
    book.remove(book.active)
    for hall, rows in (("东馆", EAST), ("西馆", WEST)):
        sheet = book.create_sheet(hall)
        sheet.append([f"锦程广场{hall}店铺一览（2026年11月）"])
        sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=6)
        sheet.append(["楼层", "铺号", "店名", "品类", "营业时段", "备注"])
        for row in rows:
            sheet.append(row)
    book.save(folder / "店铺一览.xlsx")
    with opened(fresh(folder.parent / "home", ingested_home)) as house:
        assert house.atrium.ingest.run([folder]).exit_code == 0
        yield house


@pytest.mark.parametrize(
    ("question", "says", "not_said"),
    [
        ("西馆2楼有什么店", ("西馆、2F的店有 2 家", "小米之家", "名创优品"), "西西弗"),
        ("东馆有超市吗", ("盒马鲜生",), "圣诞市集"),
        ("西馆有哪些火锅", ("海底捞", "捞王"), ""),
        ("东馆有火锅吗", ("没有东馆",), ""),
    ],
)
def test_a_hall_is_listed_by_itself(mall, question, says, not_said):
    answer = mall.ask(question).answer
    assert all(part in answer for part in says)
    assert not not_said or not_said not in answer


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("喜茶还在西馆吗", "不在西馆。喜茶在1F，铺位号E1-02（东馆）"),
        ("喜茶还在W2-01吗", "不在W2-01。喜茶在1F"),
        ("W2-01现在是谁", "小米之家在2F"),
        ("名创优品还开吗", "在营业"),  # until the day in its remark
        ("圣诞市集开了吗", "2026-12-01 至 2026-12-26"),
        ("屈臣氏几号恢复", "至 2026-12-19"),
        ("西西弗书店周一开吗", "休息"),
    ],
)
def test_a_remark_tells_where_and_when_a_shop_is_there(mall, question, says):
    assert says in mall.ask(question).answer


def test_who_has_the_unit_is_told_beside_the_shop_that_left_it(mall):
    answer = mall.ask("喜茶还在W2-01吗").answer
    assert "小米之家" in answer

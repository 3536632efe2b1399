"""A table of shops whose columns nobody knows is told to whoever added it."""

import pytest

from ingest.floorplan import placed
from ingest.headers import column_of
from ingest.model import Section
from ingest.tables import row_text
from ingest.unrecognised import remarks_on


def _row(number: int, columns: dict[str, str]) -> Section:
    return Section(row_text(columns), kind="row", row=f"表!R{number}", columns=columns)


def test_a_table_that_looks_like_shops_and_was_not_read_is_told_with_its_columns():
    rows = [_row(n, {"代号": f"L1-{n:02d}", "谁": f"铺{n}", "钟点": "10:00-22:00"}) for n in range(2, 12)]
    (remark,) = remarks_on(rows, False, False)
    assert "10 rows" in remark
    assert "代号" in remark


@pytest.mark.parametrize(
    "columns",
    [
        {"日期": "2026-11-20", "楼层": "B1", "时段": "10:00-22:00"},
        {"项目": "租金", "金额": "8000"},
        {"姓名": "某", "电话": "000-0000"},
    ],
)
def test_other_tables_are_left_in_peace(columns):
    assert remarks_on([_row(n, columns) for n in range(2, 12)], False, False) == ()


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("店舖編號 Shop No.", "unit"),
        ("Unit No.", "unit"),
        ("商户/店名", "name"),
        ("樓層 Floor", "floor"),
        ("營業時間\nOpening Hours", "hours_weekday"),
        ("周末营业时间", "hours_weekend"),
        ("Mon-Fri", "hours_weekday"),
        ("Opening Hours (Sat & Sun)", "hours_weekend"),
        ("聯絡電話 Tel", None),
        ("電話 Tel", "phone"),
        ("电话(店长)", None),
        ("月租", None),
        ("Tenant's contact person", None),
    ],
)
def test_a_header_in_two_languages_means_what_all_of_it_means(header, field):
    column = column_of(header)
    assert (column and column.field) == field


def test_a_floor_written_once_stands_for_the_rows_under_it():
    rows = [
        _row(2, {"店名": "甲", "业态": "咖啡", "楼层": "一楼", "营业时间": "10:00-22:00", "电话": "1"}),
        _row(3, {"店名": "乙", "业态": "咖啡", "营业时间": "10:00-22:00", "电话": "1"}),
        _row(4, {"店名": "丙", "业态": "咖啡", "营业时间": "10:00-22:00", "电话": "1"}),
    ]
    assert [section.columns["楼层"] for section in placed(rows)] == ["一楼", "一楼", "一楼"]


def test_a_floor_missing_in_a_full_column_stays_missing():
    rows = [
        _row(n, {"店名": "甲", "业态": "咖啡", "楼层": "一楼", "营业时间": "10:00-22:00"})
        for n in range(2, 6)
    ]
    bare = _row(6, {"店名": "乙", "业态": "咖啡", "营业时间": "10:00-22:00", "电话": "1"})
    assert "楼层" not in placed([*rows, bare])[-1].columns


def test_a_heading_over_the_rows_gives_floor_and_trade():
    rows = [
        _row(2, {"店名": "2F 餐饮"}),
        _row(3, {"店名": "甲", "营业时间": "10:00-22:00", "电话": "1"}),
    ]
    columns = placed(rows)[-1].columns
    assert columns["楼层"] == "2F"
    assert columns["业态"] == "餐饮"


def test_the_warnings_have_a_chinese_sentence_for_the_clerk():
    from ui.pages.reasons import said_in_chinese

    rows = [_row(n, {"代号": f"L1-{n:02d}", "谁": f"铺{n}", "钟点": "10:00-22:00"}) for n in range(2, 12)]
    (remark,) = remarks_on(rows, False, False)
    assert "像店铺目录" in said_in_chinese(remark)

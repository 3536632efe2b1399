"""Spreadsheets: rows with their headers, encodings, hidden parts."""

from datetime import date, time
from pathlib import Path

import openpyxl
import pytest

from ingest.encoding import decode
from ingest.readers.csv import read as read_csv
from ingest.readers.xlsx import read as read_xlsx
from knowledge.errors import UnreadableFile

DIRECTORY = '铺位号,品牌,营业时间\nL1-01,云杉书店,10:00–22:00\nL2-07,半糖茶室,"10:00–22:00,周五延长"\n'
TRADITIONAL = "舖位號,品牌,營業時間\nL1-01,雲杉書店,10:00至22:00\n"


def test_titles_over_the_header_and_merged_headers_are_understood(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "排班"
    for row in (
        ["十一月排班"],
        ["岗位", "早班", None, "备注"],
        [None, "时间", "人数", None],
        ["客服", "09:30", 3, "含值班"],
    ):
        sheet.append(row)
    for cells in ("A1:D1", "A2:A3", "B2:C2", "D2:D3"):
        sheet.merge_cells(cells)
    book.save(tmp_path / "a.xlsx")
    (row,) = read_xlsx(tmp_path / "a.xlsx").sections
    assert row.path == ("十一月排班",)
    assert row.text == "岗位: 客服; 早班/时间: 09:30; 早班/人数: 3; 备注: 含值班"
    assert row.row == "排班!R4"


def test_hidden_rows_columns_and_sheets_are_left_out(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["品牌", "月租", "楼层"], ["云杉书店", 9000, "L1"], ["旧店", 1, "L9"]):
        sheet.append(row)
    sheet.column_dimensions["B"].hidden = True
    sheet.row_dimensions[3].hidden = True
    book.create_sheet("秘密").append(["不可见"])
    book["秘密"].sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    reading = read_xlsx(tmp_path / "a.xlsx")
    assert [section.text for section in reading.sections] == ["品牌: 云杉书店; 楼层: L1"]
    assert reading.warnings == (
        "Hidden in the sheet Sheet and left out: 1 rows and 1 columns",
        "Hidden sheet left out: 秘密",
    )


def test_values_read_as_the_sheet_shows_them(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["日期", "开门", "折扣", "价格", "编号"])
    sheet.append([date(2026, 11, 21), time(10, 0), 0.05, 5.2, 26.0])
    sheet["C2"].number_format, sheet["D2"].number_format = "0%", "0.00"
    book.save(tmp_path / "a.xlsx")
    (row,) = read_xlsx(tmp_path / "a.xlsx").sections
    assert row.text == "日期: 2026-11-21; 开门: 10:00; 折扣: 5%; 价格: 5.20; 编号: 26"


def test_formulas_without_a_stored_result_are_reported(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["项", "和"])
    book.active.append(["a", "=1+1"])
    book.save(tmp_path / "a.xlsx")
    assert "formulas have no stored result" in read_xlsx(tmp_path / "a.xlsx").warnings[0]


def test_a_second_table_and_its_notes_get_their_own_headers(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["等级", "门槛"],
        ["银卡", "5,000元"],
        [],
        ["积分换停车"],
        ["积分", "可抵"],
        ["200", "1小时"],
        ["注:每日最多2小时。"],
    ):
        sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    texts = [(section.path, section.text) for section in read_xlsx(tmp_path / "a.xlsx").sections]
    assert texts == [
        ((), "等级: 银卡; 门槛: 5,000元"),
        (("积分换停车",), "积分: 200; 可抵: 1小时"),
        (("积分换停车",), "注:每日最多2小时。"),
    ]


def test_a_locked_workbook_is_named_as_such(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600))
    with pytest.raises(UnreadableFile, match="password"):
        read_xlsx(path)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_a_csv_reads_the_same_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(DIRECTORY.encode(encoding))
    texts = [section.text for section in read_csv(path).sections]
    assert texts == [
        "铺位号: L1-01; 品牌: 云杉书店; 营业时间: 10:00–22:00",
        "铺位号: L2-07; 品牌: 半糖茶室; 营业时间: 10:00–22:00,周五延长",
    ]


@pytest.mark.parametrize("encoding", ["big5", "utf-8", "utf-16"])
def test_traditional_text_is_recognised(encoding: str) -> None:
    assert decode(TRADITIONAL.encode(encoding)) == TRADITIONAL


def test_japanese_text_is_not_read_as_wrong_hanzi() -> None:
    text = "当館の営業時間は10時からです。駐車場のご案内をいたします。"
    assert decode(text.encode("shift_jis")) == text


def test_a_file_that_declares_the_wrong_encoding_is_still_read() -> None:
    assert decode("营业时间和停车收费说明".encode("gbk"), declared="utf-8") == "营业时间和停车收费说明"


def test_binary_data_is_no_text() -> None:
    with pytest.raises(UnreadableFile, match="binary"):
        decode(bytes(range(256)) * 20)


def test_semicolons_and_tabs_divide_columns_too(tmp_path: Path) -> None:
    for sign in ";\t":
        path = tmp_path / "a.csv"
        path.write_text(f"品牌{sign}楼层\n云杉{sign}L1\n", encoding="utf-8")
        assert [section.text for section in read_csv(path).sections] == ["品牌: 云杉; 楼层: L1"]

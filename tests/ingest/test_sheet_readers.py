"""Spreadsheets: rows with their headers, encodings, hidden parts."""

import zipfile
from datetime import date, time
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from ingest.encoding import decode
from ingest.readers.csv import read as read_csv
from ingest.readers.number_formats import shown
from ingest.readers.ods import read as read_ods
from ingest.readers.xls import read as read_xls
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


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (46347, 'yyyy"年"m"月"d"日"', "2026-11-21"),
        (46347, "[$-804]yyyy/m/d", "2026-11-21"),
        (46347, "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "2026-11-21"),
        (46347, 'm"月"d"日"', "2026-11-21"),
        (46327, 'yyyy"年"m"月"', "2026-11"),
        (46347.4375, "yyyy-mm-dd hh:mm:ss", "2026-11-21 10:30"),
        (0.4375, 'h"时"mm"分"', "10:30"),
        (0.4375, "上午/下午h:mm", "10:30"),
        (1.5, "[h]:mm", "36:00"),
        (59, "yyyy-m-d", "1900-02-28"),
        (0.055, "0.0%", "5.5%"),
        (1234.5, "#,##0.00", "1234.50"),
        (1234.5, "¥#,##0.00", "¥1234.50"),
        (1234.5, "[$¥-804]#,##0.00", "¥1234.50"),
        (12, '0"元"', "12元"),
        (12.5, "0", "12.5"),
        (7, "00000", "00007"),
        (19_6000, '0\\.0,"万"', "19.6万"),
        (1_500_000, "#,##0,", "1500"),
        (-3.5, "0.0_);[Red](0.0)", "-3.5"),
        (0.1 + 0.2, "General", "0.3"),
        (12345678901234, "0.00E+00", "12345678901234"),
        (5, ";;;", ""),
        (3, "@", "3"),
    ],
)  # fmt: skip
def test_numbers_read_as_their_format_means(value: float, code: str, text: str) -> None:
    assert shown(value, code) == text


def test_the_epoch_of_1904_is_minded(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active.append(["日期", "人数"])
    book.active.append([date(2026, 11, 21), 3])
    book.save(tmp_path / "a.xlsx")
    (row,) = read_xlsx(tmp_path / "a.xlsx").sections
    assert row.text == "日期: 2026-11-21; 人数: 3"


def test_a_cell_in_the_furthest_corner_costs_nothing(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "头"
    book.active["XFD1048576"] = "尾"
    book.save(tmp_path / "a.xlsx")
    assert {section.text for section in read_xlsx(tmp_path / "a.xlsx").sections} == {"头", "尾"}


def test_error_cells_are_counted_and_not_quoted(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["项", "值"], ["甲", "#DIV/0!"], ["乙", 2]):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    reading = read_xlsx(tmp_path / "a.xlsx")
    assert [section.text for section in reading.sections] == ["项: 甲", "项: 乙; 值: 2"]
    assert reading.warnings == ("1 cells show an error instead of a value (Sheet!B2 #DIV/0!).",)


def test_rich_text_and_codes_stored_as_text_come_whole(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    rich = CellRichText("周末", TextBlock(InlineFont(b=True), "加价"), "20%")
    for row in (["编号", "说明"], ["00123", rich]):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    (row,) = read_xlsx(tmp_path / "a.xlsx").sections
    assert row.text == "编号: 00123; 说明: 周末加价20%"


def test_a_merged_value_stands_under_every_header_only_once(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["楼层", "平日", "周末"], ["L1", "10:00", None], ["L2", "10:30", "11:00"]):
        book.active.append(row)
    book.active.merge_cells("B2:C2")
    book.save(tmp_path / "a.xlsx")
    texts = [section.text for section in read_xlsx(tmp_path / "a.xlsx").sections]
    assert texts == ["楼层: L1; 平日: 10:00", "楼层: L2; 平日: 10:30; 周末: 11:00"]


def test_an_opendocument_sheet_leaves_hidden_parts_out(tmp_path: Path) -> None:
    spaces = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )

    def row(*cells: str, **marks: str) -> str:
        told = "".join(f' table:{name.replace("_", "-")}="{value}"' for name, value in marks.items())
        inner = "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in cells)
        return f"<table:table-row{told}>{inner}</table:table-row>"

    columns = '<table:table-column/><table:table-column table:visibility="collapse"/><table:table-column/>'
    rows = (
        row("品牌", "月租", "楼层")
        + row("云杉书店", "9000", "L1")
        + row("旧店", "1", "L9", visibility="collapse")
    )
    content = (
        f"<office:document-content{spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="店铺">{columns}{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(tmp_path / "a.ods", "w") as archive:
        archive.writestr("content.xml", content)
    reading = read_ods(tmp_path / "a.ods")
    assert [section.text for section in reading.sections] == ["品牌: 云杉书店; 楼层: L1"]
    assert reading.warnings == ("Hidden in the sheet 店铺 and left out: 1 rows and 1 columns",)


def test_an_old_workbook_is_read(tmp_path: Path) -> None:
    """The records of an early Excel sheet: a beginning, four labels, an end."""
    cells = [(0, 0, "Shop"), (0, 1, "Floor"), (1, 0, "Cedar Books"), (1, 1, "L1")]
    data = bytes.fromhex("0900 0400 0200 1000")
    for row, column, text in cells:
        body = (
            row.to_bytes(2, "little")
            + column.to_bytes(2, "little")
            + bytes(3)
            + bytes([len(text)])
            + text.encode()
        )
        data += b"\x04\x00" + len(body).to_bytes(2, "little") + body
    (tmp_path / "a.xls").write_bytes(data + b"\x0a\x00\x00\x00")
    assert [section.text for section in read_xls(tmp_path / "a.xls").sections] == [
        "Shop: Cedar Books; Floor: L1"
    ]


@pytest.mark.parametrize(
    ("content", "texts"),
    [
        ("sep=;\n品牌;楼层\n云杉,书店;L1\n", ["品牌: 云杉,书店; 楼层: L1"]),
        ('品牌,说明\n云杉,"第一行\n第二行"\n', ["品牌: 云杉; 说明: 第一行第二行"]),
        ("品牌,楼层\n云杉\n半糖,L2,多出\n", ["品牌: 云杉", "品牌: 半糖; 楼层: L2; 列3: 多出"]),
        ("品牌,楼层\n云\0杉,L1\n", ["品牌: 云杉; 楼层: L1"]),
        ("云杉,L1,在营\n,,\n,,\n", ["云杉 L1 在营"]),
    ],
)
def test_odd_tables_lose_nothing(tmp_path: Path, content: str, texts: list[str]) -> None:
    (tmp_path / "a.csv").write_text(content, encoding="utf-8")
    assert [section.text for section in read_csv(tmp_path / "a.csv").sections] == texts


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Les horaires d'été sont affichés à l'entrée.", "cp1252"),
        ("Часы работы торгового центра с десяти до двадцати двух", "cp1251"),
        ("영업시간은 오전 10시부터입니다. 주차 요금은 무료입니다", "cp949"),
        ("当館の営業時間は10時からです。駐車場のご案内", "euc_jp"),
        (
            "Η ελληνική αποτελεί τη μητρική γλώσσα περίπου δώδεκα εκατομμυρίων ανθρώπων, κυρίως στην Ελλάδα.",
            "cp1253",
        ),
        ("欧莱雅 沐浴露", "gbk"),
        ("周大福珠寶", "big5"),
        ("镕喆鑫餐饮", "gb18030"),
    ],
)
def test_short_texts_in_the_encodings_of_the_region_are_recognised(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_a_declared_encoding_that_lies_is_not_believed() -> None:
    assert decode("營業時間及停車收費說明".encode("big5"), declared="gbk") == "營業時間及停車收費說明"

"""Word documents: headings, lists, tables and the places where text hides."""

from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from ingest.readers.docx import read
from knowledge.errors import UnreadableFile


def _saved(document: docx.document.Document, path: Path) -> Path:
    document.save(str(path))
    return path


def _texts(path: Path) -> list[str]:
    return [line for section in read(path).sections for line in section.text.split("\n")]


def test_headings_by_style_make_the_path_and_the_first_one_the_title(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("停车规则", 1)
    document.add_heading("收费", 2)
    document.add_paragraph("每小时5元。")
    reading = read(_saved(document, tmp_path / "a.docx"))
    assert reading.title == "停车规则"
    assert [(section.path, section.text) for section in reading.sections] == [(("收费",), "每小时5元。")]


def test_headings_without_a_style_are_known_by_their_numbering(tmp_path: Path) -> None:
    document = docx.Document()
    for text in ("一、活动时间", "11月20日开始。", "二、领券:11月18日起在小程序领取。"):
        document.add_paragraph(text)
    sections = read(_saved(document, tmp_path / "a.docx")).sections
    assert sections[0].path == ("一、活动时间",)
    assert sections[0].text == "11月20日开始。\n二、领券:11月18日起在小程序领取。"


def test_every_table_row_carries_its_headers(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(3, 3)
    for row, texts in zip(
        table.rows,
        (("等级", "门槛", "停车"), ("银卡", "5,000元", "1小时"), ("金卡", "", "2小时")),
        strict=True,
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    assert _texts(_saved(document, tmp_path / "a.docx")) == [
        "等级: 银卡; 门槛: 5,000元; 停车: 1小时",
        "等级: 金卡; 停车: 2小时",
    ]


def test_merged_header_cells_become_joined_names_and_merged_values_are_repeated(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(4, 3)
    texts = (("楼层", "营业时间", ""), ("", "平日", "周末"), ("L1", "10:00", "11:00"), ("", "10:30", "11:30"))
    for row, values in zip(table.rows, texts, strict=True):
        for cell, value in zip(row.cells, values, strict=True):
            cell.text = value
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(2, 0).merge(table.cell(3, 0))
    assert _texts(_saved(document, tmp_path / "a.docx")) == [
        "楼层: L1; 营业时间/平日: 10:00; 营业时间/周末: 11:00",
        "楼层: L1; 营业时间/平日: 10:30; 营业时间/周末: 11:30",
    ]


def test_a_list_of_properties_needs_no_header(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(2, 2)
    for row, texts in zip(table.rows, (("活动时间", "2026-11-20 起"), ("地点", "中庭")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    assert _texts(_saved(document, tmp_path / "a.docx")) == ["活动时间: 2026-11-20 起", "地点: 中庭"]


def test_automatic_numbers_are_written_out(tmp_path: Path) -> None:
    document = docx.Document()
    for text in ("拨打120", "取来AED"):
        document.add_paragraph(text, style="List Number")
    assert _texts(_saved(document, tmp_path / "a.docx")) == ["1. 拨打120", "2. 取来AED"]


def test_hidden_places_are_read_and_hidden_text_is_not(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("看得见")
    document.paragraphs[0].add_run("看不见").font.hidden = True
    document.element.body.insert(
        1,
        parse_xml(
            f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>内容控件</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        ),
    )
    document.element.body.insert(
        2,
        parse_xml(
            f"<w:p {nsdecls('w')}><w:ins w:id='1' w:author='x'><w:r><w:t>新加</w:t></w:r></w:ins>"
            "<w:del w:id='2' w:author='x'><w:r><w:delText>删去</w:delText></w:r></w:del>"
            "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>文本框</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>"
        ),
    )
    assert _texts(_saved(document, tmp_path / "a.docx")) == ["看得见", "内容控件", "新加", "文本框"]


def test_a_locked_or_old_document_is_named_as_such(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600))
    with pytest.raises(UnreadableFile, match="password"):
        read(path)

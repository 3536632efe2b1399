"""PDFs: reading order, joined lines, tables, page numbers, and what cannot be read."""

from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from ingest.readers.pdf import read
from ingest.readers.pdf_garbage import is_garbage
from knowledge.errors import UnreadableFile
from tests.ingest.papers import heading, paragraph, table, write_pdf, write_scan

CLAUSE = (
    "会员在消费后七日内可以凭小票与会员码到总服务台补登积分,每日最多三张,超过期限的不再受理,请保存好小票。"
)
ROWS = [["等级", "门槛", "权益"], *([f"等级{n}", f"{n}000元", f"每日停车{n}小时"] for n in range(1, 60))]


def test_lines_of_a_paragraph_are_joined_and_headings_found(tmp_path: Path) -> None:
    story = [heading("一、补登积分"), paragraph(f"1.1 {CLAUSE}"), paragraph(f"1.2 {CLAUSE}")]
    reading = read(write_pdf(tmp_path / "a.pdf", story))
    assert [section.path for section in reading.sections] == [("一、补登积分",)]
    assert reading.sections[0].text.split("\n") == [f"1.1 {CLAUSE}", f"1.2 {CLAUSE}"]
    assert reading.sections[0].page == 1


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    story = [paragraph(f"{n}.1 {CLAUSE}") for n in range(1, 30)]
    reading = read(write_pdf(tmp_path / "a.pdf", story, columns=2))
    lines = [line for section in reading.sections for line in section.text.split("\n")]
    assert lines == [f"{n}.1 {CLAUSE}" for n in range(1, 30)]


@pytest.mark.parametrize("columns", [1, 2])
def test_a_table_keeps_its_headers_over_the_page_break(tmp_path: Path, columns: int) -> None:
    story = [paragraph(CLAUSE)] * 8 + [table(ROWS, [60, 60, 110])]
    reading = read(write_pdf(tmp_path / "a.pdf", story, columns=columns))
    rows = [section for section in reading.sections if section.kind == "row"]
    assert [row.text for row in rows] == [f"等级: {a}; 门槛: {b}; 权益: {c}" for a, b, c in ROWS[1:]]
    assert {row.page for row in rows} >= {1, 2}


def test_running_headers_and_page_numbers_are_left_out(tmp_path: Path) -> None:
    story = [paragraph(f"{n}.1 {CLAUSE}") for n in range(1, 40)]
    reading = read(write_pdf(tmp_path / "a.pdf", story, header="云桥广场 · 会员章程"))
    text = "".join(section.text for section in reading.sections)
    assert "云桥广场" not in text
    assert "第 1 页" not in text
    assert text.count("补登积分") == 39


def test_a_scan_says_that_it_has_no_text_layer(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="no text layer"):
        read(write_scan(tmp_path / "a.pdf"))


def test_a_locked_pdf_says_that_it_needs_a_password(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), encrypt=StandardEncryption("secret", canPrint=0))
    canvas.drawString(100, 100, "hidden")
    canvas.save()
    with pytest.raises(UnreadableFile, match="password"):
        read(tmp_path / "a.pdf")


@pytest.mark.parametrize(
    "text",
    [
        "\ue001\ue002\ue003营业\ue004\ue005时间\ue006\ue007\ue008\ue009\ue00a\ue00b\ue00c停车",
        "(cid:12)(cid:44)(cid:3)(cid:91)(cid:17)(cid:12)",
        "栖栖澜澜汇汇购购物物中中心心营营业业时时间间每每天天十十点点开开门门",
        "�������营业时间�����������",
    ],
)
def test_glyph_garbage_is_recognised(text: str) -> None:
    assert is_garbage(text)


@pytest.mark.parametrize(
    "text", ["本商场每天10:00开门,22:00闭店,周五至22:30。", "Open daily 10:00–22:00.", "09:00", ""]
)
def test_ordinary_text_is_not_garbage(text: str) -> None:
    assert not is_garbage(text)

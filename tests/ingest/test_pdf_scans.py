"""Scanned and mixed PDFs: read page by page, in order, with what is doubtful or left out named."""

from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from ingest.ocr.recognition import Recognition, page_from
from ingest.readers.pdf import read
from knowledge.errors import UnreadableFile
from tests.ingest.papers import FONT
from tests.ingest.pictures import drawn, needs_font, ruled, scan, words

SMALL = (620, 877)  # A4 at 75 dots an inch: quick to read
ROWS = [["等级", "门槛"], ["银卡", "5000元"], ["金卡", "30000元"], ["黑金卡", "100000元"]]


def _page(*lines: str) -> object:
    return drawn(lines, 24, SMALL, 60, 100)


@needs_font
def test_a_mixed_document_keeps_its_pages_in_order(tmp_path: Path) -> None:
    pages = [_page("第一页是扫描的凭证。"), "The second page was typed.", _page("第三页又是扫描的。")]
    reading = read(scan(tmp_path / "a.pdf", pages))
    assert [(section.page, section.text) for section in reading.sections] == [
        (1, "第一页是扫描的凭证。"),
        (2, "The second page was typed."),
        (3, "第三页又是扫描的。"),
    ]
    assert [section.confidence is None for section in reading.sections] == [False, True, False]


@needs_font
@pytest.mark.parametrize("rotation", [90, 180])
def test_a_scan_that_was_turned_is_read_upright(tmp_path: Path, rotation: int) -> None:
    reading = read(scan(tmp_path / "a.pdf", [_page("停车前30分钟免费", "之后每小时5元")], rotation=rotation))
    assert words(reading).replace("\n", "") == "停车前30分钟免费之后每小时5元"


@needs_font
def test_headings_and_clauses_of_a_scan_are_found(tmp_path: Path) -> None:
    page = drawn(["一、门店日常"], 36, SMALL, 60, 80)
    lines = ("1.1 门店价签应写明品名和价格。", "1.2 门店员工应佩戴工牌上岗。")
    page.paste(drawn(lines, 22, (560, 120), 0, 0), (60, 180))
    [section] = read(scan(tmp_path / "a.pdf", [page])).sections
    assert (section.path, section.text.split("\n")) == (("一、门店日常",), list(lines))


@needs_font
def test_a_table_on_a_scan_becomes_rows(tmp_path: Path) -> None:
    reading = read(scan(tmp_path / "a.pdf", [ruled(ROWS, [220, 300])]))
    rows = [section.columns for section in reading.sections if section.kind == "row"]
    assert rows == [{"等级": a, "门槛": b} for a, b in ROWS[1:]]


@needs_font
def test_a_searchable_scan_is_not_recognised_again(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    canvas.drawImage(ImageReader(_page("图上的文字")), 0, 0, *A4)
    layer = canvas.beginText(60, 700)
    layer.setFont(FONT, 12)
    layer.setTextRenderMode(3)
    for number in range(5):
        layer.textLine(f"{number + 1}.1 图层里的文字由扫描软件写入,会员凭小票补登积分。")
    canvas.drawText(layer)
    canvas.save()
    told: list[dict[str, object]] = []
    reading = read(tmp_path / "a.pdf", Recognition(tell=told.append))
    assert words(reading).count("图层里的文字") == 5
    assert not reading.flags
    assert not any("recognising" in message for message in told)


@needs_font
def test_at_most_so_many_pages_are_recognised_and_the_others_named(tmp_path: Path) -> None:
    path = scan(tmp_path / "a.pdf", [_page(f"第{number}份凭证。") for number in "一二三四"])
    reading = read(path, Recognition(most=2))
    assert words(reading).split("\n") == ["第一份凭证。", "第二份凭证。"]
    assert [warning for warning in reading.warnings if warning.startswith("Page 3, 4: not read; at most 2")]


@needs_font
def test_what_was_recognised_before_a_page_that_hung_is_not_lost(tmp_path: Path) -> None:
    path = scan(
        tmp_path / "a.pdf",
        [_page("第一份凭证。"), _page("第二份凭证。"), "Typed page three.", _page("第四份")],
    )
    told: list[dict] = []
    read(path, Recognition(tell=told.append))
    first = page_from(next(message["page"] for message in told if message.get("recognised") == 1))
    reading = read(path, Recognition(known={1: first}, passed_over=frozenset([2])))
    assert reading.title == "第一份凭证。"
    assert [(section.page, section.text) for section in reading.sections] == [(3, "Typed page three.")]
    assert any(warning.startswith("Page 2, 4: not read, because page 2 took") for warning in reading.warnings)


def test_an_empty_page_and_a_blank_scan_hold_no_text(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    canvas.showPage()
    canvas.setFillGray(0.9)
    canvas.rect(0, 0, *A4, fill=1, stroke=0)
    canvas.save()
    with pytest.raises(UnreadableFile, match="No text was found in the PDF"):
        read(tmp_path / "a.pdf")

"""PDFs: reading order, joined lines, tables, page numbers, and what cannot be read."""

import time
from pathlib import Path

import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Table, TableStyle

from ingest.cleaning import clean, starts_alone, without_bullet
from ingest.readers import pdf_page
from ingest.readers.pdf import read
from ingest.readers.pdf_garbage import is_garbage
from knowledge.errors import UnreadableFile
from tests.ingest.papers import FONT, heading, paragraph, table, write_pdf, write_scan

CLAUSE = (
    "会员在消费后七日内可以凭小票与会员码到总服务台补登积分,每日最多三张,超过期限的不再受理,请保存好小票。"
)
ROWS = [["等级", "门槛", "权益"], *([f"等级{n}", f"{n}000元", f"每日停车{n}小时"] for n in range(1, 60))]


@pytest.mark.parametrize("columns", [1, 2])
def test_type_without_ink_is_read_where_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    """As on a machine that has no Chinese font."""
    monkeypatch.setattr(pdf_page, "lacks_ink", lambda _: True)
    story = [
        heading("一、补登积分"),
        *(paragraph(f"{n}.1 {CLAUSE}") for n in range(1, 30)),
        table(ROWS, [60, 60, 100]),
    ]
    sections = read(write_pdf(tmp_path / "a.pdf", story, columns=columns)).sections
    prose = [line for one in sections if one.kind == "prose" for line in one.text.split("\n")]
    assert prose == [f"{n}.1 {CLAUSE}" for n in range(1, 30)]
    assert [one.columns for one in sections if one.kind == "row"] == [
        dict(zip(ROWS[0], row, strict=True)) for row in ROWS[1:]
    ]


def test_a_letter_that_stands_alone_is_read_where_the_machine_lacks_its_font(tmp_path: Path) -> None:
    """A level in a cell of its own, and the last letter of a cell that is broken."""
    rows = [["级", "情形", "时限"], ["蓝", "态度", "20分钟内答复"], ["红", "受伤", "立即"]]
    sections = read(write_pdf(tmp_path / "a.pdf", [table(rows, [40, 60, 62])])).sections
    assert [one.columns for one in sections if one.kind == "row"] == [
        dict(zip(rows[0], row, strict=True)) for row in rows[1:]
    ]


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


@pytest.mark.parametrize("sign", ["\uf0b7", "\uf0a7", "\uf0d8", "\uf06c", "\uf06e", "\uf0fc", "￭", "◼", "✅"])
def test_a_word_processor_s_bullet_opens_an_item_and_is_not_quoted_as_a_box(sign: str) -> None:
    line = clean(f"{sign} 会员积分每日零点更新")
    assert starts_alone(line)
    assert without_bullet(line) == "会员积分每日零点更新"


def test_running_headers_and_page_numbers_are_left_out(tmp_path: Path) -> None:
    story = [paragraph(f"{n}.1 {CLAUSE}") for n in range(1, 40)]
    reading = read(write_pdf(tmp_path / "a.pdf", story, header="云桥广场 · 会员章程"))
    text = "".join(section.text for section in reading.sections)
    assert "云桥广场" not in text
    assert "第 1 页" not in text
    assert text.count("补登积分") == 39


def test_a_drawing_without_text_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="No text was found"):
        read(write_scan(tmp_path / "a.pdf"))


def test_a_locked_pdf_says_that_it_needs_a_password(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), encrypt=StandardEncryption("secret", canPrint=0))
    canvas.drawString(100, 100, "hidden")
    canvas.save()
    with pytest.raises(UnreadableFile, match="password"):
        read(tmp_path / "a.pdf")


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_turned_page_is_read_as_it_is_shown(tmp_path: Path, rotation: int) -> None:
    width, height = A4
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    canvas.setPageRotation(rotation)
    canvas.translate(*{0: (0, 0), 90: (width, 0), 180: (width, height), 270: (0, width)}[rotation])
    canvas.rotate(-rotation if rotation == 270 else rotation)
    if rotation == 270:
        canvas.rotate(180)
    canvas.setFont(FONT, 12)
    lines = [f"{number}.1 会员凭小票到总服务台补登积分。" for number in range(1, 9)]
    for at, line in enumerate(lines):
        canvas.drawString(60, 500 - 25 * at, line)
    canvas.save()
    [section] = read(tmp_path / "a.pdf").sections
    assert section.text.split("\n") == lines


@pytest.mark.parametrize("repeats_header", [True, False])
def test_a_table_over_three_pages_is_one_table(tmp_path: Path, repeats_header: bool) -> None:
    rows = [["等级", "权益"], *([f"等级{n}", f"每日停车{n}小时"] for n in range(1, 120))]
    made = Table(rows, colWidths=[80, 160], repeatRows=int(repeats_header))
    made.setStyle(
        TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("FONT", (0, 0), (-1, -1), FONT)])
    )
    found = [s for s in read(write_pdf(tmp_path / "a.pdf", [made])).sections if s.kind == "row"]
    assert [row.columns for row in found] == [{"等级": a, "权益": b} for a, b in rows[1:]]
    assert {row.page for row in found} >= {1, 2, 3}


def test_three_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    lines = [f"{n}.1 {CLAUSE}" for n in range(1, 40)]
    document = BaseDocTemplate(str(tmp_path / "a.pdf"), pagesize=A4)
    document.addPageTemplates(PageTemplate(frames=[Frame(40 + at * 175, 60, 165, 700) for at in range(3)]))
    document.build([paragraph(line) for line in lines])
    sections = read(tmp_path / "a.pdf").sections
    assert [line for section in sections for line in section.text.split("\n")] == lines


def test_thousands_of_drawn_lines_do_not_take_the_time_of_all(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    canvas.setFont(FONT, 12)
    canvas.drawString(60, 800, "图形很多的页面也有正文")
    for number in range(20_000):
        canvas.rect(number % 500, number % 690, 20 + number % 50, 20 + number % 40)
    canvas.save()
    started = time.process_time()
    assert read(tmp_path / "a.pdf").sections[0].text == "图形很多的页面也有正文"
    assert time.process_time() - started < 8


@pytest.mark.parametrize("share", [0.05, 0.3, 0.5, 0.7, 0.9, 0.99])
def test_a_truncated_file_ends_with_its_text_or_a_reason(tmp_path: Path, share: float) -> None:
    whole = write_pdf(tmp_path / "whole.pdf", [paragraph(f"{n}.1 {CLAUSE}") for n in range(60)]).read_bytes()
    (tmp_path / "a.pdf").write_bytes(whole[: int(len(whole) * share)])
    try:
        ended = read(tmp_path / "a.pdf").sections[0].text
    except UnreadableFile as refused:
        ended = str(refused)
    assert "补登积分" in ended or "damaged" in ended


@pytest.mark.parametrize(
    "text",
    [
        "F n e m b \\ h e h k ; e Z \\ d I n k ^ ; e Z \\ d I n k ^ F Z g m Z",
        "䴀甀氀琀椀挀漀氀漀爀䈀氀愀挀欀倀甀爀攀",
        '*$+(,#-".$(.$# # # !"#$"#%&\'(#/##/# #',
        "\ue001\ue002\ue003营业\ue004\ue005时间\ue006\ue007\ue008\ue009\ue00a\ue00b\ue00c停车",
        "(cid:12)(cid:44)(cid:3)(cid:91)(cid:17)(cid:12)",
        "栖栖澜澜汇汇购购物物中中心心营营业业时时间间每每天天十十点点开开门门",
        "�������营业时间�����������",
    ],
)
def test_glyph_garbage_is_recognised(text: str) -> None:
    assert is_garbage(text)


@pytest.mark.parametrize(
    "text",
    [
        "A 区、B 区、C 区、D 区、E 区车位分别为80个、40个、30个、20个、10个",
        "本商场每天10:00开门,22:00闭店,周五至22:30。",
        "Open daily 10:00–22:00.",
        "餐饮\n烘焙\nB1\n10:00–22:00\n零售\n女装\nL1\n10:00–22:00\n" * 20,  # a page of a shop directory
        "储物柜\nB1\n东入口、\nL1\n中庭\nA\n区、\nL2\n西区\nC\n口\n" * 20,
        "Unit L1 and L2, B1 and B2, G3, F4: " * 8,
        "09:00",
        "",
    ],
)
def test_ordinary_text_is_not_garbage(text: str) -> None:
    assert not is_garbage(text)

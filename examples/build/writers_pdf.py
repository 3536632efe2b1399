"""A source as a PDF: embedded font, running header, page numbers, outline, tables that wrap."""

from __future__ import annotations

import functools
import io
from html import escape

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from fonts import find_font
from source import Block, Source
from whole_font import WholeFont

FONT = "Mall"
INK, PALE, RULE = colors.HexColor("#1f3a4d"), colors.HexColor("#eaf0f3"), colors.HexColor("#9fb2bd")
MARGIN = 20 * mm
WIDTH = A4[0] - 2 * MARGIN
HEADING_SIZES = {1: 19, 2: 13.5, 3: 11.5, 4: 10.5}


@functools.cache
def register_font() -> None:
    choice = find_font()
    pdfmetrics.registerFont(WholeFont(FONT, choice.path, choice.index))


class OutlinedPages(BaseDocTemplate):
    """Pages that put each heading into the PDF's outline."""

    def afterFlowable(self, flowable: Flowable) -> None:
        level = getattr(flowable, "outline_level", None)
        if level is None:
            return
        key = f"heading-{len(self.seen)}"
        self.seen.append(key)
        self.canv.bookmarkPage(key)
        self.canv.addOutlineEntry(flowable.getPlainText(), key, level=level, closed=False)


class NumberedCanvas(Canvas):
    """A canvas that knows the number of pages before it writes the first footer."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.pages: list[dict[str, object]] = []

    def showPage(self) -> None:
        self.pages.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        for page in self.pages:
            self.__dict__.update(page)
            self.setFont(FONT, 8.5)
            self.setFillColor(colors.HexColor("#5f6f78"))
            self.drawCentredString(A4[0] / 2, 11 * mm, f"第 {self._pageNumber} 页 / 共 {len(self.pages)} 页")
            Canvas.showPage(self)
        Canvas.save(self)


def write_pdf(source: Source) -> bytes:
    register_font()
    story: list[Flowable] = []
    for block in source.blocks:
        story.extend(flow(block))
    return print_pages(source, story, [Frame(MARGIN, 20 * mm, WIDTH, A4[1] - 42 * mm, 0, 0, 0, 0)])


def print_pages(source: Source, story: list[Flowable], frames: list[Frame]) -> bytes:
    buffer = io.BytesIO()
    pages = OutlinedPages(buffer, pagesize=A4, title=source.title, author="栖澜汇购物中心",
                          subject=source.label, invariant=1, lang="zh-CN")  # fmt: skip
    pages.seen = []
    header = functools.partial(draw_header, text=source.label)
    pages.addPageTemplates(PageTemplate("page", frames, onPage=header))
    pages.build(story, canvasmaker=NumberedCanvas)
    return buffer.getvalue()


def draw_header(canvas: Canvas, pages: BaseDocTemplate, text: str) -> None:
    canvas.saveState()
    canvas.setFont(FONT, 8.5)
    canvas.setFillColor(colors.HexColor("#5f6f78"))
    canvas.drawString(MARGIN, A4[1] - 13 * mm, "栖澜汇购物中心 Qilan Place")
    canvas.drawRightString(A4[0] - MARGIN, A4[1] - 13 * mm, text)
    canvas.setStrokeColor(RULE)
    canvas.line(MARGIN, A4[1] - 15.5 * mm, A4[0] - MARGIN, A4[1] - 15.5 * mm)
    canvas.restoreState()


def flow(block: Block, width: float = WIDTH) -> list[Flowable]:
    """The flowables of one block, in a column of `width` points."""
    if block.kind == "heading":
        return [heading(block)]
    if block.kind == "table":
        return [grid(block.rows, width), Spacer(1, 8)]
    text = f"• {block.text}" if block.kind == "bullet" else block.text
    return [Paragraph(escape(text, quote=False), text_style(text, indent=14 if block.kind == "quote" else 0))]


def heading(block: Block) -> Paragraph:
    size = HEADING_SIZES[block.level]
    style = ParagraphStyle("h", fontName=FONT, fontSize=size, leading=size * 1.5, textColor=INK, wordWrap="CJK",
                           spaceBefore=0 if block.level == 1 else 9, spaceAfter=5, keepWithNext=1)  # fmt: skip
    paragraph = Paragraph(escape(block.text, quote=False), style)
    paragraph.outline_level = block.level - 1
    return paragraph


def text_style(text: str, size: float = 10.5, indent: float = 0) -> ParagraphStyle:
    """Chinese wraps between any two characters, English between words."""
    chinese = sum(ord(char) > 0x2E7F for char in text) > len(text) / 10
    return ParagraphStyle("t", fontName=FONT, fontSize=size, leading=size * 1.62, leftIndent=indent,
                          wordWrap="CJK" if chinese else None, spaceAfter=size * 0.45)  # fmt: skip


def grid(rows: tuple[tuple[str, ...], ...], width: float, repeat: int = 1, size: float = 9) -> Table:
    """A ruled table whose columns share the width by their contents."""
    cells = [[cell_text(text, size) for text in row] for row in rows]
    table = Table(cells, colWidths=share(rows, width, size), repeatRows=repeat, spaceBefore=4)
    table.setStyle(TableStyle([
        ("GRID", (0, 0), (-1, -1), 0.5, RULE), ("BACKGROUND", (0, 0), (-1, 0), PALE),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("TOPPADDING", (0, 0), (-1, -1), 3),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 4), ("LEFTPADDING", (0, 0), (-1, -1), 5),
        ("RIGHTPADDING", (0, 0), (-1, -1), 5),
    ]))  # fmt: skip
    return table


def cell_text(text: str, size: float) -> Paragraph:
    style = ParagraphStyle("c", fontName=FONT, fontSize=size, leading=size * 1.4, wordWrap="CJK")
    return Paragraph(escape(text, quote=False), style)


def share(rows: tuple[tuple[str, ...], ...], width: float, size: float) -> list[float]:
    """Column widths: what the longest cell wants, at most 26 characters, scaled to the whole width."""
    longest = [max(measure(row[column]) for row in rows) for column in range(len(rows[0]))]
    wanted = [min(max(length, 3.0), 26.0) * size + 12 for length in longest]
    return [want * width / sum(wanted) for want in wanted]


def measure(text: str) -> float:
    """Length in full-width characters."""
    return sum(1.0 if ord(char) > 0x2E7F else 0.56 for char in text)

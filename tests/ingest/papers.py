"""Real small files for the tests, made with the libraries that write such formats."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path

from reportlab.lib import colors
from reportlab.lib.fonts import addMapping
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    PageTemplate,
    Paragraph,
    Table,
    TableStyle,
)

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
addMapping(FONT, 0, 0, FONT)
_BODY = ParagraphStyle("body", fontName=FONT, fontSize=10, leading=15, wordWrap="CJK")
_HEADING = ParagraphStyle("heading", parent=_BODY, fontSize=14, leading=20)
_FRAMES = {1: [(50, 495)], 2: [(50, 240), (305, 240)]}  # left edge and width


def heading(text: str) -> Flowable:
    return Paragraph(text, _HEADING)


def paragraph(text: str) -> Flowable:
    return Paragraph(text, _BODY)


def table(rows: Sequence[Sequence[str]], widths: Sequence[int]) -> Flowable:
    made = Table([[paragraph(text) for text in row] for row in rows], colWidths=widths, repeatRows=1)
    made.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black)]))
    return made


def write_pdf(path: Path, story: list[Flowable], columns: int = 1, header: str = "") -> Path:
    def running(canvas: Canvas, document: BaseDocTemplate) -> None:
        canvas.setFont(FONT, 8)
        canvas.drawString(50, A4[1] - 30, header)
        canvas.drawCentredString(A4[0] / 2, 20, f"第 {document.page} 页")

    document = BaseDocTemplate(str(path), pagesize=A4)
    frames = [Frame(left, 60, width, A4[1] - 120) for left, width in _FRAMES[columns]]
    document.addPageTemplates(PageTemplate(frames=frames, onPage=running))
    document.build(story)
    return path


def write_scan(path: Path) -> Path:
    """A PDF with a drawing and no text."""
    canvas = Canvas(str(path), pagesize=A4)
    canvas.rect(100, 100, 300, 400, fill=1)
    canvas.save()
    return path


def repacked(source: Path, target: Path, part: str, old: bytes, new: bytes) -> Path:
    """A copy of an Office file with one part's bytes replaced."""
    with zipfile.ZipFile(source) as given, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name in given.namelist():
            data = given.read(name)
            made.writestr(name, data.replace(old, new, 1) if name == part else data)
    return target

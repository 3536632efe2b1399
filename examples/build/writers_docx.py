"""A source as a Word file: real headings, clauses as paragraphs, real tables."""

from __future__ import annotations

import io

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from source import Block, Source
from stamp import moment_of, repack

STYLES = {"para": "Normal", "bullet": "List Bullet", "quote": "Quote"}
INK = RGBColor(0x1F, 0x3A, 0x4D)


def write_docx(source: Source) -> bytes:
    document = Document()
    set_styles(document)
    set_properties(document, source)
    for block in source.blocks:
        add_block(document, block)
    buffer = io.BytesIO()
    document.save(buffer)
    return repack(buffer.getvalue(), moment_of(source))


def set_styles(document: DocxDocument) -> None:
    for name, size in {"Normal": 10.5, "Title": 20, "Heading 1": 14, "Heading 2": 12, "Heading 3": 11}.items():
        style = document.styles[name]
        assert isinstance(style, ParagraphStyle)
        style.font.name, style.font.size = "Arial", Pt(size)
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "微软雅黑")
        if name != "Normal":
            style.font.color.rgb = INK
    document.styles["Normal"].paragraph_format.space_after = Pt(6)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.4)


def set_properties(document: DocxDocument, source: Source) -> None:
    properties = document.core_properties
    properties.title, properties.author = source.title, "栖澜汇购物中心"
    properties.subject, properties.version = str(source.meta["doc_id"]), str(source.meta.get("version", ""))
    properties.language, properties.comments = "zh-CN", ""
    footer = document.sections[0].footer.paragraphs[0]
    footer.text, footer.alignment = f"栖澜汇购物中心 · {source.label}", WD_ALIGN_PARAGRAPH.CENTER


def add_block(document: DocxDocument, block: Block) -> None:
    if block.kind == "heading":
        document.add_heading(block.text, level=block.level - 1)
    elif block.kind == "table":
        add_table(document, block.rows)
    else:
        document.add_paragraph(block.text, style=STYLES[block.kind])


def add_table(document: DocxDocument, rows: tuple[tuple[str, ...], ...]) -> None:
    table = document.add_table(rows=0, cols=len(rows[0]), style="Light Grid Accent 1")
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    header = table.rows[0]._tr.get_or_add_trPr()
    header.append(header.makeelement(qn("w:tblHeader"), {qn("w:val"): "true"}))
    document.add_paragraph()

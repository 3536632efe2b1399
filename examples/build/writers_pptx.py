"""A source as slides: one a section, tables as tables, quoted lines as speaker notes."""

from __future__ import annotations

import io

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pptx.text.text import TextFrame
from pptx.util import Emu, Inches, Pt

from source import Block, Source
from stamp import moment_of, repack

WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
LEFT, INNER = Inches(0.7), Inches(11.9)
INK = RGBColor(0x1F, 0x3A, 0x4D)


def write_pptx(source: Source) -> bytes:
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    set_properties(deck, source)
    for number, section in enumerate(sections_of(source.blocks)):
        add_slide(deck, section, cover=number == 0)
    buffer = io.BytesIO()
    deck.save(buffer)
    return repack(buffer.getvalue(), moment_of(source))


def set_properties(deck: Deck, source: Source) -> None:
    properties = deck.core_properties
    properties.title, properties.author = source.title, "栖澜汇购物中心"
    properties.subject, properties.version = str(source.meta["doc_id"]), str(source.meta.get("version", ""))


def sections_of(blocks: tuple[Block, ...]) -> list[list[Block]]:
    """Blocks cut before every heading of the first two levels."""
    sections: list[list[Block]] = []
    for block in blocks:
        if not sections or (block.kind == "heading" and block.level <= 2):
            sections.append([])
        sections[-1].append(block)
    return sections


def add_slide(deck: Deck, section: list[Block], cover: bool) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    title = slide.shapes.title
    title.left, title.top, title.width, title.height = LEFT, Inches(0.4), INNER, Inches(0.9)
    title.text = section[0].text
    style_text(title.text_frame, 34 if cover else 28)
    texts = [block for block in section[1:] if block.kind in ("para", "bullet", "heading")]
    top = add_text(slide, texts) if texts else Inches(1.5)
    for block in section[1:]:
        if block.kind == "table":
            top = add_table(slide, block.rows, top)
    notes = [block.text for block in section if block.kind == "quote"]
    if notes:
        slide.notes_slide.notes_text_frame.text = "\n".join(notes)


def style_text(frame: TextFrame, size: int) -> None:
    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            run.font.size, run.font.name, run.font.color.rgb = Pt(size), "微软雅黑", INK


def add_text(slide: Slide, blocks: list[Block]) -> int:
    lines = sum(1 + len(block.text) // 46 for block in blocks)
    height = Inches(0.42 * lines)
    frame = slide.shapes.add_textbox(LEFT, Inches(1.4), INNER, height).text_frame
    frame.word_wrap = True
    frame.text = "\n".join(("• " if block.kind == "bullet" else "") + block.text for block in blocks)
    style_text(frame, 18)
    return Inches(1.5) + height


def add_table(slide: Slide, rows: tuple[tuple[str, ...], ...], top: int) -> int:
    height = Inches(0.4) * len(rows)
    table = slide.shapes.add_table(len(rows), len(rows[0]), LEFT, Emu(top), INNER, Emu(height)).table
    widths = [max(max(len(row[column]) for row in rows), 4) for column in range(len(rows[0]))]
    for column, width in enumerate(widths):
        table.columns[column].width = int(INNER * width / sum(widths))
    for y, row in enumerate(rows):
        for x, text in enumerate(row):
            cell = table.cell(y, x)
            cell.text = text
            for paragraph in cell.text_frame.paragraphs:
                paragraph.font.size, paragraph.font.name = Pt(14), "微软雅黑"
    return top + height + Inches(0.3)

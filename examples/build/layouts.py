"""Layouts that trouble readers: two columns with a table across pages, merged header rows, a copied file."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Frame, Spacer

from source import Block, Source, read_source
from writers_docx import write_docx
from writers_pdf import MARGIN, WIDTH, flow, grid, print_pages, register_font
from writers_xlsx import save

GUTTER = 8 * mm
COLUMN = (WIDTH - GUTTER) / 2
HEIGHT = A4[1] - 42 * mm


def write_two_columns(source: Source) -> bytes:
    """Text and table run down the left column, then the right one, then over the page."""
    register_font()
    story = [flowable for block in source.blocks for flowable in column_flow(block)]
    frames = [Frame(MARGIN + n * (COLUMN + GUTTER), 20 * mm, COLUMN, HEIGHT, 0, 0, 0, 0) for n in (0, 1)]
    return print_pages(source, story, frames)


def column_flow(block: Block) -> list[Flowable]:
    if block.kind == "table":  # without a repeated header: the rows after the break stand bare
        return [grid(block.rows, COLUMN, repeat=0), Spacer(1, 8)]
    return flow(block, COLUMN)


def write_merged_headers(source: Source) -> bytes:
    """Headers written group/name become two rows, the group merged over its columns."""
    rows = next(block.rows for block in source.blocks if block.kind == "table")
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "排班"
    sheet.append([f"栖澜汇购物中心 {source.title}"])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(rows[0]))
    merge_groups(sheet, rows[0])
    for row in rows[1:]:
        sheet.append([int(cell) if cell.isdigit() else cell or None for cell in row])
    for column, letter in enumerate("ABCDEFG"):
        sheet.column_dimensions[letter].width = 30 if column == 0 else 22
    return save(book, source)


def merge_groups(sheet: Worksheet, header: tuple[str, ...]) -> None:
    names = [name.split("/") for name in header]
    sheet.append([name[0] for name in names])
    sheet.append([name[1] if len(name) > 1 else None for name in names])
    column = 1
    for _, run in groupby(names, key=lambda name: name[0]):
        width = len(list(run))
        last_row = 3 if len(names[column - 1]) == 1 else 2
        sheet.merge_cells(start_row=2, start_column=column, end_row=last_row, end_column=column + width - 1)
        column += width
    for cell in (*sheet[1], *sheet[2], *sheet[3]):
        cell.font, cell.alignment = Font(bold=True), Alignment(horizontal="center", vertical="center")


def write_copy(source: Source) -> bytes:
    """The very bytes of another Word document, which the source names by its id."""
    wanted = str(source.build["of"])
    folder = Path(__file__).with_name("sources")
    found = sorted(folder.glob(f"{wanted}_*.md"))
    if not found:
        raise ValueError(f"{source.path.name}: it copies {wanted}, and sources/ has no {wanted}_*.md.")
    return write_docx(read_source(found[0]))

"""Tables as a workbook: a sheet for every section that has one."""

from __future__ import annotations

import io

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from source import Source
from stamp import moment_of, repack

HEADER = {"font": Font(bold=True, color="1F3A4D"), "fill": PatternFill("solid", fgColor="EAF0F3")}


def write_xlsx(source: Source) -> bytes:
    """One sheet a section: a merged title row, the table, then the section's paragraphs as remarks."""
    book = Workbook()
    book.remove(book.active)
    sheet, name = None, source.title
    for block in source.blocks:
        if block.kind == "heading":
            name, sheet = block.text, None
        elif block.kind == "table":
            sheet = book.create_sheet(name[:31])
            fill_sheet(sheet, f"{source.label} · {name}" if name != source.title else source.label, block.rows)
        elif sheet is not None:
            sheet.append([block.text])
    return save(book, source)


def fill_sheet(sheet: Worksheet, title: str, rows: tuple[tuple[str, ...], ...]) -> None:
    """The title merged over the header row, as malls do, then the rows."""
    sheet.append([title])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(rows[0]))
    sheet["A1"].font, sheet["A1"].alignment = Font(bold=True, size=14), Alignment(horizontal="center")
    for row in rows:
        sheet.append(list(row))
    for cell in sheet[2]:
        cell.font, cell.fill = HEADER["font"], HEADER["fill"]
    sheet.freeze_panes = "A3"
    for column in range(len(rows[0])):
        longest = max(width(str(row[column])) for row in rows)
        sheet.column_dimensions[get_column_letter(column + 1)].width = min(longest + 2, 48)


def width(text: str) -> int:
    return sum(2 if ord(char) > 0x2E7F else 1 for char in text)


def save(book: Workbook, source: Source) -> bytes:
    book.properties.title, book.properties.creator = source.title, "栖澜汇购物中心"
    book.properties.created = moment_of(source)
    buffer = io.BytesIO()
    book.save(buffer)
    return repack(buffer.getvalue(), moment_of(source))

"""Writes the directories of invented malls as the files that such malls send: Excel, CSV, Word."""

from __future__ import annotations

import csv
from itertools import groupby
from pathlib import Path

import docx
import openpyxl

FOLDER = Path(__file__).parent


def rows_of(name: str) -> list[list[str]]:
    """The lines of a directory as cells; comments left out, headings (`# sheet`, `= floor`) as one cell."""
    lines = (FOLDER / f"{name}.txt").read_text("utf-8").splitlines()
    return [line.split("|") if not line.startswith("#") else [line] for line in lines[1:] if line]


def sheets(folder: Path) -> Path:
    """One sheet a floor, whose name is the floor; a merged title over each table."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for row in rows_of("mainland_sheets"):
        if row[0].startswith("# sheet"):
            name, title = row[0].removeprefix("# sheet ").split(" | ")
            sheet = book.create_sheet(name)
            sheet.append([title])
            sheet.merge_cells("A1:H1")
        else:
            sheet.append(row)
    return _saved(book, folder / "云川天地商户一览表.xlsx")


def merged(folder: Path) -> Path:
    """Floor and trade as cells merged over their rows."""
    book = openpyxl.Workbook()
    sheet = book.active
    rows = rows_of("mainland_merged")
    for row in rows:
        sheet.append(row)
    for column, letter in enumerate("AB"):
        at = 2
        for _, group in groupby(rows[1:], key=lambda row: row[: column + 1]):
            count = len(list(group))
            if count > 1:
                sheet.merge_cells(f"{letter}{at}:{letter}{at + count - 1}")
            at += count
    return _saved(book, folder / "汇景广场商户表.xlsx")


def traditional(folder: Path) -> Path:
    """A bilingual CSV in Traditional characters."""
    path = folder / "海晴匯商戶名錄.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows_of("hongkong"))
    return path


def plain(folder: Path) -> Path:
    """A CSV without units, its floors on lines of their own."""
    path = folder / "知行里店铺名录.csv"
    with path.open("w", encoding="gb18030", newline="") as file:
        for row in rows_of("mainland_plain"):
            csv.writer(file).writerow(_heading(row, 5))
    return path


def english(folder: Path) -> Path:
    """A Word table whose floors are rows merged across it."""
    paper = docx.Document()
    paper.add_heading("Harbour Reach Store Directory", 0)
    rows = rows_of("english")
    table = paper.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        cells = table.add_row().cells
        for cell, text in zip(cells, _heading(row, len(cells)), strict=False):
            cell.text = text
        if row[0].startswith("= "):
            cells[0].merge(cells[-1])
    path = folder / "Harbour Reach Store Directory.docx"
    paper.save(str(path))
    return path


MALLS = {"sheets": sheets, "merged": merged, "traditional": traditional, "plain": plain, "english": english}


def _heading(row: list[str], width: int) -> list[str]:
    return [row[0].removeprefix("= "), *[""] * (width - 1)] if row[0].startswith("= ") else row


def _saved(book: openpyxl.Workbook, path: Path) -> Path:
    book.save(path)
    return path

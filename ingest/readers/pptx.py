"""Slides: title, text, tables, charts and notes, each with the slide's number as its page."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pptx
from lxml.etree import XMLSyntaxError
from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER
from pptx.exc import PackageNotFoundError

from ingest.cleaning import clean, is_boilerplate, one_line
from ingest.grids import Cell, Grid, plain
from ingest.model import Reading, Section
from ingest.tables import read_table
from knowledge.errors import UnreadableFile

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CHROME = {PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER}
_NOTES = "备注"


def read(path: Path) -> Reading:
    """The text of every slide that is shown. Raises UnreadableFile for locked and damaged files."""
    presentation = _open(path)
    sections: list[Section] = []
    warnings = []
    for number, slide in enumerate(presentation.slides, start=1):
        if slide.element.get("show") in ("0", "false"):
            warnings.append(f"Hidden slide left out: {number}")
            continue
        sections += _slide_sections(slide, number)
    title = one_line(presentation.core_properties.title or "") or _first_title(presentation)
    return Reading(sections=tuple(sections), title=_real(title), warnings=tuple(warnings))


def _open(path: Path) -> Any:
    with path.open("rb") as file:
        if file.read(8) == _OLE:
            raise UnreadableFile(
                "The presentation is protected with a password (or is an old .ppt). "
                "Remove the password, save it as .pptx and add it again."
            )
    try:
        return pptx.Presentation(str(path))
    except (PackageNotFoundError, XMLSyntaxError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise UnreadableFile("The presentation is damaged and cannot be opened.") from error


def _real(title: str) -> str:
    return "" if title.lower() in ("powerpoint presentation", "powerpoint 演示文稿") else title


def _first_title(presentation: Any) -> str:
    for slide in presentation.slides:
        if slide.shapes.title is not None and slide.shapes.title.has_text_frame:
            return one_line(slide.shapes.title.text_frame.text)
    return ""


def _slide_sections(slide: Any, number: int) -> list[Section]:
    title_shape = slide.shapes.title
    title = one_line(title_shape.text_frame.text) if title_shape is not None else ""
    path = (title,) if title else (f"第{number}张",)
    lines: list[str] = []
    rows: list[Section] = []
    tables = 0
    for shape in _in_reading_order(slide.shapes):
        if title_shape is not None and shape.shape_id == title_shape.shape_id:
            continue
        if getattr(shape, "has_table", False):
            tables += 1
            rows += _rows(_grid(shape.table), f"表{tables}", number, path)
        elif getattr(shape, "has_chart", False):
            rows += _rows(_chart_grid(shape.chart), "图表", number, path)
        elif shape.has_text_frame and not _is_chrome(shape):
            lines += _lines(shape.text_frame.text)
    prose = [Section("\n".join(lines), path, kind="slide", page=number)] if lines else []
    found = prose + rows + _notes(slide, path, number)
    return found or ([Section(title, kind="slide", page=number)] if title else [])


def _in_reading_order(shapes: Any) -> Iterator[Any]:
    for shape in sorted(shapes, key=lambda shape: (shape.top or 0, shape.left or 0)):
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            yield from _in_reading_order(shape.shapes)
        else:
            yield shape


def _is_chrome(shape: Any) -> bool:
    return shape.is_placeholder and shape.placeholder_format.type in _CHROME


def _lines(text: str) -> list[str]:
    return [line for line in clean(text).split("\n") if line and not is_boilerplate(line)]


def _rows(grid: Grid, name: str, number: int, path: tuple[str, ...]) -> list[Section]:
    return [
        Section(row.text, path + row.path, row.kind, number, row.row, row.columns)
        for row in read_table(grid, row_name=lambda row: f"{name}第{row + 1}行", page=number)
    ]


def _grid(table: Any) -> Grid:
    grid: Grid = []
    for r, row in enumerate(table.rows):
        line: list[Cell] = []
        for c, cell in enumerate(row.cells):
            if cell.is_spanned:
                line.append(_origin_of(grid, line, table, r, c))
            else:
                line.append(Cell(one_line(cell.text), (r, c)))
        grid.append(line)
    return grid


def _origin_of(grid: Grid, line: list[Cell], table: Any, r: int, c: int) -> Cell:
    """The merged cell that covers this place: the nearest to the left or above that reaches here."""
    for row in range(r, -1, -1):
        for column in range(c, -1, -1):
            cell = table.cell(row, column)
            if cell.is_merge_origin and row + cell.span_height > r and column + cell.span_width > c:
                return line[column] if row == r else grid[row][column]
    return Cell("", (r, c))


def _chart_grid(chart: Any) -> Grid:
    try:
        series = list(chart.series)
        categories = [str(category) for category in chart.plots[0].categories]
    except (AttributeError, IndexError, ValueError):
        return []
    header = ["类别", *(str(one.name) for one in series)]
    values = [[f"{value:.10g}" if value is not None else "" for value in one.values] for one in series]
    rows = [
        [category, *(column[index] if index < len(column) else "" for column in values)]
        for index, category in enumerate(categories)
    ]
    return plain([header, *rows])


def _notes(slide: Any, path: tuple[str, ...], number: int) -> list[Section]:
    frame = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
    lines = _lines(frame.text) if frame is not None else []
    return [Section("\n".join(lines), (*path, _NOTES), kind="slide", page=number)] if lines else []

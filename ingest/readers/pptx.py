"""Slides: title, text, tables, charts, diagrams and notes, each with the slide's number as its page."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pptx
from lxml.etree import XMLSyntaxError
from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER
from pptx.exc import PythonPptxError

from ingest.cleaning import clean, is_boilerplate, one_line
from ingest.grids import Grid
from ingest.model import Reading, Section
from ingest.readers.hidden import HiddenText
from ingest.readers.ooxml import Package, repaired
from ingest.readers.pptx_charts import chart_grid
from ingest.readers.pptx_tables import grid_of
from ingest.readers.pptx_text import diagram_lines, is_off_the_slide, seen_text
from ingest.tables import read_table
from knowledge.errors import UnreadableFile

_CHROME = {PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER}
_NOTES = "备注"
_MAX_SHAPES = 5_000  # of one presentation
_DAMAGED = "The presentation is damaged and cannot be opened. Save it anew and add it again."


def read(path: Path) -> Reading:
    """The text of every slide that is shown. Raises UnreadableFile for locked and damaged files."""
    return _Deck(path).reading()


class _Deck:
    def __init__(self, path: Path) -> None:
        package = Package(path)
        self.presentation = _open(package)
        self.warnings: list[str] = list(package.warnings)
        self._forget_missing_slides()
        self.size = (self.presentation.slide_width or 0, self.presentation.slide_height or 0)
        self.hidden = HiddenText()
        self.shapes = 0

    def reading(self) -> Reading:
        sections: list[Section] = []
        for number, slide in enumerate(self._slides(), start=1):
            if slide.element.get("show") in ("0", "false"):
                self.warnings.append(f"Hidden slide left out: {number}")
                continue
            try:
                sections += self._slide(slide, number)
            except (KeyError, AttributeError, ValueError, TypeError, IndexError, PythonPptxError) as error:
                self.warnings.append(f"Slide {number} is damaged and was left out ({type(error).__name__}).")
        return Reading(tuple(sections), self._title(), {}, tuple(self.warnings), self.hidden.flags())

    def _forget_missing_slides(self) -> None:
        part = self.presentation.part
        for mark in list(part._element.iter("{*}sldId")):
            link = mark.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id")
            if link not in part.rels:
                mark.getparent().remove(mark)
                self.warnings.append("A slide is missing in the file.")

    def _slides(self) -> Iterator[Any]:
        slides = self.presentation.slides
        for number in range(len(slides)):
            try:
                yield slides[number]
            except (KeyError, AttributeError, ValueError):
                self.warnings.append(f"Slide {number + 1} is missing in the file.")

    def _title(self) -> str:
        try:
            title = one_line(self.presentation.core_properties.title or "")
        except (KeyError, AttributeError, ValueError):
            title = ""
        return _real(title) or self._first_title()

    def _first_title(self) -> str:
        for slide in self._slides():
            if slide.shapes.title is not None and slide.shapes.title.has_text_frame:
                return one_line(slide.shapes.title.text_frame.text)
        return ""

    def _slide(self, slide: Any, number: int) -> list[Section]:
        title_shape = slide.shapes.title
        title = one_line(title_shape.text_frame.text) if title_shape is not None else ""
        path = (title,) if title else (f"第{number}张",)
        lines: list[str] = []
        rows: list[Section] = []
        tables = 0
        for shape in self._in_reading_order(slide.shapes):
            if title_shape is not None and shape.shape_id == title_shape.shape_id:
                continue
            if getattr(shape, "has_table", False):
                tables += 1
                rows += _rows(grid_of(shape.table), f"表{tables}", number, path)
            elif getattr(shape, "has_chart", False):
                rows += _rows(chart_grid(shape), "图表", number, path)
            elif shape.has_text_frame and not _is_chrome(shape):
                lines += self._shape_lines(shape, number)
            else:
                lines += _lines("\n".join(diagram_lines(shape)))
        prose = [Section("\n".join(lines), path, kind="slide", page=number)] if lines else []
        found = prose + rows + _notes(slide, path, number)
        return found or ([Section(title, kind="slide", page=number)] if title else [])

    def _shape_lines(self, shape: Any, number: int) -> list[str]:
        place = f"第{number}张"
        if is_off_the_slide(shape, self.size):
            self.hidden.add(shape.text_frame.text, place)
            return []
        return _lines(seen_text(shape, self.hidden, place))

    def _in_reading_order(self, shapes: Any) -> Iterator[Any]:
        for shape in sorted(shapes, key=_place):
            self.shapes += 1
            if self.shapes > _MAX_SHAPES:
                raise UnreadableFile(f"The presentation holds over {_MAX_SHAPES:,} shapes. Split it.")
            if _is_hidden(shape):
                self.hidden.add(_all_text(shape), shape.name)
            elif shape.shape_type == MSO_SHAPE_TYPE.GROUP:
                yield from self._in_reading_order(shape.shapes)
            else:
                yield shape


def _open(package: Package) -> Any:
    package.main("ppt")
    try:
        return pptx.Presentation(io.BytesIO(repaired(package)))
    except UnreadableFile:
        raise
    except (
        PythonPptxError,
        XMLSyntaxError,
        KeyError,
        ValueError,
        AttributeError,
        TypeError,
        zipfile.BadZipFile,
    ) as error:
        raise UnreadableFile(_DAMAGED) from error


def _real(title: str) -> str:
    return "" if title.lower() in ("powerpoint presentation", "powerpoint 演示文稿") else title


def _place(shape: Any) -> tuple[int, int]:
    try:
        return (shape.top or 0, shape.left or 0)
    except (AttributeError, ValueError, KeyError):  # a placeholder whose layout is gone
        return (0, 0)


def _is_hidden(shape: Any) -> bool:
    properties = next(shape.element.iter("{*}cNvPr"), None)
    return properties is not None and properties.get("hidden") in ("1", "true")


def _all_text(shape: Any) -> str:
    return " ".join(piece.text or "" for piece in shape.element.iter("{*}t"))


def _is_chrome(shape: Any) -> bool:
    return shape.is_placeholder and shape.placeholder_format.type in _CHROME


def _lines(text: str) -> list[str]:
    return [line for line in clean(text).split("\n") if line and not is_boilerplate(line)]


def _rows(grid: Grid, name: str, number: int, path: tuple[str, ...]) -> list[Section]:
    return [
        Section(row.text, path + row.path, row.kind, number, row.row, row.columns)
        for row in read_table(grid, row_name=lambda row: f"{name}第{row + 1}行", page=number)
    ]


def _notes(slide: Any, path: tuple[str, ...], number: int) -> list[Section]:
    frame = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
    lines = _lines(frame.text) if frame is not None else []
    return [Section("\n".join(lines), (*path, _NOTES), kind="slide", page=number)] if lines else []

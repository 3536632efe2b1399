"""Excel workbooks by row: merged titles and headers understood, hidden parts left out and counted.

Read from the XML itself. openpyxl builds an object for every place of a merged range (16 billion in a
3 KB file) and gives up over a style it does not know; calamine does not say what is hidden.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

from lxml import etree
from lxml.etree import _Element

from ingest.cleaning import one_line
from ingest.model import Reading
from ingest.readers.hidden import HiddenText
from ingest.readers.number_formats import plain, shown
from ingest.readers.ooxml import Package
from ingest.readers.sheets import Budget, Sheet, sections_of, warnings_of
from ingest.readers.xlsx_parts import (
    MAX_COLUMN,
    MAX_ROW,
    PLACE,
    area_of,
    cleaned,
    column_of,
    forget,
    index,
    rich,
    shared_strings,
)
from ingest.readers.xlsx_styles import CellStyles, s

_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SHOWN_PLACES = 3  # that a warning names


def read(path: Path) -> Reading:
    """The rows of every visible sheet. Raises UnreadableFile for locked and damaged workbooks."""
    return _Book(Package(path)).reading()


class _Book:
    def __init__(self, package: Package) -> None:
        self.package = package
        main = package.main("xl")
        self.root = package.xml(main, is_needed=True)
        self.targets = package.related(main)
        parts = dict(self.targets.values())
        self.styles = CellStyles(package.xml(parts["styles"]) if "styles" in parts else None)
        self.strings = shared_strings(package, parts.get("sharedStrings", ""))
        properties = self.root.find(s("workbookPr")) if self.root is not None else None
        self.is_1904 = properties is not None and properties.get("date1904") in ("1", "true", "on")
        self.budget = Budget()
        self.errors: list[str] = []
        self.uncalculated: list[str] = []

    def reading(self) -> Reading:
        sheets = list(self._sheets())
        hidden = HiddenText()
        sections = tuple(sections_of(sheets, hidden))
        return Reading(
            sections=sections,
            title=one_line(self.package.core_title()),
            warnings=(*self.package.warnings, *warnings_of(sheets), *self._remarks()),
            flags=hidden.flags(),
        )

    def _remarks(self) -> Iterator[str]:
        if self.uncalculated:
            yield (
                f"{len(self.uncalculated)} formulas have no stored result ({_some(self.uncalculated)}). "
                "Open and save the file in Excel."
            )
        if self.errors:
            yield f"{len(self.errors)} cells show an error instead of a value ({_some(self.errors)})."

    def _sheets(self) -> Iterator[Sheet]:
        for entry in self.root.iter(s("sheet")) if self.root is not None else ():
            kind, target = self.targets.get(entry.get(_ID) or "", ("", ""))
            sheet = Sheet(one_line(entry.get("name") or "")[:60])
            sheet.is_hidden = entry.get("state") in ("hidden", "veryHidden")
            if kind == "worksheet" and not sheet.is_hidden:
                if target not in self.package:
                    self.package.warnings.append(f"The sheet {sheet.name} is missing in the file.")
                self._fill(sheet, target)
            yield sheet

    def _fill(self, sheet: Sheet, part: str) -> None:
        data = self.package.data(part)
        if not data.strip():
            return
        pale: set[tuple[int, int]] = set()
        is_repainted = False
        row = 0
        names = ("row", "col", "mergeCell", "conditionalFormatting", "sheetFormatPr")
        try:
            for _, element in etree.iterparse(
                io.BytesIO(data), tag=[s(name) for name in names], resolve_entities=False, no_network=True
            ):
                if element.tag == s("row"):
                    row = self._row(sheet, element, row, pale)
                    forget(element)
                elif element.tag == s("col"):
                    _hide_columns(sheet, element)
                elif element.tag == s("mergeCell"):
                    _merge(sheet, element.get("ref") or "")
                    forget(element)
                elif element.tag == s("conditionalFormatting"):
                    is_repainted = True
        except etree.XMLSyntaxError as error:
            if error.code == etree.ErrorTypes.ERR_NO_MEMORY:
                raise MemoryError from error
            self.package.warnings.append(f"The sheet {sheet.name} is damaged after row {row}.")
        sheet.unseen = set() if is_repainted else pale - self._table_headers(part)
        sheet.boxes = list(self._boxes(part))

    def _row(self, sheet: Sheet, element: _Element, last: int, pale: set[tuple[int, int]]) -> int:
        row = min(index(element.get("r")) or last + 1, MAX_ROW)
        if element.get("hidden") in ("1", "true") or element.get("ht") in ("0", "0.0"):
            sheet.hidden_rows.add(row)
        column = 0
        for cell in element:
            if cell.tag != s("c"):
                continue
            place = PLACE.fullmatch(cell.get("r") or "")
            column = min(column_of(place[1]) if place else column + 1, MAX_COLUMN)
            style = index(cell.get("s"))
            text = self._text(cell, self.styles.code(style), f"{sheet.name}!{cell.get('r') or row}")
            if text:
                self.budget.spend(text)
                sheet.cells[row, column] = text
                if self.styles.is_unseen(style):
                    pale.add((row, column))
        return row

    def _text(self, cell: _Element, code: str, place: str) -> str:
        kind = cell.get("t") or "n"
        if kind == "inlineStr":
            return rich(cell.find(s("is")))
        value = cell.findtext(s("v"))
        if not value:
            if kind == "n" and cell.find(s("f")) is not None:
                self.uncalculated.append(place)
            return ""
        if kind == "s":
            number = index(value.strip())
            return self.strings[number] if number < len(self.strings) else ""
        if kind == "b":
            return "是" if value.strip() in ("1", "true") else "否"
        if kind == "e":
            self.errors.append(f"{place} {one_line(value)[:10]}")
            return ""
        if kind == "d":
            return one_line(value).replace("T00:00:00", "").replace("T", " ")
        return self._number(value, code) if kind == "n" else cleaned(value)

    def _number(self, value: str, code: str) -> str:
        try:
            number = float(value)
        except ValueError:
            return cleaned(value)
        return shown(number, code, self.is_1904) or plain(number)

    def _table_headers(self, part: str) -> set[tuple[int, int]]:
        """The first rows of defined tables: their style paints them."""
        places: set[tuple[int, int]] = set()
        for kind, target in self.package.related(part).values():
            root = self.package.xml(target) if kind == "table" else None
            area = area_of(root.get("ref") or "") if root is not None else None
            if area:
                places |= {(area.top, column) for column in range(area.left, area.right + 1)}
        return places

    def _boxes(self, part: str) -> Iterator[str]:
        """Text boxes drawn over the sheet."""
        for kind, target in self.package.related(part).values():
            root = self.package.xml(target) if kind == "drawing" else None
            for body in root.iter("{*}txBody") if root is not None else ():
                lines = (
                    "".join(t.text or "" for t in p.iter(f"{_DRAWING}t")) for p in body.iter(f"{_DRAWING}p")
                )
                text = "\n".join(line for line in map(one_line, lines) if line)
                if text:
                    self.budget.spend(text)
                    yield text


def _hide_columns(sheet: Sheet, element: _Element) -> None:
    if element.get("hidden") in ("1", "true") or element.get("width") in ("0", "0.0"):
        first, last = index(element.get("min")), min(index(element.get("max")), MAX_COLUMN)
        sheet.hidden_columns.update(range(first, last + 1))


def _merge(sheet: Sheet, reference: str) -> None:
    area = area_of(reference)
    if area and area.bottom >= area.top and area.right >= area.left:
        sheet.merged.append(area)


def _some(places: list[str]) -> str:
    return ", ".join(places[:_SHOWN_PLACES])

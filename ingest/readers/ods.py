"""OpenDocument sheets (LibreOffice, WPS), read from their XML: calamine would not say what is hidden."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from lxml import etree
from lxml.etree import _Element

from ingest.cleaning import one_line
from ingest.model import Reading
from ingest.readers.formats import LOCKED
from ingest.readers.hidden import HiddenText, is_paper, is_white
from ingest.readers.sheets import Area, Budget, Sheet, sections_of, warnings_of
from knowledge.errors import UnreadableFile

_NAMESPACES = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"
_FO = _NAMESPACES.format("xsl-fo-compatible")
_MAX_ROW, _MAX_COLUMN = 1_048_576, 16_384
_MAX_REPEATED = 1_000  # filled rows or cells said to stand that often: more is a fill to the sheet's end
_DAMAGED = "The sheet is damaged and cannot be opened. Save it as .xlsx and add it again."


def _name(space: str, name: str) -> str:
    return f"{{{_NAMESPACES.format(space)}}}{name}"


def read(path: Path) -> Reading:
    """The rows of every visible sheet. Raises UnreadableFile for locked and damaged files."""
    root = _content(path)
    budget = Budget()
    hidden_styles = {
        style.get(_name("style", "name"))
        for style in root.iter(_name("style", "style"))
        if any(one.get(_name("table", "display")) == "false" for one in style)
    }
    pale = {
        style.get(_name("style", "name")) for style in root.iter(_name("style", "style")) if _is_pale(style)
    }
    sheets = [_sheet(table, hidden_styles, pale, budget) for table in root.iter(_name("table", "table"))]
    hidden = HiddenText()
    sections = tuple(sections_of(sheets, hidden))
    return Reading(sections, warnings=tuple(warnings_of(sheets)), flags=hidden.flags())


def _content(path: Path) -> _Element:
    try:
        with zipfile.ZipFile(path) as archive:
            data, manifest = archive.read("content.xml"), b""
            if "META-INF/manifest.xml" in archive.namelist():
                manifest = archive.read("META-INF/manifest.xml")
        if b"encryption-data" in manifest:
            raise UnreadableFile(LOCKED)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
        return etree.parse(io.BytesIO(data), parser).getroot()
    except (zipfile.BadZipFile, KeyError, RuntimeError, EOFError, OSError) as error:
        raise UnreadableFile(_DAMAGED) from error
    except etree.XMLSyntaxError as error:
        if error.code == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from error
        raise UnreadableFile(_DAMAGED) from error


def _is_pale(style: _Element) -> bool:
    """Whether a cell style writes white on no background or a white one."""
    colour, behind = "", ""
    for properties in style:
        colour = properties.get(f"{{{_FO}}}color") or colour
        behind = properties.get(f"{{{_FO}}}background-color") or behind
    return is_white(colour) and (behind == "transparent" or is_paper(behind))


def _sheet(table: _Element, hidden_styles: set[str | None], pale: set[str | None], budget: Budget) -> Sheet:
    sheet = Sheet(
        one_line(table.get(_name("table", "name")) or ""),
        is_hidden=table.get(_name("table", "style-name")) in hidden_styles,
    )
    if sheet.is_hidden:
        return sheet
    column = 1
    for element in table.iter(_name("table", "table-column")):
        times = _repeated(element, "number-columns-repeated", _MAX_COLUMN)
        if element.get(_name("table", "visibility")) in ("collapse", "filter"):
            sheet.hidden_columns.update(range(column, min(column + times, _MAX_COLUMN)))
        column += times
    row = 1
    for element in table.iter(_name("table", "table-row")):
        row += _row(sheet, element, row, pale, budget)
        if row > _MAX_ROW:
            break
    return sheet


def _row(sheet: Sheet, element: _Element, row: int, pale: set[str | None], budget: Budget) -> int:
    """Fills one row, repeated as often as it says; returns how many rows that are."""
    times = _repeated(element, "number-rows-repeated", _MAX_ROW)
    column = 1
    cells: list[tuple[int, str]] = []
    unseen: set[int] = set()
    for cell in element:
        if cell.tag not in (_name("table", "table-cell"), _name("table", "covered-table-cell")):
            continue
        width = _repeated(cell, "number-columns-repeated", _MAX_COLUMN)
        text = _text(cell) if cell.tag == _name("table", "table-cell") else ""
        if text:
            cells += [(place, text) for place in range(column, column + min(width, _MAX_REPEATED))]
            _merge(sheet, cell, row, column)
            if cell.get(_name("table", "style-name")) in pale:
                unseen.add(column)
        column += width
    for number in range(row, row + min(times, _MAX_REPEATED)) if cells else ():
        for place, text in cells:
            budget.spend(text)
            sheet.cells[number, place] = text
            if place in unseen:
                sheet.unseen.add((number, place))
        if element.get(_name("table", "visibility")) in ("collapse", "filter"):
            sheet.hidden_rows.add(number)
    return times


def _merge(sheet: Sheet, cell: _Element, row: int, column: int) -> None:
    down = _repeated(cell, "number-rows-spanned", _MAX_ROW)
    across = _repeated(cell, "number-columns-spanned", _MAX_COLUMN)
    if down > 1 or across > 1:
        sheet.merged.append(Area(row, column, row + down - 1, column + across - 1))


def _text(cell: _Element) -> str:
    """What the cell shows; a date as 2026-11-21, whatever its format."""
    date = cell.get(_name("office", "date-value"))
    if date:
        return date.replace("T00:00:00", "").replace("T", " ")[:16]
    lines = ("".join(line.itertext()) for line in cell.iterfind(_name("text", "p")))
    return one_line("\n".join(lines))


def _repeated(element: _Element, name: str, most: int) -> int:
    text = element.get(_name("table", name)) or "1"
    return min(max(int(text), 1), most) if text.isdecimal() and len(text) < 10 else 1

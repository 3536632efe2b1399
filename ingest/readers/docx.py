"""Word documents: headings, paragraphs, lists and tables in reading order.

Read from the XML itself: text also hides in content controls, text boxes, hyperlinks and
tracked insertions, which python-docx's paragraph text passes over.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
from docx.document import Document as WordDocument
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from lxml.etree import XMLSyntaxError, _Element

from ingest.cleaning import clean, is_boilerplate, one_line
from ingest.grids import Cell, Grid
from ingest.model import Reading
from ingest.outline import Outline, heading_level, under_title
from ingest.readers.docx_numbering import Numbering
from ingest.readers.docx_styles import Styles
from ingest.tables import read_table
from knowledge.errors import UnreadableFile

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_P, _TBL, _SDT, _SDT_CONTENT = qn("w:p"), qn("w:tbl"), qn("w:sdt"), qn("w:sdtContent")
_TEXT_BOX = qn("w:txbxContent")
# Deleted text, field codes, the copy of a text box for old programs, comments' marks.
_UNSEEN = {
    qn("w:del"),
    qn("w:moveFrom"),
    qn("w:instrText"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    _TEXT_BOX,
}
_SIGNS = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_TRANSPARENT = {_SDT, _SDT_CONTENT, qn("w:ins"), qn("w:moveTo"), qn("w:customXml"), qn("w:smartTag")}


def read(path: Path) -> Reading:
    """The text of a Word document. Raises UnreadableFile for locked and damaged files."""
    return _Walk(_open(path)).reading()


def _open(path: Path) -> WordDocument:
    with path.open("rb") as file:
        if file.read(8) == _OLE:
            raise UnreadableFile(
                "The document is protected with a password (or is an old .doc). "
                "Remove the password, save it as .docx and add it again."
            )
    try:
        return docx.Document(str(path))
    except (PackageNotFoundError, XMLSyntaxError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise UnreadableFile("The document is damaged and cannot be opened.") from error


class _Walk:
    """Goes through the body once and fills an outline."""

    def __init__(self, document: WordDocument) -> None:
        self.body = document.element.body
        self.styles = Styles(document)
        self.numbering = Numbering(document)
        self.outline = Outline()
        self.title = ""
        self.tables = 0

    def reading(self) -> Reading:
        self._blocks(self.body)
        sections = self.outline.close()
        title = self.title or self._only_top_heading()
        return Reading(sections=under_title(sections, title), title=title)

    def _only_top_heading(self) -> str:
        """The first heading, when everything in the document stands under it."""
        firsts = {section.path[:1] for section in self.outline.sections}
        first = next(iter(firsts), ())
        return first[0] if len(firsts) == 1 and first and heading_level(first[0]) is None else ""

    def _blocks(self, parent: _Element) -> None:
        for block in _blocks_of(parent):
            if block.tag == _P:
                self._paragraph(block)
            else:
                self._table(block)

    def _paragraph(self, paragraph: _Element) -> None:
        number = self.numbering.label(paragraph, self.styles.id_of(paragraph))
        text = f"{number}{_text(paragraph)}"
        self._lines(clean(text), paragraph)
        for box in _text_boxes(paragraph):
            self._blocks(box)

    def _lines(self, text: str, paragraph: _Element) -> None:
        if self.styles.is_title(paragraph) and not self.title:
            self.title = one_line(text)
            return
        level = self.styles.heading_level(paragraph)
        if level:
            self._heading(level, one_line(text))
            return
        for line in text.split("\n"):
            numbered = heading_level(line)
            if numbered:
                self._heading(numbered, line)
            elif not is_boilerplate(line):
                self.outline.line(line)

    def _heading(self, level: int, text: str) -> None:
        if text:
            self.outline.heading(level, text)

    def _table(self, table: _Element) -> None:
        grid = _grid(table)
        if _is_a_frame(grid):
            for row in table.iter(qn("w:tc")):
                self._blocks(row)
            return
        self.tables += 1
        name = f"表{self.tables}"
        self.outline.rows(read_table(grid, row_name=lambda row: f"{name}第{row + 1}行"))


def _is_a_frame(grid: Grid) -> bool:
    """A table of one column or one row only lays out text: read it as text."""
    anchors = [{cell.anchor for cell in row if cell.text} for row in grid]
    filled = [row for row in anchors if row]
    return len(filled) <= 1 or all(len(row) <= 1 for row in filled)


def _blocks_of(parent: _Element) -> Iterator[_Element]:
    """Paragraphs and tables, also those inside content controls and tracked insertions."""
    for child in parent:
        if child.tag in (_P, _TBL):
            yield child
        elif child.tag in _TRANSPARENT:
            yield from _blocks_of(child)


def _text(element: _Element) -> str:
    """What a reader of the page sees of a paragraph, without its text boxes."""
    parts: list[str] = []
    for child in element:
        if child.tag in _UNSEEN or _is_hidden(child):
            continue
        if child.tag == qn("w:t"):
            parts.append(child.text or "")
        elif child.tag in _SIGNS:
            parts.append(_SIGNS[child.tag])
        else:
            parts.append(_text(child))
    return "".join(parts)


def _is_hidden(run: _Element) -> bool:
    mark = run.find(f"{qn('w:rPr')}/{qn('w:vanish')}") if run.tag == qn("w:r") else None
    return mark is not None and mark.get(qn("w:val")) not in ("0", "false")


def _text_boxes(paragraph: _Element) -> Iterator[_Element]:
    for box in paragraph.iter(_TEXT_BOX):
        ancestors = {ancestor.tag for ancestor in box.iterancestors()}
        if not ancestors & (_UNSEEN - {_TEXT_BOX}):
            yield box


def _grid(table: _Element) -> Grid:
    """The cells of a table, merged ones filled through."""
    grid: Grid = []
    for index, row in enumerate(_rows_of(table)):
        line: list[Cell] = []
        for cell in _cells_of(row):
            line += _spread(cell, index, line, grid)
        grid.append(line)
    width = max((len(line) for line in grid), default=0)
    return [line + [Cell("", (r, c)) for c in range(len(line), width)] for r, line in enumerate(grid)]


def _spread(cell: _Element, row: int, line: list[Cell], grid: Grid) -> list[Cell]:
    properties = cell.find(qn("w:tcPr"))
    span = properties.find(qn("w:gridSpan")) if properties is not None else None
    merge = properties.find(qn("w:vMerge")) if properties is not None else None
    width = int(span.get(qn("w:val"), "1")) if span is not None else 1
    place = len(line)
    value = Cell(one_line(_cell_text(cell)), (row, place))
    continues = merge is not None and merge.get(qn("w:val"), "continue") == "continue"
    if continues and grid and place < len(grid[-1]):
        value = grid[-1][place]
    return [value] * min(width, 64)


def _cell_text(cell: _Element) -> str:
    return "\n".join(_text(paragraph) for paragraph in cell.iter(_P))


def _rows_of(table: _Element) -> Iterator[_Element]:
    for child in table:
        if child.tag == qn("w:tr"):
            yield child
        elif child.tag in _TRANSPARENT:
            yield from _rows_of(child)


def _cells_of(row: _Element) -> Iterator[_Element]:
    for child in row:
        if child.tag == qn("w:tc"):
            yield child
        elif child.tag in _TRANSPARENT:
            yield from _cells_of(child)

"""Word documents: headings, paragraphs, lists, tables and notes in reading order.

Read from the XML itself: text also hides in content controls, text boxes, hyperlinks, notes and
tracked insertions, which python-docx's paragraph text passes over; and it opens files with
parts missing, which python-docx does not.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml.etree import _Element

from ingest.cleaning import clean, is_boilerplate, one_line
from ingest.model import Reading
from ingest.outline import Outline, heading_level, under_title
from ingest.readers.docx_numbering import Numbering
from ingest.readers.docx_styles import Styles
from ingest.readers.docx_tables import TRANSPARENT, cells_of, grid_of, is_a_frame, rows_of
from ingest.readers.docx_text import Notes, RunText, text_boxes
from ingest.readers.hidden import HiddenText, is_paper
from ingest.readers.ooxml import Package
from ingest.readers.wordml import value, w
from ingest.tables import read_table
from knowledge.errors import UnreadableFile

_P, _TBL = w("p"), w("tbl")
_NO_TEXT = "The file has no text of a Word document in it. Open it in Word, save it anew and add it again."


def read(path: Path) -> Reading:
    """The text of a Word document. Raises UnreadableFile for locked and damaged files."""
    return _Walk(Package(path)).reading()


class _Walk:
    """Goes through the body once and fills an outline."""

    def __init__(self, package: Package) -> None:
        self.package = package
        main = package.main("word")
        document = package.xml(main, is_needed=True)
        body = document.find(w("body")) if document is not None else None
        if document is None or body is None:
            raise UnreadableFile(_NO_TEXT)
        self.body = body
        parts = dict(package.related(main).values())
        roots = {
            kind: package.xml(parts[kind])
            for kind in ("styles", "numbering", "footnotes", "endnotes")
            if kind in parts
        }
        self.styles = Styles(roots.get("styles"))
        self.numbering = Numbering(roots.get("numbering"), roots.get("styles"))
        self.notes = Notes(roots.get("footnotes"), roots.get("endnotes"))
        self.hidden = HiddenText()
        background = document.find(w("background"))
        is_dark = background is not None and not is_paper(background.get(w("color")) or "")
        self.runs = RunText(self.styles, self.notes, self.hidden, is_dark)
        self.outline = Outline()
        self.title = ""
        self.tables = 0

    def reading(self) -> Reading:
        self._blocks(self.body)
        sections = self.outline.close()
        title = self.title or self._only_top_heading()
        warnings = list(self.package.warnings)
        pieces = sum(1 for _ in self.body.iter(w("altChunk")))
        if pieces:
            warnings.append(
                f"{pieces} inserted files were not read. Open the document in Word and save it anew."
            )
        return Reading(
            under_title(sections, title), title, warnings=tuple(warnings), flags=self.hidden.flags()
        )

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
        if self.styles.is_contents(paragraph):
            return
        self.runs.place = " › ".join(self.outline.path)
        text = self.runs.of(paragraph)
        if text.strip():  # an empty paragraph shows no number
            text = self.numbering.label(paragraph, self.styles.id_of(paragraph)) + text
        self._lines(clean(text), paragraph)
        self._write_notes()
        for box in text_boxes(paragraph):
            self._blocks(box)

    def _lines(self, text: str, paragraph: _Element) -> None:
        if not text:
            return
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
        for mark, _ in self.notes.waiting:
            text = text.replace(mark, "")
        if text:
            self.outline.heading(level, text)

    def _write_notes(self) -> None:
        """Each note as a line of its own after the paragraph or table that has its mark."""
        waiting, self.notes.waiting = self.notes.waiting, []
        for mark, note in waiting:
            text = one_line("\n".join(self.runs.of(paragraph) for paragraph in note.iter(_P)))
            if text:
                self.outline.line(f"{mark}{text}")

    def _table(self, table: _Element) -> None:
        self.runs.place = f"表{self.tables + 1}"
        if is_a_frame(grid_of(table, _bare_text)):
            for row in rows_of(table):
                for cell in cells_of(row):
                    self._blocks(cell)
            return
        self.tables += 1
        name = f"表{self.tables}"
        grid = grid_of(table, self._cell_text)
        self.outline.rows(read_table(grid, row_name=lambda row: f"{name}第{row + 1}行"))
        self._write_notes()
        for inner in _inner_tables(table):
            self._table(inner)

    def _cell_text(self, cell: _Element) -> str:
        """A cell's paragraphs and text boxes; a table inside it follows as a table of its own."""
        texts: list[str] = []
        for block in _blocks_of(cell):
            if block.tag == _P:
                label = self.numbering.label(block, self.styles.id_of(block))
                text = self.runs.of(block)
                texts.append(label + text if text.strip() else "")
                texts += [self._cell_text(box) for box in text_boxes(block)]
        return "\n".join(texts)


def _bare_text(cell: _Element) -> str:
    """A cell's letters, only to see which cells are filled: reading it counts its list numbers and notes."""
    return "".join(piece.text or "" for piece in cell.iter(w("t")))


def _inner_tables(table: _Element) -> Iterator[_Element]:
    for row in rows_of(table):
        for cell in cells_of(row):
            yield from (block for block in _blocks_of(cell) if block.tag == _TBL)


def _blocks_of(parent: _Element) -> Iterator[_Element]:
    """Paragraphs and tables, also those inside content controls and tracked insertions; no table of contents."""
    for child in parent:
        if child.tag in (_P, _TBL):
            yield child
        elif child.tag in TRANSPARENT and not _is_contents(child):
            yield from _blocks_of(child)


def _is_contents(control: _Element) -> bool:
    return value(control, "sdtPr", "docPartObj", "docPartGallery").lower() == "table of contents"

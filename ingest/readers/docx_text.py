"""What a reader of the page sees of a Word paragraph: runs, signs, marks of notes; hidden runs set aside."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element

from ingest.readers.docx_styles import Styles
from ingest.readers.hidden import HiddenText, is_paper, is_white
from ingest.readers.wordml import is_on, number, value, w

TEXT_BOX = w("txbxContent")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
# Deleted text, field codes, the copy of a text box for old programs, readings over characters, properties.
_UNSEEN = {w(name) for name in ("del", "moveFrom", "instrText", "delText", "rt", "pPr", "rPr", "sdtPr")} | {
    _FALLBACK,
    TEXT_BOX,
}
_SIGNS = {w("tab"): " ", w("ptab"): " ", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "-"}
_NOTE_MARKS = {w("footnoteReference"): "注", w("endnoteReference"): "尾注"}
# Signs of Microsoft's symbol fonts that papers are full of: ticks, boxes, arrows.
_SYMBOLS = {
    "FC": "✓", "FB": "✗", "FE": "☑", "FD": "☒", "A8": "□", "6F": "□", "A3": "□", "52": "☑", "53": "☒",
    "E8": "➔", "D8": "➢", "6C": "●", "6E": "■", "75": "◆", "76": "❖", "B7": "•", "E0": "→", "DF": "←",
}  # fmt: skip
_INVISIBLE_SIZE = 2  # half-points


class Notes:
    """Footnotes and endnotes by their id, numbered as they are met."""

    def __init__(self, footnotes: _Element | None, endnotes: _Element | None) -> None:
        self._notes = {"注": _by_id(footnotes), "尾注": _by_id(endnotes)}
        self._counts = {"注": 0, "尾注": 0}
        self.waiting: list[tuple[str, _Element]] = []

    def mark(self, word: str, note_id: str) -> str:
        """〔注1〕, and its note waits to be written after the paragraph; empty where there is no note."""
        note = self._notes[word].pop(note_id, None)
        if note is None:
            return ""
        self._counts[word] += 1
        mark = f"〔{word}{self._counts[word]}〕"
        self.waiting.append((mark, note))
        return mark


def _by_id(root: _Element | None) -> dict[str, _Element]:
    ordinary = (
        note
        for note in (root if root is not None else ())
        if note.get(w("type")) in (None, "normal")  # the others are separators
    )
    return {note.get(w("id"), ""): note for note in ordinary}


class RunText:
    """Reads paragraphs; keeps what is hidden apart, with the place that was told last."""

    def __init__(self, styles: Styles, notes: Notes, hidden: HiddenText, is_dark_page: bool) -> None:
        self._styles = styles
        self._notes = notes
        self._hidden = hidden
        self._is_dark_page = is_dark_page
        self.place = ""

    def of(self, paragraph: _Element) -> str:
        """The paragraph's text without its text boxes."""
        return self._text(paragraph, paragraph)

    def _text(self, element: _Element, paragraph: _Element) -> str:
        parts: list[str] = []
        for child in element:
            if child.tag in _UNSEEN:
                continue
            if child.tag in (w("t"), _MATH_TEXT):
                parts.append(child.text or "")
            elif child.tag in _SIGNS:
                parts.append(_SIGNS[child.tag])
            elif child.tag == w("sym"):
                parts.append(_symbol(child))
            elif child.tag in _NOTE_MARKS:
                parts.append(self._notes.mark(_NOTE_MARKS[child.tag], child.get(w("id"), "")))
            elif child.tag == w("r") and self._is_hidden(child, paragraph):
                self._hidden.add("".join(piece.text or "" for piece in child.iter(w("t"))), self.place)
            else:
                parts.append(self._text(child, paragraph))
        return "".join(parts)

    def _is_hidden(self, run: _Element, paragraph: _Element) -> bool:
        own = run.find(w("rPr"))
        run_style, paragraph_style = value(own, "rStyle"), self._styles.id_of(paragraph)
        vanish = own.find(w("vanish")) if own is not None else None
        if is_on(vanish) or (
            vanish is None and (self._styles.is_hidden(run_style) or self._styles.is_hidden(paragraph_style))
        ):
            return True
        size = self._property(own, "sz", run_style, paragraph_style)
        if size and number(size, 20) <= _INVISIBLE_SIZE:
            return True
        colour = self._property(own, "color", run_style, paragraph_style)
        return is_white(colour) and not self._is_dark_page and self._is_on_paper(run, own, paragraph)

    def _property(self, own: _Element | None, name: str, run_style: str, paragraph_style: str) -> str:
        return (
            value(own, name)
            or self._styles.run_property(run_style, name)
            or self._styles.run_property(paragraph_style, name)
        )

    def _is_on_paper(self, run: _Element, own: _Element | None, paragraph: _Element) -> bool:
        """Whether nothing dark lies behind a run: its own shading, its paragraph's, cell's, table's or box's."""
        if own is not None and (
            not is_paper(_fill(own)) or value(own, "highlight") not in ("", "none", "white")
        ):
            return False
        behind = paragraph.find(w("pPr"))
        if not is_paper(_fill(behind) or self._styles.shading(self._styles.id_of(paragraph))):
            return False
        return not any(self._is_dark(ancestor) for ancestor in run.iterancestors(w("tc"), w("tbl"), TEXT_BOX))

    def _is_dark(self, ancestor: _Element) -> bool:
        if ancestor.tag == TEXT_BOX:
            return True  # boxes have fills of many kinds: no guess
        if ancestor.tag == w("tc"):
            return not is_paper(_fill(ancestor.find(w("tcPr"))))
        properties = ancestor.find(w("tblPr"))
        return not is_paper(_fill(properties)) or self._styles.paints_cells(value(properties, "tblStyle"))


def text_boxes(paragraph: _Element) -> Iterator[_Element]:
    """The text boxes that hang on a paragraph, those inside another box left to that box."""
    for box in paragraph.iter(TEXT_BOX):
        above = []
        for ancestor in box.iterancestors():
            if ancestor is paragraph:
                break
            above.append(ancestor.tag)
        if not any(tag in _UNSEEN for tag in above):
            yield box


def _fill(properties: _Element | None) -> str:
    mark = properties.find(w("shd")) if properties is not None else None
    if mark is None:
        return ""
    pattern, fill = mark.get(w("val")) or "", mark.get(w("fill")) or ""
    return "000000" if pattern == "solid" else fill


def _symbol(mark: _Element) -> str:
    code = (mark.get(w("char")) or "").upper()
    if code.startswith("F0") and len(code) == 4:
        return _SYMBOLS.get(code[2:], "")
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""

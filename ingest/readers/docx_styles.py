"""Which paragraph styles of a Word document are headings, by name or outline level."""

from __future__ import annotations

import re

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml.etree import _Element

_HEADING_NAME = re.compile(r"(?:heading|标题|標題)\s*(\d)", re.IGNORECASE)
_TITLE_NAME = re.compile(r"(?:title|标题|標題|文档标题)", re.IGNORECASE)
_BODY_LEVEL = 9


class Styles:
    """Looks a paragraph's style up, following what a style is based on."""

    def __init__(self, document: WordDocument) -> None:
        self._elements = {style.get(qn("w:styleId")): style for style in document.styles.element}

    def id_of(self, paragraph: _Element) -> str:
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        return style.get(qn("w:val"), "") if style is not None else ""

    def is_title(self, paragraph: _Element) -> bool:
        return bool(_TITLE_NAME.fullmatch(self._name(self.id_of(paragraph))))

    def heading_level(self, paragraph: _Element) -> int | None:
        """1-9 for a heading, None for ordinary text."""
        own = paragraph.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        if own is not None:
            return _level(own)
        style_id = self.id_of(paragraph)
        for _ in range(10):  # styles may be based on each other in a circle
            if not style_id:
                return None
            match = _HEADING_NAME.fullmatch(self._name(style_id))
            if match:
                return int(match[1])
            element = self._elements.get(style_id)
            level = element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}") if element is not None else None
            if level is not None:
                return _level(level)
            style_id = _value(element, "w:basedOn")
        return None

    def _name(self, style_id: str) -> str:
        return _value(self._elements.get(style_id), "w:name")


def _value(element: _Element | None, tag: str) -> str:
    child = element.find(qn(tag)) if element is not None else None
    return child.get(qn("w:val"), "") if child is not None else ""


def _level(mark: _Element) -> int | None:
    value = mark.get(qn("w:val"), "")
    return int(value) + 1 if value.isdigit() and int(value) < _BODY_LEVEL else None

"""Styles of a Word document: which are headings, and how they colour and size text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.etree import _Element

from ingest.readers.wordml import VAL, is_on, value, w

_HEADING_NAME = re.compile(r"(?:heading|标题|標題)\s*([1-9])", re.IGNORECASE)
_TITLE_NAME = re.compile(r"(?:title|标题|標題|文档标题)", re.IGNORECASE)
_CONTENTS_NAME = re.compile(r"(?:toc|目录|目錄)\s*[1-9]", re.IGNORECASE)
_BODY_LEVEL = 9
_MAX_CHAIN = 10  # styles may be based on each other in a circle


class Styles:
    """Looks a style up, following what it is based on."""

    def __init__(self, root: _Element | None) -> None:
        found = root.iter(w("style")) if root is not None else ()
        self._elements = {style.get(w("styleId"), ""): style for style in found}
        self._chains: dict[str, list[_Element]] = {}

    def id_of(self, paragraph: _Element) -> str:
        return value(paragraph, "pPr", "pStyle")

    def is_title(self, paragraph: _Element) -> bool:
        return bool(_TITLE_NAME.fullmatch(self._name(self.id_of(paragraph))))

    def is_contents(self, paragraph: _Element) -> bool:
        """Whether a paragraph is a line of the table of contents."""
        return bool(_CONTENTS_NAME.fullmatch(self._name(self.id_of(paragraph))))

    def heading_level(self, paragraph: _Element) -> int | None:
        """1-9 for a heading, None for ordinary text."""
        own = paragraph.find(f"{w('pPr')}/{w('outlineLvl')}")
        if own is not None:
            return _level(own)
        for style in self._chain(self.id_of(paragraph)):
            match = _HEADING_NAME.fullmatch(value(style, "name"))
            if match:
                return int(match[1])
            level = style.find(f"{w('pPr')}/{w('outlineLvl')}")
            if level is not None:
                return _level(level)
        return None

    def run_property(self, style_id: str, name: str) -> str:
        """The nearest w:val of a run property (color, sz) that a style sets; empty when none does."""
        for style in self._chain(style_id):
            found = value(style, "rPr", name)
            if found:
                return found
        return ""

    def is_hidden(self, style_id: str) -> bool:
        return any(is_on(style.find(f"{w('rPr')}/{w('vanish')}")) for style in self._chain(style_id))

    def shading(self, style_id: str) -> str:
        """The fill that a paragraph style puts behind its text."""
        for style in self._chain(style_id):
            mark = style.find(f"{w('pPr')}/{w('shd')}")
            if mark is not None:
                return mark.get(w("fill")) or ""
        return ""

    def paints_cells(self, style_id: str) -> bool:
        """Whether a table style colours cells: white text may stand on them."""
        return any(next(style.iter(w("shd")), None) is not None for style in self._chain(style_id))

    def _chain(self, style_id: str) -> list[_Element]:
        if style_id not in self._chains:
            self._chains[style_id] = list(self._followed(style_id))
        return self._chains[style_id]

    def _followed(self, style_id: str) -> Iterator[_Element]:
        for _ in range(_MAX_CHAIN):
            style = self._elements.get(style_id) if style_id else None
            if style is None:
                return
            yield style
            style_id = value(style, "basedOn")

    def _name(self, style_id: str) -> str:
        return value(self._elements.get(style_id), "name")


def _level(mark: _Element) -> int | None:
    level = mark.get(VAL) or ""
    return int(level) + 1 if level.isdecimal() and len(level) == 1 and int(level) < _BODY_LEVEL else None

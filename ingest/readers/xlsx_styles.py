"""What a cell's style says of it: the number format, and whether its text can be seen at all."""

from __future__ import annotations

import re

from lxml.etree import _Element

from ingest.readers.hidden import is_white
from ingest.readers.number_formats import BUILTIN, parsed

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PAPER_THEME = "0"  # the theme's first colour is the window's background
_MAX_STYLES = 65_430  # Excel's own limit


def s(name: str) -> str:
    """A name in SpreadsheetML's namespace, as lxml writes it."""
    return f"{{{_MAIN}}}{name}"


class CellStyles:
    """Number format and visibility by a cell's style number."""

    def __init__(self, root: _Element | None) -> None:
        self._codes: list[str] = []
        self._is_unseen: list[bool] = []
        if root is not None:
            self._load(root)

    def code(self, style: int) -> str:
        """The format code; empty for the general format."""
        return self._codes[style] if 0 <= style < len(self._codes) else ""

    def is_unseen(self, style: int) -> bool:
        """White on no fill or on white, of no size, or formatted away."""
        return self._is_unseen[style] if 0 <= style < len(self._is_unseen) else False

    def _load(self, root: _Element) -> None:
        own = {one.get("numFmtId"): one.get("formatCode") or "" for one in root.iter(s("numFmt"))}
        fonts = [_is_invisible(font) for font in root.iterfind(f"{s('fonts')}/{s('font')}")]
        papers = [_is_paper(fill) for fill in root.iterfind(f"{s('fills')}/{s('fill')}")]
        for style in list(root.iterfind(f"{s('cellXfs')}/{s('xf')}"))[:_MAX_STYLES]:
            number = style.get("numFmtId") or "0"
            code = own.get(number) or BUILTIN.get(_index(number), "")
            font, fill = _index(style.get("fontId")), _index(style.get("fillId"))
            is_pale = fonts[font] if font < len(fonts) else False
            is_on_paper = papers[fill] if fill < len(papers) else True
            self._codes.append(code)
            self._is_unseen.append((is_pale and is_on_paper) or parsed(code[:255]).hides)


def _index(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 8 else 0


def _is_invisible(font: _Element) -> bool:
    size = font.find(s("sz"))
    if size is not None and re.fullmatch(r"0*[01](?:\.0*)?|0*\.\d+", size.get("val") or ""):
        return True
    colour = font.find(s("color"))
    return colour is not None and _is_paper_colour(colour)


def _is_paper(fill: _Element) -> bool:
    pattern = fill.find(s("patternFill"))
    if pattern is None:
        return False  # a gradient
    if pattern.get("patternType") in (None, "none"):
        return True
    colour = pattern.find(s("fgColor"))
    return pattern.get("patternType") == "solid" and colour is not None and _is_paper_colour(colour)


def _is_paper_colour(colour: _Element) -> bool:
    if colour.get("theme") is not None:
        return colour.get("theme") == _PAPER_THEME and (colour.get("tint") or "0").rstrip("0") in ("", "0.")
    return is_white(colour.get("rgb") or "") or colour.get("indexed") in ("1", "9", "65")

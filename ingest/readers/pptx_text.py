"""What the room sees of a shape: its text without white-on-white and tiny runs, a diagram's words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree
from lxml.etree import _Element

from ingest.readers.hidden import HiddenText, is_white

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
_TINY = 100  # hundredths of a point
_FILLS = ("solidFill", "gradFill", "blipFill", "pattFill", "grpFill")


def is_off_the_slide(shape: Any, size: tuple[int, int]) -> bool:
    """Whether a shape lies wholly beside the slide. Shapes in groups have the group's own measures: never."""
    try:
        left, top, width, height = shape.left, shape.top, shape.width, shape.height
    except (AttributeError, ValueError, KeyError):
        return False
    if (
        None in (left, top, width, height)
        or not all(size)
        or shape.element.getparent().tag.endswith("}grpSp")
    ):
        return False
    return bool(left >= size[0] or top >= size[1] or left + width <= 0 or top + height <= 0)


def seen_text(shape: Any, hidden: HiddenText, place: str) -> str:
    """The paragraphs of a shape; runs that nobody sees go to `hidden`."""
    lines = []
    for paragraph in shape.element.iter(f"{_A}p"):
        parts = []
        for piece in paragraph:
            if piece.tag == f"{_A}br":
                parts.append("\n")
            elif piece.tag in (f"{_A}r", f"{_A}fld"):
                text = piece.findtext(f"{_A}t") or ""
                if _is_unseen(piece.find(f"{_A}rPr"), shape):
                    hidden.add(text, place)
                else:
                    parts.append(text)
        lines.append("".join(parts))
    return "\n".join(lines)


def _is_unseen(properties: _Element | None, shape: Any) -> bool:
    if properties is None:
        return False
    size = properties.get("sz") or ""
    if size.isdecimal() and len(size) < 8 and int(size) <= _TINY:
        return True
    fill = properties.find(f"{_A}solidFill")
    if fill is None or properties.find(f"{_A}highlight") is not None:
        return False
    colour = fill.find(f"{_A}srgbClr")
    theme = fill.find(f"{_A}schemeClr")
    if colour is not None:
        is_pale = is_white(colour.get("val") or "")
    else:
        is_pale = theme is not None and theme.get("val") == "bg1" and len(theme) == 0
    return is_pale and _is_on_paper(shape)


def _is_on_paper(shape: Any) -> bool:
    """Whether nothing is known to lie behind the text: a fill, a background or a picture makes white text readable."""
    properties = shape.element.find("{*}spPr")
    if properties is not None and any(properties.find(f"{_A}{name}") is not None for name in _FILLS):
        return False
    if shape.element.find("{*}style") is not None:  # a theme's fill
        return properties is not None and properties.find(f"{_A}noFill") is not None
    slide = shape.part.slide if hasattr(shape.part, "slide") else None
    if slide is None or next(slide.element.iter("{*}pic"), None) is not None:
        return False
    if any(other.element is not shape.element and _is_filled(other.element) for other in slide.shapes):
        return False
    try:
        layers = (slide.element, slide.slide_layout.element, slide.slide_layout.slide_master.element)
    except (AttributeError, KeyError, ValueError):
        return False
    return not any(_is_painted(layer) for layer in layers)


def _is_filled(element: _Element) -> bool:
    properties = element.find("{*}spPr")
    if element.find("{*}style") is not None:
        return True
    return properties is not None and any(properties.find(f"{_A}{name}") is not None for name in _FILLS)


def _is_painted(layer: _Element) -> bool:
    """Whether a slide, its layout or its master has a background other than the theme's first colour, or pictures."""
    if next(layer.iter("{*}pic"), None) is not None:
        return True
    for background in layer.iter("{*}bg"):
        for colour in background.iter(f"{_A}srgbClr", f"{_A}schemeClr"):
            value = colour.get("val") or ""
            if value not in ("bg1", "phClr") and not is_white(value):
                return True
        if next(background.iter(f"{_A}gradFill", f"{_A}blipFill", f"{_A}pattFill"), None) is not None:
            return True
    return False


def diagram_lines(shape: Any) -> Iterator[str]:
    """The words of a SmartArt diagram in their order; nothing for other shapes."""
    for mark in shape.element.iter(f"{{{_DIAGRAM}}}relIds"):
        link = mark.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}dm")
        try:
            root = etree.fromstring(
                shape.part.related_part(link).blob, etree.XMLParser(resolve_entities=False, no_network=True)
            )
        except (KeyError, etree.XMLSyntaxError, AttributeError):
            continue
        for point in root.iter(f"{{{_DIAGRAM}}}pt"):
            if point.get("type") in (None, "node"):
                for paragraph in point.iter(f"{_A}p"):
                    yield "".join(piece.text or "" for piece in paragraph.iter(f"{_A}t"))

"""The automatic numbers of Word lists, which stand nowhere in the text: 1. 一、 (二)."""

from __future__ import annotations

import re

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml.etree import _Element

_CHINESE = "零一二三四五六七八九"
_CHINESE_FORMATS = ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographTraditional")
_PLACE = re.compile(r"%(\d)")


class Numbering:
    """Counts list paragraphs in reading order and writes the label each one shows."""

    def __init__(self, document: WordDocument) -> None:
        self._levels: dict[str, dict[int, _Element]] = {}
        self._style_numbers: dict[str, tuple[str, int]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._load(document)

    def label(self, paragraph: _Element, style_id: str) -> str:
        """The label with a blank behind it; empty for bullets and ordinary paragraphs."""
        place = _number_of(paragraph) or self._style_numbers.get(style_id)
        if place is None or place[0] not in self._levels:
            return ""
        number_id, level = place
        definition = self._levels[number_id].get(level)
        if definition is None or _value(definition, "w:numFmt") in ("bullet", "none", ""):
            return ""
        return self._count(number_id, level, definition)

    def _count(self, number_id: str, level: int, definition: _Element) -> str:
        counts = self._counts.setdefault(number_id, {})
        start = _value(definition, "w:start")
        counts[level] = counts.get(level, (int(start) if start.isdigit() else 1) - 1) + 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        pattern = _value(definition, "w:lvlText")
        label = _PLACE.sub(lambda match: self._shown(number_id, int(match[1]) - 1), pattern)
        return f"{label} " if label[-1:].isalnum() or label[-1:] == "." else label

    def _shown(self, number_id: str, level: int) -> str:
        count = self._counts[number_id].get(level, 1)
        definition = self._levels[number_id].get(level)
        style = _value(definition, "w:numFmt") if definition is not None else "decimal"
        if style in _CHINESE_FORMATS:
            return _chinese(count)
        if style in ("lowerLetter", "upperLetter") and count <= 26:
            return chr((97 if style == "lowerLetter" else 65) + count - 1)
        return str(count)

    def _load(self, document: WordDocument) -> None:
        part = next(
            (rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith("/numbering")),
            None,
        )
        if part is None:
            return
        root = part.element  # type: ignore[attr-defined]
        abstracts = {item.get(qn("w:abstractNumId")): item for item in root.findall(qn("w:abstractNum"))}
        for number in root.findall(qn("w:num")):
            abstract = abstracts.get(_value(number, "w:abstractNumId"))
            if abstract is not None:
                self._levels[number.get(qn("w:numId"), "")] = {
                    int(level.get(qn("w:ilvl"), "0")): level for level in abstract.findall(qn("w:lvl"))
                }
        for style in document.styles.element:
            place = _number_of(style)
            if place:
                self._style_numbers[style.get(qn("w:styleId"), "")] = place


def _number_of(element: _Element) -> tuple[str, int] | None:
    number = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
    if number is None or not _value(number, "w:numId"):
        return None
    level = _value(number, "w:ilvl")
    return _value(number, "w:numId"), int(level) if level.isdigit() else 0


def _value(element: _Element, tag: str) -> str:
    child = element.find(qn(tag))
    return child.get(qn("w:val"), "") if child is not None else ""


def _chinese(number: int) -> str:
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else f"{_CHINESE[tens]}十")
    return head + (_CHINESE[ones] if ones else "")

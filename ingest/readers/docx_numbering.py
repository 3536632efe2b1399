"""The automatic numbers of Word lists, which stand nowhere in the text: 1. 一、 (二)."""

from __future__ import annotations

import re

from lxml.etree import _Element

from ingest.readers.wordml import number, value, w

_CHINESE = "零一二三四五六七八九"
_CHINESE_FORMATS = ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographTraditional")
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_PLACE = re.compile(r"%([1-9])")
_MAX_PATTERN = 100  # characters of a label's pattern: longer ones are no labels


class Numbering:
    """Counts list paragraphs in reading order and writes the label each one shows."""

    def __init__(self, root: _Element | None, styles: _Element | None) -> None:
        self._levels: dict[str, dict[int, _Element]] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._counter: dict[str, str] = {}  # list -> whose count it goes on with
        self._style_numbers: dict[str, tuple[str, int]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        if root is not None:
            self._load(root)
        for style in styles.iter(w("style")) if styles is not None and root is not None else ():
            place = _number_of(style)
            if place:
                self._style_numbers[style.get(w("styleId"), "")] = place

    def label(self, paragraph: _Element, style_id: str) -> str:
        """The label with a blank behind it; empty for bullets and ordinary paragraphs."""
        place = _number_of(paragraph) or self._style_numbers.get(style_id)
        if place is None or place[0] not in self._levels:
            return ""
        number_id, level = place
        definition = self._levels[number_id].get(level)
        if definition is None or value(definition, "numFmt") in ("bullet", "none", ""):
            return ""
        return self._count(number_id, level, definition)

    def _count(self, number_id: str, level: int, definition: _Element) -> str:
        counts = self._counts.setdefault(self._counter[number_id], {})
        start = self._starts.get((number_id, level), number(value(definition, "start"), 1))
        counts[level] = counts.get(level, start - 1) + 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        pattern = value(definition, "lvlText")[:_MAX_PATTERN]
        label = _PLACE.sub(lambda match: self._shown(number_id, int(match[1]) - 1), pattern)
        return f"{label} " if label[-1:].isalnum() or label[-1:] == "." else label

    def _shown(self, number_id: str, level: int) -> str:
        count = self._counts[self._counter[number_id]].get(level, 1)
        definition = self._levels[number_id].get(level)
        return _written(count, value(definition, "numFmt") if definition is not None else "decimal")

    def _load(self, root: _Element) -> None:
        abstracts = {item.get(w("abstractNumId")): item for item in root.findall(w("abstractNum"))}
        for item in root.findall(w("num")):
            number_id, abstract_id = item.get(w("numId"), ""), value(item, "abstractNumId")
            abstract = abstracts.get(abstract_id)
            if abstract is None:
                continue
            self._levels[number_id] = {
                number(level.get(w("ilvl")), 0): level for level in abstract.findall(w("lvl"))
            }
            overrides = item.findall(w("lvlOverride"))
            self._counter[number_id] = f"own {number_id}" if overrides else abstract_id
            for override in overrides:
                self._override(number_id, override)

    def _override(self, number_id: str, override: _Element) -> None:
        level = number(override.get(w("ilvl")), 0)
        if override.find(w("startOverride")) is not None:
            self._starts[number_id, level] = number(value(override, "startOverride"), 1)
        own = override.find(w("lvl"))
        if own is not None:
            self._levels[number_id][level] = own


def _number_of(element: _Element) -> tuple[str, int] | None:
    mark = element.find(f"{w('pPr')}/{w('numPr')}")
    if mark is None or not value(mark, "numId"):
        return None
    return value(mark, "numId"), number(value(mark, "ilvl"), 0)


def _written(count: int, style: str) -> str:
    if style in _CHINESE_FORMATS:
        return _chinese(count)
    if style in ("lowerLetter", "upperLetter") and 0 < count <= 26:
        return chr((97 if style == "lowerLetter" else 65) + count - 1)
    if style in ("lowerRoman", "upperRoman") and 0 < count < 400:
        return _roman(count) if style == "lowerRoman" else _roman(count).upper()
    if style.startswith("decimalEnclosedCircle") and 0 < count <= 20:
        return chr(0x2460 + count - 1)
    return str(count)


def _chinese(count: int) -> str:
    if not 0 < count < 100:
        return str(count)
    tens, ones = divmod(count, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else f"{_CHINESE[tens]}十")
    return head + (_CHINESE[ones] if ones else "")


def _roman(count: int) -> str:
    written = ""
    for worth, sign in _ROMAN:
        times, count = divmod(count, worth)
        written += sign * times
    return written

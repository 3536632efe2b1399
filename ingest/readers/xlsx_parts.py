"""The small parts of a workbook's XML: shared texts, references such as B7:D9, whole numbers."""

from __future__ import annotations

import io
import re

from lxml import etree
from lxml.etree import _Element

from ingest.cleaning import one_line
from ingest.readers.ooxml import Package
from ingest.readers.sheets import Area
from ingest.readers.xlsx_styles import s
from knowledge.errors import UnreadableFile

PLACE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
MAX_ROW, MAX_COLUMN = 1_048_576, 16_384


def shared_strings(package: Package, part: str) -> list[str]:
    data = package.data(part)
    strings: list[str] = []
    if not data.strip():
        return strings
    try:
        for _, element in etree.iterparse(
            io.BytesIO(data), tag=s("si"), resolve_entities=False, no_network=True
        ):
            strings.append(rich(element))
            forget(element)
    except etree.XMLSyntaxError as error:
        if error.code == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from error
        if not strings:
            raise UnreadableFile(
                "The workbook's texts are damaged. Open it in Excel and save it anew."
            ) from error
        package.warnings.append("The workbook's texts are damaged; some are missing.")
    return strings


def rich(item: _Element | None) -> str:
    """The text of a string with its runs joined, without readings over characters."""
    if item is None:
        return ""
    pieces = [child for child in item if child.tag == s("t")]
    pieces += [text for run in item.iterfind(s("r")) for text in run.iterfind(s("t"))]
    return cleaned("".join(piece.text or "" for piece in pieces))


def cleaned(text: str) -> str:
    return one_line(_ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text)


def area_of(reference: str) -> Area | None:
    first, _, last = reference.partition(":")
    start, end = PLACE.fullmatch(first), PLACE.fullmatch(last or first)
    if not start or not end:
        return None
    return Area(
        int(start[2]), column_of(start[1]), min(int(end[2]), MAX_ROW), min(column_of(end[1]), MAX_COLUMN)
    )


def column_of(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def index(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 8 else 0


def forget(element: _Element) -> None:
    """Frees what was read, the elements before it too."""
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]

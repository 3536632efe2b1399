"""A TrueType font embedded the way office programs do: one font of two-byte codes for all characters.

reportlab cuts a Chinese font into pieces of 256 characters and changes the font within a line, which
no paper from an office does. Here a line stays one piece of text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.ttfonts import TTFont

CMAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{blocks}
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""
BLOCK = 100  # pairs that one bfchar block may hold


@dataclass
class Used:
    """What one document uses: characters in their order, and the number of each glyph in the subset."""

    name: str = ""
    codes: list[int] = field(default_factory=list)
    numbers: dict[int, int] = field(default_factory=lambda: {0: 0})  # glyph of the font -> of the subset


class WholeFont(TTFont):
    """Registered and used like reportlab's TTFont; only the embedding differs."""

    def __init__(self, name: str, filename: str, subfontIndex: int = 0) -> None:
        super().__init__(name, filename, subfontIndex=subfontIndex, shapable=False)
        self.used: WeakKeyDictionary[object, Used] = WeakKeyDictionary()

    def splitString(self, text: str | bytes, doc: object, encoding: str = "utf-8") -> list[tuple[int, bytes]]:
        """The text as one piece of two-byte glyph numbers."""
        words = text.decode(encoding) if isinstance(text, bytes) else text
        return [(0, b"".join(self.number(ord(char), doc).to_bytes(2) for char in words))] if words else []

    def number(self, code: int, doc: object) -> int:
        """The number of a character's glyph in this document's subset, in order of first use."""
        used = self.used.setdefault(doc, Used())
        glyph = self.face.charToGlyph.get(code, 0)
        if glyph not in used.numbers:
            used.numbers[glyph] = len(used.numbers)
            used.codes.append(code)
        return used.numbers[glyph]

    def getSubsetInternalName(self, subset: int, doc: pdfdoc.PDFDocument) -> str:
        used = self.used.setdefault(doc, Used())
        if not used.name:
            used.name = f"F{len(doc.fontMapping) + 1}"
            doc.fontMapping[self.fontName] = "/" + used.name
            doc.delayedFonts.append(self)
        return "/" + used.name

    def addObjects(self, doc: pdfdoc.PDFDocument) -> None:
        """Write the font, its metrics, its characters' meanings and the subset itself."""
        used = self.used.pop(doc)
        base = "AAAAAA+" + (self.face.name + self.face.subfontNameX).decode("pdfdoc")
        font = pdfdoc.PDFDictionary({
            "Type": "/Font", "Subtype": "/Type0", "BaseFont": pdfdoc.PDFName(base), "Encoding": "/Identity-H",
            "DescendantFonts": pdfdoc.PDFArray([doc.Reference(self.descendant(doc, base, used), "cidFont:" + base)]),
            "ToUnicode": doc.Reference(meanings(used), "toUnicodeCMap:" + base),
        })  # fmt: skip
        doc.idToObject["BasicFonts"].dict[used.name] = doc.Reference(font, used.name)

    def descendant(self, doc: pdfdoc.PDFDocument, base: str, used: Used) -> pdfdoc.PDFDictionary:
        system = {"Registry": pdfdoc.PDFString("Adobe"), "Ordering": pdfdoc.PDFString("Identity"), "Supplement": 0}
        widths = pdfdoc.PDFArray([self.face.getCharWidth(code) for code in used.codes])
        return pdfdoc.PDFDictionary({
            "Type": "/Font", "Subtype": "/CIDFontType2", "BaseFont": pdfdoc.PDFName(base),
            "CIDSystemInfo": pdfdoc.PDFDictionary(system), "CIDToGIDMap": "/Identity",
            "DW": 1000, "W": pdfdoc.PDFArray([1, widths]),
            "FontDescriptor": self.face.addSubsetObjects(doc, base, used.codes),
        })  # fmt: skip


def meanings(used: Used) -> pdfdoc.PDFStream:
    """The map from glyph numbers back to characters, by which readers get text."""
    pairs = [f"<{number:04X}> <{utf16(code)}>" for number, code in enumerate(used.codes, 1)]
    blocks = [pairs[start : start + BLOCK] for start in range(0, len(pairs), BLOCK)]
    written = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    stream = pdfdoc.PDFStream(content=CMAP.format(blocks=written))
    stream.filters = [pdfdoc.PDFZCompress]
    return stream


def utf16(code: int) -> str:
    return chr(code).encode("utf-16-be").hex().upper()

"""Bytes to text when nobody says in which encoding they were written."""

from __future__ import annotations

import codecs
import re

from ingest.guessing import REPLACED, SAMPLE, SURE, guess, looks_like_text, share_of_common
from knowledge.errors import UnreadableFile

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WIDER = {  # what is declared -> the encoding that has all of it and what is written in its name
    "gb2312": "gb18030", "gbk": "gb18030", "cp936": "gb18030", "big5": "big5hkscs", "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949", "iso-8859-1": "cp1252", "latin-1": "cp1252", "us-ascii": "",
}  # fmt: skip
# Encodings that switch alphabets with signs that are ASCII: UTF-8 would take them as they are.
_SWITCHING = {"iso-2022-jp", "iso-2022-jp-2", "iso-2022-kr", "hz", "hz-gb-2312", "utf-7"}
_ESCAPES = re.compile(rb"\x1b(?:\$[@AB]|\$\([A-D]|\$\)C)")
_ODD_BYTES = bytes(byte for byte in range(32) if byte not in b"\t\n\r\f\x1b")
_STRAY_NULS = 0.05  # share of NUL bytes up to which a file is text with holes in it, not UTF-16 or binary
_BINARY = "The file holds binary data, not text. Save it as UTF-8 text and add it again."


def decode(data: bytes, declared: str = "") -> str:
    """The text of a file: BOM, UTF-8, UTF-16 without BOM, what the file declares, then the likeliest guess.

    Raises UnreadableFile when the bytes are no text.
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return data.decode(name, errors="replace")
    declared = declared.strip().lower()
    head = data[:SAMPLE]
    if b"\0" in head:
        if head.count(0) > _STRAY_NULS * len(head):
            return _utf16_without_bom(data)
        data = data.replace(b"\0", b"")
    if len(head) - len(head.translate(None, _ODD_BYTES)) > _STRAY_NULS * len(head):
        raise UnreadableFile(_BINARY)
    switched = _switched(data, declared)
    if switched is not None:
        return switched
    text = _strictly(data, "utf-8") or _nearly_utf8(data)
    if text is not None and looks_like_text(text):
        return text
    return guess(data, _WIDER.get(declared, declared))


def _switched(data: bytes, declared: str) -> str | None:
    if declared in _SWITCHING:
        return _strictly(data, declared)
    if _ESCAPES.search(data[:SAMPLE]):
        readings = (_strictly(data, name) for name in ("iso2022_jp_2", "iso2022_kr"))
        return next((text for text in readings if text is not None), None)
    return None


def _nearly_utf8(data: bytes) -> str | None:
    """UTF-8 with a few broken places, such as a file that was cut: they are replaced."""
    text = data.decode("utf-8", errors="replace")
    foreign = sum(char > "\x7f" for char in text[:SAMPLE])
    broken = text[:SAMPLE].count(REPLACED)
    return text if broken * 20 <= foreign else None


def _utf16_without_bom(data: bytes) -> str:
    readings = [(share_of_common(text), text) for text in _even_readings(data)]
    score, text = max(readings, default=(0.0, ""))
    if score < SURE:
        raise UnreadableFile(_BINARY)
    return text


def _even_readings(data: bytes) -> list[str]:
    even = data[: len(data) - len(data) % 2]
    texts = (even.decode(name, errors="replace") for name in ("utf-16-le", "utf-16-be"))
    return [text for text in texts if text.count(REPLACED) <= len(text) // 100 and looks_like_text(text)]


def _strictly(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name) if name else None
    except (UnicodeError, LookupError):
        return None

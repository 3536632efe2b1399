"""Bytes of a table to text, where the columns tell which reading is the right one."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator
from contextlib import suppress

from ingest.encoding import decode
from knowledge.errors import UnreadableFile
from ui.batches.model import BadTable

_WIDE = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# A table is mostly numbers and ids. The little Chinese in it may pass for another encoding (群 in GBK is a
# letter in UTF-8), so that a guess by the share of common characters fails.
_NAMES = ("utf-8", "gb18030", "big5hkscs")


def text_of(data: bytes, is_understood: Callable[[str], bool]) -> str:
    """The first reading whose columns are understood, else the likeliest. Raises BadTable for what is no text."""
    try:
        likeliest = decode(data)
    except UnreadableFile:
        raise BadTable(
            "这个文件不是CSV文本。请在表格软件里“另存为”xlsx,或CSV UTF-8(逗号分隔)后再上传。"
        ) from None
    return next(filter(is_understood, _strictly(data)), likeliest)


def _strictly(data: bytes) -> Iterator[str]:
    if data.startswith(_WIDE) or b"\0" in data:
        return
    for name in _NAMES:
        with suppress(UnicodeError):
            yield data.decode(name)

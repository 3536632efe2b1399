"""Addresses outside the document: web addresses, short links, what a code points to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.flagged.texts import plain

_ENDS = "com|cn|net|org|cc|co|io|ly|me|top|xyz|info|shop|vip|link|club|site|hk|tw|mo|app|im|biz|tv|gov|edu|online|store|ren|fun|icu|cloud|wang"
_REST = r"[^\s<>\"'()（）\[\]【】「」《》,，。;；、!！|]"
_LINK = re.compile(
    rf"(?<![a-z0-9+.-])([a-z][a-z0-9+.-]{{1,15}})://({_REST}{{1,300}})"
    rf"|(?<![\w.@/-])((?:[a-z0-9](?:[a-z0-9-]{{0,61}}[a-z0-9])?\.){{1,4}}(?:{_ENDS}))(?![\w@-]|\.[a-z0-9])((?::\d{{2,5}})?/{_REST}{{0,300}})?"
    rf"|(?<![a-z])(javascript|data|weixin|tel|sms):(?=\S)({_REST}{{1,100}})",
    re.IGNORECASE | re.ASCII,
)
_MOST = 60


def links_in(text: str) -> Iterator[tuple[str, str]]:
    """Each address as (itself, its host and its beginning)."""
    for match in _LINK.finditer(plain(text)):
        address = match[0].rstrip(".:?")
        host = _host(match)
        short = address if len(address) <= _MOST else f"{address[:_MOST]}…"
        yield address.lower(), short if short.lower() == host else f"{host}: {short}"


def _host(match: re.Match[str]) -> str:
    if match[2]:
        return re.split(r"[/?#]", match[2], maxsplit=1)[0].rpartition("@")[2].lower().rstrip(".")
    return (match[3] or match[5]).lower()

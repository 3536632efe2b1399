"""What a model wrote, without anything a browser could fetch, run or be led astray by."""

from __future__ import annotations

import re

_IMAGE = re.compile(r"!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])?")
_LINK = re.compile(r"\[([^\]]*)\]\(\s*<?([^)>\s]*)[^)]*\)")
_TAG = re.compile(
    r"<(?P<code>script|style)\b.*?(?:</(?P=code)>|$)|<(?:!--.*?(?:-->|$)|/?[A-Za-z][^<>]*(?:>|$))",
    re.DOTALL | re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"(?:[a-z][a-z0-9+.-]{1,12}:)?//[!-;=?-Z\\^-~]*|(?:javascript|data|mailto|vbscript):\S+|"
    r"(?:[a-z0-9_-]+[@.])+(?:com|cn|net|org|io|top|xyz|info|app|dev|co|me|cc|vip|shop|site|link|ru|hk|tw|uk|jp)"
    r"(?![a-z])(?:[:/][!-;=?-Z\\^-~]*)?",
    re.IGNORECASE,
)
_HEADING = re.compile(r"\s*#{1,6}\s")
_ROW = re.compile(r"\s*\|(.*?)\|?\s*")
_DECORATION = re.compile(r"\*\*|__|(?<!\w)`|`(?!\w)|^\s*#{1,6}\s+|^\s*>\s+", re.MULTILINE)


def cleaned(sentence: str, known: str) -> str:
    """The sentence without images, HTML, decoration and the addresses that do not stand in `known`."""
    addresses = {_address(match) for match in _ADDRESS.finditer(known)}
    text = _TAG.sub("", _IMAGE.sub("", sentence))
    text = _LINK.sub(lambda match: _linked(match, addresses), text)
    text = _ADDRESS.sub(lambda match: match.group() if _address(match) in addresses else "", text)
    return _read_out(_DECORATION.sub("", text).replace("![", "[").strip())


def is_heading(sentence: str) -> bool:
    """A heading states nothing that it could cite."""
    return _HEADING.match(sentence) is not None


def _read_out(text: str) -> str:
    """A row of a table as words, since tables are not shown: the heading's rule is nothing."""
    row = _ROW.fullmatch(text)
    if row is None:
        return text
    cells = [cell.strip() for cell in row[1].split("|") if cell.strip(" :-")]
    return "：".join(cells) if len(cells) == 2 else "，".join(cells)


def _address(match: re.Match[str]) -> str:
    return match.group().rstrip(".,!?;:/")


def _linked(match: re.Match[str], addresses: set[str]) -> str:
    words, address = match.groups()
    return f"{words} {address} " if address != words and address.rstrip("/") in addresses else words

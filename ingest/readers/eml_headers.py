"""Headers of a mail as text: encoded words, raw GBK, folded lines; none of it trusted to be well formed."""

from __future__ import annotations

import email.header
import email.utils
from email.message import Message
from typing import Any

from ingest.cleaning import one_line
from ingest.encoding import decode
from knowledge.errors import UnreadableFile

_MAX_RAW = 4_000  # characters of one header that are looked at
_MAX_SHOWN = 300


def header(message: Message[Any, Any], name: str) -> str:
    """A header's text on one line; empty when there is none."""
    for key, value in message.raw_items():
        if key.lower() == name:
            return one_line(_decoded(str(value)[:_MAX_RAW]))[:_MAX_SHOWN]
    return ""


def moment(date: str) -> str:
    """A mail's date as 2026-11-21 10:00; as it stands when it cannot be understood."""
    try:
        return f"{email.utils.parsedate_to_datetime(date):%Y-%m-%d %H:%M}"
    except (TypeError, ValueError, IndexError, OverflowError):
        return date


def _decoded(raw: str) -> str:
    try:
        raw_bytes = raw.encode("ascii")
    except UnicodeEncodeError:  # bytes of some encoding, put there without saying which
        return _lenient(raw.encode("utf-8", "surrogateescape"), "")
    del raw_bytes
    try:
        pieces = email.header.decode_header(raw.replace("\r", "").replace("\n", " "))
    except (ValueError, email.errors.HeaderParseError):
        return raw
    joined = ""
    waiting, charset = b"", ""  # words of one encoding may break inside a character
    for piece, name in pieces:
        data = piece.encode("utf-8", "surrogateescape") if isinstance(piece, str) else piece
        if waiting and (name or "") != charset:
            joined, waiting = joined + _lenient(waiting, charset), b""
        waiting, charset = waiting + data, name or ""
    return joined + _lenient(waiting, charset)


def _lenient(data: bytes, charset: str) -> str:
    try:
        return decode(data, charset)
    except UnreadableFile:
        return data.decode("ascii", "replace")

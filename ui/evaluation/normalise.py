"""Texts made comparable, so that checks judge facts and not typography."""

from __future__ import annotations

import re
import unicodedata

from knowledge.text import converter

_INVISIBLE = re.compile(r"[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]")
_DASHES = re.compile(r"[~\u2010-\u2015\u2043\u2212\u223c\u301c\ufe58\ufe63\uff0d\uff5e]+")
_EMPHASIS = re.compile(r"[*`]+")
_THOUSANDS = re.compile(r"(?<=\d)[^\S\n]*[,'][^\S\n]*(?=\d{3}(?!\d))")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[^\S\n]+(?=\d)")
_BLANKS = re.compile(r"[^\S\n]+")
_KEPT_BLANK = "\x00"


def lined(text: str) -> str:
    """Normalised, line breaks kept: for what must not be there, where a pattern looks at a sentence."""
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    text = converter("t2s").convert(text).lower()
    text = _EMPHASIS.sub("", _DASHES.sub("-", text))
    text = re.sub(r"\r\n?", "\n", text)
    return re.sub(r"\n+", "\n", _join_thousands(_close_up(text))).strip("\n")


def flat(text: str) -> str:
    """Normalised to one line: for what must be there."""
    return _close_up(lined(text).replace("\n", " ")).strip()


def _close_up(text: str) -> str:
    """Blanks go; one stays between two digits, as in 12-01 10:00."""
    return _BLANKS.sub("", _BETWEEN_DIGITS.sub(_KEPT_BLANK, text)).replace(_KEPT_BLANK, " ")


def _join_thousands(text: str) -> str:
    while (joined := _THOUSANDS.sub("", text)) != text:
        text = joined
    return text

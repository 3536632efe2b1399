"""Punctuation and dates as they are printed in Chinese copy."""

from __future__ import annotations

import re
from collections.abc import Sequence

_WIDE = str.maketrans({",": "，", ";": "；", ":": "：", "!": "！", "?": "？"})
_CJK = "\u3400-\u9fff"
_MARK = re.compile(rf"(?<=[{_CJK}）」”%\])])([,;:!?])|([,;!?])(?=[{_CJK}“])")
_BRACKET = re.compile(rf"\(([^()\n]*[{_CJK}][^()\n]*)\)|(?<=[{_CJK}])\(([^()\n]*)\)")
_QUOTE = re.compile(r'"([^"\n]{1,40})"')
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_MONTH_DAY = re.compile(r"([至到–~]\s*)(\d{2})-(\d{2})(?![\d-])")
_DAY = re.compile(r"(?:\d{4}年)?(\d{1,2})月(\d{1,2})日")
_BRACKETED = re.compile(r"([(（][^()（）]*[)）])")
_CLOCK = re.compile(r"(?<=日)\s*\d{1,2}:\d{2}(?![–-]\d)")


def widened(wording: str) -> str:
    """A template's own marks, made wide; the names in braces have none."""
    return wording.translate(_WIDE)


def typeset(text: str) -> str:
    """Wide punctuation beside Chinese characters; numbers, times and units stay as they are."""
    text = _BRACKET.sub(lambda m: f"（{m[1] or m[2]}）", text)
    text = _MARK.sub(lambda m: m[0].translate(_WIDE), text)
    text = re.sub(r",(?=\d{4}-\d{2})", "，", text)
    text = _QUOTE.sub(r"“\1”", text)
    return re.sub(r"([，。；：！？])[，；]", r"\1", text).strip()


def ended(text: str, mark: str = "。") -> str:
    """The text with one mark at its end."""
    return f"{text.rstrip('。；;，,')}{mark}" if text else ""


def spoken_dates(text: str, within: bool = False) -> str:
    """2026-11-20至2026-11-29 as 11月20日至11月29日; `within` a bracket they stay: a test report keeps its year."""
    if within:
        return "".join(part if part[:1] in "(（" else spoken_dates(part) for part in _BRACKETED.split(text))
    text = _ISO.sub(lambda m: f"{int(m[2])}月{int(m[3])}日", text)
    return _MONTH_DAY.sub(lambda m: f"{m[1]}{int(m[2])}月{int(m[3])}日", text)


def without_year(text: str) -> str:
    return re.sub(r"(?<!\d)\d{4}年(?=\d{1,2}月)", "", text)


def compact_dates(text: str) -> str:
    """2026年11月20日至11月29日 as 11/20至11/29; times stay."""
    return _DAY.sub(lambda m: f"{int(m[1])}/{int(m[2])}", text)


def digit_dates(text: str) -> str:
    """11月20日10:00至11月29日22:00 as 11/20-11/29; a list of days keeps its marks."""
    text = _CLOCK.sub("", re.sub(r"[(（]周.[)）]", "", spoken_dates(text)))
    text = _DAY.sub(lambda m: f"{int(m[1])}/{int(m[2])}", text)
    text = re.sub(r"(?<=\d)日", "", text)
    return re.sub(r"\s*(?:至|到|–|—|~)\s*", "-", text)


def listed(parts: Sequence[str]) -> str:
    """Short parts with commas, parts that have commas of their own with semicolons."""
    mark = "；" if any(re.search(r"[，,]", _BRACKETED.sub("", part)) for part in parts) else "，"
    return mark.join(parts)

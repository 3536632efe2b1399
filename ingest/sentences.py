"""Long text cut where sentences end, never within a number or a quotation."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import accumulate

WHOLE = 280  # characters of Chinese (a Latin letter counts a half): a text above it is cut
_SENTENCE = re.compile(r"[^。!?！？;；\n]*(?:[。!?！？;；]+[”’」』)）\]]*|\n|$)")
_ENGLISH_END = re.compile(r"(?<=[a-z0-9)%][.!?]) (?=[A-Z\"“(])")
_CLAUSE_PART = re.compile(r"[^,，、:：]*(?:[,，、:：]|$)")
_WORD = re.compile(r"[A-Za-z0-9][\w.,:/%+-]*\s?|.", re.DOTALL)


def size_of(text: str) -> float:
    """Length in characters of Chinese: Latin letters count a half."""
    latin = sum(char.isascii() for char in text)
    return len(text) - latin / 2


def sentences_of(text: str) -> list[str]:
    """The sentences of a text, each with its closing marks; numbers and quotations stay whole."""
    parts = (part for match in _SENTENCE.finditer(text) for part in _ENGLISH_END.split(match.group()))
    return _closed_quotes([part.strip() for part in parts if part.strip()])


def _closed_quotes(sentences: list[str]) -> list[str]:
    """Puts back together what was cut inside a quotation or brackets."""
    whole: list[str] = []
    for sentence in sentences:
        if whole and _is_open(whole[-1]) and size_of(whole[-1]) + size_of(sentence) <= WHOLE:
            whole[-1] += sentence
        else:
            whole.append(sentence)
    return whole


def _is_open(text: str) -> bool:
    return any(text.count(left) > text.count(right) for left, right in ("“”", "「」", "『』", "()", "（）"))


def cut(text: str) -> list[str]:
    """A long text in parts of about equal size, each ending where a sentence ends."""
    if size_of(text) <= WHOLE:
        return [text]
    units = [unit for sentence in sentences_of(text) for unit in _small_enough(sentence)]
    target = size_of(text) / -(-size_of(text) // WHOLE)
    parts: list[list[str]] = []
    size = 0.0
    for unit in units:
        added = size_of(unit)
        if not parts or size + added > WHOLE or size + added / 2 > target:
            parts.append([])
            size = 0.0
        parts[-1].append(unit)
        size += added
    return [_run_together(part) for part in _with_even_end(parts)]


def _with_even_end(parts: list[list[str]]) -> list[list[str]]:
    """The last two parts divided anew where they come out most alike, so that no scrap is left over."""
    if len(parts) < 2:
        return parts
    units = parts[-2] + parts[-1]
    sizes = list(accumulate(map(size_of, units)))
    at = min(range(1, len(units)), key=lambda at: abs(2 * sizes[at - 1] - sizes[-1]))
    if max(sizes[at - 1], sizes[-1] - sizes[at - 1]) > WHOLE:
        return parts
    return [*parts[:-2], units[:at], units[at:]]


def _run_together(units: list[str]) -> str:
    text = units[0]
    for unit in units[1:]:
        text = _appended(text, unit)
    return text


def _appended(part: str, unit: str) -> str:
    needs_blank = part[-1].isascii() and unit[0].isascii() and part[-1] not in ",;:"
    return f"{part} {unit}" if needs_blank else f"{part}{unit}"


def _small_enough(sentence: str) -> list[str]:
    """A sentence of over WHOLE characters is cut at commas, and without commas between words."""
    if size_of(sentence) <= WHOLE:
        return [sentence]
    for pattern in (_CLAUSE_PART, _WORD):
        units = _packed(match.group() for match in pattern.finditer(sentence))
        if all(size_of(unit) <= WHOLE for unit in units):
            return units
    return [sentence[at : at + WHOLE] for at in range(0, len(sentence), WHOLE)]


def _packed(units: Iterable[str]) -> list[str]:
    parts: list[list[str]] = []
    size: float = WHOLE
    for unit in filter(None, units):
        size += size_of(unit)
        if size > WHOLE:
            parts.append([])
            size = size_of(unit)
        parts[-1].append(unit)
    texts = ("".join(part).strip() for part in parts)
    return [text for text in texts if text]

"""The half of a bilingual text that its asker reads: Gift wrapping 禮品包裝: HK$40 per item 每件 is 禮品包裝: HK$40 每件.

A Chinese phrase beside an English one says the same again. The other half is left out only where this one has every
figure of it; what stands in one language alone stays.
"""

from __future__ import annotations

import re

from assistant.language import ENGLISH
from assistant.reply import Line
from knowledge.bilingual import is_in_both
from knowledge.text import fold
from knowledge.writing.numerals import number

_HAN = "㐀-鿿豈-﫿"
_BETWEEN = r"(?: ?(?:[A-Z\d][\w&+-]{0,7}|[、，（）()「」『』《》/]) ?){1,2}"  # 尖沙咀站A1出口, 二樓 OC 220 旁
_CHINESE = re.compile(
    rf"(?:\d[\d,.]*)?[{_HAN}](?:[{_HAN}]|{_BETWEEN}(?=[{_HAN}$]))*(?:HK)?(?:\$?\d[\d,.]*\d|\$\d)?[)）]?"
)
_PIECE = re.compile(r"[,:;.()（）；，。：]\s*|\s*\n\s*")
_WORD = re.compile(r"[A-Za-z]{2,}")
_LETTERS = 5  # of English that one Chinese character may stand for
_LEAST = 3  # letters of an English phrase that a Chinese one may repeat
_MONTHS = dict(zip("jan feb mar apr may jun jul aug sep oct nov dec".split(), range(1, 13), strict=True))  # noqa: SIM905
_MONTH = re.compile(r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b")
_NUMERAL = re.compile("[一二两三四五六七八九十百]+")


def in_half(line: Line, language: str) -> Line:
    """A line as its asker reads it, where it quotes a bilingual passage of a paper; any other as it is."""
    if not any(is_in_both(one.passage.text) and one.document.doc_type != "directory" for one in line.sources):
        return line
    said = half(line.text, language)
    return Line(said, line.sources) if said.strip() else line


def half(text: str, language: str) -> str:
    """A bilingual text in English, or in Chinese, as far as both are there."""
    return _english(text) if language == ENGLISH else _chinese(text)


def _english(text: str) -> str:
    kept, at = [], 0
    for phrase in _phrases(text):
        before = text[at : phrase.start()]
        own = _last_piece("".join(kept) + before)
        repeats = len("".join(_WORD.findall(own))) >= _LEAST and _figures(phrase[0]) <= _figures(own)
        kept.append(before.rstrip() if repeats else before + phrase[0])
        at = phrase.end()
    return _tidy("".join([*kept, text[at:]]))


def _chinese(text: str) -> str:
    kept, at = "", 0
    for phrase in _phrases(text):
        before = text[at : phrase.start()]
        kept += _without_repeated(before, phrase[0]) + phrase[0]
        at = phrase.end()
    return _tidy(kept + text[at:])


def _without_repeated(english: str, chinese: str) -> str:
    """What stands before a Chinese phrase without the pieces that it repeats; their amounts stay where it lacks them."""
    room, figures = _LETTERS * sum("㐀" <= char <= "鿿" for char in chinese), _figures(chinese)
    starts = [0, *(match.end() for match in _PIECE.finditer(english))]
    end = cut = len(english)
    for start in reversed(starts):
        piece = english[start:end]
        letters = len("".join(_WORD.findall(piece)))
        is_first = cut == len(english) or not english[cut:].strip()
        lacks = not _figures(piece) <= figures
        if letters and is_first and lacks:
            return english[:start] + _amounts(piece)
        if (
            letters > room
            or (lacks and letters)
            or (not is_first and english[start:end].rstrip()[-1:] in ":(")
        ):
            break
        room -= letters
        if letters:
            cut = start
        end = start
    return english[:cut]


def _amounts(piece: str) -> str:
    """The amounts of a piece: HK$100 of HK$100 deposit; all of it where a name has the figure: Basement 2."""
    amounts = re.findall(r"(?:HK|US|MOP|NT|RMB|CNY)?\s?\$?\s?\d[\d,.]*(?:%| ?(?:m|kg|cm|g|kWh)\b)?", piece)
    named = re.search(r"[A-Z][a-z]+ \d", piece)
    return piece if named or not amounts else f"{' '.join(one.strip() for one in amounts)} "


def _last_piece(english: str) -> str:
    """The English before a Chinese phrase, of its own sentence; of the one before, where the phrase is a sentence."""
    sentences = [one for one in re.split(r"(?<=[.;。；])\s+", english) if one.strip()]
    return sentences[-1] if sentences else ""


def _phrases(text: str) -> list[re.Match[str]]:
    return list(_CHINESE.finditer(text))


def _figures(text: str) -> frozenset[str]:
    """The figures of a text in either language, months too."""
    folded = fold(text)
    found = [figure.replace(",", "").rstrip(".") for figure in re.findall(r"\d[\d,.]*", folded)]
    found += [str(_MONTHS[match]) for match in _MONTH.findall(folded)]
    found += [
        str(int(number(match))) for match in _NUMERAL.findall(folded) if not re.fullmatch("百+|十百", match)
    ]
    return frozenset(found)


def _tidy(text: str) -> str:
    text = re.sub(r"[ \t]{2,}", " ", text)
    text = re.sub(r" +([,;:.)])", r"\1", text)
    return re.sub(r"(?<=[.;,])\s*[。；，](?=\s|$)|\(\s*\)", "", text).strip()

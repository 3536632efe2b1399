"""Text as it is matched, beside text as it is shown.

Matching works on a folded shadow (NFKC, one script, one case, one kind of dash); the original
wording is what people see. Keyword tokens are character bigrams for Chinese, whole words for the
rest: bigrams beat dictionary words on names, on Traditional text and across scripts. What is written
in many ways, an amount or a word of another region, adds a token in one writing and takes none away.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import pairwise
from operator import ne

import opencc

from knowledge.writing.amounts import amounts
from knowledge.writing.regional import mainland

EDITION = 3  # of the tokens: raise it when a text gives others, and every keyword index is filled anew

# Zero-width and bidi controls, soft hyphen, fillers, variation selectors, tag characters.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_DASH = re.compile("[\u2010-\u2015\u2212\u2043\ufe58\ufe63\uff0d\u301c\uff5e~\u223c]")
_ACCENTED = re.compile("[\u00c0-\u024f\u1e00-\u1eff\u0300-\u036f]")
_ACCENT = re.compile("(?<=[a-zA-Z])[\u0300-\u036f]+")
# Radicals that PDF fonts put in the place of the character, and that NFKC leaves alone
# (https://www.unicode.org/Public/UCD/latest/ucd/EquivalentUnifiedIdeograph.txt).
RADICALS = dict(
    zip(
        map(
            ord,
            "⺁⺄⺊⺒⺓⺛⺝⺠⺩⺬⺮⺶⺼⻁⻂⻃⻄⻅⻆⻉⻋⻌⻑⻒⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻱",
        ),
        "厂乙卜巳幺旡月民王示竹羊月虎衤覀西见角贝车辶长镸长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
        strict=True,
    )
)
_RADICAL = re.compile("[\u2e80-\u2ef3]")
_SHOPPING_DAY = re.compile("双十([一二])")  # one name in two writings, and papers have either
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_UNSPACED = f"{_HAN}\u3005\u3041-\u3096\u30a1-\u30fa\u30fc\uac00-\ud7a3"  # Han, kana, Hangul
_RUN = re.compile(rf"[{_UNSPACED}]+|[a-z0-9][a-z0-9.:/%_-]*[a-z0-9%]|[a-z0-9]")
_ONE_RUN = re.compile(rf"\W*[{_HAN}]{{2,}}\W*")
_CJK = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_LETTER = re.compile("[A-Za-z]")
_SENTENCE_END = re.compile(r"(?<=[。!?!?;；\n])(?![”』」】)）])")


@cache
def converter(direction: str) -> opencc.OpenCC:
    """OpenCC's converter, such as t2s or s2hk; its dictionaries are loaded once."""
    return opencc.OpenCC(direction)


def to_simplified(text: str) -> str:
    """Traditional characters to Simplified, 衞 and 粧 of Hong Kong too; Simplified text stays as it is."""
    return converter("hk2s").convert(text)


def fold(text: str) -> str:
    """The matching form: NFKC, nothing invisible, no accents or radicals, Simplified, lower case, plain dashes, 双12."""
    clean = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    if _ACCENTED.search(clean):
        bare = _ACCENT.sub("", unicodedata.normalize("NFD", clean))
        clean = unicodedata.normalize("NFC", bare)
    if _RADICAL.search(clean):
        clean = clean.translate(RADICALS)
    return in_one_writing(_DASH.sub("-", to_simplified(clean).lower()))


def in_one_writing(folded: str) -> str:
    """A folded text with the shopping days that are written in two ways in one of them: 双12 for 双十二."""
    return _SHOPPING_DAY.sub(lambda day: "双11" if day[1] == "一" else "双12", folded)


def is_cjk(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff"


def is_one_run(text: str) -> bool:
    """Whether a text is Chinese without a break, of two characters or more, with marks around it at most."""
    return bool(_ONE_RUN.fullmatch(text))


def count_cjk(text: str) -> int:
    """How many Chinese characters stand in a text; counted without a step for each, as texts are long and many."""
    return len(_CJK.findall(text))


def _word_tokens(word: str) -> list[str]:
    """A code such as l4-06 matches whole and by its parts."""
    if word.isalpha():
        return [word]
    parts = re.findall(r"[a-z]+|\d+(?:\.\d+)?", word)
    return [word] if parts == [word] else [word, *parts]


def tokens(text: str) -> list[str]:
    """Keyword tokens of a text: its words in order, duplicates kept; then amounts in one writing, mainland words."""
    folded = fold(text)
    found = _words(folded)
    literal = set(found)
    more = [*amounts(folded), *(token for word in mainland(folded) for token in _words(word))]
    return found + [token for token in more if token not in literal]


def words(text: str) -> list[str]:
    """The tokens that stand in a text one after the other, without those of its amounts."""
    return _words(fold(text))


def _words(folded: str) -> list[str]:
    found: list[str] = []
    for run in _RUN.findall(folded):
        if run[0].isascii():
            found += _word_tokens(run)
        elif len(run) == 1:
            found.append(run)
        else:
            found += [a + b for a, b in pairwise(run)]
    return found


def sentences(text: str) -> list[str]:
    """The sentences of a text, each with its closing mark; line breaks end a sentence too."""
    return [part.strip() for part in _SENTENCE_END.split(text) if part.strip()]


def is_english(text: str) -> bool:
    """Whether a text is mostly written in Latin letters."""
    return len(_LETTER.findall(text)) > 3 * count_cjk(text)


def language_of(text: str) -> str:
    """zh-Hans, zh-Hant or en, by what the text is mostly written in."""
    if is_english(text):
        return "en"
    changed = _differing(text, to_simplified(text))
    return "zh-Hant" if changed and changed > _differing(text, converter("s2t").convert(text)) else "zh-Hans"


def _differing(text: str, other: str) -> int:
    """In how many places two texts differ."""
    return 0 if text == other else sum(map(ne, text, other))

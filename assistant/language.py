"""Languages: which one a person writes, and text in the script that person reads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from knowledge.text import converter

HANS, HANT, ENGLISH = "zh-Hans", "zh-Hant", "en"

_CJK = re.compile(r"[㐀-鿿豈-﫿]")
_LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z'’]*")
_CANTONESE = frozenset("唔冇咗喺嘅哋嗰啲嚟搵咁乜嘢瞓攞咩")
# A Chinese sentence that only names English brands still has one of these; an English one that names a
# Chinese shop has none.
_CHINESE_GLUE = frozenset(
    "的了吗呢吧么嘛在哪几多怎是有能不没要我你他她和这那谁什麼嗎點邊係有冇唔咗喺嘅買卖买賣去到"
)
_ENGLISH_GLUE = re.compile(
    r"(?:an?|the|is|are|am|was|do|does|did|can|could|may|will|would|wh(?:at|ere|en|o|y|ich)|how|i|my|we|our|"
    r"you|your|to|at|in|on|of|for|from|with|and|or|not|no|it|there|this|that|any|have|has|need|help|please)"
)


# Said in Cantonese, though every character is written alike in both scripts.
_CANTONESE_WORD = re.compile(r"^早晨[呀啊!！~。]*$|早唞|几蚊|边度|边间|同埋|而家|依家")
_CODE = re.compile(r"[A-Za-z]{1,2}-?\d[\w-]*")  # L3, B1-08
# Said in Chinese by their letters; alone they show no language.
_BY_LETTERS = re.compile(
    r"(?<![a-z])(?:wi-?fi|atm|vip|ktv|spa|app|gps|usb|pos|nfc|aed|wc|diy)(?![a-z])", re.I
)
_ODD_BIE = re.compile("彆(?!扭)")  # OpenCC writes 別着急 with the character of 彆扭


@lru_cache(maxsize=8192)
def _script_of(character: str) -> str:
    """HANT or HANS when the character is written in one script only, else empty."""
    if character in _CANTONESE:
        return ""
    if converter("t2s").convert(character) != character:
        return HANT
    return HANS if converter("s2t").convert(character) != character else ""


def detect(text: str, house: str = HANS) -> str:
    """The language of a message: zh-Hans, zh-Hant or en.

    Cantonese in traditional characters is zh-Hant; Chinese without a character that tells is in the house's own script.
    """
    characters = _CJK.findall(text)
    if not characters:
        return ENGLISH if _LATIN_WORD.search(_BY_LETTERS.sub(" ", text)) else house
    if _is_english_around_names(text, characters):
        return ENGLISH
    if _CANTONESE_WORD.search(text):
        return HANT
    scripts = [_script_of(c) for c in characters]
    hant, hans = scripts.count(HANT), scripts.count(HANS)
    if hant == hans == 0:
        return HANT if any(c in _CANTONESE for c in characters) else house
    if hant and any(c in _CANTONESE for c in characters):
        return HANT  # a shop's name is often written in the other script
    return HANT if hant >= hans else HANS  # Simplified names in a Traditional question


def house_script(languages: Iterable[str]) -> str:
    """The script that most of a house's papers are written in, by the languages of all."""
    count = Counter(languages)
    return HANT if count[HANT] > count[HANS] else HANS


def follow(message: str, before: Sequence[str] = (), house: str = HANS) -> str:
    """The language of a message; one that does not tell (早晨, B1-08, 22:00?) goes on in that of the latest that did."""
    if _tells(message):
        return detect(message)
    chinese = bool(_CJK.search(message))  # and not to be answered in English
    latest = (detect(text) for text in reversed(before) if _tells(text))
    return next(
        (language for language in latest if not (chinese and language == ENGLISH)), detect(message, house)
    )


def is_chinese(text: str) -> bool:
    """Whether a text has Chinese characters."""
    return bool(_CJK.search(text))


def _tells(text: str) -> bool:
    """Whether a message shows its language: a word of English, or a character of one script only."""
    characters = _CJK.findall(text)
    if not characters:
        return any(
            len(word) > 1 and not word.isupper()
            for word in _LATIN_WORD.findall(_BY_LETTERS.sub(" ", _CODE.sub(" ", text)))
        )
    if any(_script_of(c) or c in _CANTONESE for c in characters) or _CANTONESE_WORD.search(text):
        return True
    return _is_english_around_names(text, characters)


def _is_english_around_names(text: str, characters: list[str]) -> bool:
    glue = sum(bool(_ENGLISH_GLUE.fullmatch(word.lower())) for word in _LATIN_WORD.findall(text))
    return glue >= 2 and not any(c in _CHINESE_GLUE for c in characters)


def to_script(text: str, language: str) -> str:
    """Chinese text in the script of `language`; numbers, codes and [n] marks stay, English is left alone."""
    if language == HANT:
        # Hong Kong glyphs without regional vocabulary: 服務台 is read everywhere, 服務枱 only there.
        converted = converter("s2hk").convert(text).replace("枱", "台")
        return _ODD_BIE.sub("別", converted)
    return converter("t2s").convert(text) if language == HANS else text

"""The names in a sentence, of shops, papers and brands: whether the passages it cites speak of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.directory import Directory
from knowledge.text import fold, is_cjk
from knowledge.writing.names import forms_of

_TITLE = re.compile(r"《([^《》]{2,60})》")
_VERSION = re.compile(r"[\s(]*v\d+(?:\.\d+)*[\s)]*$")
_LATIN = re.compile(r"(?<![a-z0-9])[a-z][a-z'&.-]*[a-z](?![a-z0-9])")
_EVERYDAY_WORDS = (
    "wifi app vip atm pos aed sop ic nfc etc id ok am pm yuan rmb cny km kg cm mm ml pdf sms qr faq it ai no off vs to "
    "new mall online hi"
)
_EVERYDAY = frozenset(_EVERYDAY_WORDS.split())


def unattributed(sentence: str, passages: Sequence[str], shops: Directory | None = None) -> list[str]:
    """The names in a sentence that its passages do not know, under this or another name of the same shop."""
    text, given = fold(sentence), fold("\n".join(passages))
    unknown = [title for title in _TITLE.findall(text) if not _is_title(title, given)]
    unknown += _shops(sentence, given, shops) if shops else []
    if not any(map(is_cjk, text)):
        return unknown  # words of the language
    known = _letters(given) | {word for name in _names_in(given, shops) for word in _letters(name)}
    return unknown + [word for word in _LATIN.findall(text) if word not in known | _EVERYDAY]


def _is_title(title: str, given: str) -> bool:
    return _VERSION.sub("", title).replace(" ", "") in given.replace(" ", "")


def _letters(text: str) -> set[str]:
    return set(_LATIN.findall(text))


def _shops(sentence: str, given: str, shops: Directory) -> list[str]:
    """Names of shops; one that several carry is known when one of them is."""
    known: dict[str, bool] = {}
    for mention in shops.mentions(sentence):
        if mention.exact:
            forms = (mention.matched, *forms_of(mention.shop))
            known[mention.matched] = known.get(mention.matched, False) or any(form in given for form in forms)
    return [name for name, is_known in known.items() if not is_known]


def _names_in(given: str, shops: Directory | None) -> list[str]:
    """Every name of the shops that the passages name."""
    found = shops.mentions(given) if shops else []
    return [form for mention in found if mention.exact for form in forms_of(mention.shop)]

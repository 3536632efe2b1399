"""Sentences of reports and refusals, which are written in English, in Chinese for a clerk."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import yaml

from ui.pages.terms import DECISION

_TABLE = Path(__file__).parent / "reasons.yaml"
_PLACE = re.compile(r"\{(\w+)\}")
_SPECIAL = re.compile(r"([\\^$.|?*+()\[\]{}])")
_UPLOADED = re.compile(r"\binternal/[0-9a-f]{8}/(?=[^/]+$|[^/]+ ?\()")  # the folder that an upload is kept in
_DECIDED = re.compile(rf"({'|'.join(DECISION)}) by (.{{1,80}}?) on (\d{{4}}-\d{{2}}-\d{{2}})")
_LONGEST = 2000  # characters; what is longer is no sentence


@cache
def reasons() -> tuple[tuple[str, str], ...]:
    """Pattern of a sentence and how it is said, the longest first. The page's script reads the same patterns."""
    table: dict[str, str] = yaml.safe_load(_TABLE.read_text(encoding="utf-8"))
    return tuple((_pattern(sentence), table[sentence]) for sentence in sorted(table, key=len, reverse=True))


def _pattern(sentence: str) -> str:
    """A sentence with {places} as a regular expression; a place at its end takes the rest."""
    pieces = [
        f"(?P<{piece}>.{{1,300}}?)" if is_place else _SPECIAL.sub(r"\\\1", piece)
        for piece, is_place in zip(_PLACE.split(sentence), [False, True] * len(sentence), strict=False)
    ]
    return "".join(pieces) + ("$" if sentence.endswith("}") else "")


def said_in_chinese(sentence: str) -> str:
    """The sentence in Chinese as far as its words are known; the rest stays as it was written."""
    if len(sentence) > _LONGEST:
        return sentence
    sentence = _UPLOADED.sub("", sentence)
    for pattern, said in reasons():
        sentence = re.sub(pattern, lambda found, said=said: _filled(said, found), sentence, flags=re.DOTALL)
    sentence = _DECIDED.sub(_decided, sentence)
    return re.sub(r"(?<=[。;]) ", "", sentence)


def _decided(found: re.Match[str]) -> str:
    what, who, day = found.groups()
    return f"{'有人' if who == 'somebody' else who} 于 {day} {DECISION[what]}"


def _filled(said: str, found: re.Match[str]) -> str:
    return _PLACE.sub(lambda place: found[place[1]], said)

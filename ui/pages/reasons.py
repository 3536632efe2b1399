"""Sentences of reports and refusals, which are written in English, in Chinese for a clerk."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from knowledge.yamlfile import read_yaml
from ui.pages.terms import DECISION

_TABLE = Path(__file__).parent / "reasons.yaml"
_PLACE = re.compile(r"\{(\w+)\}")
_SPECIAL = re.compile(r"([\\^$.|?*+()\[\]{}])")
_UPLOADED = re.compile(r"\binternal/[0-9a-f]{8}/(?=[^/]+$|[^/]+ ?\()")  # the folder that an upload is kept in
_DECIDED = re.compile(rf"({'|'.join(DECISION)}) by (.{{1,80}}?) on (\d{{4}}-\d{{2}}-\d{{2}})")
_LONGEST = 2000  # characters; what is longer is no sentence
_WIDEST = 300  # characters of a place


@cache
def reasons() -> tuple[tuple[str, str], ...]:
    """Pattern of a sentence and how it is said, the longest first. The page's script reads the same patterns."""
    table: dict[str, str] = read_yaml(_TABLE)
    return tuple((_pattern(sentence), table[sentence]) for sentence in sorted(table, key=len, reverse=True))


def _pattern(sentence: str) -> str:
    """A sentence with {places} as a regular expression; a place at its end takes the rest."""
    pieces = [
        f"(?P<{piece}>.{{1,300}}?)" if is_place else _SPECIAL.sub(r"\\\1", piece)
        for piece, is_place in zip(_PLACE.split(sentence), [False, True] * len(sentence), strict=False)
    ]
    return "".join(pieces) + ("$" if sentence.endswith("}") else "")


@cache
def _templates() -> tuple[tuple[tuple[str, ...], tuple[str, ...], str], ...]:
    """Of each sentence the words between its places, the places, and how it is said."""
    table: dict[str, str] = read_yaml(_TABLE)
    sentences = sorted(table, key=len, reverse=True)
    split = (_PLACE.split(sentence) for sentence in sentences)
    return tuple(
        (tuple(parts[::2]), tuple(parts[1::2]), table[sentence])
        for parts, sentence in zip(split, sentences, strict=True)
    )


def said_in_chinese(sentence: str) -> str:
    """The sentence in Chinese as far as its words are known; the rest stays as it was written.

    Found by looking for the words of each sentence one after another, without going back: the
    names in it come from files, and a pattern could be made to try for minutes.
    """
    if len(sentence) > _LONGEST:
        return sentence
    sentence = _UPLOADED.sub("", sentence)
    for words, places, said in _templates():
        sentence = _replaced(sentence, words, places, said)
    sentence = _DECIDED.sub(_decided, sentence)
    return re.sub(r"(?<=[。;]) ", "", sentence)


def _replaced(text: str, words: Sequence[str], places: Sequence[str], said: str) -> str:
    done, at = "", 0
    while found := _find(text, words, at):
        start, end, values = found
        done += text[at:start] + _filled(said, dict(zip(places, values, strict=True)))
        at = end
    return done + text[at:]


def _filled(said: str, values: dict[str, str]) -> str:
    return _PLACE.sub(lambda place: values[place[1]], said)


def _find(text: str, words: Sequence[str], start: int) -> tuple[int, int, list[str]] | None:
    """The first place where the words stand in their order: start, end, and what stands between them."""
    first, at = words[0], start
    while True:
        begun = text.find(first, at)
        if begun < 0:
            return None
        if found := _followed(text, words[1:], begun + len(first), is_open=not first):
            end, values = found
            shift = max(0, len(values[0]) - _WIDEST) if not first else 0
            values = [values[0][shift:], *values[1:]] if values else values
            return begun + shift, end, values
        if not first:
            at = text.find(words[1], begun + 1) if len(words) > 1 and words[1] else -1
            if at < 0:
                return None
        else:
            at = begun + 1


def _followed(text: str, words: Sequence[str], at: int, *, is_open: bool) -> tuple[int, list[str]] | None:
    """Where the rest of the words ends, each after at least one character and at most so many."""
    values: list[str] = []
    for number, word in enumerate(words):
        if not word:  # a place at the end takes the rest
            return (len(text), [*values, text[at:]]) if at < len(text) else None
        most = len(text) if is_open and not number else at + _WIDEST + len(word)
        found = text.find(word, at + 1, most)
        if found < 0:
            return None
        values.append(text[at:found])
        at = found + len(word)
    return at, values


def _decided(found: re.Match[str]) -> str:
    what, who, day = found.groups()
    return f"{'有人' if who == 'somebody' else who} 于 {day} {DECISION[what]}"

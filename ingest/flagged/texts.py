"""The shadows of a text in which findings are sought: what is written to deceive reads plainly there."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from knowledge.text import fold

_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
                        "\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]")  # fmt: skip
_NOT_A_WORD = re.compile(r"[\W_]")
_END = re.compile(r"[。!?;]+\s*|\n\s*\n")
_MOST_EXCERPT = 60
_WINDOW, _OVERLAP = 600, 120  # letters


def plain(text: str) -> str:
    """Half-width, without what cannot be seen."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))


@dataclass(frozen=True, slots=True)
class Compact:
    """A sentence without anything but letters and digits, and where each of them stood."""

    text: str
    sentence: str
    places: tuple[int, ...]

    def excerpt(self, start: int, end: int) -> str:
        """What stands around a finding, in the wording of the sentence."""
        first, last = self.places[start], self.places[end - 1] + 1
        return shortened(self.sentence, first, last)


def compact_sentences(text: str) -> list[Compact]:
    """Sentences in lower case and Simplified, their letters pulled together: 忽 略 以 上 is 忽略以上.

    A sentence without an end comes in overlapping windows, so that no pattern sees more than one.
    """
    found = []
    for sentence in _END.split(plain(text)):
        shadow = fold(sentence)
        if len(shadow) != len(sentence):  # the places must agree; a few letters change their length
            sentence = shadow
        places = tuple(place for place, char in enumerate(shadow) if not _NOT_A_WORD.match(char))
        for start in range(0, max(1, len(places) - _OVERLAP), _WINDOW - _OVERLAP):
            part = places[start : start + _WINDOW]
            if part:
                found.append(Compact("".join(shadow[place] for place in part), sentence, part))
    return found


def shortened(text: str, start: int, end: int) -> str:
    """The part of a text from start to end with a little around it, on one line."""
    room = max(0, _MOST_EXCERPT - (end - start)) // 2
    first, last = max(0, start - room), min(len(text), max(start + 1, min(end, start + _MOST_EXCERPT)) + room)
    words = " ".join(text[first:last].split())
    return f"{'…' if first else ''}{words}{'…' if last < len(text) else ''}"

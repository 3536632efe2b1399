"""What a shopper said in one turn: its shadow that rules are matched on, and the words as they were written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from assistant.journal import Turn
from assistant.labels.private import Private
from assistant.triage.wording import Pattern, normalise
from knowledge.text import fold

_CLAUSE_END = re.compile(r"[,.。!?;\n]")
_LONGEST = 40  # characters of a quotation


@dataclass(frozen=True)
class Said:
    """One turn as rules see it."""

    turn: Turn
    private: Private

    @cached_property
    def text(self) -> str:
        return normalise(self.turn.message)

    @cached_property
    def bare(self) -> str:
        """The text with what must not be labelled blanked, so that positions stay."""
        return self.private.blanked(self.text)

    def clause_of(self, at: int) -> str:
        """The clause around a place of the text."""
        start, end = self._clause(at)
        return self.text[start:end]

    def before(self, at: int) -> str:
        """What stands before a place in its clause."""
        return self.text[self._clause(at)[0] : at]

    def _clause(self, at: int) -> tuple[int, int]:
        starts = [match.end() for match in _CLAUSE_END.finditer(self.text, 0, at)]
        end = _CLAUSE_END.search(self.text, at)
        return (starts[-1] if starts else 0), (end.start() if end else len(self.text))

    def quoted(self, start: int, end: int) -> str:
        """The words of a span as they were written, empty where they tell of what is never labelled."""
        if self.private.tells(self.text[start:end]) or self.private.touches(self.text, start, end):
            return ""
        places = self._places
        first, last = places[start], places[end - 1] if end > start else -1
        written = self.turn.message[first : last + 1] if 0 <= first <= last else self.text[start:end]
        return written.strip()[:_LONGEST]

    def whole(self) -> str:
        """The first clause that may be quoted, for what rests on a message as a whole."""
        start = 0
        for piece in [*_CLAUSE_END.finditer(self.text), None]:
            end = piece.start() if piece else len(self.text)
            if end - start > 1 and (words := self.quoted(start, end)):
                return words
            start = piece.end() if piece else end
        return ""

    @cached_property
    def _places(self) -> list[int]:
        """Where each character of the text stands in the message; -1 where it cannot be told."""
        message, at, places = self.turn.message, 0, []
        for char in self.text:
            found = next((n for n in range(at, min(at + 6, len(message))) if char in _folded(message[n])), -1)
            places.append(found)
            at = found + 1 if found >= 0 else at
        return places


@lru_cache(maxsize=8192)
def _folded(char: str) -> str:
    return fold(char).replace("、", ",") or char


def first_match(pattern: Pattern, unless: Pattern | None, text: str) -> re.Match[str] | None:
    """Where a rule applies, unless the same text says what makes it none."""
    match = pattern.search(text)
    return match if match and not (unless and unless.search(text)) else None

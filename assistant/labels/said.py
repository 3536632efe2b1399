"""What a shopper said in one turn: its shadow that rules are matched on, and the words as they were written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from assistant.journal import Turn
from assistant.labels.private import BLANK
from assistant.labels.rules import Rules, clause_around, clause_span
from assistant.model import Handling
from assistant.triage.wording import normalise
from knowledge.text import fold

_CLAUSE_END = re.compile(r"[,.。!?;\n]")
_LONGEST = 40  # characters of a quotation


@dataclass(frozen=True)
class Said:
    """One turn as rules see it."""

    turn: Turn
    rules: Rules

    @cached_property
    def text(self) -> str:
        return normalise(self.turn.message)

    @property
    def is_emergency(self) -> bool:
        return self.turn.priority == "P0" or self.turn.handling == Handling.EMERGENCY

    @cached_property
    def meant(self) -> str:
        """The text without what is named only to say that it is not meant: 不是停车."""
        return self.rules.not_meant.sub(lambda match: BLANK * len(match[0]), self.text)

    @cached_property
    def bare(self) -> str:
        """The text with what must not be labelled blanked, so that positions stay."""
        return self.rules.private.blanked(self.text)

    def clause_of(self, at: int) -> str:
        """The clause around a place of the text."""
        return clause_around(self.text, at)

    def before(self, at: int) -> str:
        """What stands before a place in its clause."""
        return self.text[clause_span(self.text, at)[0] : at]

    def quoted(self, start: int, end: int) -> str:
        """The words of a span as they were written, empty where they tell of what is never labelled."""
        if BLANK in self.bare[start:end] or self.rules.private.tells(self.text[start:end]):
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

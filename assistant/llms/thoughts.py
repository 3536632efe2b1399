"""What a reasoning model thinks before it speaks: taken out of its reply while that comes."""

from __future__ import annotations

import re

# opening -> closing mark, as families of models write them
_MARKS = {
    "<think>": "</think>",
    "<thinking>": "</thinking>",
    "<thought>": "</thought>",
    "<reasoning>": "</reasoning>",
    "<seed:think>": "</seed:think>",
    "[THINK]": "[/THINK]",
    "<|channel|>analysis<|message|>": "<|end|>",
    "<|channel>thought": "<channel|>",
}
_CLOSINGS = {opening.lower(): closing for opening, closing in _MARKS.items()}
_ANY_CLOSING = re.compile("|".join(map(re.escape, _MARKS.values())), re.IGNORECASE)
_ANY = re.compile("|".join(map(re.escape, [*_MARKS, *_MARKS.values()])), re.IGNORECASE)
_LONGEST = max(map(len, [*_MARKS, *_MARKS.values()]))


class StrayThought(Exception):
    """A thought ended that had no beginning: all that came before was thought, too."""


class Thoughts:
    """Takes the thoughts out of one reply.

    `begun`: the reply begins in the middle of a thought, as of models whose template opens it. When
    such a thought never ends, it was none.
    """

    def __init__(self, begun: bool = False) -> None:
        self._begun = begun
        self._closing: re.Pattern[str] | None = _ANY_CLOSING if begun else None
        self._held = ""

    def spoken(self, piece: str) -> str:
        """What may be passed on after this piece. Raises StrayThought."""
        self._held += piece
        said = ""
        while True:
            if self._closing is not None:
                if not self._leave():
                    return said
            elif found := _ANY.search(self._held):
                said += self._held[: found.start()]
                self._enter(found)
            else:
                kept = _begun_mark(self._held)
                said, self._held = (
                    said + self._held[: len(self._held) - kept],
                    self._held[-kept:] if kept else "",
                )
                return said

    def rest(self) -> str:
        """What is still to be passed on when the reply has ended."""
        return self._held if self._closing is None or self._begun else ""

    def _enter(self, found: re.Match[str]) -> None:
        mark = found.group().lower()
        if mark not in _CLOSINGS:
            raise StrayThought
        self._held = self._held[found.end() :]
        self._closing = re.compile(re.escape(_CLOSINGS[mark]), re.IGNORECASE)

    def _leave(self) -> bool:
        """Whether the thought has ended; what was thought is forgotten."""
        assert self._closing is not None
        end = self._closing.search(self._held)
        if end:
            self._held, self._closing, self._begun = self._held[end.end() :], None, False
        elif not self._begun:
            self._held = self._held[-_LONGEST:]
        return end is not None


def _begun_mark(text: str) -> int:
    """How many letters at the end may be the beginning of a mark."""
    end = text[-_LONGEST:].lower()
    marks = [mark.lower() for mark in (*_MARKS, *_MARKS.values())]
    return next((n for n in range(len(end), 0, -1) if any(m.startswith(end[-n:]) for m in marks)), 0)

"""Names of shops and brands: a word inside a name is no claim."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection

from assistant.compliance.normalise import read

KEPT_SECONDS = 30.0  # a directory changes by the day
SHORTEST = 3  # characters of a name that may carry a word; a shorter one is a word itself


class Names:
    """The names that `told` gives, as rules read them; asked anew after `KEPT_SECONDS`, and only when needed."""

    def __init__(self, told: Callable[[], Collection[str]]) -> None:
        self._told = told
        self._names: tuple[str, ...] = ()
        self._until = 0.0

    def cover(self, text: str, start: int, end: int) -> bool:
        """Whether text[start:end] stands within a name."""
        return any(self._stands(name, text, start, end) for name in self.known)

    @staticmethod
    def _stands(name: str, text: str, start: int, end: int) -> bool:
        at = text.find(name, max(0, end - len(name)), start + len(name))
        return at >= 0 and at <= start and end <= at + len(name) and (end - start) < len(name)

    @property
    def known(self) -> tuple[str, ...]:
        now = time.monotonic()
        if now >= self._until:
            readings = (read(name).text for name in self._told())
            self._names = tuple(sorted({name for name in readings if len(name) >= SHORTEST}))
            self._until = now + KEPT_SECONDS
        return self._names

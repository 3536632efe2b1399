"""A rule: what it matches, where it applies, what it rests on, what could be written instead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from assistant.compliance.notices import is_promoted
from assistant.compliance.verdict import Severity

Patterns = tuple[re.Pattern[str], ...]
ORIGINAL = "{}"  # in a replacement: the wording as it was written


@dataclass(frozen=True, slots=True)
class Advice:
    """What every finding of a rule carries. `basis` holds codes such as AD§9(3).

    `replacements` are pairs of a pattern for the whole wording and the text instead of it; "" leaves
    the wording out, `\\1` is a group of the pattern, `{}` the wording as it was written.
    """

    id: str
    severity: Severity
    basis: tuple[str, ...]
    why: str
    suggestion: str
    checked_at: date | None = None
    replacements: tuple[tuple[re.Pattern[str], str], ...] = ()

    def replacement(self, wording: str, original: str) -> str | None:
        """What could stand instead of a (normalised) wording; None where a person has to write."""
        for pattern, instead in self.replacements:
            match = pattern.fullmatch(wording)
            if match:
                return match.expand(instead).replace(ORIGINAL, original)
        return None

    @property
    def replaces_whole(self) -> bool:
        """Whether it adds to the whole text rather than changing a wording."""
        return any(ORIGINAL in instead for _, instead in self.replacements)


@dataclass(frozen=True, slots=True)
class WordRule:
    """A rule on wording. `channels` and `categories` are empty where the rule holds everywhere."""

    advice: Advice
    name: str
    group: str
    patterns: Patterns
    promoted: Patterns = ()  # wording that breaks the rule only in a sentence that promotes
    exceptions: Patterns = ()
    satisfied_by: Patterns = ()  # wording in the same paragraph that gives what the rule asks for
    satisfied_anywhere: bool = False  # ... or anywhere in the text
    channels: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    clause: bool = False  # what breaks the rule runs to the end of its clause
    negatable: bool = True  # "不向…出售", "禁止…" turn the wording into a notice
    directory: bool = False  # a line of the directory (name, unit, hours) may carry the word
    sport: bool = False  # a contest has its first, its best and its champion
    flagged: tuple[str, ...] = ()
    clean: tuple[str, ...] = ()

    def applies(self, channel: str | None, category: str | None) -> bool:
        in_channel = not self.channels or channel in self.channels
        return in_channel and (not self.categories or category in self.categories)

    def matches(self, text: str) -> list[tuple[int, int]]:
        """Where the wording stands, but for the places that an exception covers."""
        found = [span for span in self._wordings(text) if span[0] < span[1] or not text]
        if not found or not self.exceptions:
            return found
        excused = {i for p in self.exceptions for m in p.finditer(text) for i in range(*m.span())}
        return [span for span in found if excused.isdisjoint(range(*span))]

    def _wordings(self, text: str) -> Iterator[tuple[int, int]]:
        for pattern in self.patterns:
            yield from (match.span() for match in pattern.finditer(text))
        for pattern in self.promoted:
            yield from (m.span() for m in pattern.finditer(text) if is_promoted(text, *m.span()))

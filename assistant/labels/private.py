"""What is never labelled and never quoted: health, faith, origin, income, ties, character, ways, and a child's own data.

Personal Information Protection Law §28 (sensitive information, minors under 14) and §24 (no decisions by profiles).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.triage.wording import Notation, Pattern

BLANK = "□"


class Private:
    """The patterns of what stays out of labels."""

    def __init__(self, rows: Sequence[Mapping[str, Any]], notation: Notation) -> None:
        self._kinds: list[tuple[str, Pattern]] = [
            (row["name"], notation.compile(row["pattern"])) for row in rows
        ]

    def blanked(self, text: str) -> str:
        """The text with every private matter blanked out; positions stay."""
        for _, pattern in self._kinds:
            text = pattern.sub(lambda match: BLANK * len(match[0]), text)
        return text

    def kinds_in(self, text: str) -> list[str]:
        """Which private matters a text tells of."""
        return [name for name, pattern in self._kinds if pattern.search(text)]

    def tells(self, text: str) -> bool:
        return any(pattern.search(text) for _, pattern in self._kinds)

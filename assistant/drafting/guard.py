"""What keeps a line out of a draft before it is composed."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.compliance import ComplianceChecker, Severity
from assistant.drafting.hearsay import is_order
from assistant.drafting.templates.voice import tags

# A single line has no signature and no opt-out; these rules judge the whole text.
WHOLE_TEXT = frozenset({"E04", "E05", "K2", "K4", "K7", "K8", "K11", "K13", "K15"})


TAG = re.compile(r"(?<![A-Za-z0-9])T[1-8](?![0-9A-Za-z])")


def shown_tag(text: str) -> str:
    """A customer tag or its label that shows in a text; empty where none does."""
    labels = (row["label"] for row in tags()["tags"].values() if not row.get("public"))
    code = TAG.search(text)
    return code[0] if code else next((label for label in labels if label in text), "")


class Guard:
    """Lets a line pass when no rule blocks it, no tag shows, it orders nobody about, and none of the sheet's
    own forbidden words is in it."""

    def __init__(
        self, checker: ComplianceChecker, channel: str, category: str, forbidden: Iterable[str]
    ) -> None:
        self._checker = checker
        self._channel = channel
        self._category = category
        self._words = tuple(word for word in forbidden if word)

    def __call__(self, text: str) -> bool:
        if any(word in text for word in self._words) or shown_tag(text) or is_order(text):
            return False
        findings = self._checker.line(text, self._channel, self._category, by_likeness=False).findings
        return not any(f.severity is Severity.BLOCK and f.rule_id not in WHOLE_TEXT for f in findings)

    def needs_proof(self, text: str) -> bool:
        """Whether a rule wants an attached proof for the line."""
        findings = self._checker.line(text, self._channel, self._category).findings
        return any(f.severity is Severity.EVIDENCE and f.rule_id not in WHOLE_TEXT for f in findings)

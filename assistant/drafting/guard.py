"""What keeps a line out of a draft before it is composed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

import yaml

from assistant.compliance import ComplianceChecker, Severity

# A single line has no signature and no opt-out; these rules judge the whole text.
WHOLE_TEXT = frozenset({"E04", "E05", "K2", "K4", "K7", "K8", "K11", "K13", "K15"})


@cache
def tags() -> dict:
    return yaml.safe_load(files("assistant.data").joinpath("tags.yaml").read_text("utf-8"))


class Guard:
    """Lets a line pass when no rule blocks it, no tag shows and none of the sheet's own forbidden words is in it."""

    def __init__(
        self, checker: ComplianceChecker, channel: str, category: str, forbidden: Iterable[str]
    ) -> None:
        self._checker = checker
        self._channel = channel
        self._category = category
        labels = [row["label"] for row in tags()["tags"].values() if not row.get("public")]
        self._words = tuple(word for word in (*forbidden, *labels) if word)

    def __call__(self, text: str) -> bool:
        if any(word in text for word in self._words) or re.search(
            r"(?<![A-Za-z0-9])T[1-8](?![0-9A-Za-z])", text
        ):
            return False
        findings = self._checker.check(text, self._channel, self._category, by_likeness=False).findings
        return not any(f.severity is Severity.BLOCK and f.rule_id not in WHOLE_TEXT for f in findings)

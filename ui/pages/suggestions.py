"""Questions offered to whoever does not know how to begin; only those that this house can answer."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from pathlib import Path

from assistant.language import ENGLISH, HANS, to_script
from knowledge.model import Viewer
from knowledge.yamlfile import read_yaml
from ui.atrium import Atrium

MOST = 4
FOUND = 0.5  # of `answerable`


@cache
def _questions() -> dict[str, list[dict[str, str]]]:
    return read_yaml(Path(__file__).parent / "suggestions.yaml")


def suggestions(atrium: Atrium, viewer: Viewer, as_of: datetime, language: str = HANS) -> list[str]:
    """At most four questions, in the order of the table. Whether one can be answered is looked up in Chinese."""
    search = atrium.library.search(viewer)
    kind = "staff" if viewer.is_staff else "shopper"
    answered = (
        _in(row, language)
        for row in _questions()[kind]
        if search.find(row["zh"], as_of=as_of, k=3).answerable >= FOUND
    )
    return [question for question, _ in zip(answered, range(MOST), strict=False)]


def _in(row: dict[str, str], language: str) -> str:
    if language == ENGLISH and "en" in row:
        return row["en"]
    return to_script(row["zh"], language)

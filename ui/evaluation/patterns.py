"""What must and must not be found in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from ui.evaluation.normalise import flat, lined


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def found(pattern: str, text: str) -> bool:
    """Whether the pattern stands in a text that is normalised already."""
    return bool(_compiled(pattern).search(text))


def missing(groups: Iterable[str | Sequence[str]] | None, text: str) -> list[str]:
    """The groups of which no alternative is in the text."""
    forms = (flat(text), lined(text))
    alternatives = [[group] if isinstance(group, str) else list(group) for group in groups or ()]
    return [
        " | ".join(group)
        for group in alternatives
        if not any(found(pattern, form) for pattern in group for form in forms)
    ]


def forbidden(patterns: Iterable[str] | None, text: str) -> list[str]:
    """What stands in the text and must not, each with its pattern."""
    form = lined(text)
    matches = ((pattern, _compiled(pattern).search(form)) for pattern in patterns or ())
    return [f"{shortened(match.group(0))} ({shortened(pattern)})" for pattern, match in matches if match]


def shortened(text: str, most: int = 50) -> str:
    text = text.strip().replace("\n", " / ")
    return text if len(text) <= most else text[: most - 1] + "…"

"""Services that guests ask for by many names, and that few malls have: 洗个车, 换点外币, a prayer room."""

from __future__ import annotations

import re
from functools import cache

from assistant.data import read_table


def services_in(text: str) -> dict[str, str]:
    """The services that a plain question asks for: the word that a paper would have for each, and how it is called."""
    found = ((word, pattern.search(text)) for word, pattern in _services().items())
    return {word: match[0] for word, match in found if match}


@cache
def _services() -> dict[str, re.Pattern[str]]:
    rows = read_table("services.yaml")
    return {word: re.compile(pattern) for word, pattern in rows.items()}

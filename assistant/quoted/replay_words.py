"""The words of questions about the figures of reports, and of the columns that these stand in: data/replay.yaml."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from assistant.data import read_table


@cache
def pattern(*path: str) -> re.Pattern[str]:
    """The pattern that stands in the table under these names, its lines being alternatives."""
    entry: Any = read_table("replay.yaml")
    for name in path:
        entry = entry[name]
    return re.compile(entry if isinstance(entry, str) else "|".join(entry))


def asks(what: str, folded: str) -> bool:
    """Whether a folded text asks this of the figures of a report."""
    return pattern("asks", what).search(folded) is not None

"""What is broken, as the wish to have it mended."""

from __future__ import annotations

import re
from functools import cache

from assistant.data import read_table
from knowledge.text import fold


def as_a_repair(message: str) -> str:
    """A message that says no more than that a thing is broken, as the wish to have it mended; others as they are.

    手机屏碎了 asks where telephones are mended; 昨天买的手机屏碎了 complains.
    """
    frame, rows = _table()
    framed = frame.fullmatch(fold(message))
    if framed is None:
        return message
    return next((wish for broken, wish in rows if broken.fullmatch(framed["said"])), message)


@cache
def _table() -> tuple[re.Pattern[str], tuple[tuple[re.Pattern[str], str], ...]]:
    table = read_table("mends.yaml")
    return re.compile(table["frame"]), tuple(
        (re.compile(row["broken"]), row["wish"]) for row in table["rows"]
    )

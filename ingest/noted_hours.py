"""Hours of a shop that stand in its remark, in a directory without a column for them: 每日08:00–22:00; 07:30–22:00，走侧门."""

from __future__ import annotations

import re
from typing import Any

from knowledge.text import fold
from knowledge.writing.trade_words import DAYS, words_in

_PART = re.compile(r"[；;，,。\n]")
_BETWEEN = re.compile(
    r"(?:营业|开放|服务)?(?:时[间段])?|opening hours|hours|及|和|与|并?且?|[\s、/&:：()（）-]|逢|均|都"
)
_TIMES = ("span", "all", "since")
_KNOWN = frozenset((*DAYS, *_TIMES, "closed", "open", "shut"))


def by_note(values: dict[str, Any]) -> None:
    """Moves the hours that a remark tells to their own field, where the row has none there; the rest of it stays."""
    note = values.get("note", "")
    if not note or values.get("hours_weekday") or values.get("hours_weekend"):
        return
    parts = [part.strip() for part in _PART.split(note) if part.strip()]
    hours = [part for part in parts if _is_of_hours(part)]
    if any(_has_times(part) for part in hours):
        values["hours_weekday"] = "；".join(hours)
        values["note"] = "，".join(part for part in parts if part not in hours)


def _is_of_hours(part: str) -> bool:
    """Whether a part of a remark is days and times from its first word to its last, and nothing else."""
    rest = fold(part)
    said = list(words_in(rest))
    if not said or any(kind not in _KNOWN for kind, _ in said):
        return False
    for _, word in said:
        rest = rest.replace(word, " ", 1)
    return not _BETWEEN.sub("", rest)


def _has_times(part: str) -> bool:
    return any(kind in _TIMES for kind, _ in words_in(fold(part)))

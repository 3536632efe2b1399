"""Hours of a shop that stand in its remark, in a directory without a column for them: 每日08:00–22:00; 07:30–22:00，走侧门."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from knowledge.text import fold
from knowledge.writing.trade_words import DAYS, words_in

_PART = re.compile(r"[；;，,。\n]")
_BETWEEN = re.compile(
    r"(?:营业|开放|服务)?(?:时[间段])?|延长?|opening hours|hours|及|和|与|并?且?|[\s、/&:：()（）-]|逢|均|都"
)
_SEE_NOTE = re.compile(
    r"[(]?(?:[详请参]?[见看阅][右后]?(?:备注|说明|附注|注)|以备注为准|see (?:the )?(?:notes?|remarks?))[)]?"
)
_TIMES = ("span", "all", "since")
_KNOWN = frozenset((*DAYS, *_TIMES, "closed", "open", "shut"))


def by_note(values: dict[str, Any]) -> None:
    """Moves the hours that a remark tells to their own field, where the row has none there; the rest of it stays."""
    note = values.get("note", "")
    if note and _SEE_NOTE.fullmatch(fold(values.get("hours_weekday", "")).strip()):
        values["hours_weekday"] = ""
    if not note or values.get("hours_weekend"):
        return
    parts = [part.strip() for part in _PART.split(note) if part.strip()]
    if usual := values.get("hours_weekday"):
        other = [part for part in parts if _is_of_other_days(part)] if _has_times(usual) else []
        if other:
            values["hours_weekday"] = "；".join((usual, *other))
            values["note"] = "，".join(part for part in parts if part not in other)
        return
    hours = [part for part in parts if _is_of_hours(part)]
    if any(_has_times(part) for part in hours):
        values["hours_weekday"] = "；".join(hours)
        values["note"] = "，".join(part for part in parts if part not in hours)


def _is_of_hours(part: str, times: Sequence[str] = _TIMES) -> bool:
    """Whether a part of a remark is days and times from its first word to its last, and nothing else."""
    rest = fold(part)
    said = list(words_in(rest))
    if not said or any(kind not in _KNOWN.union(times) for kind, _ in said):
        return False
    for _, word in said:
        rest = rest.replace(word, " ", 1)
    return not _BETWEEN.sub("", rest)


def _is_of_other_days(part: str) -> bool:
    """Whether a part of a remark tells the hours of some days alone, beside those of the column: 周五周六到23:00."""
    kinds = {kind for kind, _ in words_in(fold(part))}
    return _is_of_hours(part, (*_TIMES, "until")) and bool(kinds & set(DAYS)) and "until" in kinds


def _has_times(part: str) -> bool:
    return any(kind in _TIMES for kind, _ in words_in(fold(part)))

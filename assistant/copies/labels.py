"""The AI label that goes with a text until a person owns it."""

from __future__ import annotations

from functools import cache

from assistant.copies.model import Copy
from assistant.data import read_table


@cache
def _labels() -> dict[str, dict[str, str]]:
    return read_table("copy_labels.yaml")


def label_of(copy: Copy, is_final: bool) -> str:
    """The label in the text's language; empty once an approved text is owned and still final."""
    if is_final and copy.owned_at:
        return ""
    by_language = _labels()["approved" if is_final else "draft"]
    return by_language.get(copy.language, by_language["zh-Hans"])


def labelled(copy: Copy, is_final: bool) -> str:
    """The text as it is copied and exported: the label on a line of its own at the end."""
    label = label_of(copy, is_final)
    return f"{copy.text}\n{label}" if label else copy.text

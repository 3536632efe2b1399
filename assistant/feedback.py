"""Why an answer did not help: the reasons that are offered, and how the journal keeps them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from assistant.data import read_table
from assistant.journal import Opinion

_KEPT = re.compile(r"\[([a-z,]+)\]\s*")


@cache
def reasons() -> dict[str, dict[str, str | bool]]:
    """Each reason by its id, with its name in every language and whether it tells of a gap in the papers."""
    loaded: dict[str, dict[str, str | bool]] = read_table("feedback.yaml")
    return loaded


def named(language: str) -> list[tuple[str, str]]:
    """Ids and names in the order in which they are offered."""
    return [(reason, str(names[language])) for reason, names in reasons().items()]


def kept(chosen: Iterable[str], text: str = "") -> str:
    """Reasons and free text as one field of the journal."""
    ids = ",".join(dict.fromkeys(chosen))
    return f"[{ids}] {text}".strip() if ids else text


def chosen(opinion: Opinion) -> tuple[str, ...]:
    """The reasons of an opinion; what is no reason of the table is left out."""
    found = _KEPT.match(opinion.reason)
    return tuple(one for one in found[1].split(",") if one in reasons()) if found else ()


def latest(opinions: Iterable[Opinion]) -> dict[tuple[str, int], Opinion]:
    """The last opinion on each turn, by conversation and turn: people change their minds."""
    return {(one.conversation_id, one.turn): one for one in opinions}

"""What a brief says to its writer: the channel, the readers, the length, what is to be claimed; none of it is a fact."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from assistant.data import read_table
from assistant.drafting.facts.phrases import shadow_of


@dataclass(frozen=True, slots=True)
class Errand:
    """A way to give an errand; `finds` and `passes` are examples."""

    pattern: re.Pattern[str]
    finds: tuple[str, ...]
    passes: tuple[str, ...]


@cache
def _table() -> dict:
    return read_table("errands.yaml")


@cache
def errands(section: str) -> tuple[Errand, ...]:
    """The rows of a section: "clause" takes a clause whole, "from" the rest of a clause."""
    named = f"(?:{_table()['channels']})"
    return tuple(
        Errand(
            re.compile(row["pattern"].replace("(?:CHANNELS)", named), re.I),
            tuple(row["finds"]),
            tuple(row["passes"]),
        )
        for row in _table()[section]
    )


def is_errand(clause: str) -> bool:
    """Whether a clause is said to the writer alone."""
    said = shadow_of(clause).strip()
    return len(said) <= _table()["longest"] and any(row.pattern.search(said) for row in errands("clause"))


def is_errand_label(label: str) -> bool:
    """Whether a label names the errand, not the goods: "KOC探店任务:…", "朋友圈文案:…"."""
    return bool(re.search(_table()["channels"], shadow_of(label), re.I))


def demanded_from(clause: str) -> int:
    """Where in a clause a demand begins; its length where it has none."""
    said = shadow_of(clause)
    found = (row.pattern.search(said) for row in errands("from"))
    return min((match.start() for match in found if match), default=len(clause))

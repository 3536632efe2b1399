"""How the mall's own people are reached, hotline and desk, as its public papers say; for a house that was not told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from assistant.data import read_table
from assistant.rescue import CLAUSE_END, phone
from knowledge.text import fold

_FEWEST = 2  # papers' sentences that must name a desk on its floor


@dataclass(frozen=True, slots=True)
class Reception:
    """The number that is rung and the place that is gone to; empty where the papers do not agree on one."""

    hotline: str = ""
    desk: str = ""


def read(texts: Iterable[str]) -> Reception:
    """What most of these texts give as the mall's hotline and as its desk."""
    numbers: Counter[str] = Counter()
    desks: Counter[str] = Counter()
    for text in texts:
        for clause in CLAUSE_END.split(fold(text)):
            numbers.update(set(_numbers(clause)))
            desks.update({_in_capitals(found[0]) for found in _desk().finditer(clause)})
    return Reception(_most(numbers, 1), _most(desks, _FEWEST))


def signs() -> Sequence[str]:
    """Strings of which a text has one that says any of this, for who looks such texts up."""
    found: Sequence[str] = _table()["said"]
    return found


def _numbers(clause: str) -> list[str]:
    if re.search(_table()["hotline"]["not"], clause):
        return []
    return [" ".join(found["number"].split()) for found in _hotline().finditer(clause)]


def _most(said: Counter[str], fewest: int) -> str:
    """What is said most often, and more often than anything else."""
    (first, times), (_, next_times) = [*said.most_common(2), ("", 0), ("", 0)][:2]
    return first if times >= fewest and times > next_times else ""


def _in_capitals(desk: str) -> str:
    """A floor as people write it: L1客服中心."""
    return re.sub(r"^[a-z\d]+", lambda floor: floor[0].upper(), desk)


@cache
def _hotline() -> re.Pattern[str]:
    row = _table()["hotline"]
    return re.compile(f"(?:{row['whose']}){row['gap']}(?P<number>{phone()})")


@cache
def _desk() -> re.Pattern[str]:
    return re.compile(rf"{_table()['floor']}\s?(?:[东西南北中]\S{{0,3}})?(?:{_table()['desk']})")


@cache
def _table() -> Mapping[str, Any]:
    table: Mapping[str, Any] = read_table("reception.yaml")
    return table

"""Labelled conversations, and the invented mall that they speak of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from knowledge.model import Shop

DATA = Path(__file__).parent / "data"
SETS = ("dev", "hidden")
USUAL = "平静"


@dataclass(frozen=True, slots=True)
class Talk:
    """What was said, how each turn was handled, and the labels that a person gave by kind."""

    said: tuple[str, ...]
    handled: tuple[str, ...]
    labels: dict[str, frozenset[str]]


def talks(name: str) -> list[Talk]:
    """The conversations of one set."""
    return list(_talks((DATA / f"labels_{name}.txt").read_text("utf-8")))


def shops() -> list[Shop]:
    rows = yaml.safe_load((DATA / "label_shops.yaml").read_text("utf-8"))
    return [Shop(unit=f"{row['floor']}-{n:02}", **row) for n, row in enumerate(rows, 1)]


def _talks(text: str) -> Iterator[Talk]:
    for line in text.splitlines():
        if line.startswith("#") or ">>" not in line:
            continue
        said, _, told = line.partition(">>")
        turns = tuple(part.strip() for part in said.split("|"))
        given = {key.strip(): _values(rest) for key, _, rest in (p.partition("=") for p in told.split(";"))}
        given.pop("", None)
        how = tuple(given.pop("how", ["answer"]))
        labels = {kind: frozenset(values) for kind, values in given.items() if values}
        labels.setdefault("emotion", frozenset([USUAL]))
        yield Talk(turns, how * len(turns) if len(how) == 1 else how, labels)


def _values(text: str) -> list[str]:
    return [value.strip() for value in text.split(",") if value.strip()]

"""The closed lists: which values every kind of label may have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from assistant.labels.model import Kind, NoSuchLabel
from assistant.triage.wording import read_rules

CALM = "平静"


@dataclass(frozen=True, slots=True)
class KindOf:
    """One kind: what pages call it and what it may say. `is_open`: values are the mall's own."""

    kind: Kind
    name: str
    values: tuple[str, ...]
    about: tuple[str, ...]  # of preferences: what they may be about
    many: bool
    is_open: bool
    may_correct: bool

    def check(self, values: Sequence[str]) -> tuple[str, ...]:
        """The values without repetitions; raises NoSuchLabel with a sentence for whoever set them."""
        wanted = tuple(dict.fromkeys(value.strip() for value in values if value.strip()))
        if not self.may_correct:
            raise NoSuchLabel(f"{self.name}由系统记录，不能改。")
        if len(wanted) > 1 and not self.many:
            raise NoSuchLabel(f"{self.name}只能有一个值，收到了{len(wanted)}个。")
        unknown = [value for value in wanted if not self.is_open and value not in self.values]
        if unknown:
            raise NoSuchLabel(f"{self.name}没有“{unknown[0]}”；可选：{'、'.join(self.values)}。")
        return wanted


@cache
def taxonomy() -> dict[Kind, KindOf]:
    """Every kind in the order of the table."""
    rows = read_rules("labels.yaml")
    return {
        kind: KindOf(
            kind,
            rows[kind]["page"],
            tuple(rows[kind].get("values", ())),
            tuple(rows[kind].get("about", ())),
            bool(rows[kind].get("many")),
            bool(rows[kind].get("open")),
            bool(rows[kind].get("correct")),
        )
        for kind in Kind
    }


@cache
def polarities() -> dict[str, str]:
    """The polarity of each emotion: 生气 → 负."""
    table: dict[str, list[str]] = read_rules("labels.yaml")["polarity_of"]
    return {emotion: polarity for polarity, emotions in table.items() for emotion in emotions}

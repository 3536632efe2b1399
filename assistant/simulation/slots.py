"""What made-up people talk of: the shops, floors and papers of the house that they are at."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

_SLOT = re.compile(r"{(\w+)}")


@dataclass(frozen=True)
class Slots:
    """The values of each slot, none for what the house does not have."""

    values: Mapping[str, Sequence[str]]

    @classmethod
    def of(
        cls, shops: Iterable[Mapping[str, str]], public: Iterable[str] = (), internal: Iterable[str] = ()
    ) -> Slots:
        """From rows of the directory (name, name_en, floor, category) and titles of papers."""
        rows = list(shops)

        def column(name: str) -> list[str]:
            return sorted({row.get(name) or "" for row in rows} - {""})

        names = column("name")
        return cls(
            {
                "shop": names,
                "shop2": names,
                "shop_en": column("name_en"),
                "floor": column("floor"),
                "kind": column("category"),
                "paper": sorted(set(public)),
                "inner": sorted(set(internal)),
            }
        )

    def can_fill(self, wording: str) -> bool:
        return all(self.values.get(name) for name in _SLOT.findall(wording))

    def fill(self, wording: str, dice: random.Random, chosen: dict[str, str]) -> str:
        """The wording with its slots filled; what was `chosen` before in the conversation stays."""

        def value(match: re.Match[str]) -> str:
            name = match[1]
            if name not in chosen:
                others = [one for one in self.values[name] if one not in chosen.values()]
                chosen[name] = dice.choice(others or list(self.values[name]))
            return chosen[name]

        return _SLOT.sub(value, wording)

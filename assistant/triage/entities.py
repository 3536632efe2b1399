"""Entities: the shops, floors, facilities and campaigns that a message names, each with the words that name it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.triage.wording import Notation, Pattern, normalise
from knowledge.writing.floors import FLOOR, UNIT_ON, keys_in, of_floor

_CITY_SUFFIX = re.compile(r"[(（].*?[)）]|\s+")
_QUOTE_MARKS = "\"'“”《》「」『』"


@dataclass(frozen=True, slots=True)
class Entity:
    """`kind` is shop, floor, facility or campaign; `name` is the mall's name for it, `words` are the message's."""

    kind: str
    name: str
    words: str


class EntityRules:
    """The tables of facilities and campaigns, compiled from intents.yaml."""

    def __init__(self, rules: Mapping[str, Any]) -> None:
        notation = Notation(rules["words"])
        self._facilities = [(row["name"], notation.compile(row["pattern"])) for row in rules["facilities"]]
        self._campaign: Pattern = notation.compile(rules["campaign"])

    def read(self, text: str, shops: Iterable[str]) -> tuple[Entity, ...]:
        """What a normalised text names, the shops of the list first."""
        facilities = (
            Entity("facility", name, match[0])
            for name, pattern in self._facilities
            if (match := pattern.search(text))
        )
        return (
            *named_shops(text, shops),
            *_floors(text),
            *facilities,
            *self._campaigns(text),
        )

    def _campaigns(self, text: str) -> list[Entity]:
        found = dict.fromkeys(match[0].strip(_QUOTE_MARKS) for match in self._campaign.finditer(text))
        return [Entity("campaign", words, words) for words in found]


def _floors(text: str) -> list[Entity]:
    """The floors that a text names, with a unit's own floor among them."""
    said = {key: match[0].strip() for match in FLOOR.finditer(text) for key in of_floor(match)}
    units = {match[1]: match[0].rstrip("-") for match in UNIT_ON.finditer(text)}
    named = {key: key for key in keys_in(text)}
    return [Entity("floor", key.upper(), words) for key, words in (named | units | said).items()]


def named_shops(text: str, shops: Iterable[str]) -> list[Entity]:
    """The shops that a normalised text names, the longest words first; a name within another does not count."""
    said = [
        (way, shop) for shop in shops if (way := next((way for way in _ways_to_say(shop) if way in text), ""))
    ]
    said.sort(key=lambda pair: (-len(pair[0]), -len(pair[1])))
    kept: list[tuple[str, str]] = []
    for way, shop in said:
        if not any(way in longer for longer, _ in kept):
            kept.append((way, shop))
    return [Entity("shop", shop, way) for way, shop in kept]


def in_words(entities: Sequence[Entity]) -> str:
    """The entities as a sentence for the desk; empty without any."""
    kinds = {"shop": "商户", "floor": "楼层", "facility": "设施", "campaign": "活动"}
    names = "、".join(f"{kinds[entity.kind]}{entity.name}" for entity in entities)
    return f"提到{names}。" if names else ""


def _ways_to_say(shop: str) -> list[str]:
    """A shop's folded name, and for a long Chinese name the first two characters people shorten it to."""
    name = normalise(_CITY_SUFFIX.sub("", shop))
    short = [name[:2]] if len(name) >= 4 and not name[:4].isascii() else []
    return [name, *short] if len(name) >= 2 else []

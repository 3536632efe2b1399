"""The desk's words: sentences that staff may send as they are, and words that show a shopper's mood."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from assistant.phrases import Phrases
from knowledge.text import fold
from knowledge.yamlfile import read_yaml

DATA = Path(__file__).parent.parent / "data" / "desk_phrases.yaml"


@dataclass(frozen=True, slots=True)
class Saying:
    """A sentence ready to be sent, and what it is for."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Mood:
    """A mood and the words that show it, as they were written."""

    mood: str
    words: tuple[str, ...]


@cache
def _table() -> dict[str, Any]:
    return read_yaml(DATA)


def sayings(phrases: Phrases, language: str, who: str) -> list[Saying]:
    """The desk's sentences in the shopper's language. `phrases` fill in what the mall says of itself."""
    rows = _table()["phrases"]
    own = phrases.with_table({f"desk.{row['id']}": {"zh": row["zh"], "en": row["en"]} for row in rows})
    return [Saying(row["name"], own.say(f"desk.{row['id']}", language, who=who)) for row in rows]


def moods_in(texts: Iterable[str]) -> list[Mood]:
    """The moods that messages show, in the order of the table, each with its words as they stand there."""
    said = [fold(text) for text in texts]
    found = ((name, _words(said, pattern, unless)) for name, pattern, unless in _moods())
    return [Mood(name, words) for name, words in found if words]


def _words(said: Iterable[str], pattern: re.Pattern[str], unless: re.Pattern[str] | None) -> tuple[str, ...]:
    left = (unless.sub(" ", text) if unless else text for text in said)
    return tuple(dict.fromkeys(match[0] for text in left for match in pattern.finditer(text)))


@cache
def _moods() -> list[tuple[str, re.Pattern[str], re.Pattern[str] | None]]:
    return [
        (row["id"], re.compile(row["pattern"]), re.compile(row["unless"]) if row.get("unless") else None)
        for row in _table()["moods"]
    ]

"""Scripts of made-up conversations: who says what, where and when. The same seed and house give the same scripts."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from assistant.channels import INTERNAL
from assistant.language import ENGLISH, HANS, to_script
from assistant.simulation.slots import Slots
from knowledge.yamlfile import read_yaml

DATA = Path(__file__).parent.parent / "data" / "simulation.yaml"
SHOPPER, STAFF = "shopper", "staff"


@dataclass(frozen=True, slots=True)
class Line:
    """One message, at a moment of the mall's own clock. `luck` is below 1: it decides whether, and how, it is judged."""

    text: str
    at: datetime
    luck: float
    pleasure: float


@dataclass(frozen=True, slots=True)
class Script:
    """One conversation. `care` are three draws below 1 that decide what becomes of its tickets."""

    kind: str
    role: str
    channel: str
    language: str
    lines: tuple[Line, ...]
    care: tuple[float, float, float]


class Repertoire:
    """The talks of the table that this house's slots can fill."""

    def __init__(self, slots: Slots, raw: Mapping[str, Any] | None = None) -> None:
        self._slots = slots
        self._raw = raw or _table()
        self._talks = {name: self._playable(self._raw[name]) for name in ("talks", "english", "staff")}

    def _playable(self, talks: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
        """Each with those of its wordings that can be filled; none without a first one."""
        found: list[Mapping[str, Any]] = []
        for talk in talks:
            turns = [[one for one in said if self._slots.can_fill(one)] for said in talk["turns"]]
            if turns[0]:
                found.append({**talk, "turns": [said for said in turns if said]})
        return found

    def day(self, seed: int, day: date, many: int) -> list[Script]:
        """So many conversations of a day, the first one first. Some go on after midnight."""
        dice = random.Random(f"{seed} {day.isoformat()}")
        mood = dice.choice(self._talks["talks"])["id"]  # what more people than usual ask on this day
        scripts = [self._script(dice, day, mood) for _ in range(many)]
        return sorted(scripts, key=lambda script: script.lines[0].at)

    def _script(self, dice: random.Random, day: date, mood: str) -> Script:
        is_staff = dice.randrange(100) < self._raw["staff_share"] and bool(self._talks["staff"])
        language = HANS if is_staff else _drawn(dice, self._raw["languages"])
        shelf = "staff" if is_staff else "english" if language == ENGLISH else "talks"
        talk = _talk(dice, self._talks[shelf] or self._talks["talks"], mood)
        chosen: dict[str, str] = {}
        at = self._moment(dice, day)
        lines: list[Line] = []
        for number, wordings in enumerate(talk["turns"]):
            if number and dice.randrange(100) >= self._raw["follow_up"]:
                break
            text = self._slots.fill(dice.choice(wordings), dice, chosen)
            if not number and shelf == "talks":
                text = dice.choice(self._raw["moods"]) + text
            text = text if language == ENGLISH else to_script(text, language)
            lines.append(Line(text, at, dice.random(), dice.random()))
            at += timedelta(seconds=dice.randrange(8, 240))
        channel = INTERNAL if is_staff else _drawn(dice, self._raw["channels"])
        care = (dice.random(), dice.random(), dice.random())
        return Script(talk["id"], STAFF if is_staff else SHOPPER, channel, language, tuple(lines), care)

    def _moment(self, dice: random.Random, day: date) -> datetime:
        (hour,) = dice.choices(range(24), self._raw["hours"])
        return datetime.combine(day, time(hour, dice.randrange(60), dice.randrange(60)))

    def is_judged(self, line: Line) -> bool:
        return line.luck * 100 < self._raw["thumbs"]

    def is_pleased(self, line: Line, handling: str) -> bool:
        """What is thought of an answer, by what was done with the question."""
        return line.pleasure * 100 < self._raw["pleased"].get(handling, 50)

    @property
    def desks(self) -> Mapping[str, float]:
        """How tickets are worked on."""
        return self._raw["desks"]


def _talk(dice: random.Random, talks: Sequence[Mapping[str, Any]], mood: str) -> Mapping[str, Any]:
    weights = [talk["weight"] * (3 if talk["id"] == mood else 1) for talk in talks]
    (talk,) = dice.choices(talks, weights)
    return talk


def _drawn(dice: random.Random, weights: Mapping[str, int]) -> str:
    (drawn,) = dice.choices(list(weights), list(weights.values()))
    return drawn


@cache
def _table() -> dict[str, Any]:
    return read_yaml(DATA)

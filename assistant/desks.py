"""Desks: who in a mall owns a matter, and how soon somebody answers first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.language import ENGLISH, to_script
from knowledge.errors import AtriumError
from knowledge.yamlfile import read_yaml

DATA = Path(__file__).parent / "data" / "desks.yaml"


class UnknownDesk(AtriumError):
    """A desk was named that the table does not have."""


@dataclass(frozen=True, slots=True)
class Desk:
    """A desk as desks.yaml holds it. `minutes` is the first response; `promise` says it in words."""

    id: str
    name: str
    name_en: str
    tier: str
    owns: str
    hours: str
    hours_en: str
    promise: str
    promise_en: str
    minutes: int

    def called(self, language: str) -> str:
        """The desk's name for a reader of `language`."""
        return self.name_en if language == ENGLISH else to_script(self.name, language)


@dataclass(frozen=True, slots=True)
class Priority:
    """A level P0–P3. Without `minutes` the first response is the desk's own."""

    level: str
    name: str
    minutes: int | None = None
    promise: str = ""
    promise_en: str = ""


class Desks:
    """The table of desks and priorities."""

    def __init__(self, desks: Iterable[Desk], priorities: Iterable[Priority]) -> None:
        self._desks = {desk.id: desk for desk in desks}
        self.priorities = {priority.level: priority for priority in priorities}

    @classmethod
    def load(cls, path: Path = DATA) -> Desks:
        """The desks of a yaml file; the built-in ones by default."""
        raw = read_yaml(path)
        return cls((Desk(**row) for row in raw["desks"]), (Priority(**row) for row in raw["priorities"]))

    def __getitem__(self, desk_id: str) -> Desk:
        try:
            return self._desks[desk_id]
        except KeyError:
            raise UnknownDesk(
                f"没有名为 {desk_id!r} 的岗位；请从 {', '.join(self._desks)} 中选择。"
            ) from None

    def __contains__(self, desk_id: object) -> bool:
        return desk_id in self._desks

    def __iter__(self) -> Iterator[Desk]:
        return iter(self._desks.values())

    def first_response(self, desk_id: str, priority: str) -> int:
        """Minutes until somebody answers first, at the distance of a chat."""
        minutes = self.priorities[priority].minutes
        return self[desk_id].minutes if minutes is None else minutes

    def promise(self, desk_id: str, priority: str, language: str) -> str:
        """The first response in words: the priority's promise, else the desk's own."""
        level, desk = self.priorities[priority], self[desk_id]
        if language == ENGLISH:
            return level.promise_en or desk.promise_en
        return to_script(level.promise or desk.promise, language)

"""What the rubric looks at: a draft beside everything that its subject has to tell."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from assistant.compliance import Finding
from assistant.data import read_table
from assistant.drafting.channels import Channel
from assistant.drafting.rubric.parts import sentences_of
from assistant.drafting.telling import Said, Statement, figures_of
from assistant.language import ENGLISH


@cache
def rubric() -> dict[str, Any]:
    return read_table("rubric.yaml")


@dataclass(frozen=True, slots=True)
class Measure:
    """`share` of a criterion's points, 0–1; `lacking` is what a person would mend, empty when nothing is."""

    share: float
    lacking: str = ""


@dataclass(frozen=True)
class Judged:
    """A draft and what it is held against. `points` counts the selling points that name their source."""

    channel: Channel
    title: str
    body: str
    language: str
    points: int
    findings: tuple[Finding, ...]
    statements: tuple[Statement, ...]
    sources: tuple[str, ...]
    tag: str | None = None
    like: float = 0.0  # to the nearest recent copy, 0–1

    @cached_property
    def whole(self) -> str:
        return f"{self.title}\n{self.body}".strip()

    @cached_property
    def said(self) -> Said:
        return Said(self.whole)

    @cached_property
    def sentences(self) -> list[str]:
        return sentences_of(self.body)

    @cached_property
    def to_tell(self) -> tuple[Statement, ...]:
        """In English what has figures: the words of the papers cannot be found in a translation.

        An answer to a review sells nothing, and owes no fact of the goods.
        """
        if self.channel.form in rubric()["answers"]:
            return ()
        english = self.language == ENGLISH
        return tuple(s for s in self.statements if not english or figures_of(s.text))

    @cached_property
    def told(self) -> tuple[Statement, ...]:
        return tuple(s for s in self.to_tell if self.said.tells(s))

    @cached_property
    def untold(self) -> tuple[Statement, ...]:
        return tuple(s for s in self.to_tell if s not in self.told)

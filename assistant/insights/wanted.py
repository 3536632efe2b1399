"""Which conversations figures are asked of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from assistant.insights.facts import Facts, People

NOT_SAID = "-"  # in a filter: those of which nobody said it


class Simulated(StrEnum):
    """Whether conversations of the simulator count."""

    WITHOUT = "without"
    WITH = "with"
    ONLY = "only"


@dataclass(frozen=True)
class Wanted:
    """Of each dimension one value or, with "", all. A desk is a matter of each row: tickets have their own."""

    format: str = ""
    floor: str = ""
    channel: str = ""
    mall: str = ""
    language: str = ""
    desk: str = ""
    people: People = People.CUSTOMERS
    simulated: Simulated = Simulated.WITHOUT

    def takes(self, facts: Facts) -> bool:
        """Whether these facts count, whatever their desk."""
        if facts.people is not self.people:
            return False
        if self.simulated is not Simulated.WITH and facts.is_simulated is not (
            self.simulated is Simulated.ONLY
        ):
            return False
        return all(value == (getattr(facts, name) or NOT_SAID) for name, value in self.named)

    @cached_property
    def named(self) -> tuple[tuple[str, str], ...]:
        """The dimensions of a conversation of which one value is wanted."""
        every = ((name, getattr(self, name)) for name in ("format", "floor", "channel", "mall", "language"))
        return tuple((name, value) for name, value in every if value)

    def takes_desk(self, desk: str) -> bool:
        return not self.desk or self.desk == (desk or NOT_SAID)

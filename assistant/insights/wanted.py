"""Which conversations figures are asked of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assistant.insights.facts import Facts, People

NOT_SAID = "-"  # in a filter: those of which nobody said it


class Simulated(StrEnum):
    """Whether conversations of the simulator count."""

    WITHOUT = "without"
    WITH = "with"
    ONLY = "only"


@dataclass(frozen=True, slots=True)
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
        return all(
            not wanted or wanted == (has or NOT_SAID)
            for wanted, has in (
                (self.format, facts.format),
                (self.floor, facts.floor),
                (self.channel, facts.channel),
                (self.mall, facts.mall),
                (self.language, facts.language),
            )
        )

    def takes_desk(self, desk: str) -> bool:
        return not self.desk or self.desk == (desk or NOT_SAID)

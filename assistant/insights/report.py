"""All figures of a period beside those of the period before: what the page, the API and the weekly words tell."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from assistant.insights.counting import NEGATIVE
from assistant.insights.facts import Facts, People
from assistant.insights.gathering import Gathering, uncollected
from assistant.insights.metrics import dimensions
from assistant.insights.period import MOST_DAYS, Period
from assistant.insights.rising import Trend, trends
from assistant.insights.table import Figures, Group, Table
from assistant.insights.wanted import Wanted


@dataclass(frozen=True)
class Report:
    """`before` are the figures of the period before, `counted` how many conversations there are of whom,
    whatever else is wanted. `options` are the values of each dimension that there are."""

    period: Period
    wanted: Wanted
    table: Table
    before: Table
    counted: Mapping[str, int]
    options: Mapping[str, Sequence[str]]

    @property
    def figures(self) -> Figures:
        return self.table.figures

    def trends(self, list_id: str) -> list[Trend]:
        return trends(self.table.entries(list_id), self.before.entries(list_id))

    def by(self, *names: str) -> list[Group]:
        return self.table.by(names)

    @property
    def negative_causes(self) -> list[Trend]:
        """The emotions of negative conversations by their causes."""
        negative = Table(
            [one for one in self.table.facts if one.label and one.label.polarity == NEGATIVE], None
        )
        return trends(negative.entries("emotions"), [])

    @property
    def days(self) -> list[Group]:
        """Every day of the period, also those on which nothing was asked."""
        there = {group.key[0]: group for group in self.by("day")}
        empty = Table([]).figures
        return [there.get(day.isoformat()) or Group((day.isoformat(),), 0, empty) for day in self.period.each]


def report(gathering: Gathering, period: Period, now: datetime, wanted: Wanted) -> Report:
    """The figures at a moment."""
    with uncollected():
        if period.days * 2 <= MOST_DAYS:
            facts = gathering.facts(Period(period.before.first, period.last), now)
            begins, _ = period.moments(gathering.zone)
            at = bisect_left(facts, begins, key=lambda one: one.began_at)
            before, after = facts[:at], facts[at:]
        else:
            before, after = gathering.facts(period.before, now), gathering.facts(period, now)
        told = Report(
            period, wanted, Table(after, wanted), Table(before, wanted), _counted(after), _options(after)
        )
        told.table.count()
        return told


def _counted(facts: Sequence[Facts]) -> dict[str, int]:
    """How many conversations there are of customers, of staff, and of the simulator."""
    count = Counter("simulated" if one.is_simulated else one.people.value for one in facts if one.id)
    return {name: count[name] for name in (*(people.value for people in People), "simulated")}


def _options(facts: Sequence[Facts]) -> dict[str, list[str]]:
    """What filters may be set to: the values that occur."""
    found = {name: {getattr(one, name) for one in facts} for name in dimensions() if name != "day"}
    found["desk"] |= {ticket.desk for one in facts for ticket in one.tickets}
    return {name: sorted(values) for name, values in found.items()}

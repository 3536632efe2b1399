"""The figures as one person meets them: of this house, at this moment, under the names that people use."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from assistant.channels import channels
from assistant.insights import BadPeriod, Gathering, Period, Report, UnknownMetric, Wanted, report
from assistant.insights.facts import Facts, People
from assistant.insights.labelled import KeptLabels
from assistant.insights.metrics import Kind
from assistant.insights.metrics import metric as metric_of
from assistant.insights.rising import Trend
from assistant.insights.threads import KeptThreads
from assistant.insights.wanted import NOT_SAID
from assistant.masking import masked
from knowledge.library import Library
from knowledge.model import Standing
from ui.atrium import Atrium
from ui.clock import zone
from ui.wire.problems import Problem

LANGUAGES = {"zh-Hans": "简体中文", "zh-Hant": "繁体中文", "en": "英文"}
NAMELESS = {"format": "未提及", "floor": "未提及", "language": "未知", "channel": "未知", "desk": "未分派"}
# That a campaign is over may be told from its own paper.
_NOT_TO_CITE = (Standing.SUPERSEDED, Standing.DRAFT, Standing.EMBARGOED)
_WORDS = 120  # characters of a question that a list shows


class LibraryEditions:
    """Whether a paper could not be cited at a moment, by the library as it is now."""

    def __init__(self, library: Library) -> None:
        self._catalogue = library.catalogue

    def is_outdated(self, doc_id: str, at: datetime) -> bool:
        """One that was withdrawn since is not known to have been."""
        document = self._catalogue.documents().get(doc_id)
        return document is not None and self._catalogue.standing(document, at) in _NOT_TO_CITE


@dataclass(frozen=True, slots=True)
class Talk:
    """One conversation in a drill-down: its facts, and its first question, masked; none of staff."""

    facts: Facts
    adds: int  # to the figure
    first: str


class InsightDesk:
    """Reads figures at a moment. A wrong period or metric leaves as a Problem."""

    def __init__(self, atrium: Atrium, now: datetime) -> None:
        self._atrium = atrium
        self.now = now.astimezone(zone(atrium.profile.timezone))

    @cached_property
    def gathering(self) -> Gathering:
        atrium = self._atrium
        return Gathering(
            atrium.journal,
            zone(atrium.profile.timezone),
            atrium.tickets.store,
            labels=KeptLabels(atrium.labels.store, atrium.labels.refresh),
            threads=KeptThreads(atrium.persons.store),
            editions=LibraryEditions(atrium.library),
        )

    def period(self, first: date | None, last: date | None) -> Period:
        """By default the seven days that end today."""
        try:
            if last is None:
                last = max(self.now.date(), first) if first else self.now.date()
            return Period(first, last) if first else Period.week_to(last)
        except (BadPeriod, OverflowError) as error:
            raise Problem(422, str(error)) from None

    def report(self, period: Period, wanted: Wanted) -> Report:
        return report(self.gathering, period, self.now, wanted)

    def name(self, dimension: str, value: str) -> str:
        """What people call a value of a dimension."""
        if value in {"", NOT_SAID} and dimension != "mall":
            return NAMELESS.get(dimension, "")
        return self._names.get(dimension, str)(value)

    def called(self, list_id: str, trend: Trend) -> str:
        """A line of a list as people call it."""
        first, second = trend.key
        if list_id == "gap_kinds":
            return f"{first} · {self.name('desk', second)}"
        return " / ".join(filter(None, trend.key)) if list_id == "topics" else f"{first} · {second}"

    @property
    def _names(self) -> dict[str, Callable[[str], str]]:
        desks = self._atrium.tickets.clocks.desks
        house = self._atrium.profile.name or "本商场"
        return {
            "channel": lambda value: channels()[value].name if value in channels() else value,
            "language": lambda value: LANGUAGES.get(value, value),
            "desk": lambda value: desks[value].name if value in desks else value,
            "mall": lambda value: house if value in {"", NOT_SAID} else value,
        }

    def behind(
        self, found: Report, metric: str, side: str, entry: tuple[str, str] | None
    ) -> list[tuple[Facts, int]]:
        """The conversations behind a figure, newest first."""
        try:
            of = metric_of(metric)
        except UnknownMetric as error:
            raise Problem(422, str(error)) from None
        if entry and of.kind is not Kind.LIST:
            raise Problem(422, f"{metric} is no list; leave entry out.")
        rows = found.table.behind_entry(metric, entry) if entry else found.table.behind(metric, side)
        return sorted(rows, key=lambda row: row[0].began_at, reverse=True)

    def talks(self, rows: Sequence[tuple[Facts, int]]) -> list[Talk]:
        return [Talk(facts, adds, self._first(facts)) for facts, adds in rows]

    def _first(self, facts: Facts) -> str:
        """What staff ask may be about papers that this reader may not know of: their words stay with them."""
        if not facts.is_conversation or facts.people is People.STAFF:
            return ""
        turns = self._atrium.journal.all_turns(facts.id)
        return masked(turns[0].message, [self._atrium.profile.hotline])[:_WORDS] if turns else ""

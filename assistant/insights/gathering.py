"""From the journal, the tickets, labels and threads to the facts of each conversation of a period."""

from __future__ import annotations

import gc
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from assistant.channels import channels
from assistant.insights.facts import SIMULATOR, UNKNOWN, Facts, LabelFact, TicketFact, people_of
from assistant.insights.period import Period
from assistant.insights.sources import Editions, Labelling, Threads
from assistant.journal import Conversation, Journal, Trace
from assistant.tickets import State, Ticket, TicketStore
from assistant.tickets.clocks import late_resolution, late_response

ERASED_BY = f"atrium:{SIMULATOR}"  # tickets that went with the simulator's conversations count nowhere
_JUDGED = "shopper"  # whose answers labels judge
_AT_A_DESK = {"desk": "counter"}  # a ticket's own word for where it came in


@dataclass(frozen=True)
class Gathering:
    """`zone` is the mall's own. Only the journal must be there."""

    journal: Journal
    zone: ZoneInfo
    tickets: TicketStore | None = None
    labels: Labelling | None = None
    threads: Threads | None = None
    editions: Editions | None = None

    def facts(self, period: Period, now: datetime) -> list[Facts]:
        """Every conversation that began in the period, oldest first, then tickets without one.

        `now` is the moment at which clocks that still run are read.
        """
        with uncollected():
            return self._facts(period, now)

    def _facts(self, period: Period, now: datetime) -> list[Facts]:
        since, until = period.moments(self.zone)
        begun = {one.id: one for one in self.journal.conversations(since, until)}
        traces = self._traces(since, until)
        tickets, left = self._tickets(since, begun.keys() | traces.keys())
        labels = self.labels.label_facts(since, until) if self.labels else {}
        threads = self.threads.thread_facts(since) if self.threads else {}
        thumbs = self._thumbs()
        made = []
        for one in dict.fromkeys((*begun, *traces)):
            own = traces.get(one, ())
            if not own and one not in threads:
                continue  # it was opened, and nothing was ever asked
            made.append(
                Facts(
                    **_conversation(begun.get(one), own, self.zone),
                    **_asked(own),
                    outdated=self._outdated(own, labels.get(one)),
                    **_opinions(thumbs.get(one, {})),
                    desk=_desk(tickets.get(one, ()), own),
                    tickets=tuple(_ticket(ticket, now) for ticket in tickets.get(one, ())),
                    thread=threads.get(one),
                    label=labels.get(one),
                )
            )
        made += [self._alone(ticket, now) for ticket in left if since <= ticket.opened_at < until]
        return sorted(made, key=lambda one: one.began_at)

    def _traces(self, since: datetime, until: datetime) -> Mapping[str, list[Trace]]:
        found: dict[str, list[Trace]] = defaultdict(list)
        for trace in self.journal.traces(since, until):
            found[trace.conversation_id].append(trace)
        return found

    def _tickets(
        self, since: datetime, ids: Iterable[str]
    ) -> tuple[Mapping[str, list[Ticket]], list[Ticket]]:
        """Those of these conversations, and those of none that is known."""
        if self.tickets is None:
            return {}, []
        mine, left = defaultdict(list), []
        known = frozenset(ids)
        for ticket in self.tickets.opened_since(since, but_erased_by=ERASED_BY):
            if ticket.conversation_id in known:
                mine[ticket.conversation_id].append(ticket)
            else:
                left.append(ticket)
        elsewhere = self.journal.began({ticket.conversation_id for ticket in left if ticket.conversation_id})
        return mine, [ticket for ticket in left if ticket.conversation_id not in elsewhere]

    def _thumbs(self) -> Mapping[str, dict[int, bool]]:
        """The last opinion on each answer, by conversation and turn."""
        found: dict[str, dict[int, bool]] = defaultdict(dict)
        for opinion in self.journal.opinions():
            found[opinion.conversation_id][opinion.turn] = opinion.helpful
        return found

    def _outdated(self, traces: Sequence[Trace], label: LabelFact | None) -> int:
        """How many papers were cited though not in force: of shoppers as it was judged when their answer was given, of
        others by the library as it is now."""
        if label is not None and traces and traces[0].role == _JUDGED:
            return label.outdated
        if self.editions is None:
            return 0
        found = set()
        for trace in traces:
            if trace.citations != "[]":
                at = datetime.fromisoformat(trace.as_of).astimezone(self.zone)
                found |= {
                    doc_id for doc_id in _cited(trace.citations) if self.editions.is_outdated(doc_id, at)
                }
        return len(found)

    def _alone(self, ticket: Ticket, now: datetime) -> Facts:
        channel = _AT_A_DESK.get(ticket.channel, ticket.channel)
        return Facts(
            id="",
            began_at=ticket.opened_at.astimezone(self.zone),
            people=people_of("shopper"),  # whoever wrote it down, it is a customer's matter
            channel=channel if channel in channels() else UNKNOWN,
            language=ticket.language,
            desk=ticket.desk,
            tickets=(_ticket(ticket, now),),
        )


@contextmanager
def uncollected() -> Iterator[None]:
    """Without looking for garbage: of hundreds of thousands of rows that all stay, that takes a quarter of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@lru_cache(maxsize=50_000)
def _cited(citations: str) -> tuple[str, ...]:
    return tuple(source.get("doc_id", "") for source in json.loads(citations))


def _conversation(begun: Conversation | None, traces: Sequence[Trace], zone: ZoneInfo) -> dict[str, Any]:
    """Who, where and when; of a conversation of an earlier release, what its first turn says."""
    if begun is None:
        first = traces[0]
        return {
            "id": first.conversation_id,
            "began_at": datetime.fromisoformat(first.as_of).astimezone(zone),
            "people": people_of(first.role),
            "language": first.language,
        }
    return {
        "id": begun.id,
        "began_at": begun.began_at.astimezone(zone),
        "people": people_of(begun.role),
        "is_simulated": begun.owner == SIMULATOR,
        "channel": begun.channel,
        "mall": begun.mall,
        "language": begun.language,
    }


def _asked(traces: Sequence[Trace]) -> dict[str, Any]:
    if not traces:
        return {}
    columns = dict(zip(Trace._fields, zip(*traces, strict=True), strict=True))
    topics = dict.fromkeys(zip(columns["intent"], columns["subject"], strict=True))
    return {
        "turns": len(traces),
        "handlings": frozenset(columns["handling"]),
        "topics": tuple([topic for topic in topics if topic[0]]),
        "seconds": columns["seconds"],
    }


def _opinions(thumbs: Mapping[int, bool]) -> dict[str, Any]:
    up = sum(thumbs.values())
    return {"thumbs_up": up, "thumbs_down": len(thumbs) - up}


def _desk(tickets: Iterable[Ticket], traces: Iterable[Trace]) -> str:
    """Whose matter it is: the first ticket's desk, else the first that a question belongs to."""
    for ticket in tickets:
        return ticket.desk
    for trace in traces:
        if trace.desk:
            return trace.desk
    return UNKNOWN


def _ticket(ticket: Ticket, now: datetime) -> TicketFact:
    return TicketFact(
        ticket.id,
        ticket.desk,
        is_counted=not ticket.merged_into and ticket.state is not State.FALSE_ALARM,
        is_gap=ticket.is_gap,
        is_late_response=late_response(ticket, now),
        is_late_resolution=late_resolution(ticket, now),
        was_resolved=ticket.resolved_at is not None,
        was_reopened=ticket.reopened > 0,
    )

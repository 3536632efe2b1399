"""The counter: where answers and staff hand in a matter, and where its clocks, seal and store come together."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Protocol

from sqlalchemy.exc import OperationalError

from assistant.model import Ticket as Number
from assistant.tickets.clocks import Clocks
from assistant.tickets.model import NewTicket, Person, Told
from assistant.tickets.office import TicketOffice
from assistant.tickets.seal import Seal
from assistant.tickets.store import TicketStore

if TYPE_CHECKING:
    from assistant.asking.asked import Asked

log = logging.getLogger(__name__)

ASSISTANT = Person("atrium:assistant", "助手")
KEEPER = Person("atrium:retention", "到期清理")
EARLIER = Person("atrium:earlier", "旧版会话记录")
_EARLIER_CHANNEL = "chat"  # of releases that did not write down where a matter came from
_DAY = timedelta(days=1)
_UNKNOWN_DESK = "cs_store"  # a desk that the table lost; nothing is dropped


class Counter(Protocol):
    """What an answer needs of the service desk."""

    def open_ticket(self, new: NewTicket) -> Number:
        """Files a matter; nobody has been told of it yet, so no answer may say so."""
        ...

    def told(self, ticket: Number) -> bool:
        """Whether its desk's channel took a message about it, waited for no more than a moment; only then may an answer say so."""
        ...

    def promised(self, desk: str, priority: str, at: datetime, language: str) -> str:
        """By when a desk that is closed at that moment answers first, in words; empty where it is open."""
        ...


class Alarm(Protocol):
    """What reaches a desk at once. Two inhabitants: the hooks of a house, and none."""

    def raised(self, ticket_id: str) -> Told | None:
        """Tells the ticket's desk and waits a moment; None where no channel of that desk confirmed it in time."""
        ...


class Mute:
    """A house whose desks cannot be reached by messages."""

    def raised(self, ticket_id: str) -> Told | None:
        return None


def matter(asked: Asked, desk: str = "", priority: str = "", is_gap: bool = False) -> NewTicket:
    """What was asked, as a ticket says it; desk and priority are those of triage unless others are given."""
    triage, question = asked.triage, asked.question
    return NewTicket(
        desk=desk or triage.desk,
        priority=priority or triage.priority,
        message=question.message,
        at=question.as_of,
        conversation_id=asked.conversation_id,
        second_desks=triage.second_desks if not is_gap else (),
        channel=question.channel,
        role=question.viewer.role.value,
        language=asked.language,
        intent=triage.intent,
        subject=triage.subject,
        entity="、".join(dict.fromkeys(mention.shop.name for mention in asked.shops)),
        is_gap=is_gap,
    )


class ServiceDesk:
    """The tickets of one house. `known` tells the numbers that the mall publishes; `keep_days` how long words are kept."""

    def __init__(
        self,
        store: TicketStore,
        clocks: Clocks,
        seal: Seal,
        known: Callable[[], Collection[str]] = lambda: (),
        keep_days: int | None = None,
        alarm: Alarm | None = None,
    ) -> None:
        self._alarm = alarm or Mute()
        self.store = store
        self.clocks = clocks
        self._seal = seal
        self._known = known
        self._keep_days = keep_days
        self._swept: datetime | None = None
        self._lock = threading.Lock()

    def office(self, moment: datetime, now: datetime | None = None) -> TicketOffice:
        """The office at a moment; `now` is the real time."""
        now = now or datetime.now(UTC)
        return TicketOffice(self.store, self.clocks, self._seal, moment, now, self._known())

    def open_ticket(self, new: NewTicket) -> Number:
        try:
            self.sweep()
        except OperationalError:  # a matter that comes in does not wait for the cleaning
            log.warning("Tickets done with long ago could not be erased.", exc_info=True)
        ticket = self.office(new.at).open(new, ASSISTANT)
        return Number(id=ticket.id, desk=ticket.desk, priority=ticket.priority)

    def told(self, ticket: Number) -> bool:
        try:
            return self._alarm.raised(ticket.id) is not None
        except Exception:  # an answer to an emergency is given whatever is wrong with a channel
            log.exception("The channels of a desk could not be asked.")
            return False

    def promised(self, desk: str, priority: str, at: datetime, language: str) -> str:
        return self.clocks.promised(desk, priority, at, language)

    def adopt(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Takes over tickets that an earlier release filed in the journal; those that are here already stay as they are."""
        given = []
        for row in rows:
            at = datetime.fromisoformat(row["at"])
            desk = row["desk"] if row["desk"] in self.clocks.desks else _UNKNOWN_DESK
            priority = row["priority"] if row["priority"] in self.clocks.rules else max(self.clocks.rules)
            new = NewTicket(
                desk, priority, row["message"], at, row["conversation_id"], channel=_EARLIER_CHANNEL
            )
            given.append(self.office(at).adopt(row["id"], new, EARLIER))
        if given:
            log.info("%s tickets were taken over from the journal.", self.store.add_missing(given))

    def sweep(self, now: datetime | None = None) -> list[str]:
        """Once a day: takes the words out of tickets done with longer ago than they are kept; the numbers of those."""
        now = now or datetime.now(UTC)
        with self._lock:
            if self._keep_days is None or (self._swept and now - self._swept < _DAY):
                return []
            self._swept = now
        office = self.office(now, now)
        over = self.store.done_before(now - timedelta(days=self._keep_days))
        return office.erase_all(over, KEEPER)

    def close(self) -> None:
        self.store.close()

"""A small service desk: the real store, clocks and seal; people of several desks; any moment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from assistant.desks import Desks
from assistant.tickets import Clocks, Hand, NewTicket, Person, Seal, ServiceDesk, State, Ticket, TicketStore

NOW = datetime.fromisoformat("2026-11-25T15:00:00+08:00")  # a Wednesday
LI, HE = Person("key:1", "李"), Person("key:2", "何")
PARK, STORE = frozenset({"parking"}), frozenset({"cs_store"})
AT_PARKING, ALSO_AT_PARKING = Hand(LI, PARK), Hand(HE, PARK)
AT_STORE = Hand(Person("key:3", "吴"), STORE)
ANYWHERE = Hand(Person("key:4", "孙"))
ADMIN = Hand(Person("key:9", "Ada"), None, True)
SAID = NewTicket("parking", "P2", "出口抬杆坏了", NOW, "c1", second_desks=("cs_store",))


@dataclass
class Room:
    """A service desk whose moment a test moves."""

    service: ServiceDesk
    moment: datetime = NOW

    @property
    def office(self):
        return self.service.office(self.moment, self.moment)

    @property
    def store(self) -> TicketStore:
        return self.service.store

    def later(self, **span: float) -> datetime:
        self.moment += timedelta(**span)
        return self.moment

    def opened(self, **changes: object) -> Ticket:
        return self.office.open(replace(SAID, at=self.moment, **changes), LI)

    def now(self, ticket: Ticket) -> Ticket:
        return self.store.find(ticket.id)


def room(home: Path, keep_days: int | None = None) -> Room:
    clocks = Clocks.load(Desks.load())
    return Room(
        ServiceDesk(
            TicketStore(home / "tickets.db"), clocks, Seal.at(home), lambda: ["400-000-0188"], keep_days
        )
    )


def in_state(desk: Room, state: State) -> Ticket:
    """A ticket that was led to a state by real acts, in 李's name."""
    ticket, office = desk.opened(conversation_id=f"c-{state}"), desk.office
    ways: dict[State, list[Callable[[], Ticket]]] = {
        State.NEW: [],
        State.TAKEN: [lambda: office.take(ticket.id, AT_PARKING)],
        State.WORKING: [
            lambda: office.take(ticket.id, AT_PARKING),
            lambda: office.comment(ticket.id, "在看", AT_PARKING),
        ],
        State.WAITING_BRAND: [
            lambda: office.take(ticket.id, AT_PARKING),
            lambda: office.wait(ticket.id, False, "等商户", AT_PARKING),
        ],
        State.WAITING_CUSTOMER: [
            lambda: office.take(ticket.id, AT_PARKING),
            lambda: office.wait(ticket.id, True, "请问车牌尾号", AT_PARKING),
        ],
        State.RESOLVED: [
            lambda: office.take(ticket.id, AT_PARKING),
            lambda: office.resolve(ticket.id, "已修", AT_PARKING),
        ],
        State.CLOSED: [
            lambda: office.take(ticket.id, AT_PARKING),
            lambda: office.resolve(ticket.id, "已修", AT_PARKING),
            lambda: office.close(ticket.id, AT_PARKING),
        ],
        State.FALSE_ALARM: [lambda: office.dismiss(ticket.id, "误触", AT_PARKING)],
    }
    for act in ways[state]:
        act()
    return desk.now(ticket)

"""The service desk's tickets: from a matter that comes in to its end, with clocks, masks and a history."""

from assistant.tickets.clocks import Clocks, Due
from assistant.tickets.counter import Alarm, Counter, Mute, ServiceDesk, matter
from assistant.tickets.model import (
    Act,
    Comment,
    Contact,
    Event,
    Hand,
    NewTicket,
    NoSuchTicket,
    NotYours,
    Overtaken,
    Person,
    Refused,
    State,
    Ticket,
    Told,
)
from assistant.tickets.office import TicketOffice
from assistant.tickets.seal import Seal, Sealed
from assistant.tickets.store import TicketStore
from assistant.tickets.wanted import Wanted

__all__ = [
    "Act", "Alarm", "Clocks", "Comment", "Contact", "Counter", "Due", "Event", "Hand", "Mute", "NewTicket", "NoSuchTicket", "NotYours",
    "Overtaken", "Person", "Refused", "Seal", "Sealed", "ServiceDesk", "State", "Ticket", "TicketOffice", "TicketStore",
    "Told", "Wanted", "matter",
]  # fmt: skip

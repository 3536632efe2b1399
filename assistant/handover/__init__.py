"""The hand-over: a shopper's conversation waits for a person, is with one, and comes back to the assistant."""

from assistant.handover.attendance import GENERAL
from assistant.handover.line import Heard, Line
from assistant.handover.model import (
    Act,
    Event,
    Message,
    NoSuchThread,
    Present,
    Sender,
    Standing,
    State,
    Thread,
)
from assistant.handover.office import BEAT, STAYS, InboxOffice
from assistant.handover.persons import Persons, Sought, Wanted
from assistant.handover.store import ThreadStore
from assistant.handover.telling import Telling

__all__ = [
    "BEAT", "GENERAL", "STAYS", "Act", "Event", "Heard", "InboxOffice", "Line", "Message", "NoSuchThread", "Persons",
    "Present", "Sender", "Sought", "Standing", "State", "Telling", "Thread", "ThreadStore", "Wanted",
]  # fmt: skip

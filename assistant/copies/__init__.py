"""Approve, then distribute: a piece of copy from its first draft to the library of what may be used."""

from assistant.copies.edition import edition
from assistant.copies.judging import Judge, Shown
from assistant.copies.model import (
    Act,
    Copy,
    Event,
    NewCopy,
    NoSuchCopy,
    Overtaken,
    Person,
    Proof,
    Refused,
    Revision,
    Source,
    State,
    Tick,
)
from assistant.copies.office import CopyOffice
from assistant.copies.papers import Paper, Papers
from assistant.copies.store import CopyStore
from assistant.copies.wanted import Wanted

__all__ = [
    "Act", "Copy", "CopyOffice", "CopyStore", "Event", "Judge", "NewCopy", "NoSuchCopy", "Overtaken", "Paper", "Papers",
    "Person", "Proof", "Refused", "Revision", "Shown", "Source", "State", "Tick", "Wanted", "edition",
]  # fmt: skip

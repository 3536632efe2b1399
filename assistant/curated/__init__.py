"""Curated answers: what staff correct, somebody else publishes, and the next asker is told."""

from assistant.curated.answers import CuratedAnswers, Found
from assistant.curated.model import (
    Act,
    Entry,
    Event,
    NewEntry,
    NoSuchEntry,
    Origin,
    Overtaken,
    Refused,
    Revision,
    State,
    Wording,
)
from assistant.curated.office import CuratedOffice
from assistant.curated.sources import Footing, Sources
from assistant.curated.store import CuratedStore, Wanted

__all__ = [
    "Act", "CuratedAnswers", "CuratedOffice", "CuratedStore", "Entry", "Event", "Footing", "Found", "NewEntry", "NoSuchEntry", "Origin",
    "Overtaken", "Refused", "Revision", "Sources", "State", "Wanted", "Wording",
]  # fmt: skip

"""The one place where parts are chosen and put together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from assistant.model import MallProfile
from knowledge.library import Library
from ui.doors import open_doors
from ui.keys import Keys
from ui.settings import Settings


@dataclass(frozen=True)
class Atrium:
    """Everything that answers, wired."""

    settings: Settings
    profile: MallProfile
    library: Library
    answerer: Any
    drafter: Any
    checker: Any
    triager: Any
    journal: Any
    keys: Keys
    ingest: Any

    def close(self) -> None:
        self.library.close()


def open_keys(settings: Settings) -> Keys:
    """The keys of a house, for commands that need nothing else."""
    return Keys(open_doors(settings.home))

"""A check-up of an installation: what works, what does not, and what to do about it.

A file is one check. Nothing is changed, and nothing is opened that a running server owns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ui.checks import (
    backup,
    clock,
    copy_channels,
    copy_rules,
    databases,
    disk,
    embedding,
    home,
    hooks,
    index,
    inlets,
    keys,
    language_model,
    library,
    memory,
    pictures,
    reading,
    server,
    settings,
    watched,
)
from ui.checks.finding import Finding, Verdict
from ui.settings import Settings

__all__ = ["CHECKS", "Finding", "Verdict", "check_up"]

# In the order in which they are told: the machine, models, what the home holds, what people wrote into it.
CHECKS: tuple[Callable[[Settings], Finding], ...] = (
    home.check, settings.check, disk.check, memory.check, clock.check, server.check,
    embedding.check, language_model.check, reading.check, pictures.check, watched.check,
    databases.check, library.check, index.check, keys.check, backup.check,
    hooks.check, inlets.check, copy_channels.check, copy_rules.check,
)  # fmt: skip


def check_up(settings: Settings) -> Iterator[Finding]:
    """The findings, one check after another."""
    for check in CHECKS:
        yield check(settings)

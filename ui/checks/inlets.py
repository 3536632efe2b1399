"""Channels through which shoppers write: what inlets.yaml says; it is written by hand."""

from __future__ import annotations

from ui.checks.finding import Finding
from ui.inlets import book
from ui.inlets.model import BadInlet
from ui.settings import Settings


def check(settings: Settings) -> Finding:
    try:
        channels = book.read(settings.home / book.FILE)
    except BadInlet as error:
        return Finding.failed("inlets", str(error), "Correct it; until then nothing new in the file counts.")
    return Finding.ok("inlets", f"shoppers write by {', '.join(channels)}" if channels else "none")

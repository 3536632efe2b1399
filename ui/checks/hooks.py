"""Hooks: what hooks.yaml says; it may be written by hand."""

from __future__ import annotations

from assistant.desks import Desks
from ui.checks.finding import Finding
from ui.deliveries import HookBook
from ui.deliveries.hook import BadHook
from ui.settings import Settings


def check(settings: Settings) -> Finding:
    try:
        hooks = HookBook(settings.home, [desk.id for desk in Desks.load()]).read()
    except BadHook as error:
        return Finding.failed("hooks", str(error), "Correct it; until then nothing new in the file counts.")
    return Finding.ok(
        "hooks", f"{len(hooks)} tell desks of tickets" if hooks else "none: desks are told of nothing"
    )

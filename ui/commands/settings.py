"""atrium settings: what is set here, and what says so."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from ui.commands.output import AsJson, say, say_json


def settings(
    changed: Annotated[bool, typer.Option("--changed", help="Only what differs from the defaults.")] = False,
    reference: Annotated[bool, typer.Option("--reference", help="Print docs/settings.md instead.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show every setting with its value and where it comes from; secrets are stars."""
    from ui.operating.reference import markdown, standing
    from ui.settings import load_settings

    if reference:
        typer.echo(markdown(), nl=False)
        return
    rows = [row for row in standing(load_settings()) if not changed or row.origin != "default"]
    if as_json:
        say_json([asdict(row) for row in rows])
        return
    for row in rows:
        say(f"{row.variable:<36} {row.value or '–':<44} {row.origin}")

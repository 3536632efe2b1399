"""atrium labels: labels of conversations, made again."""

from __future__ import annotations

from typing import Annotated

import typer

from ui.commands.output import AsJson, desk, say, say_json


def labels(
    again: Annotated[bool, typer.Option("--again", help="Label every conversation anew.")] = False,
    as_json: AsJson = False,
) -> None:
    """The kinds of label with their values; with --again every conversation is labelled anew, staff's word stays."""
    with desk() as house:
        found = house.ask("POST", "/api/labels/again") if again else house.ask("GET", "/api/labels")
    if as_json:
        return say_json(found)
    if again:
        say(f"{found['labelled']} conversations labelled by rules {found['version']}")
        return None
    for kind in found:
        say(f"{kind['kind']:<12} {kind['name']}  {'、'.join(kind['values'] or kind['about'])}")
    return None

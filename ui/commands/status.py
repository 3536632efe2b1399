"""atrium status: is a server running, can it answer, what does it hold."""

from __future__ import annotations

from typing import Any

import typer

from ui.commands.output import AsJson, desk, say, say_json


def status(as_json: AsJson = False) -> None:
    """Tell how the house stands; exit code 1 when questions cannot be answered."""
    with desk() as house:
        told = _status(house)
    if as_json:
        say_json(told)
    else:
        _tell(told)
    raise typer.Exit(int(not told["ready"]))


def _status(house: Any) -> dict[str, Any]:
    code, ready = house.try_ask("GET", "/readyz")
    documents = house.ask("GET", "/api/documents") if code == 200 else []
    return {"where": house.where, "ready": code == 200, "parts": ready["parts"], "documents": len(documents)}


def _tell(told: dict[str, Any]) -> None:
    say(f"{told['where']}: {'ready' if told['ready'] else 'not ready'}, {told['documents']} documents")
    for name, part in told["parts"].items():
        say(f"  {name:<12} {part['status']}  {part['detail']}".rstrip())

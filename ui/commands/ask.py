"""atrium ask: one question, its answer with the sources."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from knowledge.editions import called
from ui.commands.output import AsJson, AsOf, desk, say, say_json


def ask(
    question: Annotated[str, typer.Argument(help="What to ask.")],
    staff: Annotated[
        bool, typer.Option("--staff", help="Ask as staff, internal documents included.")
    ] = False,
    as_of: AsOf = None,
    language: Annotated[str | None, typer.Option(help="zh-Hans, zh-Hant or en.")] = None,
    as_json: AsJson = False,
) -> None:
    """Ask a question, by default as a shopper would."""
    body = {"message": question, "language": language}
    with desk() as house:
        reply = house.ask("POST", "/api/chat", body, role="staff" if staff else "shopper", as_of=as_of)
    say_json(reply) if as_json else _tell(reply)


def _tell(reply: dict[str, Any]) -> None:
    say(reply["answer"])
    for citation in reply["citations"]:
        say(f"  [{citation['n']}] {called(citation['title'], citation['version'])} · {citation['locator']}")
    notes = [reply["handling"], reply["mode"], *(f"{t['desk']} {t['priority']}" for t in reply["tickets"])]
    say(f"  ({', '.join(notes)})")

"""atrium search: passages, best first."""

from __future__ import annotations

from typing import Annotated

import typer

from knowledge.editions import called
from ui.commands.output import AsJson, AsOf, desk, say, say_json


def search(
    query: Annotated[str, typer.Argument(help="What to look for.")],
    k: Annotated[int, typer.Option("-k", min=1, max=50, help="How many passages.")] = 10,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Search as staff: internal documents included, each passage with its scores."""
    with desk() as house:
        found = house.ask("POST", "/api/search", {"query": query, "k": k}, role="staff", as_of=as_of)
    if as_json:
        return say_json(found)
    say(f"answerable {found['answerable']:.2f}")
    for hit in found["hits"]:
        parts = " ".join(f"{name} {value:.2f}" for name, value in hit["parts"].items())
        say(
            f"\n{hit['score']:.3f}  {called(hit['title'], hit['version'])} · {hit['locator']}  ({parts})\n  {hit['text']}"
        )
    return None

"""atrium gaps: what askers asked in vain."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote, urlencode

import typer

from ui.commands.output import AsJson, desk, say, say_json


def gaps(
    gap_id: Annotated[
        str, typer.Argument(metavar="[ID]", help="One gap, with its questions and outline.")
    ] = "",
    state: Annotated[str, typer.Option(help="open, closed, reopened or mended.")] = "",
    owner: Annotated[str, typer.Option("--desk", help="One desk's, e.g. parking.")] = "",
    limit: Annotated[int, typer.Option(min=1, max=200, help="How many.")] = 20,
    as_json: AsJson = False,
) -> None:
    """Questions that the papers do not answer, those that ask alike together, the most asked first."""
    asked = {"state": state, "owner": owner}
    query = {name: value for name, value in asked.items() if value} | {"limit": limit}
    path = f"/api/gaps/{quote(gap_id, safe='')}" if gap_id else f"/api/gaps?{urlencode(query)}"
    with desk() as house:
        found = house.ask("GET", path)
    if as_json:
        return say_json(found)
    for gap in [found] if gap_id else found["gaps"]:
        last = gap["last_asked"][:10]
        say(
            f"{gap['id']:<6} {gap['count']:>4}×  {gap['kind_name']}  {gap['state']:<9} {last}  {gap['owner_name']}  {gap['question']}"
        )
    if gap_id:
        for one in found["examples"]:
            say(f"  {one['at'][:16]}  {one['channel']}  {one['why']}: {one['question']}")
        say("")
        say(found["outline"]["text"])
    else:
        say(f"{len(found['gaps'])} of {found['total']}")
    return None

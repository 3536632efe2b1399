"""atrium tickets: what waits at the desks."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import quote, urlencode

import typer

from ui.commands.output import AsJson, desk, say, say_json

app = typer.Typer(help="The service desk's tickets, without personal data.")


@app.command("list")
def show_all(
    at_desk: Annotated[str, typer.Option("--desk", help="One desk's, e.g. parking.")] = "",
    state: Annotated[str, typer.Option(help="new, taken, working, waiting_customer, …")] = "",
    due: Annotated[str, typer.Option(help="overdue, soon, running, paused or stopped.")] = "",
    everything: Annotated[bool, typer.Option("--all", help="Also those that are done.")] = False,
    limit: Annotated[int, typer.Option(min=1, max=200, help="How many.")] = 50,
    as_json: AsJson = False,
) -> None:
    """Open tickets, the most urgent first."""
    asked = {"desk": at_desk, "state": state, "due": due}
    query = {name: value for name, value in asked.items() if value} | {"limit": limit}
    if not (everything or state):
        query["open"] = "true"
    with desk() as house:
        found = house.ask("GET", f"/api/tickets?{urlencode(query)}")
    if as_json:
        return say_json(found)
    for ticket in found["tickets"]:
        say(_line(ticket))
    say(f"{len(found['tickets'])} of {found['total']}")
    return None


@app.command()
def show(
    ticket_id: Annotated[str, typer.Argument(metavar="ID", help="The ticket's number.")],
    as_json: AsJson = False,
) -> None:
    """One ticket with its history."""
    with desk() as house:
        ticket = house.ask("GET", f"/api/tickets/{quote(ticket_id, safe='')}")
    if as_json:
        return say_json(ticket)
    say(_line(ticket))
    say(ticket["words"])
    for comment in ticket["comments"]:
        kind = "public" if comment["is_public"] else "internal"
        say(f"  {comment['at'][:16]}  {comment['who']} ({kind}): {comment['text']}")
    for event in ticket["history"]:
        say(f"  {event['at'][:16]}  {event['who']}  {event['act']} → {event['after']}")
    return None


def _line(ticket: dict[str, Any]) -> str:
    due = f"{ticket['due']} {(ticket['due_at'] or '')[:16].replace('T', ' ')}".strip()
    who = ticket["assignee"] or "-"
    return f"{ticket['id']}  {ticket['priority']}  {ticket['desk']:<9} {ticket['state']:<16} {due:<24} {who}  {ticket['summary']}"

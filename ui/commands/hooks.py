"""atrium hooks: where desks are told of tickets."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import quote, urlencode

import typer

from ui.commands.output import AsJson, desk, say, say_json

app = typer.Typer(help="Messages to the desks' robots and systems.", no_args_is_help=True)
Hook = Annotated[str, typer.Argument(help="The hook's name.")]


@app.command("list")
def show(as_json: AsJson = False) -> None:
    """Every hook, without its address and secret."""
    with desk() as house:
        found = house.ask("GET", "/api/hooks")
    _told(found, as_json)


@app.command()
def add(
    name: Hook,
    kind: Annotated[str, typer.Option(help="wecom, dingtalk, feishu or webhook.")],
    at_desk: Annotated[list[str] | None, typer.Option("--desk", help="Only this desk's; repeatable.")] = None,
    priority: Annotated[list[str] | None, typer.Option(help="Only P0, P1, …; repeatable.")] = None,
    event: Annotated[list[str] | None, typer.Option(help="Only emergency, opened, …; repeatable.")] = None,
    as_json: AsJson = False,
) -> None:
    """Add a hook, or change the one of its name. Its address and secret are asked for, not shown and not kept by the shell."""
    url = typer.prompt("Address", hide_input=True, err=True)
    secret = "" if kind == "wecom" else typer.prompt("Secret", hide_input=True, err=True)
    body: dict[str, Any] = {"name": name, "kind": kind, "url": url.strip(), "secret": secret.strip()}
    some = {"desks": at_desk, "priorities": priority, "events": event}
    with desk() as house:
        found = house.ask("POST", "/api/hooks", body | {key: value for key, value in some.items() if value})
    _told(found, as_json)


@app.command()
def remove(name: Hook, as_json: AsJson = False) -> None:
    """Take a hook out."""
    with desk() as house:
        found = house.ask("DELETE", f"/api/hooks/{quote(name, safe='')}")
    _told(found, as_json)


@app.command("test")
def try_out(name: Hook, as_json: AsJson = False) -> None:
    """Send a test message now; exit code 1 when it was not taken."""
    with desk() as house:
        found = house.ask("POST", f"/api/hooks/{quote(name, safe='')}/test")
    say_json(found) if as_json else say(_line(found))
    if found["state"] != "delivered":
        raise typer.Exit(1)


@app.command()
def log(
    hook: Annotated[str, typer.Option(help="One hook's.")] = "",
    state: Annotated[str, typer.Option(help="waiting, delivered or dead.")] = "",
    limit: Annotated[int, typer.Option(min=1, max=200, help="How many.")] = 30,
    as_json: AsJson = False,
) -> None:
    """What was sent, the latest first."""
    asked = {"hook": hook, "state": state, "limit": str(limit)}
    query = urlencode({name: value for name, value in asked.items() if value})
    with desk() as house:
        found = house.ask("GET", f"/api/deliveries?{query}")
    if as_json:
        return say_json(found)
    for one in found["deliveries"]:
        say(_line(one))
    say(f"{len(found['deliveries'])} of {found['total']}")
    return None


def _told(found: dict[str, Any], as_json: bool) -> None:
    if as_json:
        return say_json(found)
    for hook in found["hooks"]:
        some = [",".join(hook[name]) if hook[name] is not None else f"all {name}" for name in _FILTERS]
        counts = " ".join(f"{state} {count}" for state, count in hook["deliveries"].items())
        say(f"{hook['name']:<16} {hook['kind']:<9} {hook['host']:<36} {' | '.join(some)} | {counts}")
    return None


_FILTERS = ("desks", "priorities", "events")


def _line(one: dict[str, Any]) -> str:
    when = (one["told_at"] or one["made_at"])[:19].replace("T", " ")
    return f"{one['id']:>6}  {when}  {one['state']:<9} {one['hook']:<16} {one['event']:<9} {one['ticket']:<10} {one['tries']} tries  {one['said']}"

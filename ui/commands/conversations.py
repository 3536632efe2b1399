"""atrium conversations: what was asked, how it went, and its deletion."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote, urlencode

import typer

from ui.commands.output import AsJson, desk, say, say_json

app = typer.Typer(help="Conversations with their labels, as the journal keeps them: without personal data.")
Id = Annotated[str, typer.Argument(metavar="ID", help="The conversation's id.")]


@app.command("list")
def show_all(
    label: Annotated[
        list[str] | None, typer.Option(help="KIND:VALUE, e.g. needs:停车; may be repeated.")
    ] = None,
    channel: Annotated[str, typer.Option(help="web, widget, hotline, …")] = "",
    day: Annotated[str, typer.Option(help="One day, as 2026-11-21.")] = "",
    q: Annotated[str, typer.Option(help="Words that stand in a question or an answer.")] = "",
    limit: Annotated[int, typer.Option(min=1, max=200, help="How many.")] = 50,
    as_json: AsJson = False,
) -> None:
    """The latest first."""
    asked: dict[str, Any] = {"channel": channel, "day": day, "q": q, "label": label or []}
    query = {name: value for name, value in asked.items() if value} | {"limit": limit}
    with desk() as house:
        found = house.ask("GET", f"/api/conversations?{urlencode(query, doseq=True)}")
    if as_json:
        return say_json(found)
    for one in found["conversations"]:
        say(_line(one))
    return None


@app.command()
def show(conversation_id: Id, as_json: AsJson = False) -> None:
    """One conversation, turn by turn, with its labels."""
    with desk() as house:
        one = house.ask("GET", _at(conversation_id))
    if as_json:
        return say_json(one)
    say(_line(one))
    for turn in one["talk"]:
        say(f"  {turn['n']}  {turn['message']}")
        say(f"     [{turn['handling']}] {turn['answer']}")
    for kind, labels in one["evidence"].items():
        for label in labels:
            words = " / ".join(each["words"] for each in label["evidence"] if each["words"])
            say(f"  {kind:<12} {label['value']}  {label['confidence']:.2f}  {words}")
    return None


@app.command()
def export(
    conversation_id: Id,
    to: Annotated[Path | None, typer.Option(help="A file; left out: the screen.")] = None,
) -> None:
    """All that is kept of one conversation, as JSON: what a person may ask for who held it (PIPL §45)."""
    with desk() as house:
        one = house.ask("GET", _at(conversation_id))
    if to is None:
        return say_json(one)
    try:
        with to.open("x", encoding="utf-8") as file:
            json.dump(one, file, ensure_ascii=False, indent=1)
    except OSError as error:
        raise typer.BadParameter(f"{to} takes no export: {error.strerror}.") from None
    say(f"{to}: {len(one['talk'])} turns")
    return None


@app.command()
def erase(
    conversation_id: Id,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    as_json: AsJson = False,
) -> None:
    """Deletes one for good: its turns, labels, live thread and the words of its tickets."""
    if not yes:
        typer.confirm(f"Delete {conversation_id} for good?", abort=True)
    with desk() as house:
        gone = house.ask("DELETE", _at(conversation_id))
    if as_json:
        return say_json(gone)
    tickets = f", words of tickets {', '.join(gone['tickets'])}" if gone["tickets"] else ""
    say(f"{gone['id']}: {gone['turns']} turns, {gone['labels']} labels{tickets} deleted")
    return None


def _at(conversation_id: str) -> str:
    return f"/api/conversations/{quote(conversation_id, safe='')}"


def _line(one: dict[str, Any]) -> str:
    told = "  ".join("、".join(values) for kind, values in one["labels"].items() if kind != "channel")
    return f"{one['id']}  {one['as_of'][:16].replace('T', ' ')}  {one['channel_name']}  {one['turns']}  {told}  {one['first']}"

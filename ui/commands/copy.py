"""atrium draft: copy for channels, and what the rules say of it."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer

from ui.commands.check import told
from ui.commands.output import AsJson, desk, say, say_json

Text = Annotated[str | None, typer.Option("--text", help="The text; - reads standard input.")]


def draft(
    product: Annotated[str | None, typer.Argument(help="A product sheet's number.")] = None,
    text: Text = None,
    channel: Annotated[
        list[str] | None, typer.Option("--channel", "-c", help="May be given several times.")
    ] = None,
    campaign: Annotated[str | None, typer.Option(help="A campaign's document.")] = None,
    tag: Annotated[str | None, typer.Option(help="A group of customers.")] = None,
    as_json: AsJson = False,
) -> None:
    """Draft copy from a product sheet or a text, with selling points and findings."""
    body = {
        "product": product,
        "text": _read(text),
        "channels": channel or [],
        "campaign": campaign,
        "tag": tag,
    }
    with desk() as house:
        reply = house.ask("POST", "/api/drafts", body, role="content")
    say_json(reply) if as_json else _tell(reply)


def _read(text: str | None) -> str | None:
    return sys.stdin.read() if text == "-" else text


def _tell(reply: dict[str, Any]) -> None:
    for made in reply["drafts"]:
        say(f"\n== {made['channel']} · {made['status']}\n{made['title']}\n{made['body']}".rstrip())
        for point in made["selling_points"]:
            say(f"  - {point['text']}  ({point['source']})")
        _tell_findings(made["findings"])
    _tell_findings(reply["findings"])
    for note in reply["notes"]:
        say(f"  * {note}")
    say(reply["status"])


def _tell_findings(findings: list[dict[str, Any]]) -> None:
    for finding in findings:
        say(told(finding))

"""atrium draft and atrium check: copy for channels, and what the rules say of it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

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
    partner: Annotated[
        str | None, typer.Option(help="A second shop's product sheet, for a joint draft.")
    ] = None,
    language: Annotated[str | None, typer.Option(help="zh-Hans, zh-Hant or en.")] = None,
    seed: Annotated[int | None, typer.Option(min=0, help="Another number, another wording.")] = None,
    batch: Annotated[
        Path | None, typer.Option(help="A CSV of communities: a row each.", exists=True, dir_okay=False)
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="Where a batch goes: .csv or .xlsx.", dir_okay=False)
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with a batch that was stopped.")] = False,
    as_json: AsJson = False,
) -> None:
    """Draft copy from a product sheet or a text, or for every row of a table.

    A batch that is ended by Ctrl-C keeps what is written; --resume goes on where it stopped.
    """
    if batch or out or resume:
        _draft_batch(
            batch, out, resume, as_json, [product, text, channel, campaign, tag, partner, language, seed]
        )
        return
    body = {
        "product": product,
        "text": _read(text),
        "channels": channel or [],
        "campaign": campaign,
        "tag": tag,
        "partner": partner,
        "language": language,
        "seed": seed,
    }
    with desk() as house:
        reply = house.ask("POST", "/api/drafts", body, role="content")
    say_json(reply) if as_json else _tell(reply)


def check(
    text: Annotated[str, typer.Argument(help="The copy to check; - reads standard input.")],
    channel: Annotated[str | None, typer.Option("--channel", "-c")] = None,
    category: Annotated[str | None, typer.Option(help="Category of the goods.")] = None,
    as_json: AsJson = False,
) -> None:
    """Check copy against the rules; exit code 1 when it is blocked."""
    body = {"text": _read(text), "channel": channel, "category": category}
    with desk() as house:
        verdict = house.ask("POST", "/api/compliance", body, role="content")
    if as_json:
        say_json(verdict)
    else:
        say(verdict["status"])
        _tell_findings(verdict["findings"])
    raise typer.Exit(int(verdict["status"] == "blocked"))


def _draft_batch(
    batch: Path | None, out: Path | None, resume: bool, as_json: bool, others: list[Any]
) -> None:
    from ui.commands.batch import draft_batch

    if batch is None or out is None:
        raise typer.BadParameter("A batch needs both --batch IN.csv and --out OUT.csv or OUT.xlsx.")
    if any(other is not None for other in others):
        raise typer.BadParameter("A batch takes product, channel, tag and campaign from its rows.")
    if out.suffix.lower() not in (".csv", ".xlsx"):
        raise typer.BadParameter(f"{out} has to end in .csv or .xlsx.")
    raise typer.Exit(draft_batch(batch, out, resume, as_json))


def _read(text: str | None) -> str | None:
    return sys.stdin.read() if text == "-" else text


def _tell(reply: dict[str, Any]) -> None:
    for made in reply["drafts"]:
        say(
            f"\n== {made['channel']} · {made['status']} · {made['mode']}\n{made['title']}\n{made['body']}".rstrip()
        )
        for point in made["selling_points"]:
            say(f"  - {point['text']}  ({point['source']})")
        _tell_findings(made["findings"])
        say(f"  = {made['score']:g}/60")
        for mark in made["rubric"]:
            say(f"    {mark['points']:g}/{mark['of']} {mark['name']} {mark['why']}")
    _tell_findings(reply["findings"])
    for note in reply["notes"]:
        say(f"  * {note}")
    say(reply["status"])


def _tell_findings(findings: list[dict[str, Any]]) -> None:
    for finding in findings:
        said = f"“{finding['text']}”: " if finding["text"] else ""
        say(
            f"  ! {finding['rule_id']} {finding['severity']} {said}{finding['why']} → {finding['suggestion']}"
        )

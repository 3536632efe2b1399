"""atrium draft: copy for channels, and what the rules say of it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from knowledge.errors import UnreadableFile
from ui.commands.check import told
from ui.commands.output import AsJson, desk, say, say_json

if TYPE_CHECKING:
    from ui.desk import Desk

# Of a fact of the table, what a draft is asked for with.
_SENT = ("kind", "field", "value", "basis", "source", "confidence", "doubtful", "confirmed")
INSTEAD = " · 合规替代稿"
Text = Annotated[str | None, typer.Option("--text", help="The text; - reads standard input.")]


def draft(
    product: Annotated[str | None, typer.Argument(help="A product sheet's number.")] = None,
    text: Text = None,
    channel: Annotated[
        list[str] | None, typer.Option("--channel", "-c", help="May be given several times.")
    ] = None,
    campaign: Annotated[str | None, typer.Option(help="A campaign's document.")] = None,
    tag: Annotated[str | None, typer.Option(help="A group of customers.")] = None,
    sheet: Annotated[
        Path | None,
        typer.Option("--sheet", help="A sheet of the product: docx, csv, xlsx, pdf, md, txt, html."),
    ] = None,
    image: Annotated[
        Path | None, typer.Option("--image", help="A picture of a hang-tag or a poster.")
    ] = None,
    row: Annotated[int | None, typer.Option(help="Which product of a sheet that has several.")] = None,
    keyword: Annotated[
        list[str] | None, typer.Option("--keyword", "-k", help="May be given several times.")
    ] = None,
    only_facts: Annotated[
        bool, typer.Option("--facts", help="Print the table of facts, write nothing.")
    ] = False,
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
    """Draft copy from a product sheet, a picture or a text, or for every row of a table.

    What a picture says doubtfully is named and not written, until a person has confirmed it. A batch that
    is ended by Ctrl-C keeps what is written; --resume goes on where it stopped.
    """
    if batch or out or resume:
        others = [product, text, channel, campaign, tag, partner, language, seed, sheet, image, row, keyword]
        _draft_batch(batch, out, resume, as_json, [*others, only_facts or None])
        return
    given = {"product": product, "text": _read(text), "keywords": ",".join(keyword or []), "row": row}
    if sheet or image or only_facts:
        with desk() as house:
            # With a file, the text says how to write; alone, it says what of.
            brief = {} if only_facts or not (sheet or image) else {"text": None}
            table = _facts(house, given | brief, sheet or image)
        if only_facts:
            say_json(table) if as_json else _tell_facts(table)
            return
    body: dict[str, Any] = {
        "product": product,
        "text": given["text"],
        "channels": channel or [],
        "campaign": campaign,
        "tag": tag,
        "partner": partner,
        "language": language,
        "seed": seed,
    }
    if sheet or image:
        body["facts"] = [{name: fact[name] for name in _SENT} for fact in table["facts"]]
    with desk() as house:
        reply = house.ask("POST", "/api/drafts", body, role="content")
    say_json(reply) if as_json else _tell(reply)
    _leave_unwritten(reply, channel or [])


def _leave_unwritten(reply: dict[str, Any], asked: Sequence[str]) -> None:
    """Ends with 1 when nothing was written, or a channel that was asked for got no text."""
    written = {made["channel"] for made in reply["drafts"]}
    lacking = [name for name in dict.fromkeys(asked) if name not in written]
    if written and not lacking:
        return
    what = "、".join(lacking) or "any channel"
    say(f"No draft was written for {what}; the reasons are above.", err=True)
    raise typer.Exit(1)


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


def _facts(house: Desk, given: dict[str, Any], path: Path | None) -> dict[str, Any]:
    if path is None:
        words = [word for word in given["keywords"].split(",") if word]
        return house.ask("POST", "/api/facts", given | {"keywords": words}, role="content")
    try:
        file = (path.name, path.read_bytes())
    except OSError as error:
        raise UnreadableFile(f"{path}: {error.strerror or error}.") from None
    return house.ask("POST", "/api/facts", given, role="content", file=file)


def _tell_facts(table: dict[str, Any]) -> None:
    for fact in table["facts"]:
        place = fact["source"]["locator"] or fact["source"]["name"]
        if fact["source"]["span"]:
            place = f"{place} {fact['source']['span'][0]}–{fact['source']['span'][1]}"
        say(f"{fact['kind']:<11}{fact['field']}: {fact['value']}  ({place})")
        for doubt in fact["doubtful"]:
            say(f"  ? “{doubt['text']}”: {doubt['why']}")
    for product in table["products"]:
        say(f"  #{product['row']} {product['name']}: {len(product['facts'])} facts")
    for point in table["selling_points"]:
        say(f"  - {point['text']}  ({point['source']}; {'、'.join(point['checks'])})")
    for missing in table["missing"]:
        say(f"  ! {missing['kind']}: {missing['why']}")
    for warning in table["warnings"]:
        say(f"  * {warning}")


def _tell(reply: dict[str, Any]) -> None:
    for made in reply["drafts"]:
        instead = INSTEAD if made.get("alternative") else ""
        say(
            f"\n== {made['channel']} · {made['status']} · {made['mode']}{instead}\n{made['title']}\n{made['body']}".rstrip()
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
        say(told(finding))

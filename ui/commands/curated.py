"""atrium curated: the house's own answers, listed, given out as a table, and taken in from one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlencode

import typer

from knowledge.errors import AtriumError
from ui.commands.output import AsJson, desk, say, say_json

app = typer.Typer(help="Curated answers: what staff corrected, reviewed and published.")

_AT_ONCE = 100  # rows of a request
_TOLD = 20  # refused rows that are told one by one


class NoPlace(AtriumError):
    """The table cannot be written where it should be."""


@app.command("list")
def show_all(
    state: Annotated[
        str, typer.Option(help="draft, review, published, returned, withdrawn or expired.")
    ] = "",
    due: Annotated[bool, typer.Option("--due", help="Only those whose source changed.")] = False,
    words: Annotated[str, typer.Option("-q", help="Words that must stand in it.")] = "",
    limit: Annotated[int, typer.Option(min=1, max=200, help="How many.")] = 50,
    as_json: AsJson = False,
) -> None:
    """Curated answers, the last changed first."""
    asked = {"state": state, "q": words, "due": "true" if due else ""}
    query = {name: value for name, value in asked.items() if value} | {"limit": limit}
    with desk() as house:
        found = house.ask("GET", f"/api/curated?{urlencode(query)}")
    if as_json:
        return say_json(found)
    for entry in found["entries"]:
        say(_line(entry))
    say(f"{len(found['entries'])} of {found['total']}")
    return None


@app.command()
def export(
    out: Annotated[Path, typer.Argument(help="The CSV to write; it must not exist.")],
    state: Annotated[str, typer.Option(help="Only those in this state.")] = "",
) -> None:
    """All curated answers as a table for spreadsheets."""
    if not out.absolute().parent.is_dir():
        raise NoPlace(f"The folder of {out} is not there; make it first.")
    with desk() as house:
        try:
            with out.open("xb") as target:
                house.fetch(f"/api/curated/export.csv?{urlencode({'state': state} if state else {})}", target)
        except FileExistsError:
            raise NoPlace(f"{out} exists; choose another name.") from None
        except BaseException:
            out.unlink(missing_ok=True)
            raise
    say(f"{out}")


@app.command("import")
def take_in(
    table: Annotated[Path, typer.Argument(help="A CSV or xlsx with the columns 问题 and 答复.")],
    as_json: AsJson = False,
) -> None:
    """An existing list of questions becomes drafts, which others review; refused rows are told with the reason."""
    from ui.desks.faqtable import read_table

    numbered = read_table(table)
    written: list[str] = []
    refused: list[dict[str, Any]] = []
    with desk() as house:
        for start in range(0, len(numbered), _AT_ONCE):
            some = numbered[start : start + _AT_ONCE]
            body = {"rows": [row for _, row in some]}
            told = house.ask("POST", "/api/curated/import", body)
            written += told["written"]
            # the reply counts rows from 2 on; blank ones of the table were left out
            refused += [one | {"row": some[one["row"] - 2][0]} for one in told["refused"]]
    if as_json:
        say_json({"written": written, "refused": refused})
    else:
        say(f"{len(written)} drafts written, {len(refused)} rows refused.")
        for one in refused[:_TOLD]:
            say(f"  row {one['row']}: {one['why']}  {one['question']}")
        if len(refused) > _TOLD:
            say(f"  … and {len(refused) - _TOLD} more; --json tells them all")
    raise typer.Exit(1 if refused else 0)


def _line(entry: dict[str, Any]) -> str:
    due = f"  ! {entry['review_due']}" if entry["review_due"] else ""
    until = entry["valid_until"] or "-"
    return (
        f"{entry['id']}  {entry['state']:<9} {entry['visibility']:<8} {until:<10}  {entry['question']}{due}"
    )

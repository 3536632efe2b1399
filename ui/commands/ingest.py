"""atrium ingest and atrium reindex: files into the library, and its indexes anew."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from ui.commands.output import AsJson, desk, say_json
from ui.commands.progress import ingest_bar


def ingest(
    paths: Annotated[list[Path], typer.Argument(help="Files and folders.", exists=True)],
    prune: Annotated[bool, typer.Option("--prune", help="Withdraw documents whose files are gone.")] = False,
    as_json: AsJson = False,
) -> None:
    """Read documents; unchanged files are skipped, a bad one is reported and the rest goes on."""
    body = {"paths": [str(path.resolve()) for path in paths], "prune": prune}
    report = _follow("/api/jobs/ingest", body, "Ingest", quiet=as_json)
    if as_json:
        say_json(report)
    else:
        from ui.commands.report import tell_report

        tell_report(report)
    raise typer.Exit(report["exit_code"])


def reindex(as_json: AsJson = False) -> None:
    """Build every index anew from the catalogue, beside the old one, and swap."""
    report = _follow("/api/jobs/reindex", None, "Reindex", quiet=as_json)
    if as_json:
        return say_json(report)
    return typer.echo(f"Indexed {report['passages']} passages.")


def _follow(path: str, body: Any, title: str, quiet: bool) -> dict[str, Any]:
    with desk() as house, ingest_bar(title, quiet) as bar:
        job = house.ask("POST", path, body)
        ended = house.watch(job, _told(bar))
    return ended["report"]


def _told(bar: Callable[[int, int, str], None]) -> Callable[[dict[str, Any]], None]:
    return lambda job: bar(job["done"], job["total"], job["current"])

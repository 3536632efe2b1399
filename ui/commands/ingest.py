"""atrium ingest and atrium reindex: files into the library, and its indexes anew."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ui.commands.output import AsJson, desk, say_json
from ui.commands.progress import ingest_bar

if TYPE_CHECKING:
    from ui.settings import Settings


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
    from ui.home import Home, HomeInUse
    from ui.settings import load_settings

    settings = load_settings()
    try:
        with Home(settings.home):
            count = _rebuilt(settings, as_json)
    except HomeInUse:
        count = _follow("/api/jobs/reindex", None, "Reindex", quiet=as_json)["passages"]
    say_json({"passages": count}) if as_json else typer.echo(f"Indexed {count} passages.")


def _rebuilt(settings: Settings, quiet: bool) -> int:
    """Here, not through an opened house: one whose index belongs to another model does not open."""
    from ui.wiring import rebuild_library

    with ingest_bar("Reindex", quiet) as bar:
        return rebuild_library(settings, lambda done: bar(done, 0, ""))


def _follow(path: str, body: Any, title: str, quiet: bool) -> dict[str, Any]:
    with desk() as house, ingest_bar(title, quiet) as bar:
        job = house.ask("POST", path, body)
        ended = house.watch(job, _told(bar))
    return ended["report"]


def _told(bar: Callable[[int, int, str], None]) -> Callable[[dict[str, Any]], None]:
    return lambda job: bar(job["done"], job["total"], job["current"])

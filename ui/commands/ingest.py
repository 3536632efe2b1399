"""atrium ingest and atrium reindex: files into the library, and its indexes anew."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ui.commands.output import AsJson, say_json
from ui.commands.progress import ingest_bar, job_bar

if TYPE_CHECKING:
    from ui.background.jobdesk import JobDesk
    from ui.settings import Settings

Data = dict[str, Any]
READ = frozenset(("ingest", "upload", "watch"))  # kinds of jobs that read files


def ingest(
    paths: Annotated[list[Path] | None, typer.Argument(help="Files and folders.", exists=True)] = None,
    prune: Annotated[bool, typer.Option("--prune", help="Withdraw documents whose files are gone.")] = False,
    retry: Annotated[bool, typer.Option("--retry", help="Only the failed files of the last ingest.")] = False,
    as_json: AsJson = False,
) -> None:
    """Read documents; unchanged files are skipped, a bad one is reported and the rest goes on.

    Ctrl-C ends it after the current file; what is in stays in.
    """
    if bool(paths) == retry:
        raise typer.BadParameter("Give files and folders, or --retry alone.")
    with job_desk() as desk:
        if retry:
            job = run(desk, lambda: desk.retry(_last(desk)), "Retry", as_json)
        else:
            job = run(
                desk, lambda: desk.ingest([path.resolve() for path in paths or ()], prune), "Ingest", as_json
            )
    raise typer.Exit(tell_end(job, as_json))


def reindex(as_json: AsJson = False) -> None:
    """Build every index anew from the catalogue, beside the old one, and swap."""
    from ui.home import Home, HomeInUse
    from ui.settings import load_settings

    settings = load_settings()
    try:
        with Home(settings.home):
            count = _rebuilt(settings, as_json)
    except HomeInUse:
        with job_desk() as desk:
            count = run(desk, desk.reindex, "Reindex", as_json)["report"]["passages"]
    say_json({"passages": count}) if as_json else typer.echo(f"Indexed {count} passages.")


def _rebuilt(settings: Settings, quiet: bool) -> int:
    """Here, not through an opened house: one whose index belongs to another model does not open."""
    from ui.background.workroom import rebuild_library

    with ingest_bar("Reindex", quiet) as bar:
        return rebuild_library(settings, lambda done: bar(done, 0, ""))


def job_desk():
    """The jobs of the running server, or of the home opened here."""
    from ui.background.jobdesk import open_job_desk
    from ui.settings import load_settings

    return open_job_desk(load_settings())


def run(desk: JobDesk, ask: Callable[[], Data], title: str, quiet: bool) -> Data:
    """Asks for a job and follows it to its end; Ctrl-C cancels it and waits for its current file."""
    from ui.background.jobdesk import follow

    with job_bar(title, quiet) as bar:
        job = ask()
        try:
            return follow(desk, job, bar)
        except KeyboardInterrupt:
            typer.echo("Stopping after the current file; Ctrl-C again leaves at once.", err=True)
            return follow(desk, desk.cancel(job["id"]), bar)


def tell_end(job: Data, as_json: bool) -> int:
    """Prints the report so far; returns the exit code, 130 for a cancelled job."""
    report = job["report"]
    if as_json:
        say_json(report)
    elif report is not None:
        from ui.commands.report import tell_report

        tell_report(report)
    if job["status"] == "cancelled":
        typer.echo("Cancelled. Run it again to go on; what is in is skipped.", err=True)
        return 130
    return int(report["exit_code"]) if report and "exit_code" in report else 0


def _last(desk: JobDesk) -> str:
    """The last job that read files."""
    from ui.background.jobs import NothingToRetry

    for job in desk.recent(200):
        if job["kind"] in READ:
            return job["id"]
    raise NothingToRetry("Nothing was ingested yet, so there is nothing to retry.")

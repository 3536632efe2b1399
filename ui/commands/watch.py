"""atrium watch: folders that keep the library up to date."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.commands.ingest import job_desk

if TYPE_CHECKING:
    from ui.background.jobdesk import JobDesk


def watch(
    paths: Annotated[list[Path], typer.Argument(help="Folders.", exists=True, file_okay=False)],
    polling: Annotated[
        bool | None,
        typer.Option(
            "--polling/--no-polling",
            help="Look again and again; default: only for folders of other machines.",
        ),
    ] = None,
) -> None:
    """Read folders, and read again whatever changes in them, until Ctrl-C. Deleted files withdraw their documents.

    With a running server the reading is its job; without one this command owns the home, and no server can start.
    """
    from ui.background.watching import Watcher
    from ui.settings import load_settings

    settings = load_settings()
    folders = [path.resolve() for path in paths]
    with job_desk() as desk:
        typer.echo(f"Watching {', '.join(map(str, folders))} for {desk.where}. Ctrl-C ends.", err=True)
        wish = settings.watch_polling if polling is None else polling
        try:
            Watcher(folders, lambda only: _read(desk, folders, only), _warn, polling=wish).run()
        except KeyboardInterrupt:
            typer.echo("Watching ended.", err=True)


def _read(desk: JobDesk, folders: Sequence[Path], only: Sequence[str] | None) -> None:
    from ui.background.jobdesk import JobFailed, follow
    from ui.commands.report import tell_report

    try:
        job = follow(desk, desk.ingest(folders, prune=True, watched=True, only=only))
    except JobFailed as error:
        return _warn(str(error))
    report = job["report"]
    if report is None:  # cancelled before it began
        return None
    for warning in report["warnings"]:
        _warn(warning)
    return tell_report(report)


def _warn(sentence: str) -> None:
    typer.echo(f"atrium: {sentence}", err=True)

"""atrium serve: the house open to the network, or the demo mall on one's own machine."""

from __future__ import annotations

import logging
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from ui.lobby import Lobby
    from ui.settings import Settings


def serve(
    demo: Annotated[bool, typer.Option("--demo", help="Serve the demo mall, at the demo's moment.")] = False,
    port: Annotated[int | None, typer.Option(help="Default: PORT, else 8000; 0 takes a free one.")] = None,
    host: Annotated[str | None, typer.Option(help="Default: 127.0.0.1.")] = None,
) -> None:
    """Serve the API and the pages until Ctrl-C."""
    import os

    os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
    from ui.demo import demo_settings, keep_apart
    from ui.server import serve as run
    from ui.settings import load_settings

    settings = load_settings(port=port, host=host)
    if demo:
        keep_apart(settings.home)
        settings = demo_settings(settings)
    raise typer.Exit(run(settings, _prepare_demo if demo else _prepare, _announce(settings)))


def _announce(settings: Settings):
    def announce(url: str) -> None:
        _say(f"Atrium listens on {url}  (home: {settings.home})", settings)

    return announce


def _say(text: str, settings: Settings) -> None:
    """To whoever started it, or into a log for machines, which holds nothing but JSON."""
    if settings.log == "json":
        logging.getLogger(__name__).warning(text)  # at every level but error: operators look for it
    else:
        typer.echo(text)


def _prepare(lobby: Lobby, _stop: threading.Event) -> None:
    from ui.commands.progress import ingest_bar
    from ui.preparing import prepare

    _tell_how_to_set_up(lobby)
    if lobby.settings.log == "json":
        prepare(lobby, lambda *_: None)
    else:
        with ingest_bar("Preparing", transient=True) as bar:
            prepare(lobby, bar)
    _say("Ready. Ctrl-C ends.", lobby.settings)


def _tell_how_to_set_up(lobby: Lobby) -> None:
    """While nobody administers the house: whoever reads this console may become its first admin."""
    from ui.home import server_note

    if (code := lobby.setup.code()) is None:
        return
    if lobby.settings.log == "json":  # a log goes to many, and a code that lets somebody in to none of them
        _say("There is no admin yet: atrium users create --role admin --name NAME --stdin", lobby.settings)
        return
    note = server_note(lobby.settings.home)
    where = f"{note.url}/setup" if note else "/setup"
    typer.echo(f"There is no admin yet. On this machine, open {where} and enter the set-up code, or run")
    typer.echo("  atrium users create --role admin --name NAME --stdin")
    typer.echo(f"Set-up code, good until an admin exists or the server ends: {code}")


def _prepare_demo(lobby: Lobby, stop: threading.Event) -> None:
    from knowledge.model import Role
    from ui.commands.progress import ingest_bar
    from ui.demo import demo_folder, demo_keys
    from ui.preparing import prepare_demo

    folder: Path = demo_folder()
    typer.echo(f"Demo clock: {lobby.clock.now().isoformat()}")
    secrets = demo_keys(lobby.settings.home, lobby.keys)
    typer.echo(f"Staff key for /staff, /desk and the API: {secrets[Role.STAFF]}")
    typer.echo(
        f"Content key to write and submit copy at /studio, and for the figures at /insights: {secrets[Role.CONTENT]}"
    )
    typer.echo(
        f"Admin key to approve it, for the library of papers at /library, and accounts at /admin: {secrets[Role.ADMIN]}"
    )
    with ingest_bar("Demo documents") as bar:
        report = prepare_demo(folder, lobby, stop, bar)
    if report is not None:
        typer.echo("Ready. Ctrl-C ends.")

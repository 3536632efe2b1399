"""The `atrium` command. Each verb is a file in ui/commands; heavy parts load only when a verb runs."""

from __future__ import annotations

import sys

import typer

from knowledge.errors import AtriumError
from ui.commands import (
    ask,
    audit,
    backup,
    check,
    conversations,
    copy,
    curated,
    doctor,
    evaluate,
    gaps,
    hooks,
    ingest,
    jobs,
    keys,
    labels,
    search,
    serve,
    settings,
    simulate,
    status,
    tickets,
    tools,
    users,
    watch,
)

app = typer.Typer(
    name="atrium",
    help="Atrium (中庭): a knowledge assistant for shopping malls.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

app.command("serve")(serve.serve)
app.command("ingest")(ingest.ingest)
app.command("watch")(watch.watch)
app.command("ask")(ask.ask)
app.command("search")(search.search)
app.command("draft")(copy.draft)
app.command("check")(check.check)
app.command("eval")(evaluate.evaluate)
app.command("reindex")(ingest.reindex)
app.command("mcp")(tools.mcp)
app.command("doctor")(doctor.doctor)
app.command("backup")(backup.backup)
app.command("restore")(backup.restore)
app.command("simulate")(simulate.simulate)
app.command("status")(status.status)
app.command("settings")(settings.settings)
app.add_typer(jobs.app, name="jobs")
app.add_typer(tickets.app, name="tickets")
app.command("gaps")(gaps.gaps)
app.add_typer(curated.app, name="curated")
app.add_typer(conversations.app, name="conversations")
app.command("labels")(labels.labels)
app.add_typer(hooks.app, name="hooks")
app.add_typer(keys.app, name="keys")
app.add_typer(users.app, name="users")
app.add_typer(audit.app, name="audit")


def main() -> None:
    """Runs a command; an error of the house is its sentence and exit code 1, never a traceback."""
    try:
        app()
    except AtriumError as error:
        typer.echo(f"atrium: {error}", err=True)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()

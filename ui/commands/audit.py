"""atrium audit: the record of who did what, read and verified beside the server."""

from __future__ import annotations

from typing import Annotated

import typer

from knowledge.errors import InvalidSetting
from ui.commands.output import AsJson, say, say_json

app = typer.Typer(help="The audit record.", no_args_is_help=True)


@app.command()
def verify(
    expect: Annotated[
        str | None, typer.Option(help="An end noted earlier, 'N HASH', that must still be there.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Find edits, deletions and a missing end; exit code 1 when there is one. Prints the end, to be noted elsewhere."""
    from ui.audit.anchor import mark_in
    from ui.wiring import open_audit

    noted = mark_in(expect) if expect else None
    if expect and noted is None:
        raise InvalidSetting(
            f"--expect is {expect[:100]!r}; write it as atrium audit verify printed it: N HASH."
        )
    audit = open_audit()
    findings, end = audit.verify(noted), audit.end()
    anew = [entry.n for entry in audit.began_anew()]
    if as_json:
        say_json({"findings": findings, "n": end.n, "hash": end.hash, "began_anew": anew})
    else:
        for finding in findings:
            say(finding)
        if anew:
            say(f"The anchor began anew at entry {', '.join(map(str, anew))}: there should be a reason.")
        say(str(end))
    raise typer.Exit(1 if findings else 0)


@app.command("list")
def show(
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="How many, the last first.")] = 50,
    as_json: AsJson = False,
) -> None:
    """List the last entries."""
    from dataclasses import asdict

    from ui.wiring import open_audit

    entries = open_audit().listed(limit=limit)
    if as_json:
        return say_json([{**asdict(entry), "detail": dict(entry.details)} for entry in entries])
    for entry in entries:
        say(f"{entry.n:>6}  {entry.at[:19]}  {entry.who:<16} {entry.act}  {entry.about}  {entry.detail}")
    return None

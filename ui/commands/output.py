"""How commands speak: tables and text for people, JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from ui.desk import Desk
    from ui.settings import Settings

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
AsOf = Annotated[str | None, typer.Option("--as-of", help="An ISO moment, e.g. 2026-01-31T15:00:00+08:00.")]


def say(text: str, err: bool = False) -> None:
    typer.echo(harmless(text), err=err)


def harmless(text: str) -> str:
    """Names of files and titles do not steer the terminal."""
    return "".join(char if char.isprintable() or char in "\n\t" else " " for char in text)


def say_json(data: Any) -> None:
    typer.echo(json.dumps(data, ensure_ascii=False, indent=2))


def record(settings: Settings, act: str, about: str, **detail: Any) -> None:
    """Adds to the audit record what the command line did beside the server."""
    from ui.auth import BESIDE
    from ui.wiring import open_audit

    open_audit(settings).record(BESIDE, act, about, **detail)


@contextmanager
def desk() -> Iterator[Desk]:
    """The running server, or the home opened here."""
    from ui.desk import open_desk
    from ui.settings import load_settings

    with open_desk(load_settings()) as opened:
        yield opened

"""atrium backup and atrium restore: the home in one file, and back."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.commands.output import AsJson, record, say, say_json

if TYPE_CHECKING:
    from ui.operating.archive import Manifest


def backup(
    target: Annotated[Path, typer.Argument(help="The file to write, e.g. atrium-2026-11-21.tar.gz.")],
    contact_key: Annotated[
        bool, typer.Option("--contact-key", help="Take along the key that opens customers' contact details.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Write the home into one file, also while the server runs. It holds conversations: keep it safe."""
    from ui.operating.backup import back_up
    from ui.settings import load_settings

    settings = load_settings()
    manifest = back_up(settings.home, target, with_contact_key=contact_key)
    record(settings, "backup written", target.name, contact_key=contact_key)
    _tell(manifest, f"{target} written", as_json)


def restore(
    source: Annotated[Path, typer.Argument(help="A file that atrium backup wrote.")],
    verify: Annotated[bool, typer.Option("--verify", help="Only check the file; write nothing.")] = False,
    as_json: AsJson = False,
) -> None:
    """Make ATRIUM_HOME, which must be empty, from a backup; the index is built when it is opened."""
    from ui.operating import restoring
    from ui.settings import load_settings

    if verify:
        return _tell(restoring.verify(source), f"{source} is sound", as_json)
    home = load_settings().home
    return _tell(restoring.restore(source, home), f"{home} restored", as_json)


def _tell(manifest: Manifest, what: str, as_json: bool) -> None:
    if as_json:
        return say_json(asdict(manifest))
    count, megabytes = len(manifest.members), manifest.size / 1e6
    return say(f"{what}: {count} files, {megabytes:.1f} MB, as of {manifest.made}")

"""atrium keys: made, listed and revoked, also while the server runs."""

from __future__ import annotations

from typing import Annotated

import typer

from knowledge.errors import InvalidSetting
from knowledge.model import Role
from ui.commands.output import AsJson, say, say_json

app = typer.Typer(help="Keys for colleagues and programs.", no_args_is_help=True)


@app.command()
def create(
    role: Annotated[str, typer.Option(help="staff, content, admin or service.")],
    name: Annotated[str, typer.Option(help="Whose key it is.")],
    group: Annotated[list[str] | None, typer.Option(help="A department; may be given several times.")] = None,
    as_json: AsJson = False,
) -> None:
    """Make a key. It is shown once."""
    if role not in set(Role):
        raise InvalidSetting(f"There is no role {role!r}; roles are staff, content, admin, service.")
    key, secret = _keys().create(Role(role), name, group or ())
    if as_json:
        return say_json({"id": key.id, "name": key.name, "role": key.role, "key": secret})
    say(secret)
    return typer.echo("Keep it now: it is not shown again.", err=True)


@app.command("list")
def show(as_json: AsJson = False) -> None:
    """List every key, without its secret."""
    rows = [
        {
            "id": key.id,
            "name": key.name,
            "role": key.role.value,
            "groups": sorted(key.groups),
            "created_at": key.created_at,
            "revoked_at": key.revoked_at,
        }
        for key in _keys().all()
    ]
    if as_json:
        return say_json(rows)
    for row in rows:
        ended = f"revoked {row['revoked_at']}" if row["revoked_at"] else "works"
        say(f"{row['id']:>4}  {row['role']:<8} {row['name']:<24} {','.join(row['groups'])}  {ended}")
    return None


@app.command()
def revoke(
    name: Annotated[str, typer.Argument(help="The key's name or number.")], as_json: AsJson = False
) -> None:
    """End a key, and the logins that were opened with it, from the next request on."""
    if not _keys().revoke(name):
        raise InvalidSetting(f"There is no working key named {name!r}; see atrium keys list.")
    say_json({"revoked": name}) if as_json else say(f"Revoked {name}.")


def _keys():
    from ui.doors import open_doors
    from ui.keys import Keys
    from ui.settings import load_settings

    return Keys(open_doors(load_settings().home))

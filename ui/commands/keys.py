"""atrium keys: made, listed and revoked, also while the server runs."""

from __future__ import annotations

from datetime import UTC, date, datetime
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
    scope: Annotated[
        list[str] | None,
        typer.Option(help="An act it is good for, such as search; without any, all of its role."),
    ] = None,
    expires: Annotated[str | None, typer.Option(help="The last day it works, e.g. 2027-06-30.")] = None,
    as_json: AsJson = False,
) -> None:
    """Make a key. It is shown once."""
    if role not in set(Role):
        raise InvalidSetting(f"There is no role {role!r}; roles are staff, content, admin, service.")
    scopes = _scopes(Role(role), scope)
    key, secret = _keys().create(Role(role), name, group or (), scopes=scopes, expires_at=_day(expires))
    _record("key made", name, role=role, scopes=scopes)
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
            "scopes": None if key.scopes is None else sorted(key.scopes),
            "expires_at": key.expires_at,
            "used_at": key.used_at,
            "revoked_at": key.revoked_at,
            "works": key.works,
        }
        for key in _keys().all()
    ]
    if as_json:
        return say_json(rows)
    for row in rows:
        ended = (
            f"revoked {row['revoked_at']}" if row["revoked_at"] else "works" if row["works"] else "expired"
        )
        only = f"only {', '.join(row['scopes'])}  " if row["scopes"] is not None else ""
        used = f"used {row['used_at'][:10]}" if row["used_at"] else "never used"
        say(
            f"{row['id']:>4}  {row['role']:<8} {row['name']:<24} {','.join(row['groups'])}  {only}{ended}, {used}"
        )
    return None


@app.command()
def revoke(
    name: Annotated[str, typer.Argument(help="The key's name or number.")], as_json: AsJson = False
) -> None:
    """End a key, and the logins that were opened with it, from the next request on."""
    if not _keys().revoke(name):
        raise InvalidSetting(f"There is no working key named {name!r}; see atrium keys list.")
    _record("key revoked", name)
    say_json({"revoked": name}) if as_json else say(f"Revoked {name}.")


def _scopes(role: Role, scopes: list[str] | None) -> list[str] | None:
    from ui.auth import MAY

    may = sorted(act.value for act in MAY[role])
    for scope in scopes or ():
        if scope not in may:
            raise InvalidSetting(
                f"{scope!r} is nothing that a {role.value} key may; choose of {', '.join(may)}."
            )
    return scopes or None


def _day(text: str | None) -> datetime | None:
    """The end of a day by this machine's clock."""
    from ui.entry.keys import end_of

    zone = datetime.now().astimezone().tzinfo or UTC
    try:
        return end_of(date.fromisoformat(text), zone) if text else None
    except ValueError:
        raise InvalidSetting(f"--expires is {text!r}, which is no day; write it as 2027-06-30.") from None


def _record(act: str, name: str, **detail: object) -> None:
    from ui.commands.output import record
    from ui.settings import load_settings

    record(load_settings(), act, name, **detail)


def _keys():
    from ui.entry.doors import open_doors
    from ui.entry.keys import Keys
    from ui.settings import load_settings

    return Keys(open_doors(load_settings().home))

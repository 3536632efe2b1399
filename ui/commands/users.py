"""atrium users: people's accounts, also while the server runs."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ui.commands.output import AsJson, say, say_json

if TYPE_CHECKING:
    from ui.accounts.model import Account
    from ui.accounts.store import Accounts
    from ui.settings import Settings

app = typer.Typer(help="Accounts of people.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(help="The name they log in with.")]
FromInput = Annotated[
    bool,
    typer.Option(
        "--stdin", help="Read the password from standard input; without it a one-time code is shown."
    ),
]


@app.command()
def create(
    role: Annotated[str, typer.Option(help="staff, content or admin.")],
    name: Annotated[str, typer.Option(help="The name they log in with.")],
    called: Annotated[str, typer.Option(help="The name that others read.")] = "",
    group: Annotated[list[str] | None, typer.Option(help="A department; may be given several times.")] = None,
    stdin: FromInput = False,
    as_json: AsJson = False,
) -> None:
    """Make an account, with a one-time code for its person to set a password with."""
    settings, accounts = _open()
    password = _password(name, called) if stdin else None  # a weak one leaves no account behind
    account = accounts.create(name, role, called, group or ())
    _record(settings, "account made", account, role=account.role.value, groups=sorted(account.groups))
    _hand_over(settings, accounts, account, password, as_json)


@app.command("list")
def show(as_json: AsJson = False) -> None:
    """List every account."""
    rows = [_row(account) for account in _open()[1].all()]
    if as_json:
        return say_json(rows)
    for row in rows:
        state = "disabled" if row["disabled_at"] else "works" if row["can_enter"] else "has no password yet"
        say(
            f"{row['id']:>4}  {row['role']:<8} {row['name']:<24} {row['called']:<16} {','.join(row['groups'])}  {state}"
        )
    return None


@app.command()
def disable(name: Name, as_json: AsJson = False) -> None:
    """End an account's logins and keys from the next request on."""
    _change(name, as_json, enabled=False)


@app.command()
def enable(name: Name, as_json: AsJson = False) -> None:
    """Let a disabled account in again."""
    _change(name, as_json, enabled=True)


@app.command()
def role(
    name: Name, role: Annotated[str, typer.Argument(help="staff, content or admin.")], as_json: AsJson = False
) -> None:
    """Give an account another role, from the next request on."""
    _change(name, as_json, role=role)


@app.command()
def password(name: Name, stdin: FromInput = False, as_json: AsJson = False) -> None:
    """Show a one-time code to set a new password with, or set one at once."""
    from ui.accounts.model import BadAccount

    settings, accounts = _open()
    account = accounts.find(name)
    if account is None:
        raise BadAccount(f"There is no account {name[:60]!r}; see atrium users list.")
    given = _password(account.name, account.called) if stdin else None
    _hand_over(settings, accounts, account, given, as_json)


def _change(name: str, as_json: bool, **changed: Any) -> None:
    settings, accounts = _open()
    account = accounts.change(name, **changed)
    _record(settings, "account changed", account, **changed)
    say_json(_row(account)) if as_json else say(
        f"{account.name}: {account.role.value}, {'works' if account.works else 'disabled'}."
    )


def _hand_over(
    settings: Settings, accounts: Accounts, account: Account, password: str | None, as_json: bool
) -> None:
    code = None
    if password is None:
        code = accounts.invite(account.id)
        _record(settings, "code given", account)
    else:
        accounts.set_password(account, password)
        _record(settings, "password set", account)
    if as_json:
        return say_json({**_row(accounts.find(account.id) or account), "code": code})
    if code is None:
        return say(f"{account.name} logs in with the new password.")
    say(code)
    return typer.echo(
        f"{account.name} sets a password with this code at /password, once, within three days. It is not shown again.",
        err=True,
    )


def _password(*about: str) -> str:
    """One line of standard input, asked for unseen where a person sits there. Raises WeakPassword."""
    from ui.accounts.passwords import refuse_weak

    if sys.stdin.isatty():
        given = str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))
    else:
        given = sys.stdin.readline().rstrip("\r\n")
    refuse_weak(given, about)
    return given


def _row(account: Account) -> dict[str, Any]:
    return {
        "id": account.id,
        "name": account.name,
        "called": account.called,
        "role": account.role.value,
        "groups": sorted(account.groups),
        "created_at": account.created_at,
        "seen_at": account.seen_at,
        "disabled_at": account.disabled_at,
        "can_enter": account.can_enter,
    }


def _open() -> tuple[Settings, Accounts]:
    from ui.settings import load_settings
    from ui.wiring import open_accounts

    settings = load_settings()
    return settings, open_accounts(settings)


def _record(settings: Settings, act: str, account: Account, **detail: Any) -> None:
    from ui.commands.output import record

    record(settings, act, account.name, **detail)

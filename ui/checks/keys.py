"""Accounts and keys: whether there is an admin."""

from __future__ import annotations

from knowledge.migrations import NewerFile
from knowledge.model import Role
from ui.auth import LOOPBACK
from ui.checks.finding import Finding
from ui.settings import Settings


def check(settings: Settings) -> Finding:
    from ui.wiring import open_accounts, open_keys

    if not (settings.home / "doors.sqlite").is_file():
        is_administered, working, people, waiting = False, [], 0, []
    else:
        try:
            accounts = open_accounts(settings)
        except NewerFile as error:
            return Finding.failed("keys", str(error), "Start that release, or restore an earlier backup.")
        is_administered = accounts.is_administered()
        working = [key.role for key in open_keys(settings).all() if key.works]
        people = sum(account.can_enter for account in accounts.all())
        waiting = [
            account.name
            for account in accounts.all()
            if account.works and not account.can_enter and account.role is Role.ADMIN
        ]
    if not is_administered:
        found = Finding.warning if settings.host in LOOPBACK else Finding.failed
        if waiting:
            remedy = (
                f"{waiting[0]} sets a password at /password with the one-time code;"
                f" `atrium users password {waiting[0]}` shows a new one."
            )
            return found("keys", "no admin can come in yet", remedy)
        remedy = "Make one: `atrium users create --role admin --name NAME --stdin`."
        return found("keys", "there is no admin", remedy)
    admins = working.count(Role.ADMIN)
    return Finding.ok("keys", f"{people} accounts and {len(working)} keys work, {admins} of these an admin's")

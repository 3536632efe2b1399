"""The accounts of one house. Every look-up reads the database, so what an admin changes holds at the next request."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Engine, delete, insert, select, update
from sqlalchemy.exc import OperationalError

from knowledge.model import Role
from knowledge.sqlite import alone
from ui.accounts.codes import HOURS, new_code, plain
from ui.accounts.model import (
    Account,
    BadAccount,
    account_of,
    folded,
    good_called,
    good_groups,
    good_name,
    good_role,
    person_of_account,
)
from ui.accounts.passwords import Passwords, refuse_weak
from ui.accounts.rows import added, admins, free_name, is_called, now
from ui.accounts.tries import Tries
from ui.entry.doors import accounts_table as table
from ui.entry.doors import codes_table, sessions_table
from ui.entry.keys import digest


class Accounts:
    """`passwords` and `tries` guard the way in by password."""

    def __init__(self, engine: Engine, passwords: Passwords, tries: Tries) -> None:
        self._engine = engine
        self._passwords = passwords
        self._tries = tries

    # -- who there is ----------------------------------------------------------------------------

    def all(self) -> list[Account]:
        """Every account that ever was, oldest first."""
        with self._engine.connect() as connection:
            return [account_of(row) for row in connection.execute(select(table).order_by(table.c.id))]

    def find(self, who: str | int) -> Account | None:
        """By login name or number."""
        with self._engine.connect() as connection:
            row = connection.execute(select(table).where(is_called(who))).first()
        return account_of(row) if row else None

    def is_administered(self) -> bool:
        """Whether somebody can come in as an admin: by an account, or with a key."""
        with self._engine.connect() as connection:
            return admins(connection) > 0

    # -- what an admin does ------------------------------------------------------------------------

    def create(self, name: str, role: str, called: str = "", groups: Sequence[str] = ()) -> Account:
        """A new account that nobody can enter before its password is set. Raises BadAccount."""
        known = good_name(name)
        row = {
            "name": known,
            "called": good_called(called, known),
            "role": good_role(role),
            "groups": good_groups(list(groups)),
            "created_at": now(),
        }
        with self._engine.begin() as connection:
            return added(connection, row)

    def change(
        self,
        who: str | int,
        *,
        role: str | None = None,
        called: str | None = None,
        groups: Sequence[str] | None = None,
        enabled: bool | None = None,
    ) -> Account:
        """Changes what is given, from the next request on; disabling ends its sessions. Raises BadAccount."""
        account = self._known(who)
        values: dict[str, Any] = {}
        if role is not None:
            values["role"] = good_role(role)
        if called is not None:
            values["called"] = good_called(called, account.name)
        if groups is not None:
            values["groups"] = good_groups(list(groups))
        if enabled is not None and enabled is not account.works:
            values["disabled_at"] = None if enabled else now()
        with alone(self._engine) as connection:  # two admins must not each take the other's role
            if values:
                connection.execute(update(table).where(table.c.id == account.id).values(values))
            if account.role is Role.ADMIN and account.can_enter and not admins(connection):
                raise BadAccount("This is the last admin who can come in: make somebody else an admin first.")
            if "disabled_at" in values:
                connection.execute(delete(sessions_table).where(sessions_table.c.account_id == account.id))
                connection.execute(delete(codes_table).where(codes_table.c.account_id == account.id))
        return self._known(account.id)

    def invite(self, who: str | int) -> str:
        """A code with which this person sets a password, once, within three days. An earlier one ends. Raises BadAccount."""
        account = self._known(who)
        if not account.works or account.is_sso:
            raise BadAccount(
                f"{account.name} is disabled or comes by single sign-on: there is no password to set."
            )
        code = new_code()
        row = {
            "hash": digest(plain(code)),
            "account_id": account.id,
            "expires_at": int(time.time()) + HOURS * 3600,
        }
        with self._engine.begin() as connection:
            connection.execute(delete(codes_table).where(codes_table.c.account_id == account.id))
            connection.execute(insert(codes_table).values(row))
        return code

    # -- what a person does ------------------------------------------------------------------------

    def enter(self, name: str, password: str, seen_here: str = "") -> Account | None:
        """The account that this name and password open. Whatever is wrong looks alike and takes as long.

        `seen_here` is the person who came in with this browser before. Raises TooOften when too many passwords were
        tried for the name.
        """
        known = folded(name)[:200]
        with self._engine.connect() as connection:
            row = connection.execute(select(table).where(table.c.name == known)).first()
        self._tries.take(known, is_known=row is not None and person_of_account(row.id) == seen_here)
        kept = row.password if row and row.disabled_at is None else None
        if not self._passwords.fits(kept, password) or row is None:
            return None
        if self._passwords.is_outdated(row.password):
            with self._engine.begin() as connection:
                kept = self._passwords.kept(password)
                connection.execute(update(table).where(table.c.id == row.id).values(password=kept))
        return account_of(row)

    def note_seen(self, account: Account) -> None:
        """That somebody came in, now. A disk that takes no writing shuts nobody out."""
        change = update(table).where(table.c.id == account.id).values(seen_at=now())
        with contextlib.suppress(OperationalError), self._engine.begin() as connection:
            connection.execute(change)

    def redeem(self, name: str, code: str, password: str) -> Account | None:
        """Sets the password with a one-time code; None when the code is not this account's, or not any more.

        Raises WeakPassword, and leaves the code as it was.
        """
        account = self.find(name)
        query = (
            delete(codes_table)
            .where(
                codes_table.c.hash == digest(plain(code)),
                codes_table.c.account_id == (account.id if account and account.works else -1),
                codes_table.c.expires_at >= int(time.time()),
            )
            .returning(codes_table.c.account_id)
        )
        with self._engine.connect() as connection:
            if not connection.execute(query).first():  # of two at once one finds it
                return None
            assert account is not None
            self._set(connection, account, password)
            connection.commit()
        return account

    def set_password(self, account: Account, password: str) -> None:
        """Ends every session and code of the account. Raises WeakPassword, or BadAccount for one of single sign-on."""
        if account.is_sso:
            raise BadAccount(
                f"{account.name} is disabled or comes by single sign-on: there is no password to set."
            )
        with self._engine.begin() as connection:
            self._set(connection, account, password)

    def _set(self, connection: Connection, account: Account, password: str) -> None:
        refuse_weak(password, (account.name, account.called))
        values = {"password": self._passwords.kept(password), "changed_at": now()}
        connection.execute(update(table).where(table.c.id == account.id).values(values))
        connection.execute(delete(codes_table).where(codes_table.c.account_id == account.id))
        connection.execute(delete(sessions_table).where(sessions_table.c.account_id == account.id))

    def by_sso(
        self, subject: str, name: str, called: str, role: Role, groups: Sequence[str]
    ) -> Account | None:
        """The account of somebody whom the identity provider vouches for, made at the first login; None when disabled here.

        Role and groups are what the provider says today.
        """
        values = {"role": role.value, "groups": good_groups(list(groups))}
        with alone(self._engine) as connection:
            row = connection.execute(select(table).where(table.c.subject == subject)).first()
            if row is None:
                known = free_name(connection, name)
                row_values = {
                    "name": known,
                    "called": good_called(called, known),
                    "subject": subject,
                    "created_at": now(),
                }
                account = added(connection, {**row_values, **values})
            elif row.disabled_at is not None:
                return None
            else:
                values["called"] = good_called(called, row.name)
                connection.execute(update(table).where(table.c.id == row.id).values(values))
                account = account_of(connection.execute(select(table).where(table.c.id == row.id)).one())
        return account

    def _known(self, who: str | int) -> Account:
        found = self.find(who)
        if found is None:
            raise BadAccount(f"There is no account {str(who)[:60]!r}; see atrium users list.")
        return found

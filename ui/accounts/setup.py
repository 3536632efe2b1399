"""The first admin: who stands at the server's console may make themselves one, nobody else."""

from __future__ import annotations

import hmac
import secrets
import threading

from knowledge.model import Role
from ui.accounts.model import Account
from ui.accounts.passwords import refuse_weak
from ui.accounts.store import Accounts

_TRIES = 10


class SetUp:
    """Open while nobody could administer the house and a code has been shown; ten wrong codes shut it."""

    def __init__(self, accounts: Accounts) -> None:
        self._accounts = accounts
        self._code = ""
        self._left = 0
        self._lock = threading.Lock()

    def code(self) -> str | None:
        """A new code for the console; None when there is an admin. The one before ends."""
        if self._accounts.is_administered():
            return None
        with self._lock:
            self._code, self._left = secrets.token_hex(8), _TRIES
            return self._code

    @property
    def is_open(self) -> bool:
        return bool(self._code) and self._left > 0 and not self._accounts.is_administered()

    def make_admin(self, code: str, name: str, called: str, password: str) -> Account | None:
        """The first admin; None when the code is wrong or setting up is over. Raises BadAccount or WeakPassword."""
        with self._lock:  # of two at once one makes the account
            if not self.is_open:
                return None
            if not hmac.compare_digest(code.strip().lower().encode(), self._code.encode()):
                self._left -= 1
                return None
            refuse_weak(password, (name, called))
            account = self._accounts.create(name, Role.ADMIN, called)
            self._accounts.set_password(account, password)
            self._code = ""
            return account

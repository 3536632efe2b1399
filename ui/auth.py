"""Who is asking, and what that role may do. One function for the API, the pages and open streams."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from knowledge.model import Role, Viewer
from ui.accounts.model import Account, person_of_account
from ui.entry.keys import Key, Keys
from ui.entry.sessions import Sessions
from ui.entry.signing import Signer

LOGIN_COOKIE = "atrium_login"
SHOPPER_COOKIE = "atrium_visit"
AS_HEADER = "x-atrium-as"
SIMULATOR = (
    "simulator"  # of the command line: plays people who never were, so that figures can leave them out
)
LOOPBACK = {"127.0.0.1", "::1"}


class Act(StrEnum):
    """Something that a role may or may not do."""

    CHAT = "chat"
    SEARCH = "search"
    TRIAGE = "triage"
    COPY = "copy"  # draft and check
    READ_DOCUMENTS = "read documents"
    WRITE_DOCUMENTS = "write documents"
    PUBLISH = "publish documents"
    READ_COPY = "read approved copy"
    WRITE_COPY = "write copy"
    APPROVE_COPY = "approve copy"
    TICKETS = "work on tickets"  # and talk to shoppers
    CORRECT = "correct answers"
    CURATE = "publish corrected answers"  # of others
    LABEL = "label conversations"
    INSIGHTS = "see figures"
    ACCOUNTS = "manage accounts"
    OPERATE = "operate"


_ASK = {Act.CHAT}
_WORK = _ASK | {Act.SEARCH, Act.TRIAGE, Act.COPY, Act.READ_DOCUMENTS, Act.READ_COPY}
_WORK |= {Act.TICKETS, Act.CORRECT, Act.LABEL}
_WRITE = _WORK | {Act.WRITE_DOCUMENTS, Act.WRITE_COPY, Act.CURATE, Act.INSIGHTS}

MAY: dict[Role, set[Act]] = {
    Role.SHOPPER: _ASK,
    Role.SERVICE: _ASK | {Act.SEARCH, Act.TRIAGE, Act.COPY},
    Role.STAFF: _WORK,
    Role.CONTENT: _WRITE,
    Role.ADMIN: _WRITE | {Act.PUBLISH, Act.APPROVE_COPY, Act.OPERATE, Act.ACCOUNTS},
}


class Means(StrEnum):
    """How somebody showed who they are; rates differ."""

    KEY = "key"
    LOGIN = "login"
    COOKIE = "cookie"
    NOTHING = "nothing"
    LOCAL = "local"  # the command line beside the server


@dataclass(frozen=True, slots=True)
class Principal:
    """Somebody who asks. `id` tells callers of the same means apart; it is never a secret."""

    role: Role
    means: Means
    id: str
    name: str = ""
    groups: frozenset[str] = frozenset()
    scopes: frozenset[str] | None = None  # of a key: the acts it is good for; None: all that the role may

    @property
    def viewer(self) -> Viewer:
        return Viewer(self.role, self.groups)

    @property
    def called(self) -> str:
        """Who it is, for people."""
        return self.name or self.role.value

    @property
    def acts(self) -> set[Act]:
        may = MAY[self.role]
        return may if self.scopes is None else {act for act in may if act in self.scopes}

    def may(self, act: Act) -> bool:
        return act in self.acts


BESIDE = Principal(Role.ADMIN, Means.LOCAL, "local", "command line")  # whoever has the server's shell


class BadKey(Exception):
    """A key was shown and no such key works. Never silently a shopper."""


class Doorkeeper:
    """Tells from a request's headers and cookies who it is from."""

    def __init__(self, keys: Keys, sessions: Sessions, signer: Signer, local_key: str = "") -> None:
        self._keys = keys
        self._sessions = sessions
        self._signer = signer
        self._local_key = local_key

    def principal(self, headers: Mapping[str, str], cookies: Mapping[str, str], address: str) -> Principal:
        """Raises BadKey when an Authorization header is there and does not work."""
        if (shown := headers.get("authorization")) is not None:
            return self._with_key(shown, address, headers.get(AS_HEADER, ""))
        if (token := cookies.get(LOGIN_COOKIE)) and (who := self._sessions.find(token)):
            return principal_behind(who, Means.LOGIN)
        visit = self._signer.read(cookies.get(SHOPPER_COOKIE, ""))
        if visit:
            return Principal(Role.SHOPPER, Means.COOKIE, visit)
        return Principal(Role.SHOPPER, Means.NOTHING, address)

    def _with_key(self, header: str, address: str, play: str) -> Principal:
        scheme, _, secret = header.partition(" ")
        secret = secret.strip()
        if scheme.lower() != "bearer" or not secret:
            raise BadKey
        if self._is_local(secret) and address in LOOPBACK:
            role, _, who = play.partition(" ")
            return replace(BESIDE, role=_role(role), id=who if who == SIMULATOR else BESIDE.id)
        if key := self._keys.find(secret):
            return principal_behind(key, Means.KEY)
        raise BadKey

    def _is_local(self, secret: str) -> bool:
        return bool(self._local_key) and hmac.compare_digest(secret.encode(), self._local_key.encode())

    def new_visit(self) -> str:
        """A signed value for a new shopper's cookie."""
        return self._signer.sign(secrets.token_urlsafe(16))


def _role(name: str) -> Role:
    """The command line may ask as anybody, to show what they would see; by default as an admin."""
    return Role(name) if name in set(Role) else Role.ADMIN


def principal_behind(who: Key | Account, means: Means) -> Principal:
    """A login with a key is the same person as the key, and a key of an account the same as the account."""
    if isinstance(who, Account):
        return Principal(who.role, means, who.person, who.called, who.groups)
    person = str(who.id) if who.account_id is None else person_of_account(who.account_id)
    return Principal(who.role, means, person, who.name, who.groups, who.scopes)

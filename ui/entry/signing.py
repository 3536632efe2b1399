"""Signed values: a cookie that its holder cannot make up."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from pathlib import Path


class Signer:
    """Signs short values with a secret that stays under the home folder."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    @classmethod
    def at(cls, home: Path) -> Signer:
        """The house's signer; its secret is made at first use."""
        path = home / "cookie.secret"
        home.mkdir(parents=True, exist_ok=True)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(secrets.token_bytes(32))
        except FileExistsError:
            pass
        return cls(path.read_bytes())

    def sign(self, value: str) -> str:
        return f"{value}.{self._mark(value)}"

    def read(self, signed: str) -> str | None:
        """The value, when this house signed it."""
        value, _, mark = signed.rpartition(".")
        genuine = value and mark.isascii() and hmac.compare_digest(mark, self._mark(value))
        return value if genuine else None

    def _mark(self, value: str) -> str:
        return hmac.new(self._secret, value.encode("utf-8", "replace"), hashlib.sha256).hexdigest()

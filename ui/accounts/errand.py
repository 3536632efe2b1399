"""A browser's way to the identity provider and back."""

from __future__ import annotations

import json
import secrets
import time
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Errand:
    """What a browser takes along to the provider and must bring back. Kept in a signed cookie for ten minutes."""

    state: str
    nonce: str
    verifier: str
    page: str  # where the login leads
    began: int  # seconds since 1970

    LIFETIME = 600

    @classmethod
    def begin(cls, page: str) -> Errand:
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        return cls(state, nonce, verifier, page, int(time.time()))

    def written(self) -> str:
        return json.dumps(asdict(self)).encode().hex()

    @classmethod
    def read(cls, text: str | None) -> Errand | None:
        """None for what is no errand, or one that took too long."""
        try:
            errand = cls(**json.loads(bytes.fromhex(text or "")))
        except (ValueError, TypeError):
            return None
        return errand if time.time() - errand.began < cls.LIFETIME else None

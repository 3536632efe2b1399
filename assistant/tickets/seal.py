"""The seal on customers' contact details: encrypted at rest, each bound to its ticket."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import asdict
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from assistant.tickets.model import Contact
from knowledge.errors import AtriumError

FILE = "contacts.key"
_NONCE = 12  # bytes, as NIST SP 800-38D wants them for GCM


class Sealed(AtriumError):
    """A contact that this house's key does not open: the key was lost or replaced, or the row was changed."""


class Seal:
    """AES-256-GCM. The ticket's id goes into the seal, so that a row moved to another ticket does not open."""

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)

    @classmethod
    def at(cls, home: Path) -> Seal:
        """The house's seal; its key is made at first use, readable by this user only. Raises Sealed for a broken key file."""
        path = home / FILE
        home.mkdir(parents=True, exist_ok=True)
        new = path.with_name(f".{FILE}.{secrets.token_hex(4)}")
        if not path.exists():
            handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(AESGCM.generate_key(256))
                file.flush()
                os.fsync(file.fileno())
            try:
                os.link(new, path)  # whole or not at all, and never over a key that is there
            except FileExistsError:
                pass
            finally:
                new.unlink(missing_ok=True)
        key = path.read_bytes()
        if len(key) != 32:
            raise Sealed(f"{path} is no key of 32 bytes; put the right one back from where it was kept.")
        return cls(key)

    def close(self, ticket_id: str, contact: Contact) -> bytes:
        nonce = os.urandom(_NONCE)
        plain = json.dumps(asdict(contact), ensure_ascii=False).encode("utf-8", "surrogatepass")
        return nonce + self._cipher.encrypt(nonce, plain, ticket_id.encode())

    def open(self, ticket_id: str, sealed: bytes) -> Contact:
        """Raises Sealed."""
        try:
            plain = self._cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], ticket_id.encode())
            return Contact(**json.loads(plain.decode("utf-8", "surrogatepass")))
        except (InvalidTag, ValueError, TypeError):
            raise Sealed(
                "联系方式是用另一把密钥加密的,现在打不开;请管理员把原来的contacts.key放回去。"
            ) from None

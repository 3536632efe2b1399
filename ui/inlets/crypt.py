"""The envelope of WeChat's and WeCom's callbacks: signature and encryption, as both platforms publish them.

signature = SHA-1 over token, timestamp, nonce and ciphertext, sorted and joined; ciphertext = base64 of AES-256-CBC over
16 random bytes, the length of the text in 4 bytes, the text, and the receiver's id, padded to 32 bytes
(developer.work.weixin.qq.com/document/path/91144). Written here upon `cryptography`, which seals contacts already:
wechatpy, the known library for it, has had no release since 2021 and would bring four packages for these lines.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from ui.inlets.model import Unheard

_BLOCK = 32
_RANDOM = 16


class Envelope:
    """Opens and closes messages of one account."""

    def __init__(self, token: str, aes_key: str, receiver: str) -> None:
        """Raises ValueError for a key that is none."""
        self._token = token
        self._key = base64.b64decode(aes_key + "=", validate=True)
        self._receiver = receiver.encode()
        if len(self._key) != 32 or len(aes_key) != 43:
            raise ValueError("an EncodingAESKey has 43 characters")

    def sign(self, *parts: str) -> str:
        joined = "".join(sorted((self._token, *parts)))
        return hashlib.sha1(joined.encode("utf-8", "replace")).hexdigest()

    def check(self, shown: str, *parts: str) -> None:
        """Raises Unheard unless the signature is that of these parts."""
        if not hmac.compare_digest(shown.encode("utf-8", "replace"), self.sign(*parts).encode()):
            raise Unheard(403, "The signature does not fit.")

    def open(self, ciphertext: str) -> bytes:
        """Raises Unheard for what was not closed for us. Call `check` first."""
        try:
            sealed = base64.b64decode(ciphertext, validate=True)
            decryptor = self._cipher().decryptor()
            plain = decryptor.update(sealed) + decryptor.finalize()
        except (ValueError, binascii.Error):
            raise Unheard(400, "The message cannot be decrypted.") from None
        padding = plain[-1] if plain else 0
        plain = plain[:-padding] if 1 <= padding <= _BLOCK else b""
        length = int.from_bytes(plain[_RANDOM : _RANDOM + 4], "big")
        text, receiver = plain[_RANDOM + 4 :][:length], plain[_RANDOM + 4 + length :]
        if len(plain) < _RANDOM + 4 + length or receiver != self._receiver:
            raise Unheard(403, "The message was written to another account.")
        return text

    def close(self, text: bytes) -> str:
        plain = os.urandom(_RANDOM) + len(text).to_bytes(4, "big") + text + self._receiver
        padding = _BLOCK - len(plain) % _BLOCK
        encryptor = self._cipher().encryptor()
        return base64.b64encode(
            encryptor.update(plain + bytes([padding]) * padding) + encryptor.finalize()
        ).decode()

    def _cipher(self) -> Cipher[modes.CBC]:
        return Cipher(algorithms.AES(self._key), modes.CBC(self._key[:16]))

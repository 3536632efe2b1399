"""What WeChat's and WeCom's servers send, made here by their published rules, apart from the code that reads it."""

from __future__ import annotations

import base64
import hashlib
import time
from dataclasses import dataclass
from xml.etree import ElementTree

from cryptography.hazmat.primitives import padding
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

TOKEN = "QDG6eK"
AES_KEY = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C"
RECEIVER = "wx5823bf96d3bd56c7"


@dataclass
class Platform:
    """Signs, encrypts and reads as a platform does."""

    token: str = TOKEN
    aes_key: str = AES_KEY
    receiver: str = RECEIVER

    def signature(self, *parts: str) -> str:
        return hashlib.sha1("".join(sorted([self.token, *parts])).encode()).hexdigest()

    def encrypted(self, text: bytes) -> str:
        padder = padding.PKCS7(256).padder()
        plain = b"0123456789abcdef" + len(text).to_bytes(4, "big") + text + self.receiver.encode()
        encryptor = self._cipher().encryptor()
        return base64.b64encode(
            encryptor.update(padder.update(plain) + padder.finalize()) + encryptor.finalize()
        ).decode()

    def decrypted(self, ciphertext: str) -> bytes:
        decryptor, unpadder = self._cipher().decryptor(), padding.PKCS7(256).unpadder()
        padded = decryptor.update(base64.b64decode(ciphertext)) + decryptor.finalize()
        plain = unpadder.update(padded) + unpadder.finalize()
        length = int.from_bytes(plain[16:20], "big")
        assert plain[20 + length :] == self.receiver.encode()
        return plain[20 : 20 + length]

    def call(
        self, inner: str | bytes, stamp: int | None = None, nonce: str = "1372623149"
    ) -> tuple[dict[str, str], bytes]:
        """The query and body of a callback that carries this."""
        stamped = str(int(time.time()) if stamp is None else stamp)
        ciphertext = self.encrypted(inner.encode() if isinstance(inner, str) else inner)
        query = {
            "msg_signature": self.signature(stamped, nonce, ciphertext),
            "timestamp": stamped,
            "nonce": nonce,
        }
        body = f"<xml><ToUserName><![CDATA[{self.receiver}]]></ToUserName><Encrypt><![CDATA[{ciphertext}]]></Encrypt></xml>"
        return query, body.encode()

    def read(self, body: bytes) -> dict[str, str]:
        """A reply as the platform reads it, once its signature is found to fit."""
        told = {child.tag: child.text or "" for child in ElementTree.fromstring(body)}
        assert told["MsgSignature"] == self.signature(told["TimeStamp"], told["Nonce"], told["Encrypt"])
        return {
            child.tag: child.text or "" for child in ElementTree.fromstring(self.decrypted(told["Encrypt"]))
        }

    def _cipher(self) -> Cipher[modes.CBC]:
        key = base64.b64decode(self.aes_key + "=")
        return Cipher(algorithms.AES(key), modes.CBC(key[:16]))


def message(
    kind: str = "text",
    sender: str = "oPENID_of_a_shopper",
    number: str | None = "4561255354251345929",
    **fields: str,
) -> str:
    """A message's XML in its published shape."""
    told = {
        "ToUserName": "gh_mall",
        "FromUserName": sender,
        "CreateTime": "1409659813",
        "MsgType": kind,
        **fields,
    }
    if number:
        told["MsgId"] = number
    return (
        "<xml>" + "".join(f"<{name}><![CDATA[{value}]]></{name}>" for name, value in told.items()) + "</xml>"
    )

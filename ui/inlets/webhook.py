"""The signed webhook: any system that can reckon an HMAC asks in a shopper's name.

The signature is the one that our own hooks carry, so one side's code checks the other's.
"""

from __future__ import annotations

import hmac
import json

from pydantic import BaseModel, Field, ValidationError

from ui.deliveries.robots import signature
from ui.inlets.model import WINDOW, Call, Heard, Inlet, Sort, Unheard


class _Body(BaseModel):
    message: str = Field(min_length=1, max_length=20_000)
    sender: str = Field(min_length=1, max_length=200)
    message_id: str = Field(min_length=1, max_length=200)


class Webhook:
    """One system with its secret."""

    def __init__(self, inlet: Inlet) -> None:
        self._secret = inlet.secret

    def hear(self, call: Call) -> Heard:
        stamp, shown = call.headers.get("x-atrium-timestamp", ""), call.headers.get("x-atrium-signature", "")
        expected = signature(self._secret, stamp, call.body)
        if not hmac.compare_digest(shown.encode("utf-8", "replace"), expected.encode()):
            raise Unheard(401, "The signature does not fit: X-Atrium-Signature is sha256= and the hex HMAC-SHA256 over the"
                               " timestamp, a full stop and the body.")  # fmt: skip
        if not stamp.isdecimal() or abs(int(stamp[:12]) - call.at) > WINDOW:
            raise Unheard(401, f"X-Atrium-Timestamp is more than {WINDOW} seconds from this server's clock.")
        try:
            body = _Body.model_validate(json.loads(call.body.decode()))
        except (ValueError, ValidationError, RecursionError):
            raise Unheard(
                400, "The body is JSON in UTF-8 with message, sender and message_id, each text."
            ) from None
        return Heard(body.sender, body.message_id, Sort.TEXT, body.message)

    def reply(self, heard: Heard, text: str, at: float) -> tuple[bytes, str]:
        told = {"message_id": heard.message_id, "text": text}
        return json.dumps(told, ensure_ascii=False).encode(), "application/json"

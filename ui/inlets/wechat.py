"""WeChat's way in: callbacks of official accounts and of WeCom's applications, encrypted ones only.

An official account's plain messages carry a signature that does not cover them, so the account must be set to
安全模式 (or 兼容模式, of which the encrypted part alone is read).
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Mapping
from xml.sax.saxutils import escape

from lxml import etree

from ui.inlets.crypt import Envelope
from ui.inlets.model import WINDOW, Call, Heard, Inlet, Kind, Sort, Unheard

_UNREAD = {"image", "voice", "video", "shortvideo", "location", "link", "file"}
_JOINS = {"subscribe"}  # not enter_agent: that comes each time somebody opens the application
_LONG = 200  # characters of an id
_XML_TEXT = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class WeChat:
    """One account. Every message is believed by the signature over its ciphertext, and by whom it was closed for."""

    def __init__(self, inlet: Inlet) -> None:
        self._inlet = inlet
        self._envelope = Envelope(inlet.token, inlet.aes_key, inlet.receiver)

    def greet(self, call: Call) -> str:
        """What is answered when the address is set up at the platform. Raises Unheard."""
        stamp, nonce, echo = (_given(call.query, name) for name in ("timestamp", "nonce", "echostr"))
        if self._inlet.kind is Kind.OFFICIAL:
            self._envelope.check(_given(call.query, "signature"), stamp, nonce)
            if not re.fullmatch(r"[\w-]{1,200}", echo, re.ASCII):  # it is sent back as it is
                raise Unheard(400, "The echostr is none.")
            return echo
        self._envelope.check(_given(call.query, "msg_signature"), stamp, nonce, echo)
        return _text(self._envelope.open(echo))

    def hear(self, call: Call) -> Heard:
        stamp, nonce, shown = (_given(call.query, name) for name in ("timestamp", "nonce", "msg_signature"))
        ciphertext = _children(call.body).get("Encrypt", "")
        if not ciphertext:
            raise Unheard(400, "Only encrypted messages are read; set the account to 安全模式.")
        self._envelope.check(shown, stamp, nonce, ciphertext)
        if not stamp.isdecimal() or abs(int(stamp[:12]) - call.at) > WINDOW:
            raise Unheard(403, "The message is too old, or the clock of this server is wrong.")
        return _heard(_children(self._envelope.open(ciphertext)))

    def reply(self, heard: Heard, text: str, at: float) -> tuple[bytes, str]:
        if not text:
            return b"success", "text/plain"
        plain = (
            f"<xml><ToUserName>{_xml(heard.sender)}</ToUserName><FromUserName>{_xml(heard.to)}</FromUserName>"
            f"<CreateTime>{int(at)}</CreateTime><MsgType>text</MsgType><Content>{_xml(text)}</Content></xml>"
        )
        ciphertext, stamp, nonce = self._envelope.close(plain.encode()), str(int(at)), secrets.token_hex(8)
        told = (
            f"<xml><Encrypt>{ciphertext}</Encrypt><MsgSignature>{self._envelope.sign(stamp, nonce, ciphertext)}</MsgSignature>"
            f"<TimeStamp>{stamp}</TimeStamp><Nonce>{nonce}</Nonce></xml>"
        )
        return told.encode(), "application/xml"


def _heard(told: Mapping[str, str]) -> Heard:
    sender, kind, event = told.get("FromUserName", ""), told.get("MsgType", ""), told.get("Event", "").lower()
    if not sender or len(sender) > _LONG:
        raise Unheard(400, "The message names no sender.")
    # Events have no number; the platforms say to tell repeats by sender and time.
    number = f"{sender} {told.get('CreateTime', '')} {event} {told.get('EventKey', '')}"
    message_id = told.get("MsgId") or hashlib.sha256(number.encode("utf-8", "replace")).hexdigest()
    words = (
        told.get("Content", "") if kind == "text" else told.get("Recognition", "") if kind == "voice" else ""
    )
    if kind == "text" or words:
        sort = Sort.TEXT
    elif kind == "event":
        sort = Sort.JOINED if event in _JOINS else Sort.NOTHING
    else:
        sort = Sort.UNREAD if kind in _UNREAD else Sort.NOTHING
    return Heard(sender, message_id[:_LONG], sort, words, told.get("ToUserName", "")[:_LONG])


def _children(body: bytes) -> dict[str, str]:
    """The children of the root with their texts. No document type, hence no entity of anybody's own."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False
    )
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise Unheard(400, "The message is no XML in UTF-8.") from None
    if root.getroottree().docinfo.doctype:
        raise Unheard(400, "A message has no document type.")
    return {child.tag: child.text or "" for child in root if isinstance(child.tag, str)}


def _given(query: Mapping[str, str], name: str) -> str:
    value = query.get(name, "")
    if not value or len(value) > 1000:
        raise Unheard(403, f"The call carries no {name}.")
    return value


def _text(told: bytes) -> str:
    try:
        return told.decode()
    except UnicodeDecodeError:
        raise Unheard(400, "The message is not UTF-8.") from None


def _xml(text: str) -> str:
    return escape(_XML_TEXT.sub("", text))

"""The robots: how each wants a message, how it is signed, and how it says that it did not take one.

Shapes and signatures are those that the platforms publish for robots of groups:
WeCom 群机器人 (developer.work.weixin.qq.com/document/path/91770), DingTalk 自定义机器人 (open.dingtalk.com), Feishu
自定义机器人 (open.feishu.cn). The plain webhook is our own and stands in docs/operators.md.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from ui.deliveries.hook import Hook, Kind
from ui.deliveries.notice import Notice

_WECOM_BYTES = 2048  # of a text


@dataclass(frozen=True, slots=True)
class Message:
    """A request that is ready to go. The address may hold a key and a signature."""

    url: str = field(repr=False)
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Robot:
    """`code` finds the code in a reply's JSON, 0 for taken; `busy` are the codes that say: too many."""

    message: Callable[[Hook, Notice, float], Message]
    code: Callable[[Mapping[str, Any]], Any]
    busy: frozenset[int] = frozenset()
    busy_for: float = 60.0  # seconds that it takes nothing more
    replies: bool = True  # whether a reply without such a code is no success


def _wecom(hook: Hook, notice: Notice, _now: float) -> Message:
    text: dict[str, Any] = {"content": notice.text.encode()[:_WECOM_BYTES].decode(errors="ignore")}
    if notice.is_urgent:
        text["mentioned_list"] = ["@all"]
    return _json(hook.url, {"msgtype": "text", "text": text})


def _dingtalk(hook: Hook, notice: Notice, now: float) -> Message:
    stamp = str(round(now * 1000))
    signed = base64.b64encode(mac(hook.secret.encode(), f"{stamp}\n{hook.secret}".encode())).decode()
    joint = "&" if "?" in hook.url else "?"
    url = f"{hook.url}{joint}timestamp={stamp}&sign={quote(signed, safe='')}"
    body = {"msgtype": "text", "text": {"content": notice.text}, "at": {"isAtAll": notice.is_urgent}}
    return _json(url, body)


def _feishu(hook: Hook, notice: Notice, now: float) -> Message:
    stamp = str(int(now))
    signed = mac(f"{stamp}\n{hook.secret}".encode(), b"")  # the text that is signed is the key, of nothing
    everybody = '<at user_id="all">所有人</at>\n' if notice.is_urgent else ""
    body = {
        "timestamp": stamp,
        "sign": base64.b64encode(signed).decode(),
        "msg_type": "text",
        "content": {"text": everybody + notice.text},
    }
    return _json(hook.url, body)


def _webhook(hook: Hook, notice: Notice, now: float) -> Message:
    told = {
        "id": notice.id,
        "event": notice.news.value,
        "at": notice.at.isoformat(),
        "text": notice.text,
        "ticket": {
            "id": notice.ticket_id,
            "desk": notice.desk,
            "priority": notice.priority,
            "summary": notice.summary,
            "due": notice.due.isoformat() if notice.due else None,
        },
        "link": notice.link,
    }
    message = _json(hook.url, told)
    signed = signature(hook.secret, int(now), message.body)
    headers = {"X-Atrium-Id": notice.id, "X-Atrium-Timestamp": str(int(now)), "X-Atrium-Signature": signed}
    return Message(message.url, message.body, {**message.headers, **headers})


def signature(secret: str, stamp: int | str, body: bytes) -> str:
    """`sha256=` and the hex HMAC-SHA256 over the timestamp in seconds, a full stop and the body's bytes."""
    return f"sha256={mac(secret.encode(), f'{stamp}.'.encode() + body).hex()}"


def mac(key: bytes, text: bytes) -> bytes:
    return hmac.new(key, text, hashlib.sha256).digest()


def _json(url: str, body: Any) -> Message:
    encoded = json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")
    return Message(url, encoded, {"Content-Type": "application/json; charset=utf-8"})


def _errcode(told: Mapping[str, Any]) -> Any:
    return told.get("errcode")


def _feishu_code(told: Mapping[str, Any]) -> Any:
    """`code`, or in older replies `StatusCode`."""
    return told.get("code", told.get("StatusCode"))


ROBOTS: Mapping[Kind, Robot] = {
    Kind.WECOM: Robot(_wecom, _errcode, frozenset({45009, 45033})),
    # Who sends DingTalk more than its twenty a minute is not heard for ten minutes.
    Kind.DINGTALK: Robot(_dingtalk, _errcode, frozenset({130101, 410100, 660026, 90030}), 600.0),
    Kind.FEISHU: Robot(_feishu, _feishu_code, frozenset({9499, 11232})),
    Kind.WEBHOOK: Robot(_webhook, lambda _told: 0, replies=False),
}

"""One message to one address: within time, without following anybody elsewhere, and without a secret in what is said."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import httpx

from ui.deliveries.hook import BadHook, Hook, check_address
from ui.deliveries.notice import Notice
from ui.deliveries.robots import ROBOTS, Robot

_TIMES = httpx.Timeout(5.0, connect=3.0)
_WHOLE = 8.0  # seconds for a message and its reply
_REPLY = 64 * 1024  # bytes of a reply that are read
_SAID = 80  # characters of a robot's own words that are kept

# Both write whole addresses into the log, and those of robots hold their keys.
for _name in ("httpx", "httpcore"):
    logging.getLogger(_name).setLevel(logging.WARNING)


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether it was taken, in words without secrets; `wait` is how long the other side wants to be left alone."""

    ok: bool
    said: str
    seconds: float = 0.0
    wait: float = 0.0


class Poster:
    """Sends notices to hooks."""

    @cached_property
    def _client(self) -> httpx.Client:
        """Opened with the first message: it reads the system's certificates, and many houses tell nobody anything."""
        return open_client()

    def send(self, hook: Hook, notice: Notice) -> Outcome:
        """What came of it; never raises."""
        robot, began = ROBOTS[hook.kind], time.monotonic()
        try:
            check_address(hook.url)  # the file may have been changed by hand
            message = robot.message(hook, notice, time.time())
            status, headers, body = fetch(self._client, "POST", message.url, message.body, message.headers)
            outcome = judged(robot, status, headers, body)
        except BadHook as error:
            outcome = Outcome(False, str(error))
        except httpx.TimeoutException:
            outcome = Outcome(False, "no reply in time")
        except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
            outcome = Outcome(
                False, f"not reached ({type(error).__name__})"
            )  # its words may hold the address
        seconds = round(time.monotonic() - began, 3)
        return Outcome(outcome.ok, without_secrets(outcome.said, hook), seconds, outcome.wait)

    def close(self) -> None:
        if "_client" in self.__dict__:
            self._client.close()


def open_client() -> httpx.Client:
    """A client that follows nobody elsewhere, and speaks to this machine without the proxy that others may need."""
    here = dict.fromkeys(("all://127.0.0.1", "all://localhost", "all://[::1]"))
    return httpx.Client(timeout=_TIMES, follow_redirects=False, mounts=here)


def fetch(
    client: httpx.Client,
    method: str,
    url: str,
    body: bytes | None = None,
    headers: Mapping[str, str] | None = None,
) -> tuple[int, Mapping[str, str], bytes]:
    """Status, headers and the beginning of a reply, as it came over the line: nothing is unpacked. Raises httpx.HTTPError."""
    ends, read = time.monotonic() + _WHOLE, b""
    plain = {**(headers or {}), "Accept-Encoding": "identity"}
    with client.stream(method, url, content=body, headers=plain) as reply:
        for piece in reply.iter_raw():
            read += piece
            if len(read) > _REPLY:
                break
            if time.monotonic() > ends:
                raise httpx.ReadTimeout("the reply drips")
        return reply.status_code, reply.headers, read[:_REPLY]


def judged(robot: Robot, status: int, headers: Mapping[str, str], body: bytes) -> Outcome:
    """A robot that answers 200 with a code of its own has not taken the message."""
    if status == 429:
        return Outcome(False, "HTTP 429", wait=_seconds(headers.get("retry-after", "")) or robot.busy_for)
    if not 200 <= status < 300:
        return Outcome(False, f"HTTP {status}")
    if not robot.replies:
        return Outcome(True, f"HTTP {status}")
    told = _object(body)
    code = robot.code(told)
    if code == 0 and not isinstance(code, bool):
        return Outcome(True, "code 0")
    if code is None:
        return Outcome(False, f"HTTP {status}, but not the reply of a robot")
    words = str(told.get("errmsg") or told.get("msg") or "")[:_SAID]
    return Outcome(False, f"code {code} {words}".strip(), wait=robot.busy_for if code in robot.busy else 0.0)


def _object(body: bytes) -> Mapping[str, Any]:
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def _seconds(text: str) -> float:
    return min(float(text), 3600.0) if text.isdecimal() and len(text) < 6 else 0.0


def without_secrets(text: str, hook: Hook) -> str:
    """What the other side said, without what could let anybody send in our name."""
    for secret in (
        hook.url,
        hook.url.partition("?")[2],
        hook.url.rpartition("=")[2],
        hook.url.rpartition("/")[2],
        hook.secret,
    ):
        if len(secret) >= 6:
            text = text.replace(secret, "***")
    return "".join(char for char in text if char.isprintable())[:200]

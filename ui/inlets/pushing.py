"""Answers that follow later: by the platform's interface for messages of customer service.

Shapes: 客服消息 of official accounts (developers.weixin.qq.com/doc/offiaccount), 发送应用消息 of WeCom
(developer.work.weixin.qq.com/document/path/90236). A token of the interface holds for two hours and is asked for once.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Mapping
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

import httpx

from knowledge.errors import AtriumError
from ui.deliveries.posting import fetch, open_client
from ui.inlets.model import Inlet, Kind

_EARLY = 300.0  # seconds before its end that a token is renewed
_STALE = {40001, 40014, 41001, 42001}  # codes that say: another token
_NEVER = {45015, 43004, 40003, 81013, 60111}  # nobody there, or no longer to be written to


class NotPushed(AtriumError):
    """The platform did not take a message; `final` where it never will."""

    def __init__(self, said: str, final: bool = False) -> None:
        super().__init__(said)
        self.final = final


class Pusher:
    """Writes to people through the interface of their channel."""

    def __init__(self) -> None:
        self._tokens: dict[str, tuple[str, float]] = {}
        self._lock = threading.Lock()

    @cached_property
    def _client(self) -> httpx.Client:
        return open_client()

    def push(self, inlet: Inlet, person: str, text: str) -> None:
        """Raises NotPushed."""
        told = self._write(inlet, person, text)
        if told.get("errcode") in _STALE:
            with self._lock:
                self._tokens.pop(inlet.name, None)
            told = self._write(inlet, person, text)
        code = told.get("errcode")
        # WeCom takes a message of which it knows no reader, and says so beside the 0.
        if code != 0 or told.get("invaliduser"):
            raise NotPushed(f"code {code}", final=code in _NEVER or code == 0)

    def close(self) -> None:
        if "_client" in self.__dict__:
            self._client.close()

    def _write(self, inlet: Inlet, person: str, text: str) -> Mapping[str, Any]:
        body: dict[str, Any] = {"touser": person, "msgtype": "text", "text": {"content": text}}
        if inlet.kind is Kind.WECOM:
            path, body["agentid"] = "/cgi-bin/message/send", int(inlet.agent)
        else:
            path = "/cgi-bin/message/custom/send"
        return self._ask("POST", inlet, path, {"access_token": self._token(inlet)}, body)

    def _token(self, inlet: Inlet) -> str:
        with self._lock:  # one asks, the others wait for what it gets
            token, ends = self._tokens.get(inlet.name, ("", 0.0))
            if time.monotonic() < ends:
                return token
            if inlet.kind is Kind.WECOM:
                told = self._ask(
                    "GET", inlet, "/cgi-bin/gettoken", {"corpid": inlet.receiver, "corpsecret": inlet.secret}
                )
            else:
                asked = {"grant_type": "client_credential", "appid": inlet.receiver, "secret": inlet.secret}
                told = self._ask("GET", inlet, "/cgi-bin/token", asked)
            given, holds = told.get("access_token"), told.get("expires_in")
            if not isinstance(given, str) or not given or not isinstance(holds, int):
                raise NotPushed(f"no access token: code {told.get('errcode')}")
            self._tokens[inlet.name] = (given, time.monotonic() + max(holds - _EARLY, holds / 2))
            return given

    def _ask(
        self, method: str, inlet: Inlet, path: str, query: Mapping[str, str], body: Any = None
    ) -> Mapping[str, Any]:
        # Not escaped to \uXXXX: the platforms show those as they stand.
        content = json.dumps(body, ensure_ascii=False).encode("utf-8", "replace") if body else None
        try:
            status, _, reply = fetch(self._client, method, f"{inlet.api}{path}?{urlencode(query)}", content)
            told = json.loads(reply) if status == 200 else None
        except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
            raise NotPushed(
                f"not reached ({type(error).__name__})"
            ) from None  # its words may hold the address
        if not isinstance(told, dict):
            raise NotPushed(f"HTTP {status}")
        return told

"""The book of inlets: a file under the home that only the house's user may read; secrets stand in it and nowhere else."""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from assistant.channels import channels
from ui.deliveries.hook import BadHook, check_address
from ui.handwritten import demand, one_of, rows_of
from ui.inlets.model import Adapter, BadInlet, Inlet, Kind, NoSuchInlet
from ui.inlets.webhook import Webhook
from ui.inlets.wechat import WeChat

log = logging.getLogger(__name__)

FILE = "inlets.yaml"
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
_SECRET = 16  # characters that a webhook's secret has at least
_CHANNEL = {Kind.WECOM: "wecom", Kind.OFFICIAL: "official", Kind.WEBHOOK: "webhook"}
_NAMES = {field.name for field in fields(Inlet)}


class InletBook:
    """Reads the file again when it has changed; a file that cannot be read leaves the channels of before."""

    def __init__(self, home: Path) -> None:
        self._path = home / FILE
        self._lock = threading.Lock()
        self._read_at: tuple[int, int] | None = None
        self._inlets: dict[str, tuple[Inlet, Adapter]] = {}

    def find(self, name: str, *kinds: Kind) -> tuple[Inlet, Adapter]:
        """Raises NoSuchInlet."""
        found = self._now().get(name)
        if found is None or found[0].kind not in kinds:
            raise NoSuchInlet("There is no such channel.")
        return found

    def get(self, name: str) -> Inlet | None:
        found = self._now().get(name)
        return found[0] if found else None

    def _now(self) -> dict[str, tuple[Inlet, Adapter]]:
        with self._lock:
            try:
                told = self._path.stat()
                seen = (told.st_mtime_ns, told.st_size)
            except FileNotFoundError:
                seen = (0, 0)
            if seen != self._read_at:
                self._read_at = seen
                try:
                    self._inlets = read(self._path)
                except BadInlet as error:
                    log.error("%s The channels of before go on.", error)
            return self._inlets


def read(path: Path) -> dict[str, tuple[Inlet, Adapter]]:
    """The channels of a file by name; none where there is no file. Raises BadInlet."""
    found: dict[str, tuple[Inlet, Adapter]] = {}
    for where, row in rows_of(path, "inlets", BadInlet):
        demand(where, row, ("name", "kind"), BadInlet)
        one_of(where, row, "kind", tuple(Kind), BadInlet)
        try:
            inlet = _inlet(row)
            heard = adapter(inlet)
        except BadInlet as error:
            raise BadInlet(f"{where}: {error}") from None
        if inlet.name in found:
            raise BadInlet(f"{where} has the name of a channel before it.")
        found[inlet.name] = inlet, heard
    return found


def adapter(inlet: Inlet) -> Adapter:
    """What hears a channel. Raises BadInlet when it could not."""
    if not _NAME.fullmatch(inlet.name):
        raise BadInlet(
            "A channel's name has 1 to 40 of a-z, 0-9, - and _, and begins with a letter or digit."
        )
    if inlet.channel not in channels():
        raise BadInlet(
            f"Channel {inlet.name}: {inlet.channel!r} is no id of a channel; they are {', '.join(channels())}."
        )
    if inlet.kind is Kind.WEBHOOK:
        if len(inlet.secret) < _SECRET:
            raise BadInlet(f"Channel {inlet.name}: a webhook needs a secret of {_SECRET} characters or more.")
        return Webhook(inlet)
    if not inlet.token or not inlet.receiver:
        raise BadInlet(f"Channel {inlet.name}: token and receiver (AppID or CorpID) are needed.")
    if inlet.pushes and inlet.kind is Kind.WECOM and not inlet.agent.isdecimal():
        raise BadInlet(f"Channel {inlet.name}: an application of WeCom has an agent, a number.")
    try:
        if inlet.api:
            check_address(inlet.api)
        return WeChat(inlet)
    except BadHook:
        raise BadInlet(f"Channel {inlet.name}: api is an https address.") from None
    except ValueError:
        raise BadInlet(f"Channel {inlet.name}: aes_key is no EncodingAESKey of 43 characters.") from None


def _inlet(row: Mapping[str, Any]) -> Inlet:
    kind = Kind(row["kind"])
    told = {name: str(value) for name, value in row.items() if name != "kind" and value is not None}
    if strange := set(told) - _NAMES:
        named = ", ".join(sorted(word for word in map(str, strange) if _NAME.fullmatch(word)))
        raise BadInlet(f"{named or 'a word'} is none of {', '.join(sorted(_NAMES))}.")
    told.setdefault("channel", _CHANNEL[kind])
    return Inlet(**{**told, "kind": kind, "api": told.get("api", "").rstrip("/")})  # type: ignore[arg-type]

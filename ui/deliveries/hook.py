"""A hook: an address of a robot or a system, and what it is told."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Collection
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import urlsplit

from knowledge.errors import AtriumError

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
_LONG = 2000  # characters of an address


class Kind(StrEnum):
    """Whose robot it is, which decides how a message looks and is signed."""

    WECOM = "wecom"
    DINGTALK = "dingtalk"
    FEISHU = "feishu"
    WEBHOOK = "webhook"


class News(StrEnum):
    """What a desk is told of."""

    EMERGENCY = "emergency"  # a ticket of P0 came in, or more became known of one
    OPENED = "opened"  # any other came in
    ESCALATED = "escalated"  # reopened, or handed on to headquarters
    ASSIGNED = "assigned"  # handed to another desk
    OVERDUE = "overdue"  # a promised moment has passed
    WAITING = "waiting"  # a shopper waits for a person
    TEST = "test"


EVENTS = tuple(news for news in News if news is not News.TEST)
PRIORITIES = ("P0", "P1", "P2", "P3")
SIGNED = frozenset(Kind) - {Kind.WECOM}  # a robot of WeCom knows its callers by the key in its address alone


class BadHook(AtriumError):
    """A hook that cannot work; the message says why, and never holds an address or a secret."""


class NoSuchHook(AtriumError):
    """No hook has this name."""


@dataclass(frozen=True, slots=True)
class Hook:
    """`url` and `secret` are secrets both. None means all desks, priorities or events; an empty set means none."""

    name: str
    kind: Kind
    url: str = field(repr=False)
    secret: str = field(default="", repr=False)
    desks: frozenset[str] | None = None
    priorities: frozenset[str] | None = None
    events: frozenset[News] | None = None

    @property
    def host(self) -> str:
        """Where it leads, without what is secret in it."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.hostname}"

    def wants(self, news: News, desks: Collection[str], priority: str) -> bool:
        """Whether it is told of this; a wait has no priority. Who wants what comes in wants an emergency above all."""
        comes = {news, News.OPENED} if news is News.EMERGENCY else {news}
        return (
            (self.events is None or not self.events.isdisjoint(comes))
            and (self.desks is None or not self.desks.isdisjoint(desks))
            and (self.priorities is None or not priority or priority in self.priorities)
        )


def check(hook: Hook, desks: Collection[str]) -> None:
    """Raises BadHook when it could not work, or would send in the clear. `desks` are those of the house."""
    if not _NAME.fullmatch(hook.name):
        raise BadHook("A hook's name has 1 to 40 of a-z, 0-9, - and _, and begins with a letter or digit.")
    check_address(hook.url)
    if hook.kind in SIGNED and not hook.secret:
        raise BadHook(f"Hook {hook.name}: a hook of the kind {hook.kind} signs, so it needs its secret.")
    if hook.kind is Kind.WECOM and hook.secret:
        raise BadHook(f"Hook {hook.name}: WeCom's robots take no secret; leave it out.")
    if unknown := sorted((hook.desks or frozenset()) - set(desks)):
        raise BadHook(f"Hook {hook.name}: there is no desk {unknown[0]!r}; desks are {', '.join(desks)}.")
    if unknown := sorted((hook.priorities or frozenset()) - set(PRIORITIES)):
        raise BadHook(f"Hook {hook.name}: there is no priority {unknown[0]!r}; they are P0 to P3.")


def check_address(url: str) -> None:
    """Raises BadHook unless it is an https address, or an http one on this machine."""
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        raise BadHook("The address of a hook cannot be read; copy it once more, whole.") from None
    if len(url) > _LONG or not url.isascii() or not url.isprintable() or " " in url:
        raise BadHook(
            "The address of a hook has blanks or odd characters, or is too long; copy it once more."
        )
    if parts.scheme not in ("http", "https") or not host or parts.fragment:
        raise BadHook("The address of a hook begins with https:// and names a host.")
    if parts.username or parts.password:
        raise BadHook("The address of a hook carries no user name or password.")
    if parts.scheme == "http" and not is_loopback(host):
        raise BadHook(
            "A hook on another machine is reached by https:// only: its messages would travel in the clear."
        )


def is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"

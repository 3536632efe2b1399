"""The command line's way in: the running server when there is one, else the home opened here.

Both speak the same HTTP, so a command shows what a caller of the API would see.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Protocol

import httpx

from knowledge.errors import AtriumError
from ui.auth import AS_HEADER
from ui.home import Home, HomeInUse, server_note
from ui.settings import Settings

if TYPE_CHECKING:
    from ui.workroom import Parts


class Refused(AtriumError):
    """The house refused a request; the message is its sentence."""


class Line(Protocol):
    """Sends one request. Two inhabitants: over the network, and into an app in this process."""

    def send(
        self, method: str, path: str, body: Any, headers: Mapping[str, str], files: Any = None
    ) -> httpx.Response: ...


class NetworkLine:
    """To a server on this machine; never through a proxy."""

    def __init__(self, url: str) -> None:
        self._client = httpx.Client(base_url=url, timeout=120, trust_env=False)

    def send(
        self, method: str, path: str, body: Any, headers: Mapping[str, str], files: Any = None
    ) -> httpx.Response:
        return self._client.request(method, path, json=body, headers=headers, files=files)


class AppLine:
    """Into an application in this process."""

    def __init__(self, app: Any, runner: asyncio.Runner) -> None:
        self._runner = runner
        transport = httpx.ASGITransport(app=app, client=("127.0.0.1", 0))
        self._client = httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1")

    def send(
        self, method: str, path: str, body: Any, headers: Mapping[str, str], files: Any = None
    ) -> httpx.Response:
        asked = self._client.request(method, path, json=body, headers=headers, files=files)
        return self._runner.run(asked)


class Desk:
    """Requests in the name of a role, at a moment."""

    def __init__(self, line: Line, key: str, where: str) -> None:
        self._line = line
        self._key = key
        self.where = where  # for people: the address, or the home folder

    def ask(
        self, method: str, path: str, body: Any = None, *, role: str = "admin", as_of: str | None = None
    ) -> Any:
        """The reply's JSON. Raises Refused with the house's sentence."""
        status, reply = self.try_ask(method, path, body, role=role, as_of=as_of)
        if status >= 400:
            raise _refused(status, reply)
        return reply

    def give(self, path: str, name: str, content: bytes, *, role: str = "admin") -> Any:
        """Posts a file as `file`; the reply's JSON. Raises Refused."""
        response = self._sent("POST", path, role, files={"file": (name, content)})
        return response.json()

    def fetch(self, path: str, *, role: str = "admin") -> bytes:
        """The reply as it comes. Raises Refused."""
        return self._sent("GET", path, role).content

    def _sent(self, method: str, path: str, role: str, files: Any = None) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self._key}", AS_HEADER: role}
        try:
            response = self._line.send(method, path, None, headers, files)
        except httpx.HTTPError as error:
            raise Refused(f"{self.where} does not answer: {error}.") from None
        if response.status_code >= 400:
            try:
                raise _refused(response.status_code, response.json())
            except json.JSONDecodeError:
                raise Refused(f"HTTP {response.status_code}") from None
        return response

    def try_ask(
        self, method: str, path: str, body: Any = None, *, role: str = "admin", as_of: str | None = None
    ) -> tuple[int, Any]:
        """Status and JSON, whatever the status."""
        headers = {"Authorization": f"Bearer {self._key}", AS_HEADER: role}
        if as_of:
            headers["X-Demo-Clock"] = as_of
        try:
            response = self._line.send(method, path, body, headers)
            return response.status_code, response.json() if response.content else None
        except httpx.HTTPError as error:
            raise Refused(f"{self.where} does not answer: {error}.") from None
        except json.JSONDecodeError:
            return response.status_code, None


def _refused(status: int, reply: Any) -> Refused:
    return Refused(str(reply.get("detail", f"HTTP {status}")) if isinstance(reply, dict) else str(reply))


@contextlib.contextmanager
def open_desk(settings: Settings, parts: Parts | None = None) -> Iterator[Desk]:
    """A house opened here has only these parts, if some are named; a running server has what it has.

    Raises HomeInUse when a process that is no server owns the home.
    """
    home = Home(settings.home)
    with contextlib.ExitStack() as stack:
        try:
            stack.enter_context(home)
        except HomeInUse as error:
            desk = server_desk(settings, error)
        else:
            desk = stack.enter_context(_opened_here(settings, home, parts))
        yield desk


def server_desk(settings: Settings, error: HomeInUse) -> Desk:
    """To the server that owns the home. Raises `error` when its owner is no server."""
    note = server_note(settings.home)
    if note is None:
        raise error
    return Desk(NetworkLine(note.url), note.key, note.url)


@contextlib.contextmanager
def _opened_here(settings: Settings, home: Home, parts: Parts | None) -> Iterator[Desk]:
    from ui.app import app_for
    from ui.lobby import Lobby
    from ui.wiring import build

    lobby = Lobby(settings, home.local_key)
    try:
        lobby.let_in(build(settings, parts=parts))
        with asyncio.Runner() as runner:
            yield Desk(AppLine(app_for(lobby, pages=False), runner), home.local_key, str(settings.home))
    finally:
        lobby.close()

"""The command line's way in: the running server when there is one, else the home opened here.

Both speak the same HTTP, so a command shows what a caller of the API would see.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Callable, Iterator, Mapping
from typing import IO, TYPE_CHECKING, Any, Protocol

import httpx

from knowledge.errors import AtriumError
from ui.auth import AS_HEADER
from ui.home import Home, HomeInUse, server_note
from ui.settings import Settings

if TYPE_CHECKING:
    from ui.background.workroom import Parts


File = tuple[str, bytes]  # its name, and what is in it


class Refused(AtriumError):
    """The house refused a request; the message is its sentence."""


class Line(Protocol):
    """Sends one request. Two inhabitants: over the network, and into an app in this process."""

    def send(
        self, method: str, path: str, body: Any, headers: Mapping[str, str], file: File | None = None
    ) -> httpx.Response: ...

    def fetch(self, path: str, headers: Mapping[str, str], target: IO[bytes]) -> httpx.Response:
        """Writes what comes into the target, piece by piece; the reply has a body only when it is an error."""
        ...


class NetworkLine:
    """To a server on this machine; never through a proxy."""

    def __init__(self, url: str) -> None:
        self._client = httpx.Client(base_url=url, timeout=120, trust_env=False)

    def send(
        self, method: str, path: str, body: Any, headers: Mapping[str, str], file: File | None = None
    ) -> httpx.Response:
        return self._client.request(method, path, headers=headers, **_sent(body, file))

    def fetch(self, path: str, headers: Mapping[str, str], target: IO[bytes]) -> httpx.Response:
        with self._client.stream("GET", path, headers=headers) as response:
            if response.status_code >= 400:
                response.read()
                return response
            target.writelines(response.iter_bytes())
        return httpx.Response(response.status_code)


class AppLine:
    """Into an application in this process."""

    def __init__(self, app: Any, runner: asyncio.Runner) -> None:
        self._runner = runner
        self._app = app
        transport = httpx.ASGITransport(app=app, client=("127.0.0.1", 0))
        self._client = httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1")

    def send(
        self, method: str, path: str, body: Any, headers: Mapping[str, str], file: File | None = None
    ) -> httpx.Response:
        return self._runner.run(self._client.request(method, path, headers=headers, **_sent(body, file)))

    def fetch(self, path: str, headers: Mapping[str, str], target: IO[bytes]) -> httpx.Response:
        """Not through httpx, which would hold the whole of it."""
        return self._runner.run(self._fetched(path, headers, target))

    async def _fetched(self, path: str, headers: Mapping[str, str], target: IO[bytes]) -> httpx.Response:
        told = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
            "path": path, "raw_path": path.encode(), "query_string": b"", "root_path": "",
            "headers": [*told, (b"host", b"127.0.0.1")], "client": ("127.0.0.1", 0), "server": ("127.0.0.1", 80),
        }  # fmt: skip
        asked, never, status, wrong = iter([{"type": "http.request", "body": b""}]), asyncio.Event(), [0], b""

        async def receive() -> Any:
            for message in asked:
                return message
            await never.wait()  # this caller does not hang up
            return {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            nonlocal wrong
            if message["type"] == "http.response.start":
                status[0] = message["status"]
            elif status[0] < 400:
                target.write(message.get("body", b""))
            else:
                wrong += message.get("body", b"")

        await self._app(scope, receive, send)
        return httpx.Response(status[0], content=wrong)


def _sent(body: Any, file: File | None) -> dict[str, Any]:
    """JSON, or a form with a file and the body's fields."""
    if file is None:
        return {"json": body}
    fields = {name: value for name, value in (body or {}).items() if value not in (None, [], "")}
    return {"data": fields, "files": {"file": file}}


class Desk:
    """Requests in the name of a role, at a moment."""

    def __init__(self, line: Line, key: str, where: str) -> None:
        self._line = line
        self._key = key
        self.where = where  # for people: the address, or the home folder

    def ask(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        role: str = "admin",
        as_of: str | None = None,
        file: File | None = None,
    ) -> Any:
        """The reply's JSON; with a file the body is sent as a form. Raises Refused with the house's sentence."""
        status, reply = self.try_ask(method, path, body, role=role, as_of=as_of, file=file)
        if status >= 400:
            raise _refused(status, reply)
        return reply

    def give(self, path: str, name: str, content: bytes, *, role: str = "admin") -> Any:
        """Posts a file as `file`; the reply's JSON. Raises Refused."""
        return self.ask("POST", path, role=role, file=(name, content))

    def fetch(self, path: str, target: IO[bytes], *, role: str = "admin") -> None:
        """Writes the reply into the target as it comes. Raises Refused."""
        self._accepted(lambda headers: self._line.fetch(path, headers, target), role)

    def _accepted(self, ask: Callable[[Mapping[str, str]], httpx.Response], role: str) -> httpx.Response:
        try:
            response = ask({"Authorization": f"Bearer {self._key}", AS_HEADER: role})
        except httpx.HTTPError as error:
            raise Refused(f"{self.where} does not answer: {error}.") from None
        if response.status_code >= 400:
            try:
                raise _refused(response.status_code, response.json())
            except json.JSONDecodeError:
                raise Refused(f"HTTP {response.status_code}") from None
        return response

    def try_ask(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        role: str = "admin",
        as_of: str | None = None,
        file: File | None = None,
    ) -> tuple[int, Any]:
        """Status and JSON, whatever the status."""
        headers = {"Authorization": f"Bearer {self._key}", AS_HEADER: role}
        if as_of:
            headers["X-Demo-Clock"] = as_of
        try:
            response = self._line.send(method, path, body, headers, file)
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

"""`atrium serve`: listens at once, prepares in the background, ends cleanly."""

from __future__ import annotations

import errno
import logging
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable
from types import FrameType

import uvicorn
from fastapi import FastAPI

from knowledge.errors import AtriumError, InvalidSetting
from ui.app import app_for
from ui.auth import LOOPBACK
from ui.home import Home
from ui.lobby import Lobby
from ui.operating.logs import set_up as set_up_log
from ui.settings import Settings

log = logging.getLogger(__name__)

DRAIN = 10  # seconds that open answers get to finish

Prepare = Callable[[Lobby, threading.Event], None]


class PortTaken(AtriumError):
    """The port is in use."""


def serve(settings: Settings, prepare: Prepare, announce: Callable[[str], None]) -> int:
    """Serves until Ctrl-C or SIGTERM; returns the exit code.

    `prepare` runs in a thread: it lets the atrium into the lobby and stops early when its event is
    set. `announce` is told the address as soon as it listens. Raises HomeInUse and PortTaken.
    """
    _heed_signals(_end_early)
    set_up_log(settings)
    with Home(settings.home) as home:
        lobby = Lobby(settings, home.local_key)
        _refuse_open_house(settings, lobby)
        with _listen(settings.host, settings.port) as listener:
            url = f"http://{_shown(settings.host)}:{listener.getsockname()[1]}"
            home.announce(url)
            announce(url)
            preparing = Preparing(lobby, prepare)
            preparing.start()  # beside the pages: either takes seconds of imports
            try:
                server = _Server(_config(app_for(lobby), settings), lobby.jobs.wind_down)
                preparing.when_it_fails(server)
                # uvicorn raises the signal that ended it once more for whoever listened before: nobody, so it ends with 0.
                _heed_signals(_ignore)
                server.run(sockets=[listener])
            finally:
                ended = preparing.end()
                lobby.close()
    if not ended:
        _leave(preparing.exit_code)
    return preparing.exit_code


class _Server(uvicorn.Server):
    """Tells at once that it is asked to end: streams that follow a job would keep it up until they are cut."""

    def __init__(self, config: uvicorn.Config, when_asked_to_end: Callable[[], None]) -> None:
        super().__init__(config)
        self._when_asked_to_end = when_asked_to_end

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._when_asked_to_end()
        super().handle_exit(sig, frame)


class Preparing:
    """The preparation, in a thread that can be asked to stop."""

    def __init__(self, lobby: Lobby, prepare: Prepare) -> None:
        self._stop = threading.Event()
        self._lobby = lobby
        self._prepare = prepare
        self._server: uvicorn.Server | None = None
        self._thread = threading.Thread(target=self._work, name="prepare", daemon=True)
        self.exit_code = 0

    def start(self) -> None:
        self._thread.start()

    def when_it_fails(self, server: uvicorn.Server) -> None:
        """The server that ends when the preparation fails, or at once when it has failed already."""
        self._server = server
        server.should_exit = self.exit_code != 0

    def _work(self) -> None:
        try:
            self._prepare(self._lobby, self._stop)
        except Exception as error:
            if self._stop.is_set():
                return
            said = str(error) if isinstance(error, AtriumError) else repr(error)
            log.error("Atrium cannot start: %s", said, exc_info=not isinstance(error, AtriumError))
            self.exit_code = 1
            if self._server is not None:
                self._server.should_exit = True

    def end(self) -> bool:
        """Whether the thread ended in time."""
        self._stop.set()
        self._thread.join(DRAIN)
        return not self._thread.is_alive()


def _config(app: FastAPI, settings: Settings) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        log_config=None,  # ours holds: its own would quote errors with all that is in them
        access_log=False,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=settings.trusted_proxies or None,
        timeout_graceful_shutdown=DRAIN // 2,
        server_header=False,
    )


def _heed_signals(handler: Callable[[int, FrameType | None], None]) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, handler)


def _end_early(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)


def _ignore(_number: int, _frame: FrameType | None) -> None:
    return None


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(2048)
    except OSError as error:
        listener.close()
        raise PortTaken(_why(error, host, port)) from None
    return listener


def _why(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is in use; choose another one, for example PORT={port + 1} atrium serve."
    return f"Cannot listen on {host}:{port}: {error.strerror}."


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _refuse_open_house(settings: Settings, lobby: Lobby) -> None:
    """Nothing is offered to other machines while nobody could administer it."""
    if settings.host not in LOOPBACK | {"localhost"} and not lobby.accounts.is_administered():
        raise InvalidSetting(
            f"ATRIUM_HOST is {settings.host}, which other machines can reach, and there is no admin; "
            "make one first: atrium users create --role admin --name NAME --stdin."
        )


def _leave(code: int) -> None:
    """Ends although a thread is still inside a model or a file: whatever was committed is whole."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)

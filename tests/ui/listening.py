"""An application on a real port, for clients that need one."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import uvicorn
from fastapi import FastAPI

from knowledge.model import Role
from tests.house import House
from ui.app import app_for
from ui.lobby import Lobby


@contextmanager
def listening(app: FastAPI) -> Iterator[int]:
    """The port on loopback, as long as it is entered."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield listener.getsockname()[1]
        server.should_exit = True
        thread.join(20)


@dataclass(frozen=True)
class Served:
    """A house on a real port, its pages included, with a key for each role."""

    url: str
    house: House
    lobby: Lobby
    keys: Mapping[str, str]


@contextmanager
def served(house: House) -> Iterator[Served]:
    with house.lobby() as lobby:
        keys = {
            role.value: lobby.keys.create(role, f"{role.value} {len(lobby.keys.all())}")[1]
            for role in Role
            if role is not Role.SHOPPER
        }
        with listening(app_for(lobby)) as port:
            yield Served(f"http://127.0.0.1:{port}", house, lobby, keys)

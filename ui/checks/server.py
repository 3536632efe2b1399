"""The server: whether one runs, and else whether its port is free."""

from __future__ import annotations

import socket

from ui.checks.asking import answers
from ui.checks.finding import Finding
from ui.home import Note, server_note
from ui.settings import Settings

_PORTS_OF_THE_SYSTEM = 1024


def check(settings: Settings) -> Finding:
    note = server_note(settings.home)
    if note and answers(f"{note.url}/healthz"):
        return _running(note)
    if settings.port and not _is_free(settings.host, settings.port):
        low = settings.port < _PORTS_OF_THE_SYSTEM
        remedy = "Take a port above 1023." if low else "Set PORT to another one, or end what uses it."
        return Finding.failed("server", f"port {settings.port} of {settings.host} cannot be taken", remedy)
    return Finding.ok("server", f"none is running; port {settings.port} is free")


def _running(note: Note) -> Finding:
    if answers(f"{note.url}/readyz"):
        return Finding.ok("server", f"process {note.pid} answers at {note.url}")
    return Finding.warning(
        "server", f"{note.url} is up and not ready", "Wait a moment; `atrium status` says what is missing."
    )


def _is_free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as taken:
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            taken.bind((host, port))
    except OSError:
        return False
    return True
